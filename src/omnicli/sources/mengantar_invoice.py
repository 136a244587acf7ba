"""Mengantar finance exports, `Invoice-type….xls`: what each parcel brought, top-ups, withdrawals.

One importer's header list is known; everything else is tolerant. Reconciliation, Payment and
Refund lines tell of parcels (`detail`); AddBalance and Withdraw lines move the balance (`wallet`).
A parcel's line stands once: the same row again is a repeat; equal top-ups are genuine.
"""

from itertools import pairwise

import polars as pl

from omnicli.domain.couriers import canonical_courier
from omnicli.domain.folding import fold
from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
from omnicli.ingest.convert.money import to_money
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._cod_money import COMPONENTS
from omnicli.sources._cod_money import Equation
from omnicli.sources._cod_money import prove
from omnicli.sources._cod_money import with_rounding
from omnicli.sources._common import EMPTY
from omnicli.sources._common import not_kept
from omnicli.sources._common import optional
from omnicli.sources._common import translate
from omnicli.sources._failed_payouts import paired
from omnicli.sources._mengantar_types import KIND
from omnicli.sources._mengantar_types import OUTGOING
from omnicli.sources._mengantar_types import WALLET
from omnicli.sources._mengantar_types import typed
from omnicli.sources._settlement import printed_balances
from omnicli.sources._wallet_balance import check_balance
from omnicli.sources._wallet_rules import TIME
from omnicli.sources._wallet_rules import components

_MONEY = Money("by_column")
TOTAL = "total"
"""The skip reason under which a file's own total row is left out."""


def _column(
    name: str, type_: ColumnType, *aliases: str, required: bool = False, filled: bool = False
) -> Column:
    return Column(name, aliases, type_, required, empty=EMPTY, filled=filled)


_COLUMNS = (
    _column("net_sen", _MONEY, "Total", "Net Cash", "Amount", required=True, filled=True),
    _column(
        "occurred_at", TIME, "Date", "Tanggal", "paydAt", "Paid At", required=True, filled=True
    ),
    _column("description", Text(), "Description", "Keterangan"),
    _column("type_text", Text(), "Type", "Jenis"),
    _column("order_no", Id(), "Order ID", "order_id"),
    _column("awb", Id(), "Tracking ID", "Resi", "AWB", "cnote_no"),
    _column("courier_text", Text(), "Courier", "Expedition", "Ekspedisi"),
    _column("cod_value_sen", _MONEY, "COD Value", "COD Amount", "COD"),
    _column("shipping_fee_sen", _MONEY, "Discounted Shipping Fee", "Shipping Fee", "Ongkir"),
    _column("cod_fee_sen", _MONEY, "COD Fee (inc tax)", "COD Fee (Inc VAT)", "COD Fee"),
    _column("estimated_sen", _MONEY, "Estimated Pricing"),
    _column("invoice_no", Id(), "Invoice Number", "inv_number", "No Invoice"),
    _column("balance_sen", _MONEY, "Balance", "Saldo"),
)
_UNUSED = (
    ("Customer Name",),
    ("Customer Phone Number",),
    ("Goods Description",),
    ("Quantity",),
    ("Sender Name",),
    ("Status",),
    ("No", "#"),
)
_EQUATIONS = (
    Equation(
        "COD Value − Discounted Shipping Fee − COD Fee = Total",
        {
            "gross_sen": ("+cod_value_sen",),
            "shipping_sen": ("-shipping_fee_sen",),
            "fee_sen": ("-cod_fee_sen",),
        },
        ("cod_value_sen", "shipping_fee_sen"),
    ),
    Equation(
        "COD Value − Estimated Pricing = Total",
        {
            "gross_sen": ("+cod_value_sen",),
            "shipping_sen": ("-estimated_sen", "+cod_fee_sen"),
            "fee_sen": ("-cod_fee_sen",),
        },
        ("cod_value_sen", "estimated_sen"),
    ),
    Equation(
        "− Discounted Shipping Fee = Total",
        {"shipping_sen": ("-shipping_fee_sen",)},
        ("shipping_fee_sen",),
    ),
    Equation(
        "+ Discounted Shipping Fee = Total",
        {"shipping_sen": ("+shipping_fee_sen",)},
        ("shipping_fee_sen",),
    ),
)
"""Delivered by either reading of the fees; returned, where only shipping is charged; refunded."""


