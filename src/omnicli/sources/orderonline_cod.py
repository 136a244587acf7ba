"""OrderOnline `cod_history*.csv`: one row per COD order whose cash the courier handed over.

Nobody documents its columns, so names are tolerant and the amounts prove themselves: one of three
control equations must give the printed net cash (whether shipping was charged to the buyer or to
the seller is not written down anywhere). An order stands here once, so a later export of it
replaces the earlier line, and two rows of one order that disagree are refused.
"""

import polars as pl

from omnicli.domain.couriers import canonical_courier
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._cod_money import COMPONENTS
from omnicli.sources._cod_money import Equation
from omnicli.sources._cod_money import first_time
from omnicli.sources._cod_money import prove
from omnicli.sources._cod_money import with_rounding
from omnicli.sources._common import EMPTY
from omnicli.sources._common import not_kept
from omnicli.sources._common import optional
from omnicli.sources._common import translate
from omnicli.sources._status import word
from omnicli.sources._wallet_rules import TIME

_MONEY = Money("by_column")
_FEES = {
    "shipping_sen": ("-shipping_cost_sen", "+shipping_discount_sen"),
    "fee_sen": ("-cod_fee_sen", "-insurance_sen"),
    "tax_sen": ("-cod_fee_tax_sen",),
}
_EQUATIONS = (
    Equation(
        "product_price + shipping_charged − shipping_cost − cod_fee − cod_fee_tax = total_net_cash",
        {"gross_sen": ("+product_price_sen", "+charged_sen"), **_FEES},
        ("product_price_sen", "charged_sen"),
    ),
    Equation(
        "product_price − shipping_cost − cod_fee − cod_fee_tax = total_net_cash",
        {"gross_sen": ("+product_price_sen",), **_FEES},
        ("product_price_sen",),
    ),
    Equation(
        "cod_value − shipping_cost − cod_fee − cod_fee_tax = total_net_cash",
        {"gross_sen": ("+cod_value_sen",), **_FEES},
        ("cod_value_sen",),
    ),
)
"""In the order they are tried. A file without a column of its own for the shipping the buyer paid
charged the buyer what the courier charged."""

_SETTLED = (
    *("completed", "complete", "delivered", "paid", "settled", "success", "sukses", "done"),
    *("selesai", "lunas", "cair", "disbursed", "transferred", "received", "terkirim", "diterima"),
)
"""Status words that say the cash arrived; any other is shown."""


def _column(
    name: str, type_: ColumnType, *aliases: str, required: bool = False, filled: bool = False
) -> Column:
    return Column(name, aliases, type_, required, empty=EMPTY, filled=filled)


_COLUMNS = (
    _column("order_no", Id(), "order_id", "id_order", "no_order", "Order ID"),
    _column("awb", Id(), "receipt_number", "awb", "resi", "no_resi", "tracking_number"),
    _column("courier_text", Text(), "courier", "kurir", "expedition"),
    _column("raw_status", Text(), "status", "cod_status"),
    _column("product_price_sen", _MONEY, "product_price", "harga_produk", "product price"),
    _column(
        "charged_sen",
        _MONEY,
        "shipping_charged",
        "shipping_collected",
        "buyer_shipping",
        "shipping_charged_to_buyer",
    ),
    _column("shipping_cost_sen", _MONEY, "shipping_cost", "shipping_fee", "ongkir"),
    _column("shipping_discount_sen", _MONEY, "shipping_discount", "shipping_cashback"),
    _column("insurance_sen", _MONEY, "insurance", "asuransi"),
    _column("cod_fee_sen", _MONEY, "cod_fee", "biaya_cod", required=True),
    _column("cod_fee_tax_sen", _MONEY, "cod_fee_tax", "tax_cod_fee", "cod_tax", "ppn", "vat"),
    _column("cod_value_sen", _MONEY, "cod_value", "cod_amount", "gross_revenue", "cod"),
    _column(
        "net_sen",
        _MONEY,
        "total_net_cash",
        "net_cash",
        "total net cash",
        "disbursed_amount",
        "total",
        "net",
        "cash",
        required=True,
        filled=True,
    ),
    _column("occurred_at", TIME, "paid_at", "settled_at", "disbursed_at", filled=True),
    _column("delivered_at", TIME, "delivered_at", "completed_at"),
    _column("created_at", TIME, "created_at", "date", "tanggal"),
)
_UNUSED = (("id",), ("name", "customer_name", "nama"), ("phone",), ("product",), ("notes",))


