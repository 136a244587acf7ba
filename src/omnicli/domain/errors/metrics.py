"""Codes of metrics, data checks and periods."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_PERIOD = define(
    "E_PERIOD",
    Exit.USAGE,
    message=("Periode tidak dapat dibaca: {detail}", "The period cannot be read: {detail}"),
    hint=(
        "Pakai --month, --month 2025-08, --from 2025-08-01 --to 2025-08-20, atau --last 30d|4w|3m.",
        "Use --month, --month 2025-08, --from 2025-08-01 --to 2025-08-20, or --last 30d|4w|3m.",
    ),
)
E_PERIOD_EMPTY = define(
    "E_PERIOD_EMPTY",
    Exit.FAILURE,
    message=(
        "Belum ada pesanan, jadi bulan terbaru tidak diketahui",
        "There is no order yet, so the newest month is unknown",
    ),
    hint=(
        "Impor ekspor pesanan dulu (`omni import FILE`), atau sebut bulannya: --month 2025-08.",
        "Import an order export first (`omni import FILE`), or name the month: --month 2025-08.",
    ),
)
E_METRIC_UNKNOWN = define(
    "E_METRIC_UNKNOWN",
    Exit.USAGE,
    message=("Metrik {value} tidak dikenal", "There is no metric {value}"),
    hint=(
        "Lihat `omni metric list`. Yang mirip: {near}",
        "See `omni metric list`. Nearest names: {near}",
    ),
)
E_METRIC_PARAM = define(
    "E_METRIC_PARAM",
    Exit.USAGE,
    message=(
        "Metrik {metric}: parameter {column} tidak sah: {value}",
        "Metric {metric}: parameter {column} is not valid: {value}",
    ),
    hint=("Yang diterima: {expected}", "Accepted: {expected}"),
)
E_METRIC_HEADER = define(
    "E_METRIC_HEADER",
    Exit.FAILURE,
    message=(
        "Kepala metrik {file} keliru: {detail}",
        "The header of metric {file} is wrong: {detail}",
    ),
    hint=(
        "Perbaiki blok /*omni … */ di awal berkas itu; `omni metric lint` memeriksanya.",
        "Repair the leading /*omni … */ block of that file; `omni metric lint` checks it.",
    ),
)
E_METRIC_SQL = define(
    "E_METRIC_SQL",
    Exit.FAILURE,
    message=("Metrik {metric} gagal dijalankan: {detail}", "Metric {metric} did not run: {detail}"),
    hint=(
        "Jalankan `omni doctor`; bila gudang data sehat, periksa SQL di {file}.",
        "Run `omni doctor`; if the warehouse is sound, look at the SQL in {file}.",
    ),
)
E_METRIC_REFUSED = define(
    "E_METRIC_REFUSED",
    Exit.FAILURE,
    message=(
        "Metrik {metric} meminta hal yang tidak boleh: {detail}",
        "Metric {metric} asked for something it may not: {detail}",
    ),
    hint=(
        "Metrik hanya membaca tampilan v_* dengan fungsi yang portabel. Ubah {file}.",
        "A metric reads only the v_* views, with portable functions. Change {file}.",
    ),
)
E_METRIC_TIMEOUT = define(
    "E_METRIC_TIMEOUT",
    Exit.FAILURE,
    message=(
        "Metrik {metric} dihentikan setelah {seconds} detik",
        "Metric {metric} was stopped after {seconds} seconds",
    ),
    hint=(
        "Perpendek periodenya, atau perbaiki SQL di {file}.",
        "Shorten the period, or mend the SQL in {file}.",
    ),
)
E_METRIC_COLUMNS = define(
    "E_METRIC_COLUMNS",
    Exit.FAILURE,
    message=(
        "Metrik {metric} mengembalikan kolom {found}, padahal kepalanya menyebut {expected}",
        "Metric {metric} returns the columns {found}, but its header declares {expected}",
    ),
    hint=("Samakan SELECT dan kepala di {file}.", "Make SELECT and header of {file} agree."),
)
E_METRIC_KIND = define(
    "E_METRIC_KIND",
    Exit.FAILURE,
    message=(
        "Metrik {metric}, baris {row}: {column} = {value} bukan {kind}",
        "Metric {metric}, row {row}: {column} = {value} is not {kind}",
    ),
    hint=("Perbaiki ungkapan kolom itu di {file}.", "Mend that column's expression in {file}."),
)
E_METRIC_GRAIN = define(
    "E_METRIC_GRAIN",
    Exit.FAILURE,
    message=(
        "Metrik {metric} seharusnya satu baris per {grain}, tetapi {value} muncul {times} kali",
        "Metric {metric} promises one row per {grain}, but {value} appears {times} times",
    ),
    hint=("Perbaiki GROUP BY di {file}.", "Mend the GROUP BY in {file}."),
)
E_CHECK_SQL = define(
    "E_CHECK_SQL",
    Exit.FAILURE,
    message=(
        "Pemeriksaan {value} gagal dijalankan: {detail}",
        "Check {value} did not run: {detail}",
    ),
    hint=("Jalankan `omni doctor`.", "Run `omni doctor`."),
)
E_CHECK_UNKNOWN = define(
    "E_CHECK_UNKNOWN",
    Exit.USAGE,
    message=("Pemeriksaan {value} tidak dikenal", "There is no check {value}"),
    hint=("Yang ada: {near}", "There are: {near}"),
)
