"""Shopee Seller Centre order export (`Order.all.*`, `Order.completed.*`, …), 2019 to 2026.

One row per order line; order-level amounts repeat on each row and count once. All cells are text:
dots are thousands, except in the Shopee coins column, which has no separator.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources._common import folded
from omnicli.sources._common import optional
from omnicli.sources._common import unread
from omnicli.sources._line_sums import refuse_lost_thousands
from omnicli.sources._order_part import OrderFacts
from omnicli.sources._order_part import order_part
from omnicli.sources._shopee_damage import check_totals
from omnicli.sources._shopee_damage import refuse_resaved
from omnicli.sources._shopee_status import status_columns

_RUPIAH = Money("dot_thousands", cells="text")
_TIME = When(("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"))


def _order(
    name: str,
    type_: "Text | Id | Money | Count | When | Phone",
    *aliases: str,
    required: bool = False,
) -> Column:
    """A column whose value repeats on every row of the order."""
    return Column(name, aliases, type_, required=required, per="key")


def _line(
    name: str, type_: "Text | Id | Money | Count", *aliases: str, required: bool = False
) -> Column:
    """A column that is true of one order line."""
    return Column(name, aliases, type_, required=required)


_ORDER_COLUMNS = (
    _order("raw_status", Text(), "Status Pesanan", "Order Status", required=True),
    _order("cancel_reason", Text(), "Alasan Pembatalan", "Cancel reason"),
    _order("failed_delivery", Text(), "Failed Deliver Status", "Status pengiriman gagal"),
    _order("awb", Id(), "No. Resi", "Tracking Number*", "Tracking Number"),
    _order("courier_service", Text(), "Opsi Pengiriman", "Shipping Option"),
    _order("ready_at", _TIME, "Waktu Pengiriman Diatur", "Ship Time"),
    _order("ordered_at", _TIME, "Waktu Pesanan Dibuat", "Order Creation Date", required=True),
    _order("paid_at", _TIME, "Waktu Pembayaran Dilakukan", "Order Paid Time"),
    _order("completed_at", _TIME, "Waktu Pesanan Selesai", "Order Complete Time"),
    _order("payment_method", Text(), "Metode Pembayaran", "Payment Method"),
    _order("warehouse", Text(), "Nama Gudang", "Warehouse Name"),
    _order("expected_quantity", Count(), "Jumlah Produk di Pesan", "No of product in order"),
    _order("voucher_sen", _RUPIAH, "Voucher Ditanggung Penjual", "Seller Voucher", required=True),
    _order(
        "coin_cashback_sen",
        _RUPIAH,
        "Cashback Koin",
        "Seller Absorbed Coin Cashback",
        required=True,
    ),
    _order("platform_voucher_sen", _RUPIAH, "Voucher Ditanggung Shopee", "Shopee Voucher"),
    _order("coins_sen", Money("plain"), "Potongan Koin Shopee", "Shopee Coins Offset"),
    _order("card_discount_sen", _RUPIAH, "Diskon Kartu Kredit", "Credit Card Discount Total"),
    _order(
        "buyer_shipping_sen",
        _RUPIAH,
        "Ongkos Kirim Dibayar oleh Pembeli",
        "Buyer Paid Shipping Fee",
    ),
    _order("return_fee_sen", _RUPIAH, "Ongkos Kirim Pengembalian Barang", "Reverse Shipping Fee"),
    _order("shipping_cost_sen", _RUPIAH, "Perkiraan Ongkos Kirim", "Estimated Shipping Fee"),
    _order("buyer_total_sen", _RUPIAH, "Total Pembayaran", "Grand Total", required=True),
    _order("buyer_username", Text(), "Username (Pembeli)", "Username (Buyer)"),
    _order("recipient_name", Text(), "Nama Penerima", "Receiver Name"),
    _order("recipient_phone", Phone(), "No. Telepon", "Phone Number"),
    _order("city", Text(), "Kota/Kabupaten", "City"),
    _order("province", Text(), "Provinsi", "Province"),
)
_LINE_COLUMNS = (
    _line(
        "return_status",
        Text(),
        "Status Pembatalan/ Pengembalian",
        "Status Pembatalan/Pengembalian",
        "Return / Refund Status",
    ),
    _line("parent_sku", Id(), "SKU Induk", "Parent SKU Reference No."),
    _line("product_name", Text(), "Nama Produk", "Product Name", required=True),
    _line("sku", Id(), "Nomor Referensi SKU", "SKU Reference No."),
    _line("variation", Text(), "Nama Variasi", "Variation Name"),
    _line("list_price_sen", _RUPIAH, "Harga Awal", "Original Price", required=True),
    _line("unit_price_sen", _RUPIAH, "Harga Setelah Diskon", "Deal Price", required=True),
    _line("quantity", Count(), "Jumlah", "Quantity", required=True),
    _line("returned_quantity", Count(), "Returned quantity"),
    _line(
        "subtotal_sen",
        _RUPIAH,
        "Total Harga Produk",
        "Dibayar Pembeli",
        "Subtotal Pesanan",
        "Product Subtotal",
        required=True,
    ),
    _line(
        "seller_discount_sen",
        _RUPIAH,
        "Diskon Dari Penjual",
        "Price Discount(from Seller)",
        required=True,
    ),
    _line("platform_discount_sen", _RUPIAH, "Diskon Dari Shopee", "Shopee Rebate"),
    _line("weight_g", Count(unit="gr", style="dot_thousands"), "Berat Produk", "SKU Total Weight"),
)
_DOTTED = tuple(c.name for c in (*_ORDER_COLUMNS, *_LINE_COLUMNS) if c.type == _RUPIAH)
_UNUSED = (
    ("Tipe Pesanan", "Order Type"),
    ("Antar ke counter/ pick-up", "Antar ke counter/pick-up", "Shipment Method"),
    ("Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)", "Estimated Ship Out Date"),
    ("Shipped by Advance Fulfilment",),
    ("Pesanan yang Dikelola Shopee",),
    ("Total Diskon", "Total Discount"),
    ("Total Berat", "Order Total Weight"),
    ("Paket Diskon", "Bundle Deals Indicator"),
    ("Paket Diskon (Diskon dari Shopee)", "Shopee Bundle Discount"),
    ("Paket Diskon (Diskon dari Penjual)", "Seller Bundle Discount"),
    ("Estimasi Potongan Biaya Pengiriman", "Shipping Rebate Estimate"),
    ("Catatan dari Pembeli", "Remark from buyer"),
    ("Catatan", "Note"),
    ("Alamat Pengiriman", "Delivery Address"),
    ("Voucher Code",),
    ("Transaction Fee",),
    ("Commission Fee",),
    ("Service Fee",),
    ("Town",),
    ("District",),
    ("Country",),
    ("Zip Code",),
)
"""Headers that are known and not kept: figures that follow from others, and the buyer's address."""


