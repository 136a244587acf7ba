"""One job per csv source: how its large file is made, and what a good engineer would store of it.

A file repeats the rows of the source's own fixture; `stamps` give each order, ad or movement a
number (`n`) and a time (`t`) of its own. `tables` are the yardstick: the columns omni keeps, typed,
without any safety. Kinds: `text`, `int`, `sum` (whole numbers added up per key), `time FORMAT`
(UTC text), `day FORMAT` (ISO day), and money by its writing: `plain` (1234.5), `comma` (1,234.50),
`dot` (1.234).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

Columns = Mapping[str, tuple[str, str]]
"""Stored name → (header, kind)."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the yardstick: `columns[:key]` are its primary key; one row per key."""

    name: str
    key: int
    columns: Columns
    once: bool = False
    """Whether a key stands on several rows and is stored once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is measured of one source."""

    fixture: str
    """Below tests/sources; the first sheet of a workbook's text form."""
    stamps: Mapping[str, str]
    """Header → what stands there, of `{n}` (the number of the key) and `{t}` (its time)."""
    tables: tuple[Table, ...]
    sheet: str = ""
    top: int = 0
    """Rows above the header."""
    rows: tuple[int, ...] = (1,)
    """The fixture's rows that are repeated, 1 being the first below the header."""
    group: str = ""
    """Header whose value tells which of `rows` belong to one order."""
    delimiter: str = ","
    balance: tuple[str, str] | None = None
    """(amount, balance) headers of a wallet: the balance follows from the amounts."""
    proof: str = ""
    """Column whose sum both must have, in sen or pieces."""
    alike: Mapping[str, str] = field(default_factory=dict)
    """Text inside any cell → what stands there instead."""


_SHOPEE_TIME = "time %Y-%m-%d %H:%M"
_TIKTOK_TIME = "time %d/%m/%Y %H:%M:%S"
_TOKO_TIME = "time %d-%m-%Y %H:%M:%S"
_OO_TIME = "time %d-%m-%Y - %H:%M"
_SCALEV_TIME = "time %d/%m/%Y %H:%M"


def _customers(key: str, name: str, city: str, province: str) -> Table:
    columns = {
        "customer_key": (key, "text"),
        "name": (name, "text"),
        "city": (city, "text"),
        "province": (province, "text"),
    }
    return Table("customers", 1, columns, once=True)


def _texts(**headers: str) -> dict[str, tuple[str, str]]:
    return {name: (header, "text") for name, header in headers.items()}


def _as(kind: str, **headers: str) -> dict[str, tuple[str, str]]:
    return {name: (header, kind) for name, header in headers.items()}


