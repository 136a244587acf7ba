"""What `omni alerts` says."""

TEXTS = {
    "alert_id": ("Nomor", "Number"),
    "raised_at": ("Sejak", "Since"),
    "text": ("Peringatan", "Alert"),
    "state": ("Keadaan", "State"),
    "state_on": ("menyala", "on"),
    "state_seen": ("sudah dilihat", "seen"),
    "state_cleared": ("padam", "over"),
    "raised": ("Baru: {text}", "New: {text}"),
    "cleared": ("Padam: {text}", "Over: {text}"),
    "on": ("{count} peringatan menyala.", "{count} alerts are on."),
    "none": ("Tidak ada peringatan.", "No alert is on."),
    "acked": ("{count} peringatan ditandai sudah dilihat.", "{count} alerts noted as seen."),
    "snoozed": ("{count} peringatan ditunda sampai {until}.", "{count} alerts rest until {until}."),
    "woken": ("{count} peringatan dibangunkan.", "{count} alerts are awake again."),
}
