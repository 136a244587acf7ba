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
E_ACCOUNT_NAME = define(
    "E_ACCOUNT_NAME",
    Exit.USAGE,
    message=(
        "--account {value}: nama akun hanya huruf, angka, spasi dan . & + ' ( ) - _",
        "--account {value}: an account's name has letters, digits, spaces and . & + ' ( ) - _ only",
    ),
    hint=(
        "Paling banyak 64 tanda, dimulai huruf atau angka; `:` dan `|` dipakai omni sendiri.",
        "At most 64 signs, a letter or digit first; omni keeps `:` and `|` for itself.",
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
E_BATCH_NOT_IMPORTED = define(
    "E_BATCH_NOT_IMPORTED",
    Exit.USAGE,
    message=(
        "Batch {batch} tidak dapat dibatalkan: statusnya {state}",
        "Batch {batch} cannot be undone: its state is {state}",
    ),
    hint=("Lihat `omni batches show {batch}`.", "See `omni batches show {batch}`."),
)
E_BATCH_NOT_UNDONE = define(
    "E_BATCH_NOT_UNDONE",
    Exit.USAGE,
    message=(
        "Batch {batch} tidak dapat dikembalikan: statusnya {state}, bukan undone",
        "Batch {batch} cannot be put back: its state is {state}, not undone",
    ),
    hint=("Lihat `omni batches show {batch}`.", "See `omni batches show {batch}`."),
)
W_JOURNAL_LATE = define(
    "W_JOURNAL_LATE",
    Exit.FAILURE,
    message=(
        "Gudang sudah berubah, tetapi jurnal {file} belum dapat ditulis ({detail})",
        "The warehouse was changed, but the journal {file} could not be written ({detail})",
    ),
    hint=(
        "Kosongkan ruang disk; impor berikutnya melengkapi jurnal itu.",
        "Free some disk space; the next import completes the journal.",
    ),
)
W_ERRORS_FILE = define(
    "W_ERRORS_FILE",
    Exit.FAILURE,
    message=(
        "Impor berhasil, tetapi berkas perbaikan tidak dapat ditulis ({detail})",
        "The import went in, but its errors file could not be written ({detail})",
    ),
    hint=(
        "Tulis di tempat lain: `omni batches errors {batch} -o perbaiki.xlsx`.",
        "Write it elsewhere: `omni batches errors {batch} -o repair.xlsx`.",
    ),
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
E_ZONE_CHANGED = define(
    "E_ZONE_CHANGED",
    Exit.FAILURE,
    message=(
        "{file} dihitung dalam zona {was}; store.timezone kini {now}",
        "{file} was dated in the zone {was}; store.timezone is now {now}",
    ),
    hint=(
        "Jalankan `omni rebuild` agar semua tanggal memakai satu zona, atau kembalikan omni.toml.",
        "Run `omni rebuild` so that all days are of one zone, or set omni.toml back.",
    ),
)
W_IMPORTED_OTHERWISE = define(
    "W_IMPORTED_OTHERWISE",
    Exit.OK,
    message=(
        "{file} sudah diimpor (batch {batch}) dengan {option} {was}; {value} tidak dipakai",
        "{file} was imported before (batch {batch}) with {option} {was}; {value} has no effect",
    ),
    hint=(
        "Agar dibaca lagi: `omni batches undo {batch}`, lalu impor ulang.",
        "To have it read anew: `omni batches undo {batch}`, then import it again.",
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
E_JOURNAL_DAMAGED = define(
    "E_JOURNAL_DAMAGED",
    Exit.INTEGRITY,
    message=(
        "Jurnal {file} rusak di baris {row}",
        "The journal {file} is damaged in line {row}",
    ),
    hint=(
        (
            "Pulihkan berkas itu dari cadangan; selama warehouse.db utuh, jurnal yang dipindahkan"
            " akan ditulis ulang saat impor berikutnya."
        ),
        (
            "Restore that file from a backup; while warehouse.db is whole, a journal moved away is"
            " written again by the next import."
        ),
    ),
)
E_JOURNAL_AHEAD = define(
    "E_JOURNAL_AHEAD",
    Exit.INTEGRITY,
    message=(
        (
            "warehouse.db lebih lama dari jurnalnya: jurnal {file} sampai keputusan {newest},"
            " gudang sampai {known}"
        ),
        (
            "warehouse.db is older than its journal: {file} goes to decision {newest}, the"
            " warehouse to {known}"
        ),
    ),
    hint=(
        "Jalankan `omni rebuild`: catatan impor dipulihkan dari jurnal lebih dulu.",
        "Run `omni rebuild`: it restores the import ledger from the journal first.",
    ),
)
