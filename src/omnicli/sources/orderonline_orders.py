"""OrderOnline order export, csv or xlsx: one row per form submission, so per order or lead.

About 30 of its 53 headers are confirmed; the others are accepted where they stand and never
required. Order numbers are unique inside one OrderOnline account only.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources._buyer_shipping import buyer_shipping
from omnicli.sources._common import EMPTY
from omnicli.sources._common import optional
from omnicli.sources._common import unread
from omnicli.sources._line_sums import refuse_lost_thousands
from omnicli.sources._order_part import OrderFacts
from omnicli.sources._order_part import order_part
from omnicli.sources._status import proven

_MONEY = Money("by_column")
_COUNT = Count(fractional=True)
_TIME = When(
    (
        "%d-%m-%Y - %H:%M",
        "%d-%m-%Y - %H:%M:%S",
        "%d-%m-%Y %H:%M",
        "%d-%m-%Y %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S%.f%#z",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%d-%m-%Y",
    )
)

_STATUS = {
    "draft": "created",
    "pending": "pending",
    "confirmed": "confirmed",
    "processing": "in_process",
    "processing unpaid": "in_process",
    "ready": "ready_to_ship",
    "ready to ship": "ready_to_ship",
    "packing": "ready_to_ship",
    "shipped": "shipped",
    "on delivery": "shipped",
    "completed": "completed",
    "rts": "rts",
    "return": "rts",
    "returned": "rts",
    "cancelled": "canceled",
    "canceled": "canceled",
    "spam": "canceled",
    "fake": "canceled",
}
_PAYMENT = {"paid": "paid", "unpaid": "unpaid", "refunded": "refunded", "settled": "paid"}


def _order(
    name: str, type_: ColumnType, *aliases: str, required: bool = False, filled: bool = False
) -> Column:
    """A column of the order, not of its product."""
    return Column(name, aliases, type_, required, per="key", empty=EMPTY, filled=filled)


def _line(name: str, type_: ColumnType, *aliases: str, required: bool = False) -> Column:
    """A column of the product on the form, or of the bump beside it."""
    return Column(name, aliases, type_, required, empty=EMPTY)


_ORDER_COLUMNS = (
    _order("raw_status", Text(), "status", "order_status", required=True),
    _order("payment_text", Text(), "payment_status"),
    _order("payment_method", Text(), "payment_method", required=True),
    _order("recipient_name", Text(), "name", "customer_name", "nama", required=True),
    _order(
        "recipient_phone",
        Phone(refuse_damaged=True),
        "phone",
        "customer_phone",
        "no_hp",
        required=True,
    ),
    _order("province", Text(), "province", "provinsi"),
    _order("city", Text(), "city", "kota"),
    _order("district", Text(), "subdistrict", "district", "kecamatan"),
    _order("ordered_at", _TIME, "created_at", required=True, filled=True),
    _order("confirmed_at", _TIME, "confirmed_at"),
    _order("paid_at", _TIME, "paid_at"),
    _order("shipped_at", _TIME, "shipped_at"),
    _order("completed_at", _TIME, "completed_at", "completed_date"),
    _order("canceled_at", _TIME, "cancelled_at", "canceled_at"),
    _order("returned_at", _TIME, "rts_at", "returned_at"),
    _order("courier_service", Text(), "courier", "kurir"),
    _order("awb", Id(), "receipt_number", "awb", "resi", "tracking_number"),
    _order("net_revenue_sen", _MONEY, "net_revenue", "net_sales", required=True),
    _order("buyer_total_sen", _MONEY, "gross_revenue"),
    _order("seller_discount_sen", _MONEY, "discount"),
    _order("shipping_cost_sen", _MONEY, "shipping_cost"),
    _order("cod_fee_sen", _MONEY, "cod_cost", "cod_fee"),
    _order("cogs_sen", _MONEY, "cogs", "hpp"),
    _order("handled_by", Text(), "handled_by", "cs", "handler"),
    _order("utm_source", Text(), "utm_source"),
    _order("utm_campaign", Text(), "utm_campaign"),
    _order("kind_text", Text(), "product_type"),
)
_LINE_COLUMNS = (
    _line("product_name", Text(), "product", required=True),
    _line("sku", Id(), "product_code"),
    _line("variation", Text(), "variation"),
    _line("quantity", _COUNT, "quantity", "qty"),
    _line("unit_price_sen", _MONEY, "product_price"),
    _line("weight_g", _COUNT, "weight"),
    _line("bump_name", Text(), "bump"),
    _line("bump_price_sen", _MONEY, "bump_price"),
)
_UNUSED = (
    ("id",),
    ("notes",),
    ("comments",),
    ("email",),
    ("address",),
    ("zip", "postal_code", "kodepos"),
    ("draft_at",),
    ("pending_at",),
    ("processing_at",),
    ("shipping_discount",),
    ("other_cost",),
    ("coupon",),
    ("unique_code",),
    ("bank",),
    ("account_name",),
    ("dropshipper_name",),
    ("dropshipper_phone",),
    ("advertiser", "adv"),
    ("utm_medium",),
    ("utm_content",),
    ("utm_term",),
    ("tags",),
    ("ip_address",),
    ("device",),
    ("referrer",),
    ("page",),
    ("form",),
    ("store",),
)
"""Headers that are known and not kept."""


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """The product's line total, and how many pieces the row sells with its bump."""
    price = optional(lines, "bump_price_sen", pl.Int64)
    name = optional(lines, "bump_name", pl.String)
    table = lines.with_columns(
        quantity=optional(lines, "quantity", pl.Int64).fill_null(1),
        bump_price_sen=price,
        bump_name=pl.when(name.is_null() & (price > 0)).then(pl.lit("bump")).otherwise(name),
    )
    bump = pl.col("bump_name").is_not_null().cast(pl.Int64)
    added = table.with_columns(
        subtotal_sen=_line_total(table),
        units=pl.col("quantity") + bump,
    )
    if "unit_price_sen" in added.columns:
        terms = {
            "unit_price_sen": pl.col("subtotal_sen"),
            "bump_price_sen": pl.col("bump_price_sen").fill_null(0),
            "seller_discount_sen": -optional(added, "seller_discount_sen", pl.Int64).fill_null(0),
        }
        named = {name: term for name, term in terms.items() if name in added.columns}
        refuse_lost_thousands(added, named, "net_revenue_sen", ctx)
    return added.with_columns(
        product_gross_sen=pl.col("subtotal_sen") + pl.col("bump_price_sen").fill_null(0)
    )