def _rows(rows: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """One settlement line per row: reference, day, components of the net cash."""
    if not {"order_no", "awb"} & set(rows.columns):
        raise OmniError("E_MONEY_COLUMNS", file=ctx.file_name, value="order_id / receipt_number")
    order_no, awb = (optional(rows, name, pl.String) for name in ("order_no", "awb"))
    parcels = rows.with_columns(
        order_no=order_no,
        awb=awb,
        charged_sen=optional(rows, "charged_sen", pl.Int64)
        if "charged_sen" in rows.columns
        else optional(rows, "shipping_cost_sen", pl.Int64),
        line_key=pl.concat_str(
            pl.coalesce(order_no, pl.lit("awb:") + awb),
            # An order may be paid in parts: each day's payment is a line of its own.
            optional(rows, "occurred_date", pl.String),
            separator="|",
            ignore_nulls=True,
        ),
        ledger=pl.lit("detail"),
        kind=pl.lit("revenue"),
        payment_method=pl.lit("cod"),
        description=optional(rows, "raw_status", pl.String),
        **first_time(rows, "occurred", "delivered", "created"),
    )
    parcels = _apart(parcels)
    _show_statuses(parcels, ctx)
    proved = prove(parcels, _EQUATIONS, ctx)
    named = translate(proved, "courier_text", "courier", canonical_courier)
    return named.select("row_no", *_KEPT, *(c for c in ("courier",) if c in named.columns))


def _apart(parcels: "pl.DataFrame") -> "pl.DataFrame":
    """Later payments of the same order on the same day, told apart by their time."""
    place = pl.col("occurred_at").rank("dense").over("line_key").cast(pl.Int64)
    again = pl.when(place > 1).then(pl.lit("#") + place.cast(pl.String)).otherwise(pl.lit(""))
    return parcels.with_columns(line_key=pl.col("line_key") + again.fill_null(""))


_KEPT = (
    *("line_key", "ledger", "kind", "order_no", "awb", "payment_method", "description"),
    *("occurred_at", "occurred_date", *COMPONENTS, "net_sen", "rounding_sen"),
)


def _show_statuses(rows: "pl.DataFrame", ctx: FileContext) -> None:
    """One warning per status that does not say the cash arrived."""
    if "raw_status" not in rows.columns:
        return
    odd = rows.filter(pl.col("raw_status").is_not_null() & ~word("raw_status").is_in(_SETTLED))
    for text, count in odd.group_by("raw_status").len().sort("raw_status").iter_rows():
        ctx.issues.append(
            Issue(
                "W_COD_STATUS",
                "warning",
                ctx.file_name,
                column="raw_status",
                value=text,
                fields={"rows": count},
            )
        )


SPEC = SourceSpec(
    name="orderonline-cod",
    version=1,
    platform="orderonline",
    title=("Riwayat COD OrderOnline", "OrderOnline COD history"),
    short=("COD OrderOnline", "OrderOnline COD"),
    formats=("csv", "xlsx"),
    confidence="guess",
    seed_ids=("S0-65", "S0-66", "S0-67"),
    marks=("cod_fee", "cod_fee_tax", "total_net_cash", "tax_cod_fee", "biaya_cod"),
    parts=(
        Part(
            target="settlement_lines",
            columns=(
                *_COLUMNS,
                *not_kept(_UNUSED),
            ),
            key=("line_key",),
            event_times=("occurred_at",),
            rows=_rows,
            lines=with_rounding,
        ),
    ),
)
