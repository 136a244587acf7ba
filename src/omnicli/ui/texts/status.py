"""What `omni status` says."""

TEXTS = {
    "source": ("Sumber", "Source"),
    "account": ("Akun", "Account"),
    "need": ("Isi", "Content"),
    "state": ("Keadaan", "State"),
    "newest_day": ("Sampai", "Up to"),
    "days_old": ("Umur (hari)", "Days old"),
    "files": ("Berkas", "Files"),
    "rows": ("Baris", "Rows"),
    "missing": ("Belum lengkap", "Incomplete"),
    "state_complete": ("lengkap", "complete"),
    "state_gap": ("bolong", "gap"),
    "state_stale": ("usang", "stale"),
    "state_behind": ("tertinggal", "behind"),
    "need_orders": ("pesanan", "orders"),
    "need_ads": ("iklan", "ads"),
    "need_settlements": ("pencairan", "settlements"),
    "need_bank": ("bank", "bank"),
    "next_gap": (
        "Berikutnya: unduh {source} ({account}) untuk {months}, lalu `omni import`.",
        "Next: download {source} ({account}) for {months}, then `omni import`.",
    ),
    "next_stale": (
        "Berikutnya: {source} ({account}) berhenti di {newest}, {days} hari lalu; impor yang baru.",
        "Next: {source} ({account}) ends on {newest}, {days} days ago; import what is newer.",
    ),
    "next_behind": (
        "Berikutnya: sumber lain lebih baru dari {source} ({account}), yang berhenti di {newest}.",
        "Next: other sources are newer than {source} ({account}), which ends on {newest}.",
    ),
    "idle": (
        "Pekerjaan terjadwal perlu dilihat: {jobs}. `omni doctor` menyebut apa yang dilakukan.",
        "Scheduled jobs need a look: {jobs}. `omni doctor` says what to do.",
    ),
    "next_complete": ("Semua sumber lengkap.", "Every source is complete."),
    "next_nothing": (
        "Belum ada data. Mulai dengan `omni import BERKAS` atau coba `omni demo`.",
        "No data yet. Begin with `omni import FILE`, or try `omni demo`.",
    ),
}
