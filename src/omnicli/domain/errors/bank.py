"""Codes about bank statements: their proof, their account, their dates."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

_WHOLE = (
    "Tidak ada baris yang diimpor: ada mutasi yang hilang atau dobel. Unduh ulang yang utuh.",
    "No row was imported: movements are missing or doubled. Download it whole again.",
)

E_STATEMENT_BROKEN = define(
    "E_STATEMENT_BROKEN",
    Exit.INPUT_REJECTED,
    message=(
        "{file}{page} baris {row}: setelah {at} {amount} saldonya {printed}, bukan {expected}",
        "{file}{page} row {row}: after {at} {amount} the balance is {printed}, not {expected}",
    ),
    hint=_WHOLE,
)
E_STATEMENT_CLOSING = define(
    "E_STATEMENT_CLOSING",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: awal {opening} + kredit {credits} − debit {debits} = {expected}, bukan {printed}",
        "{file}: {opening} + credits {credits} − debits {debits} = {expected}, not {printed}",
    ),
    hint=_WHOLE,
)
E_STATEMENT_TOTAL = define(
    "E_STATEMENT_TOTAL",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: {what} menurut bank {printed}, menurut barisnya {summed}",
        "{file}: {what}: the bank says {printed}, the rows say {summed}",
    ),
    hint=_WHOLE,
)
E_STATEMENT_ROW = define(
    "E_STATEMENT_ROW",
    Exit.INPUT_REJECTED,
    message=(
        "{file}{page} baris {row}: {what} tidak terbaca, jadi saldonya tidak terbukti",
        "{file}{page} row {row}: the {what} cannot be read, so the balance is not proved",
    ),
    hint=_WHOLE,
)
E_STATEMENT_CELL = define(
    "E_STATEMENT_CELL",
    Exit.INPUT_REJECTED,
    message=(
        "{file}, sheet {sheet}, baris {row}, kolom {column}: {value} tidak terbaca",
        "{file}, sheet {sheet}, row {row}, column {column}: {value} cannot be read",
    ),
    hint=(
        "Rekening koran masuk utuh atau tidak sama sekali. Unduh ulang, impor tanpa dibuka.",
        "A statement goes in whole or not at all. Download it again and import it unopened.",
    ),
)
E_BANK_ACCOUNT = define(
    "E_BANK_ACCOUNT",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: tidak menyebut nomor rekening",
        "{file}: names no account number",
    ),
    hint=(
        "Sebutkan nomornya, misalnya `--account 1370012345678`.",
        "Name the number, e.g. `--account 1370012345678`.",
    ),
)
E_BANK_CURRENCY = define(
    "E_BANK_CURRENCY",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: rekening dalam {value}, omni hanya menghitung rupiah (IDR)",
        "{file}: the account is in {value}, omni only counts rupiah (IDR)",
    ),
    hint=(
        "Ekspor rekening rupiah saja.",
        "Export the rupiah accounts only.",
    ),
)
E_STATEMENT_YEAR = define(
    "E_STATEMENT_YEAR",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: tanggalnya tanpa tahun dan periodenya tidak disebut",
        "{file}: its dates have no year and it names no period",
    ),
    hint=(
        "Sebutkan periodenya, misalnya `--period 2026-09`.",
        "Name the period, e.g. `--period 2026-09`.",
    ),
)
N_STATEMENT_NOT_PROVABLE = define(
    "N_STATEMENT_NOT_PROVABLE",
    Exit.OK,
    message=(
        "{file}: bentuk ini tanpa saldo, jadi kelengkapan rekening {value} tidak dapat dibuktikan",
        "{file}: this layout has no balance, so nothing proves account {value} is complete",
    ),
    hint=(
        "Isinya tetap diimpor. Impor juga rekening koran (PDF) periode yang sama agar terbukti.",
        "Its rows are kept. Import the account statement (PDF) of the same period for a proof.",
    ),
)
E_PASSWORD_FILE = define(
    "E_PASSWORD_FILE",
    Exit.USAGE,
    message=(
        "Berkas kata sandi {file} tidak bisa dibaca: {detail}",
        "The password file {file} cannot be read: {detail}",
    ),
    hint=(
        "Isi satu kata sandi per baris; beri namanya dengan --password-file.",
        "Write one password per line; name the file with --password-file.",
    ),
)
W_BANK_GAP = define(
    "W_BANK_GAP",
    Exit.FINDINGS,
    message=(
        "{bank} {account}: {count} rentang hari tanpa rekening koran, pertama {first} s/d {last}",
        "{bank} {account}: {count} gap(s) between statements, the first {first} to {last}",
    ),
    hint=(
        "Unduh hari-hari itu (`omni sources coverage {account}`), atau impor dengan --period.",
        "Download those days (`omni sources coverage {account}`), or import with --period.",
    ),
)
