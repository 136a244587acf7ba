"""What `omni sql` says."""

TEXTS = {
    "rows": ("{count} baris", "{count} rows"),
    "name": ("nama", "name"),
    "kind": ("jenis", "kind"),
    "columns": ("kolom", "columns"),
    "missing": ("SQL kosong", "the SQL is empty"),
}
