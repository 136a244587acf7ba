"""Codes about the money of COD commerce: control equations, wallets, invoices."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

N_CONTROL_EQUATION = define(
    "N_CONTROL_EQUATION",
    Exit.OK,
    message=(
        "{file}: {value} berlaku pada {rows} dari {of} baris, dan dipakai untuk berkas ini",
        "{file}: {value} holds on {rows} of {of} rows and is used for this file",
    ),
    hint=(
        "Komponen setiap baris disimpan menurut persamaan itu.",
        "The components of every row are kept by that equation.",
    ),
)
N_CONTROL_OTHER = define(
    "N_CONTROL_OTHER",
    Exit.OK,
    message=(
        "{file}: {rows} baris mengikuti persamaan lain: {value}",
        "{file}: {rows} rows follow another equation: {value}",
    ),
    hint=(
        "Baris itu tetap dibukukan penuh, dengan persamaannya sendiri.",
        "Those rows are booked in full all the same, by their own equation.",
    ),
)
N_CONTROL_ROUNDING = define(
    "N_CONTROL_ROUNDING",
    Exit.OK,
    message=(
        "{file}: {rows} baris selisih paling banyak Rp2 karena pembulatan, jumlahnya {total}",
        "{file}: {rows} rows are off by at most Rp2 through rounding, {total} in all",
    ),
    hint=(
        "Selisihnya dibukukan sebagai baris `rounding` tersendiri.",
        "The difference is booked as a line of its own, `rounding`.",
    ),
)
W_CONTROL_EQUATION = define(
    "W_CONTROL_EQUATION",
    Exit.FINDINGS,
    message=(
        "{file} baris {row}, {reference}: tercetak {printed}, komponennya berjumlah {summed}",
        "{file} row {row}, {reference}: printed {printed}, its components add up to {summed}",
    ),
    hint=(
        "Jumlah tercetak yang dipakai; selisihnya tersimpan sebagai `other`. Tanyakan ke platform.",
        "The printed amount counts; the difference is kept as `other`. Ask the platform about it.",
    ),
)
W_COD_STATUS = define(
    "W_COD_STATUS",
    Exit.FINDINGS,
    message=(
        "{file}: {rows} baris berstatus {value}, yang tidak jelas sudah dibayar",
        "{file}: {rows} rows have status {value}, which does not say they are paid",
    ),
    hint=(
        "Baris itu dihitung sebagai uang masuk. Ekspor ulang hanya yang sudah cair bila keliru.",
        "They count as money received. Export only the settled ones again if that is wrong.",
    ),
)
E_MONEY_COLUMNS = define(
    "E_MONEY_COLUMNS",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: tidak ada kolom {value}",
        "{file}: there is no column {value}",
    ),
    hint=(
        "Ekspor ulang dengan semua kolom, atau petakan kolomnya: `omni sources map`.",
        "Export it again with all columns, or map the column: `omni sources map`.",
    ),
)
W_WALLET_UNCLASSIFIED = define(
    "W_WALLET_UNCLASSIFIED",
    Exit.FINDINGS,
    message=(
        "{file}: {rows} mutasi tak dikenal jenisnya, jumlah {amount}; pertama baris {row}: {value}",
        "{file}: {rows} movements of no known kind, {amount} in all; first in row {row}: {value}",
    ),
    hint=(
        "Uangnya tetap tercatat sebagai `unclassified`. Kirim contoh teksnya agar dikenali.",
        "The money is kept as `unclassified`. Report the wording so that it can be recognised.",
    ),
)
W_WALLET_SIGN = define(
    "W_WALLET_SIGN",
    Exit.FINDINGS,
    message=(
        "{file} baris {row}: {kind} berarah terbalik: {amount}",
        "{file} row {row}: {kind} goes the other way: {amount}",
    ),
    hint=(
        "Arah tercetak yang dipakai, misalnya penarikan yang dikembalikan. Periksa baris itu.",
        "The printed direction counts, as for a withdrawal sent back. Look at the row.",
    ),
)
W_WALLET_BALANCE = define(
    "W_WALLET_BALANCE",
    Exit.FINDINGS,
    message=(
        "{file} baris {row}: saldo berubah {printed}, mutasinya berjumlah {summed}",
        "{file} row {row}: the balance moves by {printed}, the movements add up to {summed}",
    ),
    hint=(
        "Ada mutasi yang hilang, terpotong atau diubah sebelum baris itu. Ekspor ulang.",
        "A movement before that row is missing, cut off or changed. Export the file again.",
    ),
)
N_WALLET_BALANCE = define(
    "N_WALLET_BALANCE",
    Exit.OK,
    message=(
        "{file}: saldo awal {opening} + mutasi {movements} = saldo akhir {closing} ({rows} baris)",
        "{file}: opening {opening} + movements {movements} = closing {closing} ({rows} rows)",
    ),
    hint=("Berkas ini lengkap menurut saldonya.", "By its balances this file is complete."),
)
N_WALLET_UNPROVED = define(
    "N_WALLET_UNPROVED",
    Exit.OK,
    message=(
        "{file}: kelengkapan tidak dapat dibuktikan ({reason})",
        "{file}: completeness cannot be proved ({reason})",
    ),
    hint=(
        "Berkas tetap diimpor. Ekspor semua jenis mutasi beserta saldonya bila bisa.",
        "The file is imported all the same. If possible, export every movement with balances.",
    ),
)
N_INVOICE_TYPE = define(
    "N_INVOICE_TYPE",
    Exit.OK,
    message=(
        "{file}: jenis invoice {value} dibaca dari {origin} ({rows} baris)",
        "{file}: invoice type {value} was read from the {origin} ({rows} rows)",
    ),
    hint=(
        "Jangan ganti nama berkas Mengantar agar jenisnya pasti.",
        "Keep the name Mengantar gave the file, so that its type is certain.",
    ),
)
W_INVOICE_TYPE = define(
    "W_INVOICE_TYPE",
    Exit.FINDINGS,
    message=(
        "{file} baris {row}: nama berkas menyebut {named}, isinya {value} ({rows} baris)",
        "{file} row {row}: the file name says {named}, the content {value} ({rows} rows)",
    ),
    hint=(
        "Isinya yang dipakai. Periksa apakah berkas diganti namanya.",
        "The content counts. Check whether the file was renamed.",
    ),
)
W_INVOICE_TOTAL = define(
    "W_INVOICE_TOTAL",
    Exit.FINDINGS,
    message=(
        "{file}: {what} tercetak {printed}, baris-barisnya berjumlah {summed}",
        "{file}: {what} is printed as {printed}, the rows add up to {summed}",
    ),
    hint=(
        "Baris-barisnya yang dihitung. Unduh ulang bila ada baris yang hilang.",
        "The rows are what counts. Download the file again if rows are missing.",
    ),
)
E_INVOICE_TYPE = define(
    "E_INVOICE_TYPE",
    Exit.INPUT_REJECTED,
    message=(
        "{file}: bukan invoice yang dikenal: nama berkas dan isinya tidak menyebut jenis Mengantar",
        "{file}: no invoice omni knows: neither its name nor its content tells a Mengantar type",
    ),
    hint=(
        "Bila dari Mengantar, pakai nama aslinya, misalnya `Invoice-typeWithdraw.xlsx`.",
        "If it is from Mengantar, use its own name, such as `Invoice-typeWithdraw.xlsx`.",
    ),
)
