"""Codes that belong to no single area."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_USAGE = define(
    "E_USAGE",
    Exit.USAGE,
    message=("Perintah tidak lengkap atau keliru: {detail}", "Wrong usage: {detail}"),
    hint=("Lihat `omni {command} --help`.", "See `omni {command} --help`."),
)
E_CONSERVATION = define(
    "E_CONSERVATION",
    Exit.FAILURE,
    message=(
        "Jumlah tidak cocok pada {file}: {what} dibaca {read}, terhitung {accounted}",
        "{file} does not add up: {what} read {read}, accounted for {accounted}",
    ),
    hint=(
        "Tidak ada yang diimpor. Ini kesalahan omni: laporkan beserta `omni doctor --json`.",
        "Nothing was imported. This is a fault of omni: report it with `omni doctor --json`.",
    ),
)
