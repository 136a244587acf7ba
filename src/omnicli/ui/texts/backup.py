"""What `omni backup` and `omni restore` say."""

TEXTS = {
    "made": (
        (
            "Cadangan teruji: {file} ({orders} pesanan, {files} berkas, {bytes} byte). "
            "Kepala audit: {head[seq]} {head[hash]}."
        ),
        (
            "Proved backup: {file} ({orders} orders, {files} files, {bytes} bytes). "
            "Audit head: {head[seq]} {head[hash]}."
        ),
    ),
    "sound": (
        "Utuh: {file}, dibuat {made_at}, {orders} pesanan, {files} berkas.",
        "Sound: {file}, made {made_at}, {orders} orders, {files} files.",
    ),
    "restored": (
        "Keadaan {made_at} dipulihkan dari {file}. Keadaan sebelumnya: {before}.",
        "The state of {made_at} was restored from {file}. The state before it: {before}.",
    ),
    "none": ("Belum ada cadangan.", "There are no backups yet."),
    "made_at": ("dibuat", "made"),
    "reason": ("jenis", "kind"),
    "orders": ("pesanan", "orders"),
    "bytes": ("byte", "bytes"),
    "file": ("berkas", "file"),
}
