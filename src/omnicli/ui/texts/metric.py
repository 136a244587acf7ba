"""What `omni metric` and `omni check` say."""

TEXTS = {
    "metric": ("metrik", "metric"),
    "version": ("versi", "version"),
    "title": ("judul", "title"),
    "grain": ("satu baris per", "one row per"),
    "params": ("parameter", "parameters"),
    "one_row": ("periode", "period"),
    "formula": ("Rumus", "Formula"),
    "how_to_read": ("Cara membaca", "How to read it"),
    "sources": ("Sumber", "Sources"),
    "column": ("kolom", "column"),
    "kind": ("jenis", "kind"),
    "note": ("catatan", "note"),
    "rule": ("aturan", "rule"),
    "detail": ("temuan", "finding"),
    "clean": ("Semua berkas metrik memenuhi aturan.", "Every metric file keeps the rules."),
    "no_rows": ("Tidak ada data untuk periode ini.", "No data for this period."),
    "check": ("pemeriksaan", "check"),
    "state": ("hasil", "state"),
    "findings": ("temuan", "findings"),
    "check_more": (
        "Baris temuan: `omni check NAMA --json`; nama wilayah, kurir: `omni regions list`.",
        "Rows of a finding: `omni check NAME --json`; regions, couriers: `omni regions list`.",
    ),
    "example": ("contoh", "example"),
}
