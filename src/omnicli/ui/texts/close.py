"""What `omni close` says."""

TEXTS = {
    "closed": (
        (
            "{month} ditutup: {orders} senilai {value} dibekukan, yang batal ikut "
            "dihitung. File sesudah ini menjadi penyesuaian."
        ),
        (
            "{month} is closed: {orders} worth {value} frozen, canceled ones included. "
            "Files that come later make adjustments."
        ),
    ),
    "reopened": (
        "{month} dibuka lagi; angkanya mengikuti file sampai ditutup kembali.",
        "{month} is open again; its figures follow the files until it is closed anew.",
    ),
    "an_order": ("1 pesanan", "1 order"),
    "some_orders": ("{orders} pesanan", "{orders} orders"),
    "none": (
        "Belum ada bulan yang ditutup. `omni close 2025-08` menutup satu.",
        "No month is closed. `omni close 2025-08` closes one.",
    ),
    "no_adjustments": ("Tidak ada penyesuaian.", "No adjustments."),
    "same": (
        "Semua angka hari ini sama dengan angka bekunya.",
        "Every figure of today is the frozen one.",
    ),
    "mark": ("ditutup {date}, angka beku", "closed {date}, frozen figures"),
    "mark_live": (
        "ditutup {date}; angka ini menurut data hari ini, bukan angka beku",
        "closed {date}; these figures are by today's data, not frozen",
    ),
    "mark_partly": (
        "ditutup {date}, angka beku kecuali yang ditandai",
        "closed {date}, frozen figures except those marked",
    ),
    "todays": ("data hari ini", "today's data"),
    "title_figures": ("Angka beku dan hari ini", "Frozen figures and today's"),
    "title_adjustments": ("Penyesuaian", "Adjustments"),
    "month": ("Bulan", "Month"),
    "closed_at": ("Ditutup", "Closed"),
    "actor": ("Oleh", "By"),
    "reason": ("Alasan", "Reason"),
    "orders": ("Pesanan", "Orders"),
    "ordered_value": ("Nilai semua pesanan", "Value of all orders"),
    "adjustments": ("Penyesuaian", "Adjustments"),
    "adjusted_orders": ("Pesanan berubah", "Orders moved"),
    "adjusted_value": ("Selisih nilai pesanan", "Difference in order value"),
    "metric": ("Metrik", "Metric"),
    "basis": ("Basis", "Basis"),
    "row": ("Baris", "Row"),
    "column": ("Kolom", "Column"),
    "frozen": ("Beku", "Frozen"),
    "today": ("Hari ini", "Today"),
}
