"""What `omni report` says."""

TEXTS = {
    "written": ("Ditulis: {file}", "Written: {file}"),
    "headline": ("{title}, {period}", "{title}, {period}"),
    "name": ("Laporan", "Report"),
    "title": ("Judul", "Title"),
    "about": ("Menjawab", "Answers"),
}
