"""What `omni regions` says."""

TEXTS = {
    "kind": ("jenis", "kind"),
    "written": ("tertulis", "as written"),
    "province": ("provinsi", "province"),
    "state": ("keadaan", "state"),
    "orders": ("pesanan", "orders"),
    "proposal": ("usulan", "proposal"),
    "clean": (
        "Semua wilayah dan kurir dikenal.",
        "Every region and courier is known.",
    ),
    "mapped": (
        "{written} sekarang berarti {name} ({orders} pesanan dihitung ulang)",
        "{written} now means {name} ({orders} orders derived again)",
    ),
    "unmapped": (
        "{written} tidak lagi berarti {name} ({orders} pesanan dihitung ulang)",
        "{written} no longer means {name} ({orders} orders derived again)",
    ),
}
