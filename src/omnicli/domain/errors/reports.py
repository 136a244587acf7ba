"""Codes of the report engine: names, manifests, templates, writing."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_REPORT_UNKNOWN = define(
    "E_REPORT_UNKNOWN",
    Exit.USAGE,
    message=("Tidak ada laporan bernama {name}", "There is no report named {name}"),
    hint=(
        "Laporan yang ada: {known}. Lihat `omni report --list`.",
        "The reports are: {known}. See `omni report --list`.",
    ),
)
E_REPORT_MANIFEST = define(
    "E_REPORT_MANIFEST",
    Exit.FAILURE,
    message=(
        "Manifes laporan {file} keliru: {detail}",
        "Report manifest {file} is wrong: {detail}",
    ),
    hint=(
        "Perbaiki berkas itu; kunci yang dikenal: {known}.",
        "Repair that file; the keys it may have: {known}.",
    ),
)
E_REPORT_TEMPLATE = define(
    "E_REPORT_TEMPLATE",
    Exit.FAILURE,
    message=(
        "Templat {file} tidak dapat dirender: {detail}",
        "Template {file} cannot be rendered: {detail}",
    ),
    hint=(
        "Laporan lama tidak diubah. Periksa nama yang dipakai templat itu.",
        "The old report was left alone. Check the names that template uses.",
    ),
)
E_REPORT_FORMAT = define(
    "E_REPORT_FORMAT",
    Exit.USAGE,
    message=("Format laporan {value} tidak dikenal", "Unknown report format {value}"),
    hint=("Pilih dari: html, xlsx, csv, json.", "Choose from: html, xlsx, csv, json."),
)
E_REPORT_SHEET = define(
    "E_REPORT_SHEET",
    Exit.USAGE,
    message=("Laporan {name} tidak punya lembar {value}", "Report {name} has no sheet {value}"),
    hint=("Lembar yang ada: {known}.", "The sheets are: {known}."),
)
E_REPORT_STDOUT = define(
    "E_REPORT_STDOUT",
    Exit.USAGE,
    message=(
        "`-o -` menulis satu format, bukan {value}",
        "`-o -` writes one format, not {value}",
    ),
    hint=(
        "Pilih satu, misalnya `-f html -o -`.",
        "Choose one, for example `-f html -o -`.",
    ),
)
E_REPORT_WRITE = define(
    "E_REPORT_WRITE",
    Exit.FAILURE,
    message=("Laporan tidak dapat ditulis ke {file}: {detail}", "Cannot write {file}: {detail}"),
    hint=(
        "Laporan lama, bila ada, tetap utuh. Periksa ruang disk dan izin folder itu.",
        "An older report there is intact. Check disk space and the folder's permissions.",
    ),
)
E_REPORT_CELL = define(
    "E_REPORT_CELL",
    Exit.FAILURE,
    message=(
        "Sel lembar {sheet} baris {row} kolom {column} tidak muat di xlsx",
        "Sheet {sheet} row {row} column {column} does not fit in xlsx",
    ),
    hint=(
        "Pakai `-f csv` atau persempit periodenya.",
        "Use `-f csv` or narrow the period.",
    ),
)
