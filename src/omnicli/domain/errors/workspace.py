"""Codes about the workspace: its folder, its settings, the locks on it."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_NO_WORKSPACE = define(
    "E_NO_WORKSPACE",
    Exit.USAGE,
    message=(
        "Tidak ada workspace omni di {file} maupun di folder di atasnya",
        "There is no omni workspace in {file} or in the folders above it",
    ),
    hint=(
        "Buat dengan `omni init`, atau tunjuk dengan `-w FOLDER` atau OMNI_WORKSPACE.",
        "Create one with `omni init`, or name one with `-w FOLDER` or OMNI_WORKSPACE.",
    ),
)
E_WORKSPACE_TARGET = define(
    "E_WORKSPACE_TARGET",
    Exit.USAGE,
    message=(
        "{file} tidak bisa dijadikan workspace: {reason}",
        "{file} cannot become a workspace: {reason}",
    ),
    hint=(
        "Pilih folder baru atau kosong: `omni init nama-toko`.",
        "Choose a new or empty folder: `omni init store-name`.",
    ),
)
E_CONFIG_SYNTAX = define(
    "E_CONFIG_SYNTAX",
    Exit.USAGE,
    message=("{file} bukan TOML yang sah: {detail}", "{file} is not valid TOML: {detail}"),
    hint=(
        "Perbaiki baris itu; contoh lengkap ada di omni.toml buatan `omni init`.",
        "Mend that line; the omni.toml that `omni init` writes is a full example.",
    ),
)
E_CONFIG_KEY = define(
    "E_CONFIG_KEY",
    Exit.USAGE,
    message=("{file}: pengaturan {value} tidak dikenal", "{file}: unknown setting {value}"),
    hint=("Yang paling mirip: {nearest}.", "The nearest known one: {nearest}."),
)
E_CONFIG_VALUE = define(
    "E_CONFIG_VALUE",
    Exit.USAGE,
    message=(
        "{file}: nilai {column} = {value} tidak sah",
        "{file}: {column} = {value} is not a valid value",
    ),
    hint=("Yang diterima: {allowed}.", "Accepted: {allowed}."),
)
E_ASSET_MISSING = define(
    "E_ASSET_MISSING",
    Exit.FAILURE,
    message=(
        "Berkas bawaan omni tidak ditemukan: {file}",
        "A file that ships with omni is missing: {file}",
    ),
    hint=(
        "Pasang ulang omnicli; `omni doctor` memeriksa kelengkapannya.",
        "Install omnicli again; `omni doctor` checks that it is complete.",
    ),
)
E_BUSY = define(
    "E_BUSY",
    Exit.BUSY,
    message=(
        (
            "Workspace sedang dipakai: `omni {holder}` (pid {pid}, sejak {since}); "
            "sudah ditunggu {seconds} detik"
        ),
        (
            "The workspace is in use: `omni {holder}` (pid {pid}, since {since}); "
            "waited {seconds} seconds"
        ),
    ),
    hint=(
        "Tunggu sampai selesai lalu ulangi; lama menunggu diatur OMNI_LOCK_TIMEOUT (detik).",
        "Wait for it to finish and try again; OMNI_LOCK_TIMEOUT (seconds) sets the patience.",
    ),
)
E_DISK_FULL = define(
    "E_DISK_FULL",
    Exit.FAILURE,
    message=("Disk penuh saat menulis {file}", "The disk is full while writing {file}"),
    hint=(
        "Tidak ada yang berubah. Kosongkan ruang disk lalu ulangi.",
        "Nothing was changed. Free some disk space and try again.",
    ),
)
E_IO = define(
    "E_IO",
    Exit.FAILURE,
    message=(
        "Gagal membaca atau menulis {file}: {detail}",
        "Reading or writing {file} failed: {detail}",
    ),
    hint=(
        "Periksa disk dan hak akses folder itu, lalu jalankan `omni doctor`.",
        "Check the disk and the rights on that folder, then run `omni doctor`.",
    ),
)
E_UNKNOWN_CODE = define(
    "E_UNKNOWN_CODE",
    Exit.USAGE,
    message=(
        "{value} bukan kode kesalahan dan bukan metrik",
        "{value} is neither an error code nor a metric",
    ),
    hint=(
        "Yang paling mirip: {nearest}. `omni explain` tanpa kode menampilkan semuanya.",
        "The nearest: {nearest}. `omni explain` without a code lists them all.",
    ),
)
E_COMMAND = define(
    "E_COMMAND",
    Exit.USAGE,
    message=("Perintah tidak dikenali: {detail}", "Unknown command: {detail}"),
    hint=("`omni --help` menampilkan semua perintah.", "`omni --help` lists all commands."),
)
E_BUG = define(
    "E_BUG",
    Exit.BUG,
    message=(
        "Terjadi kesalahan yang tidak diduga ({detail}); rinciannya di {file}",
        "Something unexpected went wrong ({detail}); the details are in {file}",
    ),
    hint=(
        "Laporkan beserta berkas itu dan `omni doctor --json`.",
        "Report it together with that file and `omni doctor --json`.",
    ),
)
