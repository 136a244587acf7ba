"""Columns of a TikTok income sheet that are known and not kept.

They break the subtotals down, tell of the buyer's side, or weigh the parcel. `Exclusive benefits
access fee` is not among them: one generation prints it twice, and a mapped header may not repeat.
"""

from omnicli.sources._settlement import known

PASSIVE = known(
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
            "Platform commission fee",
            "Biaya komisi platform",
        ),
        (
            "Pre-order service fee",
            "Biaya layanan pre-order",
        ),
        (
            "Mall service fee",
            "Biaya layanan Mall",
        ),
        (
            "Payment Fee",
            "Biaya Pembayaran",
        ),
        (
            "Commission fee before savings",
            "Biaya komisi sebelum diskon",
        ),
        (
            "Savings (from ad spend)",
            "Diskon (dari belanja iklan)",
        ),
        (
            "Other commission savings",
            "Diskon komisi lainnya",
        ),
        ("Credit card installment - Handling fee",),
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
            "Shipping Fee Program service fee",
            "Biaya layanan Program Bebas Ongkir",
        ),
        (
            "Dynamic commission",
            "Komisi dinamis",
        ),
        ("Biaya layanan cashback bonus",),
        (
            "LIVE Specials service fee",
            "Biaya layanan Khusus LIVE",
        ),
        ("Biaya akses keuntungan eksklusif",),
        (
            "Order processing fee",
            "Biaya pemrosesan pesanan",
        ),
        (
            "EAMS Program service fee",
            "Biaya layanan Program EAMS",
        ),
        (
            "Brands Crazy Deals/Flash Sale service fee",
            "Biaya layanan Brands Crazy Deal/Flash Sale",
        ),
        (
            "Dilayani Tokopedia fee",
            "Biaya Dilayani Tokopedia",
        ),
        (
            "Dilayani Tokopedia handling fee",
            "Biaya penanganan Dilayani Tokopedia",
        ),
        (
            "PayLater program fee",
            "Biaya program PayLater",
        ),
        (
            "Campaign resource fee",
            "Biaya sumber daya campaign",
        ),
        (
            "Installation service fee",
            "Biaya layanan penginstalan",
        ),
        (
            "Platform special service fee",
            "Biaya layanan khusus platform",
        ),
        (
            "Managed service plan (Per order fee)",
            "Program layanan terkelola (Biaya per pesanan)",
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
        ("Flat fee",),
        ("Sales fee",),
        ("Bonus cashback service fee",),
        ("Voucher Xtra service fee",),
        ("Refund of seller co-funded voucher discount",),
        ("Platform discounts",),
        ("Refund of platform discounts",),
        ("Platform co-funded voucher discounts",),
        ("Refund of platform co-funded voucher discounts",),
        ("Estimated package weight (g)",),
        ("Actual package weight (g)",),
        ("Shopping center items",),
        ("Order created time(UTC)",),
        ("TikTok Shop commission fee",),
        ("SFP service fee",),
        ("Fix Infrastructure Fee",),
        ("Brand Crazy Deals/Flash Sale service fee",),
        ("DT Handling Fee",),
    )
)
