"""Codes about who may do what, and about the audit trail."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_DENIED = define(
    "E_DENIED",
    Exit.DENIED,
    message=(
        "{actor} (peran {role}) tidak boleh: {action}",
        "{actor} (role {role}) may not: {action}",
    ),
    hint=(
        "Minta owner atau admin; `omni whoami` menampilkan hak Anda.",
        "Ask an owner or admin; `omni whoami` shows what you may do.",
    ),
)
E_UNKNOWN_USER = define(
    "E_UNKNOWN_USER",
    Exit.DENIED,
    message=(
        "Akun komputer {value} belum terdaftar di workspace ini",
        "The OS account {value} is not registered in this workspace",
    ),
    hint=(
        "Minta owner menjalankan `omni users add {value} --role viewer`.",
        "Ask an owner to run `omni users add {value} --role viewer`.",
    ),
)
E_USER_DISABLED = define(
    "E_USER_DISABLED",
    Exit.DENIED,
    message=("Pengguna {value} dinonaktifkan", "The user {value} is disabled"),
    hint=(
        "Minta owner menjalankan `omni users enable {value}`.",
        "Ask an owner to run `omni users enable {value}`.",
    ),
)
E_LAST_OWNER = define(
    "E_LAST_OWNER",
    Exit.USAGE,
    message=(
        "{value} adalah owner aktif terakhir dan tidak bisa dinonaktifkan",
        "{value} is the last active owner and cannot be disabled",
    ),
    hint=(
        "Tambahkan owner lain dulu: `omni users add NAMA --role owner`.",
        "Add another owner first: `omni users add NAME --role owner`.",
    ),
)
E_OWNER_ONLY = define(
    "E_OWNER_ONLY",
    Exit.DENIED,
    message=(
        "Hanya owner yang boleh mengatur pengguna berperan owner ({value})",
        "Only an owner may manage users with the role owner ({value})",
    ),
    hint=("Minta seorang owner.", "Ask an owner."),
)
E_USER_EXISTS = define(
    "E_USER_EXISTS",
    Exit.USAGE,
    message=(
        "Pengguna {value} atau akun komputer {os_user} sudah terdaftar",
        "The user {value} or the OS account {os_user} is already registered",
    ),
    hint=("Lihat `omni users list`.", "See `omni users list`."),
)
E_USER_UNKNOWN = define(
    "E_USER_UNKNOWN",
    Exit.USAGE,
    message=("Tidak ada pengguna {value}", "There is no user {value}"),
    hint=("Lihat `omni users list`.", "See `omni users list`."),
)
E_USER_NAME = define(
    "E_USER_NAME",
    Exit.USAGE,
    message=("Nama pengguna {value} tidak sah", "{value} is not a valid user name"),
    hint=(
        "Pakai 1-32 huruf kecil, angka, titik, garis bawah atau tanda hubung.",
        "Use 1-32 lower-case letters, digits, dots, underscores or hyphens.",
    ),
)
E_ROLE_UNKNOWN = define(
    "E_ROLE_UNKNOWN",
    Exit.USAGE,
    message=("Peran {value} tidak dikenal", "Unknown role {value}"),
    hint=("Yang ada: {allowed}.", "Known roles: {allowed}."),
)
E_AUDIT_WRITE = define(
    "E_AUDIT_WRITE",
    Exit.INTEGRITY,
    message=(
        "Baris audit tidak bisa ditulis, jadi perintah tidak dijalankan: {detail}",
        "The audit row cannot be written, so the command did not run: {detail}",
    ),
    hint=("Jalankan `omni doctor`.", "Run `omni doctor`."),
)
E_AUDIT_BROKEN = define(
    "E_AUDIT_BROKEN",
    Exit.INTEGRITY,
    message=(
        "Jejak audit rusak pada baris {row}: {reason}",
        "The audit trail is broken at row {row}: {reason}",
    ),
    hint=(
        (
            "Simpan salinan warehouse.db sebagai bukti, bandingkan dengan cadangan, dan cari siapa "
            "yang menulis ke berkas itu."
        ),
        (
            "Keep a copy of warehouse.db as evidence, compare it with a backup, and find out who "
            "wrote to the file."
        ),
    ),
)
E_AUDIT_ANCHOR = define(
    "E_AUDIT_ANCHOR",
    Exit.USAGE,
    message=(
        "Jangkar audit {file} tidak terbaca: {detail}",
        "The audit anchor {file} cannot be read: {detail}",
    ),
    hint=(
        "Buat dengan `omni audit verify --json > jangkar.json` dan simpan di luar komputer ini.",
        "Make one with `omni audit verify --json > anchor.json` and keep it on another machine.",
    ),
)
