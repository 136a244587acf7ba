"""What `omni customers` says."""

TEXTS = {
    "before": ("Sebelum", "Before"),
    "after": ("Sesudah", "After"),
    "name": ("nama", "name"),
    "keys": ("kunci", "keys"),
    "confidence": ("keyakinan", "confidence"),
    "city": ("kota", "city"),
    "orders": ("pesanan", "orders"),
    "placed": ("dipesan", "placed"),
    "delivered": ("selesai", "delivered"),
    "first": ("pertama", "first"),
    "last": ("terakhir", "last"),
}
