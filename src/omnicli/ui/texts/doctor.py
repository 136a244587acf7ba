"""What `omni doctor` says; each check has a title here under its key."""

TEXTS = {
    "state": ("hasil", "state"),
    "check": ("pemeriksaan", "check"),
    "value": ("temuan", "found"),
    "ok": ("baik", "ok"),
    "notice": ("catatan", "notice"),
    "warning": ("PERHATIAN", "WARNING"),
    "error": ("RUSAK", "BROKEN"),
    "no_workspace": (
        "Tidak di dalam workspace: hanya pemasangan yang diperiksa.",
        "Not in a workspace: only the installation was checked.",
    ),
    "key_omni": ("omni", "omni"),
    "key_python": ("Python (minimal 3.11)", "Python (3.11 or newer)"),
    "key_sqlite": ("SQLite (minimal 3.40)", "SQLite (3.40 or newer)"),
    "key_assets": ("SQL dan templat bawaan", "SQL and templates that ship with omni"),
    "key_workspace": ("workspace", "workspace"),
    "key_warehouse": ("warehouse bisa dibuka", "the warehouse opens"),
    "key_modes": ("siapa yang bisa membaca (hak berkas)", "who can read it (file modes)"),
    "key_journal_mode": ("mode jurnal", "journal mode"),
    "key_schema": ("versi skema", "schema version"),
    "key_integrity": ("isi file warehouse utuh", "the warehouse file is intact"),
    "key_foreign_keys": ("rujukan antartabel utuh", "references between tables hold"),
    "key_views": ("view", "views"),
    "key_tables": ("tabel", "tables"),
    "key_links": ("tautan antarbaris", "links between rows"),
    "key_derived": ("data turunan", "derived tables"),
    "key_audit": ("rantai audit utuh", "the audit chain holds"),
    "key_disk": ("ruang disk bebas", "free disk space"),
    "key_dataroom": ("file asli di dataroom", "originals in the dataroom"),
    "key_partial": ("berkas setengah jadi", "half-written files"),
    "key_orphans": ("file asli tanpa impor", "originals that no import knows"),
    "key_leftovers": ("log kerusakan", "crash logs"),
    "key_jobs": ("pekerjaan berjalan menurut jadwal", "jobs run by their schedule"),
    "hint_python": ("pasang Python 3.11 atau lebih baru.", "install Python 3.11 or newer."),
    "hint_sqlite": (
        "pasang Python yang membawa SQLite 3.40 atau lebih baru.",
        "install a Python that brings SQLite 3.40 or newer.",
    ),
    "hint_assets": ("pasang omni lagi.", "install omni again."),
    "hint_journal_mode": (
        "program lain mengubahnya: `PRAGMA journal_mode = DELETE` dengan program itu.",
        "another program changed it: `PRAGMA journal_mode = DELETE` with that program.",
    ),
    "hint_schema": (
        "`omni init` memperbaruinya; cadangan dibuat dulu.",
        "`omni init` upgrades it, after a backup.",
    ),
    "hint_integrity": (
        "`omni restore --list`, lalu `omni restore FILE`.",
        "`omni restore --list`, then `omni restore FILE`.",
    ),
    "hint_foreign_keys": (
        "`omni rebuild`; bila tetap, `omni restore --list`.",
        "`omni rebuild`; if it stays, `omni restore --list`.",
    ),
    "hint_views": ("`omni init` membuatnya lagi.", "`omni init` makes them again."),
    "hint_tables": (
        "bukan buatan omni: hapus dengan program yang membuatnya.",
        "omni did not make them: drop them with the program that did.",
    ),
    "hint_links": ("`omni rebuild`.", "`omni rebuild`."),
    "hint_derived": ("`omni rebuild`.", "`omni rebuild`."),
    "hint_audit": (
        "`omni audit verify` menyebut barisnya; simpan salinannya, dan `--anchor EMAIL-LAMA`.",
        "`omni audit verify` names the row; keep a copy, and try `--anchor AN-OLDER-MAIL`.",
    ),
    "hint_disk": (
        "kosongkan disk; `[backup] keep` mengatur jumlah cadangan.",
        "free some space; `[backup] keep` says how many backups stay.",
    ),
    "hint_dataroom": (
        "impor file itu lagi, atau ambil dari cadangan (`omni restore --list`).",
        "import those files again, or take them from a backup (`omni restore --list`).",
    ),
    "hint_leftovers": (
        "baca isinya di logs/, lalu hapus.",
        "read them in logs/, then delete them.",
    ),
    "hint_jobs": (
        "`omni jobs list`; `omni schedule install` memasang jadwal; `omni run NAMA` mencobanya.",
        "`omni jobs list`; `omni schedule install` installs the schedule; `omni run NAME` tries.",
    ),
    "fixable": (
        "`omni doctor --fix` merapikan hak akses dan membersihkan sisa berkas.",
        "`omni doctor --fix` closes what others may read and clears leftover files.",
    ),
    "fixed": (
        "Dirapikan: {modes} hak akses, {partial} berkas setengah jadi, {orphans} tanpa impor.",
        "Fixed: {modes} modes, {partial} half-written files, {orphans} that no import knows.",
    ),
}
