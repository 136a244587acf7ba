"""What `omni init` says."""

TEXTS = {
    "shared": (
        "Folder dan isinya kini milik grup {group}; daftarkan orangnya dengan `omni users add`.",
        "The folder belongs to the group {group} now; register people by `omni users add`.",
    ),
    "acts_on": ("Workspace: {root}", "Workspace: {root}"),
    "stopped": ("Dihentikan. Tidak ada yang berubah.", "Stopped. Nothing was changed."),
    "stopped_late": (
        "Dihentikan setelah perubahan tersimpan; lihat `omni batches list`.",
        "Stopped after the changes were kept; see `omni batches list`.",
    ),
    "created": (
        "Workspace dibuat di {root}. Pemilik: {owner}.",
        "Workspace created in {root}. Owner: {owner}.",
    ),
    "upgraded": ("Workspace {root} diperbarui.", "Workspace {root} was brought up to date."),
    "current": ("Workspace {root} sudah mutakhir.", "Workspace {root} is up to date."),
    "next": (
        "Berikutnya: masuk ke folder itu lalu `omni import FILE`.",
        "Next: go to that folder and run `omni import FILE`.",
    ),
}
