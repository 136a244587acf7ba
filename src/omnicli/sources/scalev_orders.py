"""Scalev order export: csv with semicolons, one row per order or one row per item.

The layout shows in its headers: with `item_name` the order's columns repeat on every item's row,
without it the file knows how much was sold but not what, and leaves the items to other files.
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
from omnicli.sources._order_part import OrderFacts
from omnicli.sources._order_part import order_part
from omnicli.sources._status import word

_MONEY = Money("by_column")
_COUNT = Count(fractional=True)
_TIME = When(
    (
        "%d/%m/%Y %H:%M",
        "%d/%m/%Y %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S%.f%#z",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M",
        "%d/%m/%Y",
    )
)

_STATUS = {
    "draft": "created",
    "created": "created",
    "pending": "pending",
    "confirmed": "confirmed",
    "in process": "in_process",
    "ready": "ready_to_ship",
    "ready to ship": "ready_to_ship",
    "shipped": "shipped",
    "shipped rts": "shipped",
    "completed": "completed",
    "rts": "rts",
    "canceled": "canceled",
    "cancelled": "canceled",
    "closed": "closed",
}
_PAYMENT = {"unpaid": "unpaid", "paid": "paid", "settled": "paid", "conflict": "conflict"}
_OWN = "scalev"
_MARKETPLACES = {"tiktokshop": "tiktok", "tiktok shop": "tiktok"}
"""Scalev's name of a selling platform and ours, where they differ."""

_LIFE = ("draft", "pending", "confirmed", "paid", "in_process", "ready", "shipped", "completed")
"""The steps whose earliest time is when the order came in."""


def _order(name: str, type_: ColumnType, *aliases: str, required: bool = False) -> Column:
    """A column whose value repeats on every row of the order."""
    return Column(name, aliases, type_, required, per="key", empty=EMPTY)


def _item(name: str, type_: ColumnType, *aliases: str) -> Column:
    """A column of the product-based layout."""
    return Column(name, aliases, type_, empty=EMPTY)


_ORDER_COLUMNS = (
    _order("raw_status", Text(), "order_status", required=True),
    _order("store_name", Text(), "store", required=True),
    _order("external_id", Id(), "external_id"),
    _order("sold_on", Text(), "platform"),
    _order("payment_text", Text(), "payment_status"),
    _order("payment_method", Text(), "payment_method", required=True),
    _order("recipient_name", Text(), "name", required=True),
    _order("recipient_phone", Phone(refuse_damaged=True), "phone", required=True),
    _order("province", Text(), "province"),
    _order("city", Text(), "city"),
    _order("district", Text(), "subdistrict"),
    _order("handled_by", Text(), "handler"),
    _order("warehouse", Text(), "warehouse"),
    _order("courier_service", Text(), "courier_service", "courier"),
    _order("awb", Id(), "shipment_receipt", "receipt_number", "awb"),
    _order("utm_source", Text(), "utm_source"),
    _order("utm_campaign", Text(), "utm_campaign"),
    _order("kind_text", Text(), "product_type"),
    _order("expected_quantity", _COUNT, "quantity"),
    _order("products_sen", _MONEY, "product_price_bt"),
    _order("order_discount_sen", _MONEY, "product_discount_bt"),
    _order("cogs_sen", _MONEY, "cogs_bt"),
    _order("shipping_cost_sen", _MONEY, "shipping_cost"),
    _order("payment_fee_sen", _MONEY, "payment_fee", "cod_fee"),
    _order("buyer_total_sen", _MONEY, "gross_revenue"),
    _order("net_revenue_sen", _MONEY, "net_revenue", required=True),
    _order("draft_at", _TIME, "draft_time"),
    _order("pending_at", _TIME, "pending_time"),
    _order("confirmed_at", _TIME, "confirmed_time"),
    _order("paid_at", _TIME, "paid_time"),
    _order("in_process_at", _TIME, "in_process_time"),
    _order("ready_at", _TIME, "ready_time"),
    _order("shipped_at", _TIME, "shipped_time"),
    _order("completed_at", _TIME, "completed_time"),
    _order("canceled_at", _TIME, "canceled_time"),
    _order("returned_at", _TIME, "rts_time"),
)
_ITEM_COLUMNS = (
    _item("product_name", Text(), "item_name"),
    _item("sku", Id(), "item_sku", "sku"),
    _item("variation", Text(), "item_variant"),
    _item("pieces", _COUNT, "item_quantity"),
    _item("unit_price_sen", _MONEY, "item_product_price_bt"),
    _item("seller_discount_sen", _MONEY, "item_product_discount_bt"),
)
_UNUSED = (
    *("business_name", "origin_business_name", "origin", "financial_entity", "customer_type"),
    *("email", "tax_rate", "unique_code_discount", "is_purchase_fb", "is_purchase_tiktok"),
    *("is_purchase_kwai", "item_owner", "item_cogs_bt", "secret_slug", "advertiser"),
    *("handler_phone", "product_price", "product_discount", "shipping_discount", "other_income"),
    *("other_income_name", "discount_code_code", "discount_code_discount", "scalev_fee"),
    *("net_payment_revenue", "total_weight", "courier_aggregator_code", "shipment_status"),
    *("page", "channel_name", "notes", "tags", "is_repeat", "is_dropshipping"),
    *("dropshipper_name", "dropshipper_phone", "is_probably_spam", "transfer_time"),
    *("closed_time", "unpaid_time", "conflict_time", "settled_time"),
)
"""Headers that are known and not kept."""


