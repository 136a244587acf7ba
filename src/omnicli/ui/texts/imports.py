"""What `omni import`, `omni batches` and `omni rebuild` say."""

TEXTS = {
    "next_step": (
        "Berikutnya: `omni status` menunjukkan bulan yang masih kurang, `omni report` laporannya.",
        "Next: `omni status` shows which months are missing, `omni report` the reports.",
    ),
    "next_dry": (
        "Tidak ada yang disimpan. Jalankan lagi tanpa --dry-run untuk menyimpannya.",
        "Nothing was kept. Run it again without --dry-run to keep it.",
    ),
    "head_imported": (
        "✓ {file} → impor {import_id}, batch {batch}",
        "✓ {file} → import {import_id}, batch {batch}",
    ),
    "head_dry_run": (
        "○ {file}: uji coba, tidak ada yang disimpan",
        "○ {file}: dry run, nothing was kept",
    ),
    "head_unchanged": (
        "= {file}: sudah diimpor (impor {import_id}), tidak ada yang berubah",
        "= {file}: imported before (import {import_id}), nothing changed",
    ),
    "head_rejected": (
        "✗ {file}: ditolak, tidak ada yang diimpor",
        "✗ {file}: rejected, nothing was imported",
    ),
    "recognised": (
        "dikenali   {title} ({source}): {matched} dari {known} kolom, judul di baris {row}{runner}",
        "recognised {title} ({source}): {matched} of {known} columns, header in row {row}{runner}",
    ),
    "verdict_original": ("keaslian   asli", "verdict    original"),
    "verdict_resaved": (
        "keaslian   disimpan ulang ({signs})",
        "verdict    saved again ({signs})",
    ),
    "verdict_edited": ("keaslian   disunting ({signs})", "verdict    edited ({signs})"),
    "runner_up": ("; berikutnya {name} {score}", "; next {name} {score}"),
    "rows": (
        (
            "baris      {read} dibaca = {inserted} baru + {updated} diperbarui"
            " + {unchanged} tetap + {rejected} ditolak + {skipped} dilewati"
        ),
        (
            "rows       {read} read = {inserted} new + {updated} updated"
            " + {unchanged} unchanged + {rejected} rejected + {skipped} skipped"
        ),
    ),
    "rows_refused": (
        "baris      {read} dibaca, tidak satu pun disimpan",
        "rows       {read} read, none kept",
    ),
    "total": (
        "Batch: {files} berkas = {imported} diimpor + {same} sudah ada + {refused} ditolak; {rows}",
        "Batch: {files} files = {imported} imported + {same} known + {refused} refused; {rows}",
    ),
    "total_dry": (
        "Uji coba: {files} berkas = {imported} baik + {same} sudah ada + {refused} ditolak; {rows}",
        "Dry run: {files} files = {imported} good + {same} known + {refused} refused; {rows}",
    ),
    "still_rejected": (
        "{count} barisnya masih ditolak: `omni batches errors` batch yang mengimpornya",
        "{count} of its rows are still rejected: `omni batches errors` of the batch it came with",
    ),
    "skipped": ("dilewati   {reasons}", "skipped    {reasons}"),
    "entities": ("isi        {parts}", "content    {parts}"),
    "money": ("uang       {parts}", "money      {parts}"),
    "fields": ("berubah    {parts}", "changed    {parts}"),
    "transitions": ("status     {parts}", "status     {parts}"),
    "sample": (
        "             {row}: {column} {old} → {new}",
        "             {row}: {column} {old} → {new}",
    ),
    "issues": (
        "catatan    {count}, {errors} di antaranya menolak baris:",
        "findings   {count}, {errors} of which reject a row:",
    ),
    "issue": ("  {mark} {code}{place}: {message}", "  {mark} {code}{place}: {message}"),
    "issue_hint": ("      saran: {hint}", "      hint: {hint}"),
    "more": (
        "  … dan {count} lagi: `omni batches errors {batch}`",
        "  … and {count} more: `omni batches errors {batch}`",
    ),
    "drift": ("kolom      {parts}", "columns    {parts}"),
    "drift_metrics": ("metrik     menyentuh {metrics}", "metrics    concerned: {metrics}"),
    "place_row": (" baris {row}", " row {row}"),
    "errors_file": (
        "Baris yang perlu diperbaiki ada di {path}; perbaiki lalu impor berkas itu.",
        "Rows to repair are in {path}; repair them and import that file.",
    ),
    "errors_written": ("Ditulis: {path}", "Written: {path}"),
    "undone": (
        "Batch {batch} dibatalkan ({files} berkas). `omni batches redo {batch}` mengembalikannya.",
        "Batch {batch} was undone ({files} files). `omni batches redo {batch}` puts it back.",
    ),
    "redone": (
        "Batch {batch} dikembalikan ({files} berkas).",
        "Batch {batch} was put back ({files} files).",
    ),
    "rebuilt": (
        "Gudang disusun ulang dari {files} berkas asli.",
        "The warehouse was rebuilt from {files} originals.",
    ),
    "rebuild_dry": (
        "Uji coba: {files} berkas asli dibaca ulang, tidak ada yang disimpan.",
        "Dry run: {files} originals were read again, nothing was kept.",
    ),
    "rebuild_locked": (
        "Terkunci, jadi isinya seperti yang dibaca dulu (beri --password-file): {files}",
        "Locked, so what was read before stands (give --password-file): {files}",
    ),
    "rebuild_formulas": (
        (
            "{month} tertutup: {metrics} dibekukan dengan rumus lama dan tetap begitu. Hitung"
            " ulang: `omni close reopen {month}`, lalu `omni close {month}`."
        ),
        (
            "{month} is closed: {metrics} were frozen by an earlier formula and stay so. To count"
            " anew: `omni close reopen {month}`, then `omni close {month}`."
        ),
    ),
    "rebuild_respecified": (
        "Dibaca dengan cara lain daripada saat diimpor: {sources}",
        "Read in another way than when they were imported: {sources}",
    ),
    "rebuild_same": ("Tidak ada perbedaan.", "No differences."),
    "rebuild_diff": (
        "{table}: {added} bertambah, {removed} hilang, {changed} berubah",
        "{table}: {added} added, {removed} removed, {changed} changed",
    ),
    "restored": (
        "Catatan impor dipulihkan dari jurnal: {count} berkas.",
        "The import ledger was restored from the journal: {count} files.",
    ),
    "none": ("Belum ada impor.", "Nothing was imported yet."),
    "no_issues": ("Tidak ada catatan.", "No findings."),
}
