"""What `omni explain` says."""

TEXTS = {
    "kind": ("jenis", "kind"),
    "name": ("kode", "code"),
    "exit_code": ("exit", "exit"),
    "meaning": ("arti", "meaning"),
    "advice": ("saran", "what to do"),
    "formula": ("rumus", "formula"),
}
