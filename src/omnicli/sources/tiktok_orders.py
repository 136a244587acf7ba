"""TikTok Shop order export (`Semua pesanan-*`, `Selesai pesanan-*`, `All order-*`), 57–65 columns.

One row per order and SKU; since April 2025 Tokopedia sales come in the same file, told apart by
`Purchase Channel`. Headers are English in every language, row 2 describes the columns, and every
cell is text, in csv with a tab behind ids and times. `RTS Time` means ready to ship.
"""

import polars as pl

from omnicli.domain.couriers import canonical_courier
from omnicli.ingest.spec import Choice
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources._common import folded
from omnicli.sources._common import optional
from omnicli.sources._common import translate
from omnicli.sources._common import unread
from omnicli.sources._line_sums import refuse_lost_thousands
from omnicli.sources._order_part import OrderFacts
from omnicli.sources._order_part import order_part
from omnicli.sources._tiktok_status import status_columns

_RUPIAH = Money("by_column")
"""Plain whole rupiah; a file whose `123.300` a spreadsheet made of it is refused, not guessed."""
_TIME = When(("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M"))
_CHANNELS = {
    "TikTok": "tiktok",
    "TikTok Shop": "tiktok",
    "Tokopedia": "tokopedia",
    "ShopTokopedia": "tokopedia",
}


def _order(name: str, type_: ColumnType, *aliases: str, required: bool = False) -> Column:
    """A column whose value repeats on every row of the order."""
    return Column(name, aliases, type_, required=required, filled=required, per="key")


def _line(name: str, type_: ColumnType, *aliases: str, required: bool = False) -> Column:
    """A column that is true of one order line."""
    return Column(name, aliases, type_, required=required, filled=required)


_PHONE = ("Phone #", "Phone", "Phone Number")

_ORDER_COLUMNS = (
    _order("raw_status", Text(), "Order Status", required=True),
    _order("substatus", Text(), "Order Substatus"),
    _order("cancel_reason", Text(), "Cancel Reason"),
    _order("ordered_at", _TIME, "Created Time", required=True),
    _order("paid_at", _TIME, "Paid Time"),
    _order("ready_at", _TIME, "RTS Time"),
    _order("shipped_at", _TIME, "Shipped Time"),
    _order("delivered_at", _TIME, "Delivered Time"),
    _order("canceled_at", _TIME, "Cancelled Time", "Canceled Time"),
    _order("buyer_shipping_sen", _RUPIAH, "Shipping Fee After Discount"),
    _order("shipping_cost_sen", _RUPIAH, "Original Shipping Fee"),
    _order("payment_discount_sen", _RUPIAH, "Payment platform discount"),
    _order("handling_fee_sen", _RUPIAH, "Handling Fee"),
    _order("buyer_total_sen", _RUPIAH, "Order Amount", required=True),
    _order("warehouse", Text(), "Warehouse Name"),
    _order("awb", Id(), "Tracking ID"),
    _order("courier_service", Text(), "Delivery Option"),
    _order("provider", Text(), "Shipping Provider Name"),
    _order("buyer_username", Text(), "Buyer Username"),
    _order("recipient_name", Text(), "Recipient"),
    _order("recipient_phone", Phone(), *_PHONE),
    _order("phone_text", Text(), *_PHONE),
    _order("province", Text(), "Province"),
    _order("city", Text(), "Regency and City"),
    _order("district", Text(), "Districts"),
    _order("payment_method", Text(), "Payment Method"),
    _order("channel", Choice(_CHANNELS), "Purchase Channel"),
    _order("external_no", Id(), "Tokopedia Invoice Number"),
    _order("content", Text(), "Order Channel"),
    _order("creator", Text(), "Creator Handle"),
)
_LINE_COLUMNS = (
    _line("return_type", Text(), "Cancelation/Return Type", "Cancellation/Return Type"),
    _line("sku_id", Id(), "SKU ID", required=True),
    _line("sku", Id(), "Seller SKU"),
    _line("product_name", Text(), "Product Name", required=True),
    _line("variation", Text(), "Variation"),
    _line("quantity", Count(), "Quantity", required=True),
    _line("returned_quantity", Count(), "Sku Quantity of return"),
    _line("unit_price_sen", _RUPIAH, "SKU Unit Original Price"),
    _line("before_discount_sen", _RUPIAH, "SKU Subtotal Before Discount", required=True),
    _line("platform_discount_sen", _RUPIAH, "SKU Platform Discount"),
    _line("seller_discount_sen", _RUPIAH, "SKU Seller Discount", required=True),
    _line("subtotal_sen", _RUPIAH, "SKU Subtotal After Discount", required=True),
    _line("buyer_service_fee_sen", _RUPIAH, "Buyer Service Fee"),
    _line("shipping_insurance_sen", _RUPIAH, "Shipping Insurance"),
    _line("item_insurance_sen", _RUPIAH, "Item Insurance"),
    _line("buyer_refund_sen", _RUPIAH, "Order Refund Amount"),
    _line("weight_kg", Text(), "Weight(kg)"),
)
_UNUSED = (
    "Normal or Pre-order",
    "Shipping Fee Seller Discount",
    "Shipping Fee Platform Discount",
    "Distance Shipping Fee",
    "Distance Fee",
    "Taxes",
    "Cancel By",
    "Fulfillment Type",
    "Buyer Message",
    "Zipcode",
    "Country",
    "Villages",
    "Detail Address",
    "Additional address information",
    "Product Category",
    "Package ID",
    "Seller Note",
    "Checked Status",
    "Checked Marked by",
)
"""Headers that are known and not kept: figures that follow from others, and the buyer's address."""

