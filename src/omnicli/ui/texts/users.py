"""What `omni users` and `omni whoami` say."""

TEXTS = {
    "added": ("{user} ditambahkan sebagai {role}.", "{user} was added as {role}."),
    "disabled": ("{user} dinonaktifkan.", "{user} was disabled."),
    "active": ("{user} diaktifkan.", "{user} was enabled."),
    "same": ("{user} sudah begitu; tidak ada yang berubah.", "{user} already was; no change."),
    "action": ("hak", "action"),
    "meaning": ("artinya", "meaning"),
    "me": (
        "{name} ({username}), peran {role}, akun komputer {os_user}",
        "{name} ({username}), role {role}, OS account {os_user}",
    ),
    "username": ("pengguna", "user"),
    "name": ("nama", "name"),
    "jabatan": ("jabatan", "title"),
    "role": ("peran", "role"),
    "status": ("status", "status"),
    "os_user": ("akun komputer", "OS account"),
    "created_at": ("dibuat", "created"),
}
