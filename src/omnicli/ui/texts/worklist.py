"""What `omni worklist` and `omni claim` say."""

TEXTS = {
    "list": ("Daftar", "List"),
    "order_no": ("No. pesanan", "Order no."),
    "kind": ("Jenis", "Kind"),
    "deadline_date": ("Tenggat", "Deadline"),
    "value_sen": ("Nilai", "Value"),
    "age_days": ("Hari", "Days"),
    "payer": ("Pembayar", "Payer"),
    "courier": ("Kurir", "Courier"),
    "owner": ("Dipegang", "Owner"),
    "snoozed_until": ("Ditunda sampai", "Snoozed until"),
    "note": ("Catatan", "Note"),
    "empty": ("Tidak ada yang perlu dikerjakan.", "Nothing to work on."),
    "resting": (
        "{count} baris ditunda; lihat dengan --all.",
        "{count} rows are snoozed; see them with --all.",
    ),
    "dossier": (
        "{payer}: {claims} klaim, {amount}\n  {files}",
        "{payer}: {claims} claims, {amount}\n  {files}",
    ),
    "no_claims": ("Tidak ada klaim terbuka.", "No claim is open."),
}