_PROOF = (
    "payment_discount_sen",
    "handling_fee_sen",
    "buyer_shipping_sen",
    "buyer_service_fee_sen",
    "shipping_insurance_sen",
    "item_insurance_sen",
)
"""What the buyer's total holds besides the items; only a file with all of them can be proved."""


def _description() -> "pl.Expr":
    """The row under the header that says what each column means; an order number has digits."""
    order_no = pl.col("order_no")
    first = pl.col("row_no") == pl.col("row_no").min()
    words = order_no.str.contains(r"^[^\d]+$") & first
    return words | order_no.str.contains("(?i)^platform unique order id")


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """What each line adds to its order, and what of it came back."""
    returning = (
        folded("return_type").str.contains("return|refund|pengembalian")
        if "return_type" in lines.columns
        else pl.lit(value=False)
    )
    refund = optional(lines, "buyer_refund_sen", pl.Int64).fill_null(0)
    returned = (
        pl.when(returning)
        .then(optional(lines, "returned_quantity", pl.Int64).fill_null(0))
        .otherwise(0)
    )
    net = pl.col("before_discount_sen") - pl.col("seller_discount_sen").fill_null(0)
    weight = optional(lines, "weight_kg", pl.String).cast(pl.Float64, strict=False)
    discounts = ("seller_discount_sen", "platform_discount_sen")
    terms = {n: -pl.col(n).fill_null(0) for n in discounts if n in lines.columns}
    terms = {"before_discount_sen": pl.col("before_discount_sen"), **terms}
    refuse_lost_thousands(lines, terms, "subtotal_sen", ctx)
    table = lines.with_columns(*_one_parcel(lines), *_one_creator(lines))
    return table.with_columns(
        returned_quantity=returned,
        returned_value_sen=_returned_value(net, returned, refund, returning),
        open_returns=(returning & (refund == 0)).cast(pl.Int64),
        product_gross_sen=pl.col("before_discount_sen"),
        item_subtotal_sen=pl.col("subtotal_sen"),
        weight_g=(weight * 1000).round().cast(pl.Int64, strict=False),
    )


def _one_parcel(lines: "pl.DataFrame") -> "list[pl.Expr]":
    """An order sent in several parcels: the first number and departure, the last arrival."""
    first = ("awb", "provider", "ready_at", "ready_date", "shipped_at", "shipped_date")
    last = ("delivered_at", "delivered_date")
    return [
        *(pl.col(c).min().over("order_no") for c in first if c in lines.columns),
        *(pl.col(c).max().over("order_no") for c in last if c in lines.columns),
    ]


def _one_creator(lines: "pl.DataFrame") -> "list[pl.Expr]":
    """Who brought the order, and how: of an order of several, the one of the dearest line."""
    dearest = pl.col("subtotal_sen").fill_null(0)
    return [
        pl.col(c).sort_by(pl.col(c).is_null(), -dearest, pl.col(c)).first().over("order_no")
        for c in ("creator", "content")
        if c in lines.columns
    ]


def _returned_value(
    net: "pl.Expr", returned: "pl.Expr", refund: "pl.Expr", returning: "pl.Expr"
) -> "pl.Expr":
    """Returned units at the seller's own price; money back without goods at its own amount."""
    quantity = pl.max_horizontal(pl.col("quantity"), pl.lit(1))
    share = (2 * net * returned + quantity) // (2 * quantity)
    return (
        pl.when(returning & (refund > 0) & (returned > 0))
        .then(share)
        .when(returning)
        .then(refund)
        .otherwise(0)
    )


