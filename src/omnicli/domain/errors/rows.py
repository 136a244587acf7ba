"""Codes for single rows and cells: each becomes an issue of its row."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

_WHERE = (
    "{file}, sheet {sheet}, baris {row}, kolom {column}: ",
    "{file}, sheet {sheet}, row {row}, column {column}: ",
)
_FIX = (
    "Perbaiki sel itu di berkas kesalahan (`omni batches errors`), lalu impor berkas itu.",
    "Repair the cell in the errors file (`omni batches errors`) and import that file.",
)
_EXPORT = (
    "Ekspor ulang dari platform dan jangan buka di Excel; ganti nilainya di berkas kesalahan.",
    "Export it again and do not open it in Excel; replace the value in the errors file.",
)


def _cell(code: str, message: tuple[str, str], hint: tuple[str, str] = _FIX) -> str:
    text = (_WHERE[0] + message[0], _WHERE[1] + message[1])
    return define(code, Exit.FINDINGS, message=text, hint=hint)


E_ID_DAMAGED = _cell("E_ID_DAMAGED", ("nomor {value} rusak", "the id {value} is damaged"), _EXPORT)
E_ID_PRECISION = _cell(
    "E_ID_PRECISION",
    (
        "nomor {value} tersimpan sebagai angka panjang; digit terakhirnya hilang",
        "the id {value} is stored as a long number; its last digits are lost",
    ),
    _EXPORT,
)
E_KEY_EMPTY = _cell("E_KEY_EMPTY", ("nomor kosong", "the id is empty"))
E_VALUE_EMPTY = _cell("E_VALUE_EMPTY", ("wajib diisi", "a value is required"))
E_MONEY = _cell("E_MONEY", ("{value} bukan jumlah uang", "{value} is not an amount of money"))
E_COUNT = _cell("E_COUNT", ("{value} bukan bilangan bulat", "{value} is not a whole number"))
E_DATE = _cell("E_DATE", ("{value} bukan tanggal yang dikenal", "{value} is not a known date"))
E_CELL_ERROR = _cell(
    "E_CELL_ERROR", ("sel berisi kesalahan {value}", "the cell holds the error {value}")
)
E_FORMULA_NO_VALUE = _cell(
    "E_FORMULA_NO_VALUE",
    ("rumus tanpa nilai tersimpan", "a formula without a stored value"),
)
E_ROW_SHORT = _cell(
    "E_ROW_SHORT",
    (
        "barisnya terpotong: {cells} dari {of} kolom",
        "the row ends early: {cells} of {of} columns",
    ),
    (
        "Unduh ulang berkasnya bila baris terakhir terpotong; atau lengkapi di berkas kesalahan.",
        "Download the file again if its last row is cut, or complete it in the errors file.",
    ),
)
W_DATE_RANGE = _cell(
    "W_DATE_RANGE",
    ("tanggal {value} di luar 2015 sampai besok", "date {value} lies outside 2015 to tomorrow"),
    (
        "Periksa tanggalnya; baris ini tetap diimpor.",
        "Check the date; the row is imported as it is.",
    ),
)
E_ROWS_CONTRADICT = _cell(
    "E_ROWS_CONTRADICT",
    (
        "baris {rows} dari {key} saling bertentangan: {values}",
        "rows {rows} of {key} contradict each other: {values}",
    ),
)
E_SIBLING_REJECTED = define(
    "E_SIBLING_REJECTED",
    Exit.FINDINGS,
    message=(
        "{file}, sheet {sheet}, baris {row}: ditahan, baris lain dari {key} ditolak ({rows})",
        "{file}, sheet {sheet}, row {row}: held back, another row of {key} was refused ({rows})",
    ),
    hint=_FIX,
)
