"""Which column of a Shopee income sheet belongs to which component of a settlement line."""

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Money
from omnicli.sources._common import not_kept

_AMOUNT = Money("plain")


def _amounts(component: str, *headers: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(f"{component}_{number}_sen", aliases, _AMOUNT)
        for number, aliases in enumerate(headers)
    )


_REFUND = ("Jumlah Pengembalian Dana ke Pembeli",)

CLASSIC_PRICE = (
    Column("gross_price_sen", ("Harga Asli Produk",), _AMOUNT, required=True),
    Column("gross_discount_sen", ("Total Diskon Produk",), _AMOUNT),
)
NEW_PRICE = (Column("gross_price_sen", ("Harga Produk",), _AMOUNT, required=True),)

GROSS = _amounts(
    "gross",
    _REFUND,
    ("Diskon Produk dari Shopee",),
    (
        "Voucher disponsor oleh Penjual",
        "Voucher dari Penjual",
        "Diskon Voucher Ditanggung Penjual",
        "Penyesuaian Penjual - 1",
    ),
    (
        "Cashback Koin disponsori Penjual",
        "Cashback Koin dari Penjual",
        "Cashback Koin yang Ditanggung Penjual",
    ),
    ("Voucher co-fund disponsor oleh Penjual", "Penyesuaian Penjual - 2"),
    ("Cashback Koin Co-fund disponsori Penjual",),
)
REFUND = GROSS[0].name
"""What went back to the buyer; it is a part of gross."""
SHIPPING = _amounts(
    "shipping",
    ("Ongkir Dibayar Pembeli",),
    ("Diskon Ongkir Ditanggung Jasa Kirim", "Potongan Ongkos Kirim dari Jasa Kirim"),
    ("Gratis Ongkir dari Shopee",),
    (
        "Ongkir yang Diteruskan oleh Shopee ke Jasa Kirim",
        "Ongkos Kirim yang Dibayarkan ke Jasa Kirim",
    ),
    ("Ongkos Kirim Pengembalian Barang",),
    ("Kembali ke Biaya Pengiriman Pengirim", "Return to Seller Fee"),
    ("Pengembalian Biaya Kirim",),
)
BUYER_SHIPPING = (SHIPPING[0].name,)
SUBSIDY = (SHIPPING[1].name, SHIPPING[2].name, SHIPPING[6].name)
"""What of shipping the buyer paid, and what Shopee or its courier bore."""
FEES = _amounts(
    "fee",
    ("Biaya Komisi AMS", "AMS Commission Fee"),
    ("AMS Service Fee",),
    ("Biaya Administrasi", "Biaya Administrasi (termasuk PPN 11%)"),
    ("Biaya Layanan", "Biaya Layanan (termasuk PPN 11%)"),
    ("Biaya Layanan Promo XTRA",),
    ("Biaya Proses Pesanan",),
    ("Premi", "Premium", "Biaya Lainnya", "Biaya Lainnya (Premi)"),
    ("Biaya Program",),
    ("Biaya Program Hemat Biaya Kirim",),
    ("Biaya Transaksi", "Biaya Kartu Kredit"),
    ("Biaya Pembayaran",),
    ("Biaya Kampanye",),
    ("FBS Fee",),
)
AFFILIATE = FEES[0].name
"""What of the fees goes to affiliates."""
SERVICE_FEE = FEES[3].name
"""What programmes take; a sheet of its own names each of them per order."""
TAX = _amounts("tax", ("Bea Masuk, PPN & PPh",), ("PPh 22",))
TOPUP = Column("topup_sen", ("Biaya Isi Saldo Otomatis (dari Penghasilan)",), _AMOUNT)

PASSIVE = not_kept(
    (
        ("No.",),
        ("No. Pengajuan",),
        ("ID Produk",),
        ("Nama Produk",),
        ("Metode Pelepasan Dana",),
        ("Tipe Pesanan",),
        ("Username (Pembeli)",),
        ("Waktu Pesanan Dibuat",),
        ("Metode pembayaran pembeli",),
        ("Jumlah Dibayar Pembeli",),
        ("Rincian Metode Pembayaran",),
        ("Rencana Cicilan (jika berlaku)",),
        ("Kode Voucher",),
        ("Kompensasi",),
        ("Promo Gratis Ongkir dari Penjual",),
        ("Jasa Kirim",),
        ("Nama Kurir",),
        ("Pengembalian Dana ke Pembeli",),
        ("Pro-rata Koin yang Ditukarkan untuk Pengembalian Barang",),
        ("Pro-rata Voucher Shopee untuk Pengembalian Barang",),
        ("Pro-rated Bank Payment Channel Promotion for return refund Items",),
        ("Pro-rated Shopee Payment Channel Promotion for return refund Items",),
    )
)
"""Known and never added: the buyer, the item, and what Shopee prints beside the income."""
