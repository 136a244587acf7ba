"""Codes about settlement files: their control totals, their components, their running balance."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

W_CONTROL_TOTAL = define(
    "W_CONTROL_TOTAL",
    Exit.FINDINGS,
    message=(
        "{file}: {what} menurut file {printed}, jumlah barisnya {summed} (selisih {gap})",
        "{file}: {what}: the file says {printed}, its rows add up to {summed} (difference {gap})",
    ),
    hint=(
        "Baris yang ada tetap diimpor. Ada baris yang hilang atau ditolak: unduh ulang file utuh.",
        "The rows that are there are kept. Some are missing or rejected: download the whole file.",
    ),
)
W_COMPONENTS = define(
    "W_COMPONENTS",
    Exit.FINDINGS,
    message=(
        "{file}: rincian {rows} baris tidak menjumlah ke penghasilannya (selisih {gap})",
        "{file}: the components of {rows} row(s) do not add up to their income (difference {gap})",
    ),
    hint=(
        "Penghasilan tetap seperti di file, selisihnya menjadi lainnya. Periksa kolom yang baru.",
        "The income stays as the file has it, the difference becomes other. Look for new columns.",
    ),
)
W_BALANCE_BROKEN = define(
    "W_BALANCE_BROKEN",
    Exit.FINDINGS,
    message=(
        "{file}: saldo terputus di {rows} baris, pertama {at}: {before} + {amount} ≠ {after}",
        "{file}: the balance breaks at {rows} row(s), first {at}: {before} + {amount} ≠ {after}",
    ),
    hint=(
        "Ada mutasi yang tidak ada di file ini. Unduh ulang mutasi saldo tanpa saringan.",
        "Some movements are not in this file. Download the balance report again without filters.",
    ),
)
N_BALANCE_NOT_PROVABLE = define(
    "N_BALANCE_NOT_PROVABLE",
    Exit.OK,
    message=(
        "{file}: saldo tidak dapat dibuktikan: hanya ada uang {direction} ({rows} baris, {summed})",
        "{file}: the balance is not provable: money {direction} only ({rows} rows, {summed})",
    ),
    hint=(
        "Unduhan ini disaring; isinya tetap diimpor. Agar terbukti, unduh semua jenis transaksi.",
        "This download is filtered; its rows are kept. For a proof, download every transaction.",
    ),
)
W_EVENT_UNKNOWN = define(
    "W_EVENT_UNKNOWN",
    Exit.FINDINGS,
    message=(
        "{file}: jenis mutasi {value} belum dikenal ({rows} baris, {summed})",
        "{file}: the kind of movement {value} is not known ({rows} row(s), {summed})",
    ),
    hint=(
        "Uangnya tetap dihitung sebagai `unclassified`. Perbarui omni atau laporkan jenis ini.",
        "Its money is counted as `unclassified`. Update omni or report this kind.",
    ),
)
