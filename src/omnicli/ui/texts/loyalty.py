"""What `omni loyalty` says."""

TEXTS = {
    "none": (
        "Belum ada poin. Buat program dengan `omni loyalty-programs add`.",
        "No points yet. Make a program with `omni loyalty-programs add`.",
    ),
    "orders": ("Pesanan berpoin", "Orders with points"),
    "customers": ("Pelanggan", "Customers"),
    "points": ("Poin didapat", "Points earned"),
    "reversed": ("Poin dibalik", "Points reversed"),
    "reaching": ("Capai hadiah", "Reach a reward"),
    "cost_sen": ("Biaya paling banyak", "Cost at most"),
    "revenue_sen": ("Pendapatan selesai", "Delivered revenue"),
}