def _rows(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """When the order came in, and what each item's line adds to it."""
    dated = lines.with_columns(**_ordered(lines))
    return _priced(dated) if "product_name" in lines.columns else dated


def _ordered(lines: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """The earliest step's time; without any, the day in the order number (`250130JQHFZG`)."""
    times = [c for step in _LIFE if (c := f"{step}_at") in lines.columns]
    days = [f"{name.removesuffix('_at')}_date" for name in times]
    number = pl.col("order_no").str.slice(0, 6).str.to_date("%y%m%d", strict=False)
    day = number.dt.strftime("%Y-%m-%d")
    if not times:
        return {"ordered_at": pl.lit(None, dtype=pl.String), "ordered_date": day}
    first = pl.min_horizontal(days)
    return {"ordered_at": pl.min_horizontal(times), "ordered_date": pl.coalesce(first, day)}


def _priced(lines: "pl.DataFrame") -> "pl.DataFrame":
    """Line totals. Whether an item's price is its line's or one piece's, its order's total says."""
    pieces = optional(lines, "pieces", pl.Int64).fill_null(1)
    price = optional(lines, "unit_price_sen", pl.Int64)
    order = optional(lines, "products_sen", pl.Int64)
    by_piece = ((price * pieces).sum().over("order_no") == order) & (
        price.sum().over("order_no") != order
    )
    times = pl.when(by_piece.fill_null(value=False)).then(pieces).otherwise(1)
    given = optional(lines, "seller_discount_sen", pl.Int64).fill_null(0) * times
    return lines.with_columns(
        pieces=pieces,
        quantity=pieces,
        seller_discount_sen=given,
        product_gross_sen=price * times,
        item_subtotal_sen=price * times - given,
        subtotal_sen=price * times - given,
    )


def _items(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """The items of the product-based layout; the order-based one lists none.

    They carry what adds up to their order, for orders whose items stand in several files.
    """
    if "product_name" not in lines.columns:
        return lines.clear().with_columns(quantity=pl.lit(None, dtype=pl.Int64))
    total = pl.col("subtotal_sen") + pl.col("seller_discount_sen")
    pieces = pl.col("pieces")
    return (
        lines.filter(pl.col("product_name").is_not_null())
        .with_columns(
            quantity=pieces,
            unit_price_sen=pl.when(pieces > 0).then(total // pieces).otherwise(total),
            product_gross_sen=total,
            item_subtotal_sen=pl.col("subtotal_sen"),
        )
        .drop("pieces", "ordered_at", "ordered_date")
    )


def _holds(orders: "pl.DataFrame") -> "pl.Expr | None":
    """Whether the items of an order have as many pieces as the order."""
    if not {"quantity", "expected_quantity"} <= set(orders.columns):
        return None
    return pl.col("quantity") == pl.col("expected_quantity")


def _derive(orders: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """Pieces, amounts and the selling platform of each order."""
    sum_of_items = optional(orders, "product_gross_sen", pl.Int64)
    return orders.with_columns(
        product_gross_sen=pl.coalesce(sum_of_items, optional(orders, "products_sen", pl.Int64)),
        seller_discount_sen=pl.coalesce(
            optional(orders, "order_discount_sen", pl.Int64),
            sum_of_items - optional(orders, "item_subtotal_sen", pl.Int64),
        ),
        quantity=pl.coalesce(
            optional(orders, name, pl.Int64) for name in ("quantity", "expected_quantity")
        ),
        **buyer_shipping(orders),
        **_sold_elsewhere(orders),
    )


_WORKING = (
    *("store_name", "sold_on", "external_id"),
    *("products_sen", "order_discount_sen", "payment_fee_sen", "subtotal_sen"),
    *("draft_at", "draft_date", "pending_at", "pending_date", "in_process_at", "in_process_date"),
)
"""Columns that only serve the derivation of others."""


def _sold_elsewhere(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """`channel` and the marketplace's own order number, where the sale was made elsewhere."""
    if "sold_on" not in orders.columns:
        return {}
    name = word("sold_on")
    other = (name != "") & (name != _OWN)
    channel = pl.when(other).then(name.replace(_MARKETPLACES))
    number = pl.when(other).then(optional(orders, "external_id", pl.String))
    return {"channel": channel, "external_no": number}


def _outcome(orders: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """The COD fee, a parcel on its way back, and the kind of a return.

    Scalev's RTS is an order that came back after receipt; a COD order nobody paid for never
    reached its buyer.
    """
    cod = pl.col("is_cod") == 1
    refused = cod & (pl.col("payment_status") == "unpaid")
    kind = pl.when(refused).then(pl.lit("refused_undelivered"))
    returned = kind.otherwise(pl.lit("returned_after_receipt"))
    on_its_way_back = word("raw_status") == "shipped rts"
    return orders.with_columns(
        cod_fee_sen=pl.when(cod).then(optional(orders, "payment_fee_sen", pl.Int64)),
        delivery_problem=pl.when(on_its_way_back).then(pl.col("raw_status")),
        return_kind=pl.when(pl.col("status") == "rts").then(returned),
    )


_ORDER = OrderFacts(
    rows=_rows,
    derive=_derive,
    statuses=_STATUS,
    payments=_PAYMENT,
    outcome=_outcome,
    working=_WORKING,
)

SPEC = SourceSpec(
    name="scalev-orders",
    version=1,
    platform="scalev",
    title=("Pesanan Scalev", "Scalev orders"),
    formats=("csv",),
    marks=("order_status",),
    parts=(
        order_part(
            _ORDER,
            Part(
                target="orders",
                columns=(
                    Column("order_no", ("order_id",), Id(), required=True),
                    *_ORDER_COLUMNS,
                    *_ITEM_COLUMNS,
                    *unread(*((header,) for header in _UNUSED)),
                ),
                key=("order_no",),
                event_times=(
                    "ordered_at",
                    "confirmed_at",
                    "paid_at",
                    "in_process_at",
                    "ready_at",
                    "shipped_at",
                    "completed_at",
                    "canceled_at",
                    "returned_at",
                ),
                sums=("quantity", "product_gross_sen", "item_subtotal_sen"),
                holds=_holds,
                id_day=(r"^(\d{6})", "%y%m%d", "ordered_date"),
                items=_items,
            ),
        ),
    ),
)
