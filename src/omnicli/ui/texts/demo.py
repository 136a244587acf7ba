"""What `omni demo` says."""

TEXTS = {
    "start": (
        "Demo: toko {store}, dua bulan pesanan Shopee, iklan, dan uangnya. Semua data rekaan.",
        "Demo: the shop {store}, two months of Shopee orders, ads and money. All of it made up.",
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
    "money": (
        "5. Uangnya: penghasilan dan saldo Shopee, mutasi rekening BCA",
        "5. The money: Shopee's income and balance, the BCA account",
    ),
    "reconcile": (
        "6. Dari pesanan sampai ke bank: uang mana yang belum sampai, dan mengapa",
        "6. From the order to the bank: which money is missing, and why",
    ),
    "reports": ("7. Laporan {period}", "7. Reports for {period}"),
    "next": ("Coba berikutnya:", "Try next:"),
}
