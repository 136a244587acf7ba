"""Codes of loading, undoing and rebuilding."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_STRICT = define(
    "E_STRICT",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: {count} baris ditolak dan --strict diminta",
        "{file}: {count} rows were rejected and --strict was asked for",
    ),
    hint=(
        "Perbaiki baris tersebut, atau impor tanpa --strict agar baris lain tetap masuk.",
        "Repair those rows, or import without --strict so that the other rows go in.",
    ),
)
E_NO_ROW_KEPT = define(
    "E_NO_ROW_KEPT",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: semua {count} baris ditolak",
        "{file}: all {count} rows were rejected",
    ),
    hint=(
        "Lihat alasan tiap baris di bawah; unduh ulang berkas aslinya dari platform.",
        "See each row's reason below; download the original file from the platform again.",
    ),
)
E_EMPTY_FOLDER = define(
    "E_EMPTY_FOLDER",
    Exit.INPUT_REJECTED,
    message=("Folder {file} tidak berisi berkas ekspor", "Folder {file} holds no export file"),
    hint=(
        "Isi folder dengan unduhan xlsx atau csv dari platform.",
        "Put xlsx or csv downloads of the platforms into it.",
    ),
)
E_BATCH_REJECTED = define(
    "E_BATCH_REJECTED",
    Exit.INPUT_REJECTED,
    message=(
        "{file} tidak diimpor karena berkas lain dalam batch ini ditolak",
        "{file} was not imported because another file of this batch was rejected",
    ),
    hint=(
        "Perbaiki berkas yang ditolak, atau pakai --keep-going untuk mengimpor sisanya.",
        "Repair the rejected file, or use --keep-going to import the rest.",
    ),
)
E_BATCH_UNKNOWN = define(
    "E_BATCH_UNKNOWN",
    Exit.USAGE,
    message=("Tidak ada batch {batch}", "There is no batch {batch}"),
    hint=("Lihat `omni batches list`.", "See `omni batches list`."),
)
E_BATCH_STATE = define(
    "E_BATCH_STATE",
    Exit.USAGE,
    message=(
        "Batch {batch} berstatus {state}; tidak dapat di-{verb}",
        "Batch {batch} is {state}; it cannot be {verb}",
    ),
    hint=("Lihat `omni batches show {batch}`.", "See `omni batches show {batch}`."),
)
E_DATAROOM_MISSING = define(
    "E_DATAROOM_MISSING",
    Exit.INTEGRITY,
    message=(
        "Berkas asli {file} (sha256 {sha256}) hilang dari dataroom",
        "The original of {file} (sha256 {sha256}) is missing from the dataroom",
    ),
    hint=(
        "Pulihkan folder dataroom dari cadangan, atau impor ulang berkas yang sama.",
        "Restore the dataroom folder from a backup, or import the same file again.",
    ),
)
E_DATAROOM_DAMAGED = define(
    "E_DATAROOM_DAMAGED",
    Exit.INTEGRITY,
    message=(
        "Berkas asli {file} di dataroom tidak lagi sama dengan sha256-nya ({sha256})",
        "The original of {file} in the dataroom no longer matches its sha256 ({sha256})",
    ),
    hint=(
        "Pulihkan folder dataroom dari cadangan.",
        "Restore the dataroom folder from a backup.",
    ),
)
E_REBUILD_NEEDED = define(
    "E_REBUILD_NEEDED",
    Exit.FAILURE,
    message=(
        "{file} diimpor dengan aturan {source} versi {old}; kini versi {new}",
        "{file} was imported with version {old} of {source}; it is now version {new}",
    ),
    hint=(
        "Jalankan `omni rebuild` agar seluruh gudang memakai aturan yang sama.",
        "Run `omni rebuild` so that the whole warehouse follows one set of rules.",
    ),
)
E_EFFECTIVE_AT = define(
    "E_EFFECTIVE_AT",
    Exit.USAGE,
    message=(
        "--effective-at {value} bukan waktu yang dikenal",
        "--effective-at {value} is not a time we know",
    ),
    hint=(
        "Tulis sebagai 2025-08-31 atau 2025-08-31T17:00:00+07:00.",
        "Write it as 2025-08-31 or 2025-08-31T17:00:00+07:00.",
    ),
)
E_BAD_PERIOD = define(
    "E_BAD_PERIOD",
    Exit.USAGE,
    message=("--period {value} bukan periode", "--period {value} is not a period"),
    hint=(
        "Tulis sebagai 2025-08 atau 2025-08-01..2025-08-31.",
        "Write it as 2025-08 or 2025-08-01..2025-08-31.",
    ),
)
E_NOTHING_TO_REBUILD = define(
    "E_NOTHING_TO_REBUILD",
    Exit.FAILURE,
    message=("Dataroom ini belum berisi impor", "This dataroom holds no import yet"),
    hint=("Mulai dengan `omni import`.", "Start with `omni import`."),
)
E_SOURCE_UNKNOWN = define(
    "E_SOURCE_UNKNOWN",
    Exit.USAGE,
    message=(
        "{value} bukan platform, sumber, atau berkas yang dikenal; mungkin maksudnya {nearest}?",
        "{value} is no platform, source or file we know; did you mean {nearest}?",
    ),
    hint=("Yang dikenal: {known}.", "Known: {known}."),
)
