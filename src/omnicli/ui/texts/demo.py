"""What `omni demo` says."""

TEXTS = {
    "start": (
        "Demo: toko {store}, dua bulan pesanan Shopee dan iklan Meta. Semua data rekaan.",
        "Demo: the shop {store}, two months of Shopee orders and Meta ads. All of it made up.",
    ),
    "exports": (
        "1. Berkas unduhan ditulis ke {folder}",
        "1. Downloads written to {folder}",
    ),
    "first": ("2. Impor pertama", "2. First import"),
    "newer": (
        "3. Unduhan baru untuk Agustus, tiga minggu kemudian: status maju, tidak ada yang dobel",
        "3. August's orders downloaded again three weeks later: statuses move on, nothing doubles",
    ),
    "broken": (
        "4. Unduhan yang terputus: ditolak, tidak ada yang berubah",
        "4. A download that broke off: refused, nothing changed",
    ),
    "reports": ("5. Laporan {period}", "5. Reports for {period}"),
    "next": ("Coba berikutnya:", "Try next:"),
}
