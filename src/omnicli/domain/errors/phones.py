"""Codes about phone numbers."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_PHONE_DAMAGED = define(
    "E_PHONE_DAMAGED",
    Exit.FINDINGS,
    message=(
        "{file}, sheet {sheet}, baris {row}, kolom {column}: digit HP {value} hilang di Excel",
        "{file}, sheet {sheet}, row {row}, column {column}: Excel lost digits of the phone {value}",
    ),
    hint=(
        "Unduh ulang sebagai XLSX, jangan buka di Excel; atau tulis nomornya di berkas kesalahan.",
        "Download it again as XLSX, do not open it in Excel; or write it into the errors file.",
    ),
)
