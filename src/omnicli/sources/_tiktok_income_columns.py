"""Columns of a TikTok income sheet: what its fees are made of, and those that are not kept.

`PASSIVE` are known: they break the other subtotals down, tell of the buyer's side, or weigh the
parcel.
"""

from omnicli.sources._common import not_kept

CHARGES: tuple[tuple[str, ...], ...] = (
    ("Platform commission fee", "Biaya komisi platform"),
    ("TikTok Shop commission fee",),
    ("Pre-order service fee", "Biaya layanan pre-order"),
    ("Mall service fee", "Biaya layanan Mall"),
    ("Payment Fee", "Biaya Pembayaran"),
    ("Credit card installment - Handling fee",),
    ("Shipping Fee Program service fee", "Biaya layanan Program Bebas Ongkir", "SFP service fee"),
    ("Dynamic commission", "Komisi dinamis"),
    ("Exclusive benefits access fee", "Biaya akses keuntungan eksklusif"),
    ("Bonus cashback service fee", "Biaya layanan cashback bonus"),
    ("Voucher Xtra service fee",),
    ("LIVE Specials service fee", "Biaya layanan Khusus LIVE"),
    ("Order processing fee", "Biaya pemrosesan pesanan"),
    ("EAMS Program service fee", "Biaya layanan Program EAMS"),
    (
        "Brands Crazy Deals/Flash Sale service fee",
        "Biaya layanan Brands Crazy Deal/Flash Sale",
        "Brand Crazy Deals/Flash Sale service fee",
    ),
    ("Dilayani Tokopedia fee", "Biaya Dilayani Tokopedia"),
    ("Dilayani Tokopedia handling fee", "Biaya penanganan Dilayani Tokopedia", "DT Handling Fee"),
    ("PayLater program fee", "Biaya program PayLater"),
    ("Campaign resource fee", "Biaya sumber daya campaign"),
    ("Installation service fee", "Biaya layanan penginstalan"),
    ("Platform special service fee", "Biaya layanan khusus platform"),
    (
        "Managed service plan (Per order fee)",
        "Program layanan terkelola (Biaya per pesanan)",
    ),
    ("Fix Infrastructure Fee",),
    ("Flat fee",),
    ("Sales fee",),
)
"""What fees are made of, affiliates' commission apart; some generations print one name twice."""
COMMISSION = CHARGES[0][0]
BEFORE_SAVINGS = ("Commission fee before savings", "Biaya komisi sebelum diskon")
SAVINGS = (
    ("Savings (from ad spend)", "Diskon (dari belanja iklan)"),
    ("Other commission savings", "Diskon komisi lainnya"),
)
"""The commission as its rate makes it, and what TikTok takes off it again."""

PASSIVE = not_kept(
    (
        (
            "Order created time",
            "Waktu pemesanan",
        ),
        (
            "Currency",
            "Mata uang",
        ),
        (
            "Subtotal after seller discounts",
            "Subtotal setelah diskon penjual",
        ),
        (
            "Subtotal before discounts",
            "Subtotal sebelum diskon",
        ),
        (
            "Seller discounts",
            "Diskon penjual",
        ),
        (
            "Distance item fee from Horizon+ Program",
            "Biaya produk sesuai jarak dari Program Horison+",
        ),
        (
            "Refund subtotal before seller discounts",
            "Subtotal pengembalian dana sebelum diskon penjual",
        ),
        (
            "Refund of seller discounts",
            "Pengembalian dana diskon penjual",
        ),
        (
            "Shipping costs passed on to the logistics provider",
            "Ongkir yang ditalangi penyedia jasa logistik",
        ),
        (
            "Replacement shipping fee (passed on to the customer)",
            "Ongkir penggantian (ditanggung pembeli)",
        ),
        (
            "Exchange shipping fee (passed on to the customer)",
            "Ongkir penukaran (ditanggung pembeli)",
        ),
        (
            "Return shipping costs (passed on to the customer)",
            "Ongkir pengembalian barang (yang ditanggung pembeli)",
        ),
        (
            "Distance shipping fee from Horizon+ Program",
            "Biaya pengiriman sesuai jarak dari Program Horison+",
        ),
        (
            "Logistics service fee",
            "Biaya layanan logistik",
        ),
        (
            "Insurance reimbursement",
            "Penggantian dana asuransi",
        ),
        (
            "Failed delivery shipping fee",
            "Ongkir pesanan gagal kirim",
        ),
        (
            "Buyer-fault return shipping fee",
            "Ongkir pengembalian barang karena kesalahan pembeli",
        ),
        (
            "Insurance fee",
            "Biaya asuransi",
        ),
        (
            "Customer payment",
            "Pembayaran oleh pembeli",
        ),
        (
            "Customer refund",
            "Pengembalian dana pembeli",
        ),
        (
            "Seller co-funded voucher discount",
            "Diskon voucher yang ditanggung penjual",
        ),
        (
            "Seller co-funded voucher discount refund",
            "Pengembalian dana diskon voucher yang ditanggung penjual",
        ),
        (
            "Platform discount",
            "Diskon platform",
        ),
        (
            "Platform discount refund",
            "Pengembalian dana diskon platform",
        ),
        (
            "Platform co-funded voucher discount",
            "Diskon voucher yang ditanggung platform",
        ),
        (
            "Platform co-funded voucher discount refund",
            "Pengembalian dana diskon voucher yang ditanggung platform",
        ),
        (
            "Seller shipping cost discount",
            "Diskon ongkir dari penjual",
        ),
        (
            "Estimated package weight",
            "Perkiraan berat paket",
        ),
        (
            "Chargeable package weight",
            "Berat paket yang bisa dikenai biaya",
        ),
        (
            "Details of items sold",
            "Detail produk terjual",
        ),
        (
            "Order source",
            "Sumber pesanan",
        ),
        ("Refund of seller co-funded voucher discount",),
        ("Platform discounts",),
        ("Refund of platform discounts",),
        ("Platform co-funded voucher discounts",),
        ("Refund of platform co-funded voucher discounts",),
        ("Estimated package weight (g)",),
        ("Actual package weight (g)",),
        ("Shopping center items",),
        ("Order created time(UTC)",),
    )
)
