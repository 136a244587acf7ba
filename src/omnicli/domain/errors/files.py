"""Codes for files that cannot be read or recognised at all."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

_AGAIN = (
    "Unduh ulang berkas dari platform, lalu impor tanpa membukanya di Excel.",
    "Download the file from the platform again and import it without opening it in Excel.",
)


def _file(code: str, message: tuple[str, str], hint: tuple[str, str] = _AGAIN) -> str:
    return define(code, Exit.INPUT_REJECTED, message=message, hint=hint)


E_FILE_NOT_FOUND = _file(
    "E_FILE_NOT_FOUND",
    (
        "Berkas {file} tidak ada atau tidak bisa dibaca: {detail}",
        "{file} cannot be opened: {detail}",
    ),
    ("Periksa nama dan letak berkas.", "Check the file's name and place."),
)
E_FILE_DENIED = _file(
    "E_FILE_DENIED",
    (
        "{file} tidak boleh dibaca oleh pengguna ini",
        "{file} may not be read by this user",
    ),
    (
        "Beri hak baca (`chmod u+rX`), atau jalankan omni sebagai pemiliknya.",
        "Grant the right to read (`chmod u+rX`), or run omni as its owner.",
    ),
)
E_FILE_EMPTY = _file("E_FILE_EMPTY", ("{file} kosong (0 byte)", "{file} is empty (0 bytes)"))
E_FILE_TRUNCATED = _file(
    "E_FILE_TRUNCATED",
    ("{file} terpotong: unduhan tidak selesai", "{file} is cut off: the download did not finish"),
)
E_FILE_CORRUPT = _file("E_FILE_CORRUPT", ("{file} rusak: {detail}", "{file} is damaged: {detail}"))
E_FILE_NOT_XLSX = _file(
    "E_FILE_NOT_XLSX",
    ("{file} adalah zip, tetapi bukan xlsx", "{file} is a zip archive, but not an xlsx workbook"),
    (
        "Ekstrak zip itu lebih dulu, lalu impor berkas di dalamnya.",
        "Extract the archive first and import the file inside it.",
    ),
)
E_FILE_ENCRYPTED = _file(
    "E_FILE_ENCRYPTED",
    ("{file} terkunci kata sandi", "{file} is protected with a password"),
    (
        "Simpan salinannya tanpa kata sandi, lalu impor salinan itu.",
        "Save a copy without the password and import the copy.",
    ),
)
E_FILE_FORMAT = _file(
    "E_FILE_FORMAT",
    (
        "{file} adalah {what}, yang belum bisa dibaca omni",
        "{file} is {what}, which omni does not read",
    ),
    (
        "Ekspor sebagai xlsx atau csv, lalu impor berkas itu.",
        "Export it as xlsx or csv and import that file.",
    ),
)
E_FILE_TOO_BIG = _file(
    "E_FILE_TOO_BIG",
    ("{file} terlalu besar: {detail}", "{file} is too big: {detail}"),
    (
        "Ekspor periode yang lebih pendek, lalu impor satu per satu.",
        "Export a shorter period and import the files one by one.",
    ),
)
E_FILE_DIMENSIONS = _file(
    "E_FILE_DIMENSIONS",
    (
        "{file}, sheet {sheet}: ada sel jauh di luar tabel ({cell})",
        "{file}, sheet {sheet}: a cell lies far outside the table ({cell})",
    ),
    (
        "Unduh ulang berkas; atau salin tabelnya saja ke berkas baru.",
        "Download the file again, or copy only the table into a new file.",
    ),
)
E_FILE_UNREADABLE = _file(
    "E_FILE_UNREADABLE", ("{file} tidak bisa dibaca: {detail}", "{file} cannot be read: {detail}")
)
E_FILE_NO_ROWS = _file(
    "E_FILE_NO_ROWS",
    ("{file} tidak berisi tabel apa pun", "{file} holds no table at all"),
)
E_CSV_SHAPE = _file(
    "E_CSV_SHAPE",
    (
        "{file}, baris {row}: kolomnya lebih banyak dari header, atau kutipnya tidak ditutup",
        "{file}, row {row}: more fields than the header, or a quote that is never closed",
    ),
)
E_CSV_NUL = _file(
    "E_CSV_NUL",
    (
        "{file}, baris {row}: ada byte nol di tengah teks, jadi sebagian isinya hilang",
        "{file}, row {row}: a zero byte inside the text, so part of the content is lost",
    ),
)
E_UNKNOWN_FILE = _file(
    "E_UNKNOWN_FILE",
    (
        "{file} tidak dikenali. {near}",
        "{file} is not recognised. {near}",
    ),
    (
        "Lihat `omni sources list` untuk berkas yang dikenal. Kolom di berkas ini: {found}",
        "See `omni sources list` for the files omni knows. Columns in this file: {found}",
    ),
)
E_WRONG_SOURCE = _file(
    "E_WRONG_SOURCE",
    (
        "{file} bukan berkas {hint}: isinya mirip {looks_like} ({percent} %)",
        "{file} is not a {hint} file: it looks like {looks_like} ({percent} %)",
    ),
    (
        "Jalankan `omni import {looks_like} …` atau `omni import auto …`.",
        "Run `omni import {looks_like} …` or `omni import auto …`.",
    ),
)
E_SOURCE_AMBIGUOUS = _file(
    "E_SOURCE_AMBIGUOUS",
    (
        "{file} cocok dengan lebih dari satu sumber: {sources}",
        "{file} fits more than one source: {sources}",
    ),
    (
        "Sebut sumbernya: `omni import SUMBER BERKAS`.",
        "Name the source: `omni import SOURCE FILE`.",
    ),
)
E_UNKNOWN_SOURCE = define(
    "E_UNKNOWN_SOURCE",
    Exit.USAGE,
    message=(
        "Sumber {value} tidak dikenal. Mungkin: {nearest}",
        "Unknown source {value}. Perhaps: {nearest}",
    ),
    hint=("Lihat `omni sources list`.", "See `omni sources list`."),
)
E_COLUMN_MISSING = _file(
    "E_COLUMN_MISSING",
    (
        "{file}, sheet {sheet}: kolom wajib {missing} untuk {source} tidak ada",
        "{file}, sheet {sheet}: required column {missing} of {source} is missing",
    ),
    (
        "Kolom di berkas: {found}. Paling mirip: {nearest}. Bila itu kolomnya: `omni sources map`.",
        "Columns in the file: {found}. Nearest: {nearest}. If that is it: `omni sources map`.",
    ),
)
E_HEADER_AMBIGUOUS = _file(
    "E_HEADER_AMBIGUOUS",
    (
        "{file}, sheet {sheet}: kolom {column} ada lebih dari sekali",
        "{file}, sheet {sheet}: column {column} stands there more than once",
    ),
)
E_ID_NUMERIC = _file(
    "E_ID_NUMERIC",
    (
        "{file}, sheet {sheet}: kolom {column} tersimpan sebagai angka, digit nomornya bisa hilang",
        "{file}, sheet {sheet}: column {column} is stored as numbers, so digits of ids can be lost",
    ),
)
E_MONEY_AMBIGUOUS = _file(
    "E_MONEY_AMBIGUOUS",
    (
        "{file}, sheet {sheet}: angka di kolom {column} bisa dibaca dua cara (mis. {value})",
        "{file}, sheet {sheet}: amounts in column {column} can be read two ways (e.g. {value})",
    ),
)
N_ENCODING = _file(
    "N_ENCODING",
    ("{file} bukan UTF-8; dibaca sebagai {value}", "{file} is not UTF-8; read as {value}"),
    ("Periksa huruf beraksen pada nama.", "Check accented letters in names."),
)
N_EXTENSION = _file(
    "N_EXTENSION",
    ("{file} sebenarnya berkas {value}", "{file} is really a {value} file"),
    ("Tidak perlu apa-apa: isi yang menentukan.", "Nothing to do: the content decides."),
)
E_UNKNOWN_COLUMN = define(
    "E_UNKNOWN_COLUMN",
    Exit.USAGE,
    message=(
        "{source} tidak punya kolom {value}; yang terdekat: {nearest}",
        "{source} has no column {value}; the nearest is {nearest}",
    ),
    hint=(
        "Lihat nama kolomnya dengan `omni sources show {source}`.",
        "See its columns with `omni sources show {source}`.",
    ),
)
