"""What `omni report` says."""

TEXTS = {
    "which": ("Laporan", "Reports"),
    "choose": (
        "Buat salah satunya: `omni report NAMA --month`.",
        "Make one of them: `omni report NAME --month`.",
    ),
    "written": ("Ditulis: {file}", "Written: {file}"),
    "headline": ("{title}, {period}", "{title}, {period}"),
    "name": ("Laporan", "Report"),
    "title": ("Judul", "Title"),
    "about": ("Menjawab", "Answers"),
}
