"""What `omni dataroom` says."""

TEXTS = {
    "file": ("Berkas", "File"),
    "state": ("Status", "State"),
    "source": ("Sumber", "Source"),
    "account": ("Akun", "Account"),
    "batch": ("Batch", "Batch"),
    "at": ("Kapan", "When"),
    "why": ("Sebab", "Why"),
    "state_waiting": ("menunggu", "waiting"),
    "state_imported": ("diimpor", "imported"),
    "state_superseded": ("digantikan", "superseded"),
    "state_refused": ("ditolak", "refused"),
    "state_undone": ("dibatalkan", "undone"),
    "nothing_new": ("Tidak ada berkas baru di {folder}", "No new files in {folder}"),
}
