"""What `omni orders` says."""

TEXTS = {
    "none": ("Tidak ada pesanan yang cocok.", "No order fits."),
    "summary": (
        "{orders} pesanan, {counted} terhitung senilai {value}, rata-rata {average}",
        "{orders} orders, {counted} count, worth {value}, {average} on average",
    ),
    "linked": ("{order} kini bagian dari penjualan {sale}.", "{order} is now part of {sale}."),
    "separate": ("{order} kini penjualan tersendiri.", "{order} is now a sale of its own."),
    "unlinked": (
        "Keputusan tentang {order} dibatalkan; aturan otomatis berlaku lagi.",
        "The decision about {order} was taken back; the rules decide again.",
    ),
    "tested": ("{order} ditandai sebagai pesanan uji coba.", "{order} is marked as a test order."),
    "untested": ("Tanda uji coba {order} dihapus.", "{order} is no longer marked as a test."),
}
