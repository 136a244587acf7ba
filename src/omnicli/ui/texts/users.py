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
    "last_login": ("terakhir", "last seen"),
    "roles": ("peran", "roles"),
    "may": ("boleh", "may"),
    "yes": ("ya", "yes"),
    "no": ("–", "–"),
    "about": ("{role}: {count} dari {of} hak", "{role}: {count} of {of} actions"),
    "but": ("; tidak: {names}", "; not: {names}"),
    "edited": ("{user} diperbarui, peran {role}.", "{user} was changed, role {role}."),
    "granted": ("{action}: {roles}.", "{action}: {roles}."),
    "can": ("{user} boleh: {action}.", "{user} may: {action}."),
    "model_shared": (
        (
            "Folder ini dibagi dengan sebuah grup (2770): {account} harus anggota grup itu "
            "(`usermod -aG GRUP {account}`), lalu masuk ulang."
        ),
        (
            "This folder is shared with a group (2770): {account} must be in it "
            "(`usermod -aG GROUP {account}`), then log in again."
        ),
    ),
    "model": (
        (
            "Folder ini milik satu akun komputer (0700): akun lain belum bisa membuka {root}. "
            "Bagikan dengan `omni init --group GRUP`, atau jalankan omni dengan akun pemiliknya."
        ),
        (
            "This folder belongs to one OS account (0700): other accounts cannot open {root} yet. "
            "Share it with `omni init --group GROUP`, or run omni under the owner's account."
        ),
    ),
}
