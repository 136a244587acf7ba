"""What `omni report` says."""

TEXTS = {
    "elsewhere": (
        "Tidak ada pesanan di {period}. Bulan yang ada datanya: {months}.",
        "There is no order in {period}. Months with data: {months}.",
    ),
    "which": ("Laporan", "Reports"),
    "choose": (
        "Buat salah satunya: `omni report NAMA --month`.",
        "Make one of them: `omni report NAME --month`.",
    ),
    "nothing": ("belum ada data", "no data yet"),
    "fault": ("{name} tidak jadi: {detail}", "{name} failed: {detail}"),
    "written": ("Ditulis: {file}", "Written: {file}"),
    "headline": ("{title}, {period}", "{title}, {period}"),
    "without": ("tanpa {what}", "without {what}"),
    "name": ("Laporan", "Report"),
    "title": ("Judul", "Title"),
    "about": ("Menjawab", "Answers"),
}
