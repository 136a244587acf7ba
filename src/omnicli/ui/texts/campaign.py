"""What `omni campaign` says."""

TEXTS = {
    "target_set": (
        "Target {campaign}: {gmv} (batch {batch}).",
        "Target of {campaign}: {gmv} (batch {batch}).",
    ),
    "frozen": (
        "{campaign} dibekukan: GMV {gmv} dari {orders} pesanan. Berkas sesudahnya dicatat susulan.",
        "{campaign} is frozen: GMV {gmv} of {orders} orders. Files after this are listed as late.",
    ),
    "after_open": (
        "Baru {days} dari 7 hari sesudahnya diketahui; pinjaman dari hari itu masih diikuti.",
        "Of the 7 days after it {days} are known; what was borrowed from them is still followed.",
    ),
    "waits": (
        "Selesai, belum dibekukan: menunggu berkas semua toko (omni campaign freeze {campaign}).",
        "Over, not frozen: waiting for the files of all shops (omni campaign freeze {campaign}).",
    ),
    "thawed": (
        "{campaign} dicairkan; angkanya mengikuti berkas lagi.",
        "{campaign} is thawed; its figures follow the files again.",
    ),
    "hours": ("Per jam", "By hour"),
    "products": ("Produk", "Products"),
    "trend": ("Tren", "Trend"),
    "late": ("Berkas susulan (tidak mengubah angka beku)", "Late files (change nothing frozen)"),
    "no_products": ("Tidak ada produk terjual.", "No product was sold."),
    "more": (
        "… dan {count} produk lagi (--json untuk semua).",
        "… and {count} more (--json has all).",
    ),
}
