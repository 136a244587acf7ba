"""Mengantar order (shipment) export: an HTML table named .xls, also xlsx, csv and tab-separated.

Users choose and arrange its columns, so everything is found by name. One row per shipment; several
products share one cell. Amounts are plain, COD fees may have decimals.
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
from omnicli.sources._common import optional
from omnicli.sources._common import unread
from omnicli.sources._mengantar_fees import net_shipping
from omnicli.sources._mengantar_status import status_columns
from omnicli.sources._order_part import OrderFacts
from omnicli.sources._order_part import order_part

_MONEY = Money("by_column")
_TIME = When(("%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S"))


def _order(
    name: str, type_: ColumnType, *aliases: str, required: bool = False, filled: bool = False
) -> Column:
    """A column of the shipment as a whole."""
    return Column(name, aliases, type_, required=required, per="key", filled=filled)


_COLUMNS = (
    _order("order_no", Id(), "Order ID", required=True),
    _order("awb", Id(), "Tracking ID"),
    _order("stt_no", Id(), "STT Number"),
    _order("courier_service", Text(), "Expedition", required=True),
    _order("raw_status", Text(), "Last Status", required=True),
    _order("ordered_at", _TIME, "Create Date", required=True, filled=True),
    _order("updated_at", _TIME, "Last Update"),
    _order("recipient_name", Text(), "Customer Name"),
    _order("recipient_phone", Phone(refuse_damaged=True), "Customer Phone Number", "Phone"),
    _order("province", Text(), "Province"),
    _order("city", Text(), "City"),
    _order("district", Text(), "District"),
    _order("subdistrict", Text(), "Subdistrict"),
    _order("cod_sen", _MONEY, "COD", required=True),
    _order("net_revenue_sen", _MONEY, "Product Value", required=True, filled=True),
    _order("cogs_sen", _MONEY, "COGS"),
    _order("shipping_fee_sen", _MONEY, "Shipping Fee"),
    _order("shipping_discount_sen", _MONEY, "Shipping Discount"),
    _order("undiscounted_fee_sen", _MONEY, "Shipping Fee Without Discount"),
    _order("cod_fee_sen", _MONEY, "COD Fee (Inc VAT)"),
    _order("return_fee_sen", _MONEY, "Return Fee"),
    _order("handled_by", Text(), "Assignee"),
    Column("sku", ("Product ID",), Id()),
    Column("product_name", ("Goods Description", "Goods Desc"), Text()),
    Column("quantity", ("Quantity", "Qty"), Count()),
)
_UNUSED = (
    ("Customer Address", "Address"),
    ("ZIP Code",),
    ("Weight",),
    ("Last POD Status",),
    ("Diskon Persentase",),
    ("Diskon Nominal",),
    ("Harga Barang Setelah Diskon",),
    ("Harga Jual",),
    ("Sender Name",),
    ("Sender Phone Number",),
    ("Estimated Pricing",),
    ("Origin Code",),
    ("Destination Code",),
    ("Resi Forward/Return",),
    ("Delivery Instruction",),
    ("Estimated Delivery Date",),
    ("Net Income",),
    ("Remarks 1", "Remark1"),
    ("Remarks 2",),
    ("Remarks 3",),
    ("Undelivered Notes",),
    ("Undelivered Dates",),
    ("Undelivered Photo URL",),
)
"""Headers that are known and not kept: figures that follow from others, notes and addresses."""

_WORKING = (
    "stt_no",
    "cod_sen",
    "shipping_fee_sen",
    "shipping_discount_sen",
    "undiscounted_fee_sen",
    "pieces",
    "subtotal_sen",
    "subdistrict",
)
"""Columns that only serve the derivation of others."""


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":  # noqa: ARG001
    """The goods of a shipment are one item; a row that repeats another adds no pieces, no value."""
    first = pl.struct(pl.exclude("row_no")).is_first_distinct()
    counted = lines.with_columns(quantity=optional(lines, "quantity", pl.Int64).fill_null(1))
    return counted.with_columns(
        pieces=pl.when(first).then("quantity").otherwise(0),
        subtotal_sen=pl.when(pl.col("order_no").is_first_distinct())
        .then("net_revenue_sen")
        .otherwise(0),
    )


def _items(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":  # noqa: ARG001
    """Each shipment's goods once, however often the file repeats the row."""
    content = [name for name in lines.columns if name not in ("row_no", "pieces", "subtotal_sen")]
    return lines.unique(subset=content, keep="first", maintain_order=True).drop("pieces")


def _derive(orders: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """COD, pieces, place and fees of a whole shipment."""
    is_cod = pl.col("cod_sen").fill_null(0) > 0
    collected = pl.when(is_cod).then(pl.col("cod_sen"))
    return orders.with_columns(
        awb=pl.coalesce(optional(orders, "awb", pl.String), optional(orders, "stt_no", pl.String)),
        district=pl.coalesce(
            optional(orders, "district", pl.String), optional(orders, "subdistrict", pl.String)
        ),
        is_cod=is_cod.cast(pl.Int64),
        cod_value_sen=collected,
        buyer_total_sen=collected,
        product_gross_sen=pl.col("net_revenue_sen"),
        item_subtotal_sen=pl.col("net_revenue_sen"),
        quantity=pl.col("pieces"),
        shipping_cost_sen=net_shipping(orders, ctx),
    )


_ORDER = OrderFacts(
    variations=False,
    rows=_rows,
    derive=_derive,
    status=status_columns,
    working=_WORKING,
)

SPEC = SourceSpec(
    name="mengantar-orders",
    version=1,
    platform="mengantar",
    title=("Kiriman Mengantar", "Mengantar shipments"),
    formats=("html", "xlsx", "csv", "xls", "spreadsheetml"),
    marks=(
        "COD Fee (Inc VAT)",
        "Last Status",
        "Last POD Status",
        "Shipping Fee Without Discount",
    ),
    parts=(
        order_part(
            _ORDER,
            Part(
                target="orders",
                columns=(
                    *_COLUMNS,
                    *unread(*_UNUSED),
                ),
                key=("order_no",),
                event_times=("ordered_at", "updated_at"),
                updated_at="updated_at",
                sums=("pieces",),
                single=True,
                items=_items,
            ),
        ),
    ),
)
