"""What the commands of registers say."""

TEXTS = {
    "add": ("{label} ditambahkan (batch {batch}).", "{label} added (batch {batch})."),
    "edit": ("{label} diubah (batch {batch}).", "{label} changed (batch {batch})."),
    "delete": ("{label} dihapus (batch {batch}).", "{label} deleted (batch {batch})."),
    "undo": (
        "Batalkan dengan `omni batches undo {batch}`.",
        "Take it back with `omni batches undo {batch}`.",
    ),
    "exported": ("{path}: {count} baris.", "{path}: {count} rows."),
    "empty": ("Belum ada isinya.", "Nothing in it yet."),
}
