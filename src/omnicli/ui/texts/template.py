"""What `omni template` says."""

TEXTS = {
    "template": ("templat", "template"),
    "title": ("judul", "title"),
    "columns": ("kolom", "columns"),
    "import": ("cara impor", "how to import"),
    "written": (
        "{path}: {columns} kolom. Isi, lalu `omni import {name} {path}`.",
        "{path}: {columns} columns. Fill it in, then `omni import {name} {path}`.",
    ),
}
