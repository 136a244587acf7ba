"""What `omni sql` says."""

TEXTS = {
    "rows": ("{count} baris", "{count} rows"),
    "name": ("nama", "name"),
    "kind": ("jenis", "kind"),
    "columns": ("kolom", "columns"),
    "missing": ("SQL kosong", "the SQL is empty"),
    "masked": (
        "Disamarkan untuk peran Anda: {columns}. Nilai yang tampak sama belum tentu sama.",
        "Masked for your role: {columns}. Values that look alike need not be.",
    ),
}
