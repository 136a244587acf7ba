"""Codes about the warehouse file: opening it, its schema, queries against it."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_DB_MISSING = define(
    "E_DB_MISSING",
    Exit.FAILURE,
    message=("Warehouse {file} tidak ada", "The warehouse {file} does not exist"),
    hint=(
        "Jalankan `omni init`, lalu `omni rebuild` bila dataroom sudah berisi.",
        "Run `omni init`, then `omni rebuild` if the dataroom holds files.",
    ),
)
E_DB_EMPTY = define(
    "E_DB_EMPTY",
    Exit.INTEGRITY,
    message=("Warehouse {file} kosong (0 byte)", "The warehouse {file} is empty (0 bytes)"),
    hint=(
        "Pindahkan berkas itu, jalankan `omni init`, lalu `omni rebuild`.",
        "Move that file away, run `omni init`, then `omni rebuild`.",
    ),
)
E_DB_FOREIGN = define(
    "E_DB_FOREIGN",
    Exit.INTEGRITY,
    message=(
        "{file} bukan warehouse omni ({detail})",
        "{file} is not an omni warehouse ({detail})",
    ),
    hint=(
        "Periksa apakah berkasnya tertukar; omni tidak menyentuhnya.",
        "Check whether the file was mixed up; omni leaves it alone.",
    ),
)
E_DB_CORRUPT = define(
    "E_DB_CORRUPT",
    Exit.INTEGRITY,
    message=("Warehouse {file} rusak: {detail}", "The warehouse {file} is damaged: {detail}"),
    hint=(
        (
            "Jangan menulis lagi ke berkas itu. Pulihkan cadangan, atau pindahkan berkasnya lalu "
            "`omni init` dan `omni rebuild` dari dataroom."
        ),
        (
            "Write no more to it. Restore a backup, or move it away, then `omni init` and "
            "`omni rebuild` from the dataroom."
        ),
    ),
)
E_DB_OPEN = define(
    "E_DB_OPEN",
    Exit.FAILURE,
    message=(
        "Warehouse {file} tidak bisa dibuka (pemilik {owner}, mode {mode}): {detail}",
        "The warehouse {file} cannot be opened (owner {owner}, mode {mode}): {detail}",
    ),
    hint=(
        "Jalankan omni dengan akun pemilik berkas, atau minta hak aksesnya.",
        "Run omni as the owner of the file, or ask for the rights to it.",
    ),
)
E_DB_READONLY = define(
    "E_DB_READONLY",
    Exit.FAILURE,
    message=(
        "Warehouse {file} atau foldernya tidak bisa ditulis (pemilik {owner}, mode {mode})",
        "The warehouse {file} or its folder cannot be written (owner {owner}, mode {mode})",
    ),
    hint=(
        "Setiap perintah mencatat audit, jadi berkas dan foldernya harus bisa ditulis pemiliknya.",
        "Each command writes an audit row, so the owner must be able to write file and folder.",
    ),
)
E_DB_MODE = define(
    "E_DB_MODE",
    Exit.INTEGRITY,
    message=(
        "{file} bisa ditulis akun lain (mode {mode})",
        "{file} can be written by other accounts (mode {mode})",
    ),
    hint=("Kunci dengan `chmod 600 {file}`.", "Lock it with `chmod 600 {file}`."),
)
E_DB_NEWER = define(
    "E_DB_NEWER",
    Exit.FAILURE,
    message=(
        "Warehouse {file} dibuat omni yang lebih baru (skema {found}, omni ini mengenal {known})",
        "The warehouse {file} was made by a newer omni (schema {found}, this one knows {known})",
    ),
    hint=("Perbarui omnicli.", "Upgrade omnicli."),
)
E_SCHEMA_OLD = define(
    "E_SCHEMA_OLD",
    Exit.FAILURE,
    message=(
        "Skema warehouse {file} masih versi {found}; omni ini memerlukan {known}",
        "The warehouse {file} has schema {found}; this omni needs {known}",
    ),
    hint=(
        "Jalankan `omni init` di workspace itu untuk memperbaruinya.",
        "Run `omni init` in that workspace to upgrade it.",
    ),
)
E_MIGRATION_EDITED = define(
    "E_MIGRATION_EDITED",
    Exit.INTEGRITY,
    message=(
        "Migrasi {value} berubah setelah dijalankan di {file}",
        "Migration {value} was changed after it ran on {file}",
    ),
    hint=(
        "Pasang ulang omnicli yang asli; perubahan skema ditulis sebagai migrasi baru.",
        "Install the genuine omnicli again; a schema change is a new migration.",
    ),
)
E_SCHEMA_SQL = define(
    "E_SCHEMA_SQL",
    Exit.FAILURE,
    message=("{file} gagal dijalankan: {detail}", "{file} failed to run: {detail}"),
    hint=(
        "Warehouse tidak berubah. Laporkan beserta `omni doctor --json`.",
        "The warehouse is unchanged. Report it with `omni doctor --json`.",
    ),
)
E_SQL = define(
    "E_SQL",
    Exit.USAGE,
    message=("SQL tidak bisa dijalankan: {detail}", "The SQL cannot be run: {detail}"),
    hint=(
        "`omni sql --tables` menampilkan tabel, view dan kolomnya.",
        "`omni sql --tables` lists tables, views and their columns.",
    ),
)
E_SQL_DENIED = define(
    "E_SQL_DENIED",
    Exit.DENIED,
    message=("SQL ini ditolak: {detail}", "This SQL is refused: {detail}"),
    hint=(
        "`omni sql` hanya membaca: satu SELECT atas tabel dan view data, bukan akun dan audit.",
        "`omni sql` only reads: one SELECT over data tables and views, not accounts and audit.",
    ),
)
E_SQL_TIMEOUT = define(
    "E_SQL_TIMEOUT",
    Exit.FAILURE,
    message=("SQL dihentikan setelah {seconds} detik", "The SQL was stopped after {seconds} s"),
    hint=(
        "Persempit dengan WHERE, atau perpanjang dengan `--timeout DETIK`.",
        "Narrow it with WHERE, or allow more with `--timeout SECONDS`.",
    ),
)
