"""What `omni privacy` says."""

_OUTSIDE = (
    "Hancurkan juga cadangan yang disimpan di luar folder ini.",
    "Destroy the backups kept outside this folder, too.",
)
TEXTS = {
    "would": (
        "Akan diubah: {originals} dokumen asli; akan diambil: {files} berkas lain.",
        "Would rewrite {originals} originals and take away {files} other files.",
    ),
    "erased": (
        "Terhapus dari {originals} dokumen asli, {mails} email, {files} berkas lain. "
        + _OUTSIDE[0],
        "Erased from {originals} originals, {mails} mails, {files} other files. " + _OUTSIDE[1],
    ),
    "statements": (
        "Masih menyebutnya (PDF terkunci tanpa kata sandi, atau nama satu kata): {names}",
        "These still name the person (locked PDFs, or a name of one word): {names}",
    ),
    "source": ("Sumber", "Source"),
    "purpose": ("Tujuan", "Purpose"),
    "files": ("Berkas", "Files"),
    "since": ("Sejak", "Since"),
    "newest": ("Terbaru", "Newest"),
    "kept": ("Disimpan", "Kept"),
    "unmasked_for": ("Terlihat utuh oleh", "Seen whole by"),
}
