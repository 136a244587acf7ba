"""Codes about what an export says: values a source cannot read as its platform means them."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

W_STATUS_UNKNOWN = define(
    "W_STATUS_UNKNOWN",
    Exit.FINDINGS,
    message=(
        "{file}: status pesanan {value} belum dikenal ({orders} pesanan), dianggap {status}",
        "{file}: order status {value} is not known ({orders} orders), taken as {status}",
    ),
    hint=(
        "Pesanan tetap diimpor dengan status aslinya. Perbarui omni atau laporkan status baru ini.",
        "The orders are kept with their own status text. Update omni or report the new status.",
    ),
)
W_ADS_BREAKDOWN = define(
    "W_ADS_BREAKDOWN",
    Exit.OK,
    message=(
        "{file}: laporan iklan dirinci per {column}; barisnya dijumlahkan per iklan dan tanggal",
        "{file}: the ads report is broken down by {column}; its rows are added up per ad and date",
    ),
    hint=(
        "Jangkauan (reach) tidak dapat dijumlahkan: angka terbesar yang disimpan.",
        "Reach does not add up: the largest figure is kept.",
    ),
)
E_CURRENCY = define(
    "E_CURRENCY",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: biaya iklan dalam {value}, omni hanya menghitung rupiah (IDR)",
        "{file}: ad spend is in {value}, omni only counts rupiah (IDR)",
    ),
    hint=(
        "Ekspor ulang dari akun iklan dengan mata uang IDR.",
        "Export again from an ad account whose currency is IDR.",
    ),
)
E_PERIOD_REQUIRED = define(
    "E_PERIOD_REQUIRED",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: tidak menyebut tanggal (kolom Hari, Minggu, Awal/Akhir pelaporan; baris Periode)",
        "{file}: names no dates (columns Day, Week, Reporting starts/ends; a line Periode)",
    ),
    hint=(
        "Sebutkan periodenya, misalnya `--period 2025-08-01..2025-08-31`, atau ekspor per hari.",
        "Name the period, e.g. `--period 2025-08-01..2025-08-31`, or export by day.",
    ),
)
W_ADS_TOTAL = define(
    "W_ADS_TOTAL",
    Exit.FINDINGS,
    message=(
        "{file} baris {row}: total biaya tercetak {printed}, jumlah baris-barisnya {summed}",
        "{file} row {row}: the printed total spend is {printed}, its rows add up to {summed}",
    ),
    hint=(
        "Baris-barisnya yang dihitung. Unduh ulang laporan lengkap bila ada baris yang hilang.",
        "The rows are what counts. Download the whole report again if rows are missing.",
    ),
)
E_ADS_DETAIL = define(
    "E_ADS_DETAIL",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: laporan {value} merinci iklan yang sudah ada di laporan keseluruhan",
        "{file}: the report {value} details ads that the overall report already holds",
    ),
    hint=(
        "Agar biaya tidak terhitung dua kali, impor Data Keseluruhan Iklan Shopee.",
        "So that no spend counts twice, import the overall ads data (Data Keseluruhan Iklan).",
    ),
)
E_AMOUNTS_RESAVED = define(
    "E_AMOUNTS_RESAVED",
    Exit.INPUT_REJECTED,
    message=(
        "{file}, baris {row}, kolom {column}: {value} kehilangan titik ribuan di lembar kerja",
        "{file}, row {row}, column {column}: {value} lost its dots of thousands in a spreadsheet",
    ),
    hint=(
        "Unduh ulang dari platform dan impor tanpa membukanya di Excel atau Google Sheets.",
        "Download it from the platform again; import it without opening it in Excel or Sheets.",
    ),
)
W_LINE_TOTAL = define(
    "W_LINE_TOTAL",
    Exit.FINDINGS,
    message=(
        "{file}, baris {row}: subtotal {told} bukan harga × jumlah ({product}); {rows} baris",
        "{file}, row {row}: the subtotal {told} is not price × quantity ({product}); rows: {rows}",
    ),
    hint=(
        "Bandingkan dengan pesanan itu di Seller Centre; yang dihitung adalah subtotalnya.",
        "Compare with that order in Seller Centre; the subtotal is what counts.",
    ),
)
E_ADS_RESAVED = define(
    "E_ADS_RESAVED",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: biaya {value} tampak rusak karena disimpan ulang di program lembar kerja",
        "{file}: the spend {value} looks damaged by saving the file again in a spreadsheet program",
    ),
    hint=(
        "Unduh ulang laporan dari pengelola iklan dan impor tanpa menyimpannya di Excel.",
        "Download the report from the ads manager again; import it without saving it in Excel.",
    ),
)