def _is_total() -> "pl.Expr":
    """A row below the table that sums it: no day of its own, and it calls itself a total."""
    dated = pl.col("occurred_at").fill_null("").str.contains(r"\d{2}")
    named = pl.any_horizontal(pl.col(pl.String).str.contains(_TOTAL_LABEL))
    return ~dated & named


_TOTAL_LABEL = (
    r"(?i)^(?:(?:grand |sub ?)?total|jumlah|saldo (?:awal|akhir)|(?:opening|closing) balance)\b"
)
_EDGES = {"opening balance": "opening", "saldo awal": "opening"} | {
    "closing balance": "closing",
    "saldo akhir": "closing",
}
"""Labels of the balances that stand above or below the table."""


def _rows(rows: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """One line per row: type, kind, ledger, signed amount and its components."""
    numbers = [optional(rows, n, pl.String).is_not_null() for n in ("order_no", "awb")]
    amounts = [optional(rows, n, pl.Int64).fill_null(0) != 0 for n in _OF_PARCELS]
    movements = typed(
        rows.with_columns(
            _numbered=pl.any_horizontal(numbers), _parcel=pl.any_horizontal(*numbers, *amounts)
        ),
        ctx,
    )
    is_signed = (pl.col("net_sen") < 0).any()
    negative = pl.col("type").is_in(OUTGOING) & ~is_signed
    lines = movements.with_columns(
        ledger=pl.when(pl.col("type").is_in(WALLET))
        .then(pl.lit("wallet"))
        .otherwise(pl.lit("detail")),
        net_sen=pl.when(negative).then(-pl.col("net_sen")).otherwise("net_sen"),
        order_no=optional(rows, "order_no", pl.String),
        awb=optional(rows, "awb", pl.String),
        invoice_no=optional(rows, "invoice_no", pl.String),
        balance_sen=optional(rows, "balance_sen", pl.Int64),
        description=optional(rows, "description", pl.String),
        courier_text=optional(rows, "courier_text", pl.String),
    ).with_columns(kind=_kind())
    withdrawn = pl.when(pl.col("kind") == "withdraw").then("invoice_no")
    keyed = lines.with_columns(payout_ref=withdrawn).with_columns(line_key=_line_key(lines))
    booked = _booked(keyed, ctx).sort("row_no")
    named = translate(booked, "courier_text", "courier", canonical_courier)
    named = printed_balances(named)
    check_balance(named, ctx, partial=named["type"].n_unique() < 2)
    _check_totals(named, ctx)
    return paired(named.select("row_no", *_KEPT))


_OF_PARCELS = ("cod_value_sen", "shipping_fee_sen", "estimated_sen")
"""Amounts that only a parcel's line has."""

_KEPT = (
    *("line_key", "ledger", "kind", "order_no", "awb", "courier", "occurred_at", "occurred_date"),
    *(*COMPONENTS, "net_sen", "rounding_sen", "payout_ref", "balance_sen", "description"),
)


def _kind() -> "pl.Expr":
    """The kind a type stands for; a returned parcel is charged, a refund may settle a claim."""
    claimed = pl.when(pl.col("type") == "Refund").then("claim")
    charged = (pl.col("type") == "Reconciliation") & (pl.col("net_sen") < 0)
    plain = pl.col("type").replace_strict(KIND, return_dtype=pl.String)
    return pl.coalesce(claimed, pl.when(charged).then(pl.lit("payment_for")), plain)


def _line_key(lines: "pl.DataFrame") -> "pl.Series":
    """Type, parcel or invoice, time and direction: a corrected amount is the same line.

    Unlike amounts of one parcel and minute in one file are lines of their own. Top-ups and
    withdrawals without a number are told apart by their amount, and by which equal one it is.
    """
    time = pl.coalesce("occurred_at", "occurred_date")
    named = [pl.col(c).fill_null("") for c in ("order_no", "awb", "invoice_no")]
    way = pl.when(pl.col("net_sen") < 0).then(pl.lit("-")).otherwise(pl.lit("+"))
    numbered = pl.concat_str(["type", *named, time.fill_null(""), way], separator="|")
    amount = pl.col("net_sen").cast(pl.String).fill_null("")
    plain = pl.concat_str(["type", *named, time.fill_null(""), amount], separator="|")
    keyed = lines.select(
        "_numbered", "net_sen", key=pl.when("_numbered").then(numbered).otherwise(plain)
    )
    place = pl.col("net_sen").rank("dense").over("key").cast(pl.Int64)
    nth = pl.int_range(1, pl.len() + 1).over("_numbered", "key")
    again = pl.when(place > 1).then(pl.lit("#") + place.cast(pl.String)).otherwise(pl.lit(""))
    parts = (
        pl.when("_numbered")
        .then(pl.col("key") + again.fill_null(""))
        .otherwise(pl.col("key") + "#" + nth.cast(pl.String))
    )
    return keyed.select(parts).to_series()


def _booked(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """The components of each line: proved for parcels, as their kind says for the balance."""
    filled = [optional(lines, name, pl.Int64).fill_null(0) != 0 for name in _OF_PARCELS]
    itemised = pl.col("_parcel") & pl.any_horizontal(filled)
    proved = prove(lines.filter(itemised), _EQUATIONS, ctx)
    rest = lines.filter(~itemised).with_columns(
        **components(), rounding_sen=pl.lit(None, dtype=pl.Int64)
    )
    return pl.concat([proved, rest.select(proved.columns)])


def _amount(text: str | None) -> int | None:
    """Sen of one printed amount, None where it is none or could be read two ways."""
    if text is None:
        return None
    style: Money = Money("dot_thousands") if _is_indonesian(text) else Money("comma_thousands")
    column = Column("printed_sen", ("",), style)
    found: int | None = to_money(pl.Series("printed_sen", [text.strip()]), column).series[0][0]
    return found


def _is_indonesian(text: str) -> bool:
    """Whether a lone amount has its thousands behind dots (`1.234`, `1.234,50`)."""
    head, dot, tail = text.rpartition(".")
    return bool(dot) and ("," in tail or (len(tail) == 3 and "," not in head))


def _edges(ctx: FileContext) -> "dict[str, int]":
    """Opening and closing balance from the lines above the header and the totals below."""
    lines: list[tuple[str | None, ...]] = list(ctx.preamble)
    if TOTAL in ctx.left_out:
        lines += [tuple(map(_text, row)) for row in ctx.left_out[TOTAL].drop("row_no").rows()]
    found = {}
    for line in lines:
        cells = [cell for cell in line if cell and cell.strip()]
        for label, value in pairwise(cells):
            edge = _EDGES.get(fold(label).rstrip(": "))
            amount = _amount(value)
            if edge and amount is not None:
                found[edge] = amount
    return found


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _check_totals(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Prove the printed total, and opening + movements = closing, where they stand."""
    edges, left = _edges(ctx), ctx.left_out.get(TOTAL)
    if not edges and (left is None or left.is_empty()):
        return
    moved = int(lines.unique("line_key")["net_sen"].sum() or 0)
    if {"opening", "closing"} <= set(edges):
        _compare(
            ("saldo akhir", "the closing balance"), edges["closing"], edges["opening"] + moved, ctx
        )
    if left is None or left.is_empty():
        return
    label = pl.concat_str(pl.exclude("row_no", "net_sen"), separator=" ", ignore_nulls=True)
    sums = left.filter(~label.str.contains(r"(?i)saldo|balance"))
    printed = _amount(sums["net_sen"][0]) if sums.height == 1 else None
    if printed is not None:
        _compare(("Total", "Total"), printed, moved if printed * moved >= 0 else -moved, ctx)


def _compare(what: tuple[str, str], printed: int, summed: int, ctx: FileContext) -> None:
    if printed == summed:
        return
    fields: dict[str, object] = {
        "what": what,
        "printed": rupiah_texts(printed),
        "summed": rupiah_texts(summed),
    }
    ctx.issues.append(Issue("W_INVOICE_TOTAL", "warning", ctx.file_name, fields=fields))


SPEC = SourceSpec(
    name="mengantar-invoice",
    version=1,
    platform="mengantar",
    title=("Invoice Mengantar (5 jenis)", "Mengantar invoices (5 types)"),
    formats=("html", "xlsx", "csv", "xls", "spreadsheetml"),
    confidence="likely",
    seed_ids=("S0-59", "S0-60", "S0-61"),
    marks=(
        *("COD Value", "COD Amount", "Discounted Shipping Fee", "COD Fee (inc tax)"),
        *("Estimated Pricing", "Tracking ID", "Invoice Number", "inv_number", "No Invoice"),
        *("paydAt", "Description", "Keterangan"),
    ),
    parts=(
        Part(
            target="settlement_lines",
            columns=(
                *_COLUMNS,
                *not_kept(_UNUSED),
            ),
            key=("line_key",),
            twins=True,
            skip_rows=(Skip(TOTAL, _is_total),),
            event_times=("occurred_at",),
            rows=_rows,
            lines=with_rounding,
        ),
    ),
)
