"""Codes for PDF files: locked, cut, scanned, too big, or not laid out as a known statement."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

_AGAIN = (
    "Unduh ulang PDF dari bank, lalu impor berkas aslinya (bukan hasil cetak ulang).",
    "Download the PDF from the bank again and import that very file, not a reprint of it.",
)
_PASSWORD = (
    "Beri kata sandinya: `omni import … --password-file BERKAS` (satu kata sandi per baris).",
    "Give its password: `omni import … --password-file FILE` (one password per line).",
)


def _pdf(code: str, message: tuple[str, str], hint: tuple[str, str] = _AGAIN) -> str:
    return define(code, Exit.INPUT_REJECTED, message=message, hint=hint)


E_PDF_CUT = _pdf(
    "E_PDF_CUT",
    (
        "{file} terpotong: akhir PDF tidak ada, unduhannya tidak selesai",
        "{file} is cut off: the end of the PDF is missing, the download did not finish",
    ),
)
E_PDF_DAMAGED = _pdf(
    "E_PDF_DAMAGED",
    ("{file} rusak sebagai PDF: {detail}", "{file} is damaged as a PDF: {detail}"),
)
E_PDF_PASSWORD = _pdf(
    "E_PDF_PASSWORD",
    (
        "{file} terkunci kata sandi, dan kata sandinya belum diberikan",
        "{file} is locked with a password, and none was given",
    ),
    _PASSWORD,
)
E_PDF_PASSWORD_WRONG = _pdf(
    "E_PDF_PASSWORD_WRONG",
    (
        "{file}: tidak satu pun dari {tried} kata sandi yang diberikan membukanya",
        "{file}: none of the {tried} passwords given opens it",
    ),
    _PASSWORD,
)
E_PDF_SCAN = _pdf(
    "E_PDF_SCAN",
    (
        "{file} tidak berisi teks: tampaknya hasil scan atau foto ({pages} halaman)",
        "{file} holds no text: it looks like a scan or a photograph ({pages} pages)",
    ),
    (
        "Unduh rekening koran aslinya sebagai PDF atau csv dari bank; gambar tidak bisa dibaca.",
        "Download the statement itself as PDF or csv from the bank; pictures cannot be read.",
    ),
)
E_PDF_TOO_BIG = _pdf(
    "E_PDF_TOO_BIG",
    ("{file} terlalu besar: {detail}", "{file} is too big: {detail}"),
    (
        "Unduh periode yang lebih pendek, lalu impor satu per satu.",
        "Download shorter periods and import the files one by one.",
    ),
)
E_PDF_LAYOUT = _pdf(
    "E_PDF_LAYOUT",
    (
        "{file} adalah PDF yang tidak dikenal sebagai rekening koran; awalnya: {value}",
        "{file} is a PDF that is no known statement; it begins with: {value}",
    ),
    (
        "Yang dikenal: {known}. Coba unduh periode yang sama sebagai csv atau xls.",
        "Known are: {known}. Try downloading the same period as csv or xls.",
    ),
)
E_PDF_INCOMPLETE = _pdf(
    "E_PDF_INCOMPLETE",
    (
        "{file}: tidak ada {missing}, yang selalu dicetak: halaman pertama atau terakhir hilang",
        "{file}: no {missing}, which is always printed: the first or the last page is missing",
    ),
)
E_PDF_ROW = _pdf(
    "E_PDF_ROW",
    (
        "{file} halaman {page}: tidak jelas masuk baris mana: {value} ({why})",
        "{file} page {page}: it is not clear which row this belongs to: {value} ({why})",
    ),
    (
        "Tidak ada yang diimpor. Unduh periode yang sama sebagai csv atau xls.",
        "Nothing was imported. Download the same period as csv or xls.",
    ),
)
E_PDF_ACCOUNTS = _pdf(
    "E_PDF_ACCOUNTS",
    (
        "{file} memuat lebih dari satu rekening: {value}",
        "{file} holds more than one account: {value}",
    ),
    (
        "Unduh rekening koran satu per satu untuk tiap rekening.",
        "Download one statement per account.",
    ),
)
N_PDF_LINES = define(
    "N_PDF_LINES",
    Exit.OK,
    message=(
        "{file}: baris tanpa angka di luar tabel tidak dibaca: {value}",
        "{file}: lines without amounts outside the rows were not read: {value}",
    ),
    hint=(
        "Tidak perlu apa-apa bila itu hanya catatan kaki halaman.",
        "Nothing to do if they are only footnotes of a page.",
    ),
)
