"""What `omni sources` says."""

TEXTS = {
    "source": ("sumber", "source"),
    "platform": ("platform", "platform"),
    "title": ("berkas", "file"),
    "formats": ("format", "formats"),
    "version": ("versi", "version"),
    "confidence": ("keyakinan", "confidence"),
    "columns": ("kolom", "columns"),
    "part": ("tabel", "table"),
    "name": ("nama omni", "omni's name"),
    "type": ("jenis", "type"),
    "required": ("wajib", "required"),
    "headers": ("judul di berkas", "headers in the file"),
}
