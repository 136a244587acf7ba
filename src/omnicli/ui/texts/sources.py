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
    "mapped": (
        "“{header}” kini dibaca sebagai {column} pada {source}. Berkas lama: `omni rebuild`.",
        "“{header}” is now read as {column} in {source}. For earlier files: `omni rebuild`.",
    ),
    "unmapped": (
        "“{header}” tidak lagi dipetakan pada {source}.",
        "“{header}” is no longer mapped in {source}.",
    ),
    "not_mapped": (
        "“{header}” memang tidak dipetakan pada {source}.",
        "“{header}” was not mapped in {source}.",
    ),
    "headers": ("judul di berkas", "headers in the file"),
}