def _prepare(rows: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """The rows as they are, unless the dots of their amounts are gone."""
    refuse_resaved(rows, _DOTTED, ctx)
    return rows


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """What each line adds to its order."""
    check_totals(lines, ctx)
    quantity = pl.col("quantity")
    gross = pl.col("list_price_sen") * quantity
    given = optional(lines, "seller_discount_sen", pl.Int64).fill_null(0)
    shared = optional(lines, "platform_discount_sen", pl.Int64).fill_null(0)
    terms = {"list_price_sen": gross, "seller_discount_sen": -given}
    terms |= {"platform_discount_sen": -shared} if "platform_discount_sen" in lines.columns else {}
    refuse_lost_thousands(lines, terms, "subtotal_sen", ctx)
    # Before 2021 the price fell and no column said by how much: the seller gave it.
    fell = (given == 0) & (shared == 0) & (pl.col("subtotal_sen") < gross)
    returned = optional(lines, "returned_quantity", pl.Int64).fill_null(0)
    note = folded("return_status") if "return_status" in lines.columns else pl.lit("")
    return lines.with_columns(
        product_gross_sen=gross,
        seller_discount_sen=pl.when(fell).then(gross - pl.col("subtotal_sen")).otherwise(given),
        item_subtotal_sen=pl.col("subtotal_sen"),
        returned_value_sen=pl.col("unit_price_sen") * returned,
        approved_lines=note.str.contains("disetujui|approved").cast(pl.Int64),
        returning_lines=note.str.contains("diproses|in process|processing").cast(pl.Int64),
    )


def _holds(orders: "pl.DataFrame") -> "pl.Expr | None":
    """Whether the rows of an order have as many pieces as the order."""
    if "expected_quantity" not in orders.columns:
        return None
    return pl.col("quantity") == pl.col("expected_quantity")


def _status(orders: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Status, return and payment. Exports before late 2022 say nothing about returned units."""
    if "returned_quantity" in orders.columns:
        return status_columns(orders, ctx)
    none = orders.with_columns(returned_quantity=pl.lit(0, pl.Int64))
    return status_columns(none, ctx).drop(_RETURNS)


_RETURNS = ("returned_quantity", "refund_sen", "refund_unknown")
"""What follows from the column of returned units."""


_ORDER = OrderFacts(
    rows=_rows,
    discounts=("seller_discount_sen", "voucher_sen", "coin_cashback_sen"),
    platform_discounts=(
        "platform_discount_sen",
        "platform_voucher_sen",
        "coins_sen",
        "card_discount_sen",
    ),
    status=_status,
    working=(
        "voucher_sen",
        "coin_cashback_sen",
        "platform_voucher_sen",
        "coins_sen",
        "card_discount_sen",
        "failed_delivery",
        "returned_value_sen",
        "approved_lines",
        "returning_lines",
    ),
)

SPEC = SourceSpec(
    name="shopee-orders",
    version=1,
    platform="shopee",
    title=("Pesanan Shopee", "Shopee orders"),
    formats=("xlsx", "csv"),
    marks=(
        "Diskon Dari Shopee",
        "Voucher Ditanggung Shopee",
        "Potongan Koin Shopee",
        "Shopee Rebate",
        "Shopee Voucher",
        "Shopee Coins Offset",
    ),
    parts=(
        order_part(
            _ORDER,
            Part(
                target="orders",
                columns=(
                    Column(
                        "order_no",
                        ("No. Pesanan", "Order ID"),
                        Id(pattern=r"\d{6}[0-9A-Z]{8}|\d{12}[0-9A-Z]{3}"),
                        required=True,
                    ),
                    *_ORDER_COLUMNS,
                    *_LINE_COLUMNS,
                    *unread(*_UNUSED),
                ),
                key=("order_no",),
                event_times=("ordered_at", "paid_at", "ready_at", "completed_at"),
                prepare=_prepare,
                sums=(
                    "quantity",
                    "returned_quantity",
                    "product_gross_sen",
                    "item_subtotal_sen",
                    "seller_discount_sen",
                    "platform_discount_sen",
                    "returned_value_sen",
                    "approved_lines",
                    "returning_lines",
                ),
                holds=_holds,
                id_day=(r"^(\d{6})", "%y%m%d", "ordered_date"),
            ),
        ),
    ),
)
