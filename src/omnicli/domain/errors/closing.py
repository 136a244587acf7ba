"""Codes about months that are closed, and what they keep from changing."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_CLOSE_NOT_OVER = define(
    "E_CLOSE_NOT_OVER",
    Exit.USAGE,
    message=(
        "Bulan {month} belum berakhir (hari ini {today})",
        "The month {month} is not over (today is {today})",
    ),
    hint=(
        "Tutup bulan ini mulai {first}, setelah semua file bulan itu diimpor.",
        "Close it from {first} on, once all its files are imported.",
    ),
)
E_CLOSE_DONE = define(
    "E_CLOSE_DONE",
    Exit.USAGE,
    message=("Bulan {month} sudah ditutup pada {closed}", "The month {month} was closed {closed}"),
    hint=(
        "Lihat `omni close show {month}`; buka dengan `omni close reopen {month} --reason …`.",
        "See `omni close show {month}`; open it with `omni close reopen {month} --reason …`.",
    ),
)
E_CLOSE_GAP = define(
    "E_CLOSE_GAP",
    Exit.USAGE,
    message=(
        "Bulan {earlier} punya pesanan dan masih terbuka",
        "The month {earlier} has orders and is still open",
    ),
    hint=(
        "Tutup berurutan: `omni close {earlier}` dulu, lalu {month}.",
        "Close in order: `omni close {earlier}` first, then {month}.",
    ),
)
E_CLOSE_EMPTY = define(
    "E_CLOSE_EMPTY",
    Exit.USAGE,
    message=(
        "Tidak ada pesanan, pencairan, atau iklan bertanggal {month}",
        "No order, settlement or ad is dated in {month}",
    ),
    hint=(
        "Periksa bulannya, atau impor dulu file bulan itu.",
        "Check the month, or import its files first.",
    ),
)
E_CLOSE_OPEN = define(
    "E_CLOSE_OPEN",
    Exit.USAGE,
    message=("Bulan {month} tidak sedang ditutup", "The month {month} is not closed"),
    hint=(
        "`omni close list` menunjukkan bulan yang ditutup.",
        "`omni close list` shows the closed months.",
    ),
)
E_CLOSE_REASON = define(
    "E_CLOSE_REASON",
    Exit.USAGE,
    message=("Alasannya kosong", "The reason is empty"),
    hint=(
        'Tulis --reason "…": pembukaan kembali tercatat di jejak audit dengan sebabnya.',
        'Give --reason "…": a reopening stands in the audit trail with its cause.',
    ),
)
E_MONTH_CLOSED = define(
    "E_MONTH_CLOSED",
    Exit.FAILURE,
    message=(
        "Ini mengubah bulan yang sudah ditutup ({month}): {orders} pesanan, {sums} jumlah lain",
        "This would change a closed month ({month}): {orders} orders, {sums} other sums",
    ),
    hint=(
        "Tidak ada yang diubah. Buka dulu: `omni close reopen BULAN --reason …`, lalu tutup lagi.",
        "Nothing was changed. Open it: `omni close reopen MONTH --reason …`, and close it again.",
    ),
)
E_CLOSE_MISMATCH = define(
    "E_CLOSE_MISMATCH",
    Exit.INTEGRITY,
    message=(
        "Angka beku bulan {month} hilang atau rusak: {file}",
        "The frozen figures of {month} are missing or damaged: {file}",
    ),
    hint=(
        "Kembalikan file itu dari cadangan dataroom; sidik jarinya harus {sha256}.",
        "Restore that file from a backup of the dataroom; its fingerprint must be {sha256}.",
    ),
)
W_CLOSED_ADJUSTED = define(
    "W_CLOSED_ADJUSTED",
    Exit.OK,
    message=(
        (
            "Bulan {month} sudah ditutup: {count} penyesuaian untuk {orders} pesanan dibukukan di "
            "{booked}; nilai pesanan {revenue}, selesai {delivered}, cair {settled}, iklan {ads}"
        ),
        (
            "The month {month} is closed: {count} adjustments of {orders} orders are booked in "
            "{booked}; ordered {revenue}, delivered {delivered}, settled {settled}, ads {ads}"
        ),
    ),
    hint=(
        "Rinciannya: `omni close show {month}`. Angka beku tidak berubah.",
        "Details: `omni close show {month}`. The frozen figures stay as they are.",
    ),
)