def _derive(orders: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """Channel, district, completeness and courier of an order."""
    placed = orders.with_columns(
        channel=pl.col("channel") if "channel" in orders.columns else pl.lit("tiktok"),
        district=optional(orders, "district", pl.String).str.extract(r"^(.*[A-Za-z].*)$"),
    )
    return _carried(_completeness(placed))


def _carried(orders: "pl.DataFrame") -> "pl.DataFrame":
    """The courier: the shipping provider, else the delivery option where that names one.

    A provider nobody knows stands behind the option, so that a check can name it.
    """
    named = translate(orders, "provider", "carrier", canonical_courier)
    named = translate(named, "courier_service", "option_carrier", canonical_courier)
    provider = optional(named, "provider", pl.String)
    carrier = optional(named, "carrier", pl.String)
    option = optional(named, "courier_service", pl.String)
    chosen = pl.when(provider.is_null()).then(optional(named, "option_carrier", pl.String))
    both = pl.concat_str(option, provider, separator="-", ignore_nulls=True)
    return named.with_columns(
        courier=pl.coalesce(carrier, chosen),
        courier_service=pl.when(provider.is_not_null() & carrier.is_null())
        .then(both)
        .otherwise(option),
    ).drop("carrier", "option_carrier", strict=False)


def order_amount(orders: "pl.DataFrame") -> "pl.Expr | None":
    """What the buyer's total must be by the order's other figures; None where some are absent."""
    if not set(_PROOF) <= set(orders.columns):
        return None
    discount, *added = (pl.col(name).fill_null(0) for name in _PROOF)
    return pl.sum_horizontal(pl.col("item_subtotal_sen"), *added) - discount


def _holds(orders: "pl.DataFrame") -> "pl.Expr | None":
    """Whether the lines of an order add up to the buyer's total."""
    amount = order_amount(orders)
    return None if amount is None else pl.col("buyer_total_sen") == amount


def _completeness(orders: "pl.DataFrame") -> "pl.DataFrame":
    """`is_incomplete` where the buyer's total is not what the order's lines add up to."""
    amount = order_amount(orders)
    if amount is None:
        return orders
    differs = pl.col("buyer_total_sen").ne_missing(amount)
    return orders.with_columns(is_incomplete=differs.cast(pl.Int64))


_ORDER = OrderFacts(
    listing="sku_id",
    rows=_rows,
    derive=_derive,
    discounts=("seller_discount_sen",),
    masked_buyer=("recipient_name", "phone_text"),
    status=status_columns,
    working=(
        "substatus",
        "provider",
        "phone_text",
        "weight_g",
        "payment_discount_sen",
        "handling_fee_sen",
        "buyer_service_fee_sen",
        "shipping_insurance_sen",
        "item_insurance_sen",
        "buyer_refund_sen",
        "returned_value_sen",
        "open_returns",
    ),
)

SPEC = SourceSpec(
    name="tiktok-orders",
    version=1,
    platform="tiktok",
    title=("Pesanan TikTok Shop dan Tokopedia", "TikTok Shop and Tokopedia orders"),
    short=("Pesanan TikTok", "TikTok orders"),
    formats=("xlsx", "csv"),
    marks=("SKU Platform Discount", "SKU Subtotal Before Discount", "RTS Time"),
    parts=(
        order_part(
            _ORDER,
            Part(
                target="orders",
                columns=(
                    Column("order_no", ("Order ID",), Id(pattern=r"\d{17,19}"), required=True),
                    *_ORDER_COLUMNS,
                    *_LINE_COLUMNS,
                    *unread(*((header,) for header in _UNUSED)),
                ),
                key=("order_no",),
                sheets=("OrderSKUList", "*"),
                skip_rows=(Skip("description", _description),),
                event_times=(
                    "ordered_at",
                    "paid_at",
                    "ready_at",
                    "shipped_at",
                    "delivered_at",
                    "canceled_at",
                ),
                proof=_PROOF,
                sums=(
                    "quantity",
                    "returned_quantity",
                    "product_gross_sen",
                    "item_subtotal_sen",
                    "seller_discount_sen",
                    "platform_discount_sen",
                    "buyer_service_fee_sen",
                    "shipping_insurance_sen",
                    "item_insurance_sen",
                    "buyer_refund_sen",
                    "returned_value_sen",
                    "open_returns",
                ),
                holds=_holds,
                sorted_by="ordered_at",
            ),
        ),
    ),
)