def _line_total(lines: "pl.DataFrame") -> "pl.Expr":
    """`product_price` × quantity, unless net revenue proves that it is the line's total already."""
    price = optional(lines, "unit_price_sen", pl.Int64)
    given = optional(lines, "seller_discount_sen", pl.Int64).fill_null(0)
    products = pl.col("net_revenue_sen") + given - pl.col("bump_price_sen").fill_null(0)
    return pl.when(products == price).then(price).otherwise(price * pl.col("quantity"))


def _items(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """The product, and the bump as an item of its own: a name and a price, always one piece."""
    total, quantity = pl.col("subtotal_sen"), pl.col("quantity")
    products = lines.with_columns(
        unit_price_sen=pl.when(quantity > 0).then(total // quantity).otherwise(total),
        is_bump=pl.lit(0, dtype=pl.Int64),
    )
    nothing = [c for c in ("sku", "variation", "weight_g") if c in lines.columns]
    bumps = products.filter(pl.col("bump_name").is_not_null()).with_columns(
        *(pl.lit(None, dtype=lines.schema[c]).alias(c) for c in nothing),
        product_name=pl.col("bump_name"),
        listing_key=pl.lit("bump|") + pl.col("bump_name").str.to_lowercase(),
        quantity=pl.lit(1, dtype=pl.Int64),
        unit_price_sen=pl.col("bump_price_sen"),
        subtotal_sen=pl.col("bump_price_sen"),
        is_bump=pl.lit(1, dtype=pl.Int64),
    )
    order_level = ("bump_name", "bump_price_sen", "units", "product_gross_sen")
    both = pl.concat([products, bumps]).drop(order_level, strict=False)
    return both.sort("row_no", "is_bump")


def _derive(orders: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """The pieces of an order, bumps included, and what its items come to."""
    return orders.with_columns(
        quantity=pl.col("units"),
        item_subtotal_sen=pl.col("product_gross_sen"),
        **buyer_shipping(orders),
    )


def _status(orders: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """The status word with what the row adds: no payment method yet, or a parcel on its way."""
    unpaid = optional(orders, "payment_text", pl.String).str.to_lowercase().eq("paid").not_()
    no_method = pl.col("payment_method").is_null()
    parcel = optional(orders, "awb", pl.String).is_not_null()
    word = pl.col("_word")
    status = (
        pl.when((word == "pending") & no_method)
        .then(pl.lit("created"))
        .when((word == "in_process") & parcel & unpaid.fill_null(value=True))
        .then(pl.lit("shipped"))
        .when(word.is_null())
        .then(proven(orders))
        .otherwise(word)
    )
    return orders.with_columns(status=status)


def _outcome(orders: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """An order that came back had been received where the export says when it was completed."""
    received = optional(orders, "completed_date", pl.String).is_not_null()
    kind = (
        pl.when((pl.col("status") == "rts") & received)
        .then(pl.lit("returned_after_receipt"))
        .when(pl.col("status") == "rts")
        .then(pl.lit("refused_undelivered"))
    )
    return orders.with_columns(return_kind=kind)


_ORDER = OrderFacts(
    rows=_rows,
    derive=_derive,
    statuses=_STATUS,
    status=_status,
    payments=_PAYMENT,
    outcome=_outcome,
    working=("units", "subtotal_sen"),
)

SPEC = SourceSpec(
    name="orderonline-orders",
    version=1,
    platform="orderonline",
    title=("Pesanan OrderOnline", "OrderOnline orders"),
    formats=("xlsx", "csv"),
    confidence="likely",
    marks=("product_code", "gross_revenue", "net_revenue", "net_sales", "handled_by"),
    parts=(
        order_part(
            _ORDER,
            Part(
                target="orders",
                columns=(
                    Column("order_no", ("order_id", "id_order", "no_order"), Id(), required=True),
                    *_ORDER_COLUMNS,
                    *_LINE_COLUMNS,
                    *unread(*_UNUSED),
                ),
                key=("order_no",),
                event_times=(
                    "ordered_at",
                    "confirmed_at",
                    "paid_at",
                    "shipped_at",
                    "completed_at",
                    "canceled_at",
                    "returned_at",
                ),
                sums=("units", "product_gross_sen"),
                single=True,
                items=_items,
            ),
        ),
    ),
)
