"""What `omni demo` says."""

TEXTS = {
    "start": (
        "Demo: toko {store}, setahun pesanan, kiriman, iklan, dan uangnya. Semua data rekaan.",
        "Demo: the shop {store}, a year of orders, parcels, ads and money. All of it made up.",
    ),
    "exports": (
        "1. Berkas unduhan ditulis ke {folder}",
        "1. Downloads written to {folder}",
    ),
    "first": (
        "2. Impor pertama: setahun dari empat sumber",
        "2. First import: a year from four sources",
    ),
    "newer": (
        "3. Unduhan baru untuk Agustus, tiga minggu kemudian: status maju, tidak ada yang dobel",
        "3. August's orders downloaded again three weeks later: statuses move on, nothing doubles",
    ),
    "broken": (
        "4. Unduhan yang terputus: ditolak, tidak ada yang berubah",
        "4. A download that broke off: refused, nothing changed",
    ),
    "money": (
        "5. Uangnya: penghasilan dan saldo Shopee, saldo Mengantar, mutasi rekening BCA",
        "5. The money: Shopee's income and balance, Mengantar's balance, the BCA account",
    ),
    "lists": (
        "6. Catatan toko sendiri: produk dan HPP, stok, retur masuk, campaign, kontak chat, …",
        "6. The shop's own lists: products and costs, stock, returns, campaigns, contacts, …",
    ),
    "channel": (
        "7. Hitungan Shopee sendiri: pengunjung, LIVE, produk, dan afiliasi",
        "7. What Shopee counts itself: visitors, LIVEs, products and affiliates",
    ),
    "reconcile": (
        "8. Dari pesanan sampai ke bank: uang mana yang belum sampai, dan mengapa",
        "8. From the order to the bank: which money is missing, and why",
    ),
    "reports": ("9. Laporan {period}", "9. Reports for {period}"),
    "next": ("Coba berikutnya:", "Try next:"),
}