JOBS: dict[str, Job] = {
    "shopee-orders": Job(
        fixture="shopee-orders/csv-resave.csv",
        rows=(1, 2),
        group="No. Pesanan",
        stamps={
            "No. Pesanan": "250801{n:08d}",
            "No. Resi": "SPXID{n:010d}",
            "Username (Pembeli)": "pembeli_{n:07d}",
            "Waktu Pesanan Dibuat": "{t:%Y-%m-%d %H:%M}",
        },
        proof="quantity",
        tables=(
            _customers("Username (Pembeli)", "Nama Penerima", "Kota/Kabupaten", "Provinsi"),
            Table(
                "orders",
                1,
                {
                    **_texts(
                        order_no="No. Pesanan",
                        customer_key="Username (Pembeli)",
                        raw_status="Status Pesanan",
                        cancel_reason="Alasan Pembatalan",
                        awb="No. Resi",
                        courier_service="Opsi Pengiriman",
                        payment_method="Metode Pembayaran",
                        recipient_name="Nama Penerima",
                        city="Kota/Kabupaten",
                        province="Provinsi",
                    ),
                    **_as(
                        _SHOPEE_TIME,
                        ordered_at="Waktu Pesanan Dibuat",
                        paid_at="Waktu Pembayaran Dilakukan",
                        ready_at="Waktu Pengiriman Diatur",
                        completed_at="Waktu Pesanan Selesai",
                    ),
                    **_as(
                        "dot",
                        voucher_sen="Voucher Ditanggung Penjual",
                        coins_sen="Cashback Koin",
                        buyer_shipping_sen="Ongkos Kirim Dibayar oleh Pembeli",
                        buyer_total_sen="Total Pembayaran",
                        shipping_cost_sen="Perkiraan Ongkos Kirim",
                    ),
                    **_as("dot sum", item_subtotal_sen="Total Harga Produk"),
                    **_as("sum", quantity="Jumlah", returned_quantity="Returned quantity"),
                },
                once=True,
            ),
            Table(
                "order_items",
                3,
                {
                    **_texts(
                        order_no="No. Pesanan",
                        sku="Nomor Referensi SKU",
                        product_name="Nama Produk",
                        variation="Nama Variasi",
                        parent_sku="SKU Induk",
                    ),
                    **_as("int", quantity="Jumlah", returned_quantity="Returned quantity"),
                    **_as(
                        "dot",
                        list_price_sen="Harga Awal",
                        unit_price_sen="Harga Setelah Diskon",
                        subtotal_sen="Total Harga Produk",
                        seller_discount_sen="Diskon Dari Penjual",
                        platform_discount_sen="Diskon Dari Shopee",
                    ),
                },
            ),
        ),
    ),
    "tiktok-orders": Job(
        fixture="tiktok-orders/65-columns-2026-07.csv",
        rows=(1, 2, 3),
        group="Order ID",
        stamps={
            "Order ID": "5842936629{n:08d}\t",
            "Tracking ID": "JX{n:010d}",
            "Buyer Username": "uji_{n:07d}",
            "Created Time": "{t:%d/%m/%Y %H:%M:%S}\t",
        },
        proof="quantity",
        tables=(
            _customers("Buyer Username", "Recipient", "Regency and City", "Province"),
            Table(
                "orders",
                1,
                {
                    **_texts(
                        order_no="Order ID",
                        customer_key="Buyer Username",
                        raw_status="Order Status",
                        substatus="Order Substatus",
                        cancel_reason="Cancel Reason",
                        awb="Tracking ID",
                        courier_service="Delivery Option",
                        courier="Shipping Provider Name",
                        payment_method="Payment Method",
                        warehouse="Warehouse Name",
                        recipient_name="Recipient",
                        recipient_phone="Phone #",
                        province="Province",
                        city="Regency and City",
                        channel="Purchase Channel",
                    ),
                    **_as(
                        _TIKTOK_TIME,
                        ordered_at="Created Time",
                        paid_at="Paid Time",
                        ready_at="RTS Time",
                        shipped_at="Shipped Time",
                        delivered_at="Delivered Time",
                        canceled_at="Cancelled Time",
                    ),
                    **_as(
                        "plain",
                        buyer_shipping_sen="Shipping Fee After Discount",
                        shipping_cost_sen="Original Shipping Fee",
                        buyer_total_sen="Order Amount",
                    ),
                    **_as(
                        "plain sum",
                        product_gross_sen="SKU Subtotal Before Discount",
                        seller_discount_sen="SKU Seller Discount",
                        platform_discount_sen="SKU Platform Discount",
                        item_subtotal_sen="SKU Subtotal After Discount",
                    ),
                    **_as("sum", quantity="Quantity", returned_quantity="Sku Quantity of return"),
                },
                once=True,
            ),
            Table(
                "order_items",
                2,
                {
                    **_texts(
                        order_no="Order ID",
                        listing_key="SKU ID",
                        sku="Seller SKU",
                        product_name="Product Name",
                        variation="Variation",
                    ),
                    **_as("int", quantity="Quantity", returned_quantity="Sku Quantity of return"),
                    **_as(
                        "plain",
                        list_price_sen="SKU Unit Original Price",
                        subtotal_sen="SKU Subtotal After Discount",
                        seller_discount_sen="SKU Seller Discount",
                        platform_discount_sen="SKU Platform Discount",
                    ),
                },
            ),
        ),
    ),
    "tokopedia-orders": Job(
        fixture="tokopedia-orders/48-columns-2024.xlsx.tsv",
        sheet="Laporan Penjualan",
        top=4,
        rows=(1, 2, 14),
        group="Nomor Invoice",
        stamps={
            "Nomor Invoice": "INV/20241101/MPL/42{n:08d}",
            "No Resi / Kode Booking": "JP{n:09d}",
            "Nama Pembeli": "Uji** {n:07d}",
            "Tanggal Pembayaran": "{t:%d-%m-%Y %H:%M:%S}",
        },
        proof="quantity",
        tables=(
            _customers("Nama Pembeli", "Nama Penerima", "Kota", "Provinsi"),
            Table(
                "orders",
                1,
                {
                    **_texts(
                        order_no="Nomor Invoice",
                        customer_key="Nama Pembeli",
                        raw_status="Status Terakhir",
                        awb="No Resi / Kode Booking",
                        courier_service="Nama Kurir",
                        warehouse="Gudang Pengiriman",
                        recipient_name="Nama Penerima",
                        recipient_phone="No Telp Penerima",
                        city="Kota",
                        province="Provinsi",
                        is_cod="COD",
                    ),
                    **_as(_TOKO_TIME, ordered_at="Tanggal Pembayaran"),
                    **_as(
                        "day %d-%m-%Y",
                        completed_date="Tanggal Pesanan Selesai",
                        canceled_date="Tanggal Pesanan Dibatalkan",
                        shipped_date="Tanggal Pengiriman Barang",
                    ),
                    **_as("plain", buyer_total_sen="Total Penjualan (IDR)"),
                    **_as(
                        "plain sum",
                        platform_discount_sen="Jumlah Subsidi Tokopedia (IDR)",
                        reduced_sen="Total Pengurangan (IDR)",
                    ),
                    **_as("sum", quantity="Jumlah Produk Dibeli"),
                },
                once=True,
            ),
            Table(
                "order_items",
                3,
                {
                    **_texts(order_no="Nomor Invoice", product_name="Nama Produk", sku="Nomor SKU"),
                    **_as("int", quantity="Jumlah Produk Dibeli"),
                    **_as(
                        "plain",
                        list_price_sen="Harga Awal (IDR)",
                        unit_price_sen="Harga Jual (IDR)",
                    ),
                },
            ),
        ),
    ),
    "orderonline-orders": Job(
        fixture="orderonline-orders/2026-csv.csv",
        rows=(1, 2, 3),
        stamps={
            "order_id": "A1-{n:07d}",
            "receipt_number": "JX{n:010d}",
            "phone": "6281{n:08d}",
            "created_at": "{t:%d-%m-%Y - %H:%M}",
        },
        proof="net_revenue_sen",
        tables=(
            _customers("phone", "name", "city", "province"),
            Table(
                "orders",
                1,
                {
                    **_texts(
                        order_no="order_id",
                        customer_key="phone",
                        raw_status="status",
                        payment_status="payment_status",
                        payment_method="payment_method",
                        recipient_name="name",
                        recipient_phone="phone",
                        province="province",
                        city="city",
                        district="subdistrict",
                        courier_service="courier",
                        awb="receipt_number",
                        handled_by="handled_by",
                        utm_source="utm_source",
                        utm_campaign="utm_campaign",
                    ),
                    **_as(_OO_TIME, ordered_at="created_at", paid_at="paid_at"),
                    **_as("int", quantity="quantity"),
                    **_as(
                        "plain",
                        cogs_sen="cogs",
                        buyer_total_sen="gross_revenue",
                        net_revenue_sen="net_revenue",
                    ),
                },
            ),
            Table(
                "order_items",
                2,
                {
                    **_texts(
                        order_no="order_id",
                        product_name="product",
                        sku="product_code",
                        variation="variation",
                    ),
                    **_as("int", quantity="quantity", weight_g="weight"),
                    **_as("plain", unit_price_sen="product_price"),
                },
            ),
        ),
    ),
    "scalev-orders": Job(
        fixture="scalev-orders/product-based.csv",
        delimiter=";",
        rows=(1, 2, 3),
        group="order_id",
        stamps={
            "order_id": "2508{n:08d}",
            "phone": "6281{n:08d}",
            "draft_time": "{t:%d/%m/%Y %H:%M}",
        },
        proof="quantity",
        tables=(
            _customers("phone", "name", "city", "province"),
            Table(
                "orders",
                1,
                {
                    **_texts(
                        order_no="order_id",
                        customer_key="phone",
                        external_no="external_id",
                        channel="platform",
                        raw_status="order_status",
                        payment_method="payment_method",
                        recipient_name="name",
                        recipient_phone="phone",
                        province="province",
                        city="city",
                        district="subdistrict",
                        handled_by="handler",
                        utm_source="utm_source",
                    ),
                    **_as(
                        _SCALEV_TIME,
                        ordered_at="draft_time",
                        confirmed_at="confirmed_time",
                        paid_at="paid_time",
                        shipped_at="shipped_time",
                        completed_at="completed_time",
                        canceled_at="canceled_time",
                    ),
                    **_as("int", quantity="quantity"),
                    **_as(
                        "plain",
                        cogs_sen="cogs_bt",
                        shipping_cost_sen="shipping_cost",
                        buyer_total_sen="gross_revenue",
                        net_revenue_sen="net_revenue",
                    ),
                },
                once=True,
            ),
            Table(
                "order_items",
                2,
                {
                    **_texts(order_no="order_id", product_name="item_name"),
                    **_as("int", quantity="item_quantity"),
                    **_as(
                        "plain",
                        subtotal_sen="item_product_price_bt",
                        seller_discount_sen="item_product_discount_bt",
                    ),
                },
            ),
        ),
    ),
    "mengantar-orders": Job(
        fixture="mengantar-orders/33-columns.xlsx.tsv",
        sheet="Orders",
        rows=(1,),
        stamps={
            "Order ID": "MGT{n:09d}",
            "Tracking ID": "JX{n:010d}",
            "Customer Phone Number": "'081{n:09d}",
            "Create Date": "{t:%d-%m-%Y %H:%M}",
        },
        proof="net_revenue_sen",
        tables=(
            _customers("Customer Phone Number", "Customer Name", "City", "Province"),
            Table(
                "orders",
                1,
                {
                    **_texts(
                        order_no="Order ID",
                        customer_key="Customer Phone Number",
                        awb="Tracking ID",
                        courier_service="Expedition",
                        raw_status="Last Status",
                        recipient_name="Customer Name",
                        recipient_phone="Customer Phone Number",
                        province="Province",
                        city="City",
                        district="Subdistrict",
                    ),
                    **_as("time %d-%m-%Y %H:%M", ordered_at="Create Date", moved_at="Last Update"),
                    **_as("int", quantity="Quantity"),
                    **_as(
                        "plain",
                        cod_value_sen="COD",
                        net_revenue_sen="Product Value",
                        cogs_sen="COGS",
                        shipping_cost_sen="Shipping Fee",
                        shipping_discount_sen="Shipping Discount",
                        cod_fee_sen="COD Fee (Inc VAT)",
                    ),
                },
            ),
            Table(
                "order_items",
                2,
                {
                    **_texts(
                        order_no="Order ID", product_name="Goods Description", sku="Product ID"
                    ),
                    **_as("int", quantity="Quantity"),
                    **_as("plain", unit_price_sen="Product Value"),
                },
            ),
        ),
    ),
    "orders": Job(
        fixture="orders/canonical-names.csv",
        rows=(1,),
        stamps={
            "order_no": "B-{n:08d}",
            "platform": "blibli",
            "phone": "6281{n:08d}",
            "awb": "JX{n:010d}",
            "ordered_at": "{t:%Y-%m-%d %H:%M}",
        },
        proof="quantity",
        tables=(
            _customers("phone", "customer_name", "courier", "platform"),
            Table(
                "orders",
                2,
                {
                    **_texts(
                        platform="platform",
                        order_no="order_no",
                        raw_status="status",
                        payment_status="payment_status",
                        payment_method="payment_method",
                        recipient_name="customer_name",
                        recipient_phone="phone",
                        courier="courier",
                        awb="awb",
                        handled_by="handled_by",
                    ),
                    **_as(_SHOPEE_TIME, ordered_at="ordered_at", completed_at="completed_at"),
                    **_as("day %Y-%m-%d", shipped_date="shipped_at"),
                    **_as("int", quantity="quantity"),
                    **_as(
                        "plain",
                        seller_discount_sen="seller_discount",
                        cod_value_sen="cod_value",
                        cogs_sen="cogs",
                    ),
                },
            ),
            Table(
                "order_items",
                2,
                {
                    **_texts(order_no="order_no", product_name="product_name"),
                    **_as("int", quantity="quantity"),
                    **_as("plain", unit_price_sen="unit_price"),
                },
            ),
        ),
    ),
    "meta-ads": Job(
        fixture="meta-ads/en-daily-adset.csv",
        rows=(1, 2),
        stamps={"Ad set name": "Lookalike {n:07d}"},
        proof="spend_sen",
        tables=(
            Table(
                "ad_performance",
                3,
                {
                    **_texts(campaign="Campaign name", adset="Ad set name"),
                    **_as("day %Y-%m-%d", date_from="Day"),
                    **_as("plain", spend_sen="Amount spent (IDR)"),
                    **_as("plain", revenue_sen="Purchases conversion value"),
                    **_as(
                        "int",
                        impressions="Impressions",
                        reach="Reach",
                        clicks="Clicks (all)",
                        results="Results",
                        conversions="Purchases",
                    ),
                    **_texts(result_type="Result indicator"),
                },
            ),
        ),
    ),
    "tiktok-ads": Job(
        fixture="tiktok-ads/en-general-daily-ad.csv",
        rows=(1, 3),
        stamps={"Ad name": "Video {n:07d}"},
        proof="spend_sen",
        tables=(
            Table(
                "ad_performance",
                4,
                {
                    **_texts(campaign="Campaign name", adset="Ad group name", ad="Ad name"),
                    **_as("day %Y-%m-%d", date_from="By Day"),
                    **_as("plain", spend_sen="Cost"),
                    **_as(
                        "int",
                        impressions="Impressions",
                        reach="Reach",
                        clicks="Clicks (destination)",
                        results="Results",
                        conversions="Conversions",
                    ),
                },
            ),
        ),
    ),
    "shopee-ads": Job(
        fixture="shopee-ads/cpc-tambah-ke-keranjang.csv",
        top=6,
        rows=(1,),
        stamps={"Nama Iklan": "Panci {n:07d}", "Kode Produk": "111{n:08d}", "Urutan": "{n}"},
        proof="spend_sen",
        tables=(
            Table(
                "ad_performance",
                2,
                {
                    **_texts(ad="Nama Iklan", product="Kode Produk", campaign="Jenis Iklan"),
                    **_as("plain", spend_sen="Biaya", revenue_sen="Omzet Penjualan"),
                    **_as(
                        "int", impressions="Dilihat", clicks="Jumlah Klik", conversions="Konversi"
                    ),
                },
            ),
        ),
    ),
    "lazada-income": Job(
        fixture="lazada-income/overview.csv",
        rows=(1, 2, 3),
        stamps={"Transaction Number": "ID{n:010d}", "Order No.": "7{n:014d}"},
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                1,
                {
                    **_texts(
                        line_key="Transaction Number",
                        order_no="Order No.",
                        description="Fee Name",
                        payout_ref="Statement",
                    ),
                    **_as("day %d %b %Y", occurred_date="Transaction Date"),
                    **_as("comma", net_sen="Amount"),
                },
            ),
        ),
    ),
    "mengantar-invoice": Job(
        fixture="mengantar-invoice/Invoice-typeReconciliation.csv",
        rows=(1,),
        stamps={"Tracking ID": "'JX{n:010d}", "Date": "{t:%d-%m-%Y %H:%M}"},
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                1,
                {
                    **_texts(awb="Tracking ID", description="Description", courier="Courier"),
                    **_as("time %d-%m-%Y %H:%M", occurred_at="Date"),
                    **_as(
                        "plain",
                        gross_sen="COD Value",
                        shipping_sen="Discounted Shipping Fee",
                        fee_sen="COD Fee (inc tax)",
                        net_sen="Total",
                    ),
                },
            ),
        ),
    ),
    "orderonline-cod": Job(
        fixture="orderonline-cod/cod_history-shipping-from-seller.csv",
        rows=(1,),
        stamps={
            "order_id": "A1-{n:07d}",
            "receipt_number": "JX{n:010d}",
            "paid_at": "{t:%d-%m-%Y - %H:%M:%S}",
        },
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                1,
                {
                    **_texts(
                        order_no="order_id",
                        awb="receipt_number",
                        courier="courier",
                        description="status",
                    ),
                    **_as("time %d-%m-%Y - %H:%M:%S", occurred_at="paid_at"),
                    **_as(
                        "plain",
                        gross_sen="product_price",
                        shipping_sen="shipping_cost",
                        fee_sen="cod_fee",
                        tax_sen="cod_fee_tax",
                        net_sen="total_net_cash",
                    ),
                },
            ),
        ),
    ),
    "orderonline-wallet": Job(
        fixture="orderonline-wallet/wallet_histories.csv",
        rows=(4,),
        stamps={
            "description": "Revenue order A1-{n:07d}",
            "created_at": "{t:%d-%m-%Y - %H:%M}",
        },
        balance=("amount", "balance"),
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                2,
                {
                    **_as("time %d-%m-%Y - %H:%M", occurred_at="created_at"),
                    **_texts(description="description", kind="type", status="status"),
                    **_as("plain", net_sen="amount", balance_sen="balance"),
                },
            ),
        ),
    ),
    "shopee-balance": Job(
        fixture="shopee-balance/csv-2023.csv",
        top=6,
        rows=(3,),
        stamps={
            "Deskripsi": "Penghasilan dari Pesanan #230924{n:08d}",
            "Tanggal": "{t:%Y-%m-%d %H:%M}",
        },
        balance=("Jumlah Dana", "Saldo"),
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                2,
                {
                    **_as(_SHOPEE_TIME, occurred_at="Tanggal"),
                    **_texts(description="Deskripsi", payer="Penerima Dana", status="Status"),
                    **_as("plain", net_sen="Jumlah Dana", balance_sen="Saldo"),
                },
            ),
        ),
    ),
    "tokopedia-saldo": Job(
        fixture="tokopedia-saldo/all-families.xlsx.tsv",
        sheet="Sheet1",
        top=6,
        rows=(1, 2),
        stamps={
            "Date": "{t:%Y-%m-%d %H:%M:%S}",
        },
        alike={"INV/20241228/MPL/4300000001": "INV/20241228/MPL/43{n:08d}"},
        balance=("Nominal (Rp)", "Balance (Rp)"),
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                2,
                {
                    **_as("time %Y-%m-%d %H:%M:%S", occurred_at="Date"),
                    **_texts(description="Description", kind="Mutation (Debit/Credit)"),
                    **_as("plain", net_sen="Nominal (Rp)", balance_sen="Balance (Rp)"),
                },
            ),
        ),
    ),
}
