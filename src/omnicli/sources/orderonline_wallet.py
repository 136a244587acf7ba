"""OrderOnline `wallet_histories*.csv`: every movement of the seller's wallet.

Its layout is not documented: names are tolerant, amounts may be signed, split over two columns or
named by a type, and what a row is about stands in its description. The running balance, where it
stands, proves the reading row by row. Equal rows are genuine and both stay.
"""

import hashlib

import polars as pl

from omnicli.domain.couriers import canonical_courier
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
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
from omnicli.sources._cod_money import SHOWN
from omnicli.sources._common import EMPTY
from omnicli.sources._common import by_wording
from omnicli.sources._common import not_kept
from omnicli.sources._common import optional
from omnicli.sources._common import translate
from omnicli.sources._failed_payouts import paired
from omnicli.sources._failed_payouts import sent_back
from omnicli.sources._settlement import printed_balances
from omnicli.sources._wallet_balance import check_balance
from omnicli.sources._wallet_balance import oldest_first
from omnicli.sources._wallet_rules import AWB
from omnicli.sources._wallet_rules import FAILED
from omnicli.sources._wallet_rules import IN
from omnicli.sources._wallet_rules import ORDER_NO
from omnicli.sources._wallet_rules import OTHER
from omnicli.sources._wallet_rules import OUT
from omnicli.sources._wallet_rules import OUTGOING
from omnicli.sources._wallet_rules import TIME
from omnicli.sources._wallet_rules import components
from omnicli.sources._wallet_rules import event
from omnicli.sources._wallet_rules import extracted
from omnicli.sources._wallet_rules import folded_text
from omnicli.sources._wallet_rules import payment_method

_MONEY = Money("by_column")
_EMPTY = tuple(text for text in EMPTY if text != "-")
"""A lone `-` may be the direction of a movement, so it is no empty cell in the type."""


def _column(
    name: str, type_: ColumnType, *aliases: str, required: bool = False, filled: bool = False
) -> Column:
    return Column(name, aliases, type_, required, empty=EMPTY, filled=filled)


_COLUMNS = (
    _column(
        "occurred_at",
        TIME,
        "created_at",
        "transaction_date",
        "date",
        "tanggal",
        "datetime",
        required=True,
        filled=True,
    ),
    _column(
        "description",
        Text(),
        "description",
        "desc",
        "keterangan",
        "note",
        "remarks",
        required=True,
    ),
    Column("type_text", ("type", "flow", "mutation", "jenis"), Text(), empty=_EMPTY),
    _column("status_text", Text(), "status"),
    _column("net_sen", _MONEY, "amount", "nominal", "total", "value", filled=True),
    _column("credit_sen", _MONEY, "credit", "kredit", "in", "masuk"),
    _column("debit_sen", _MONEY, "debit", "debet", "out", "keluar"),
    _column("balance_sen", _MONEY, "balance", "saldo", "current_balance", "ending_balance"),
    _column("order_ref", Id(), "order_id", "reference", "ref_id"),
    _column("receipt_ref", Id(), "receipt_number", "resi", "awb"),
    _column("courier_ref", Text(), "courier", "kurir"),
    _column("payment_ref", Text(), "payment_method"),
)
_UNUSED = (("id",), ("updated_at",))


def _failed() -> "pl.Expr":
    """A movement that never happened, where the file says how each one ended."""
    status = pl.selectors.by_name("status_text", require_all=False)
    return pl.any_horizontal(pl.col("row_no").is_null(), status.str.contains(FAILED))


def _rows(rows: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """One line per movement: event, signed amount, what the description names."""
    if not {"net_sen", "credit_sen", "debit_sen"} & set(rows.columns):
        raise OmniError("E_MONEY_COLUMNS", file=ctx.file_name, value="amount / credit, debit")
    rows = printed_balances(rows)
    kind_text, text = optional(rows, "type_text", pl.String), pl.col("description")
    known = by_wording(
        rows,
        {
            "type_text": kind_text,
            "description": text,
            "payment_ref": optional(rows, "payment_ref", pl.String),
        },
        {
            "kind": event(pl.col("type_text"), text),
            "payment_method": payment_method(_payment()),
            "wording": text,
        },
    )
    signed = _signed(known).with_columns(
        ledger=pl.lit("wallet"),
        balance_sen=optional(rows, "balance_sen", pl.Int64),
        order_no=pl.coalesce(
            optional(rows, "order_ref", pl.String), extracted(text, ORDER_NO).str.to_uppercase()
        ),
        awb=pl.coalesce(
            optional(rows, "receipt_ref", pl.String), extracted(text, AWB).str.to_uppercase()
        ),
        courier_text=pl.coalesce(optional(rows, "courier_ref", pl.String), "wording"),
    )
    named = translate(signed, "courier_text", "courier", canonical_courier)
    lines = named.with_columns(**components()).with_columns(line_key=_line_key(named))
    _show(lines, ctx)
    directions = lines["net_sen"].drop_nulls().sign().n_unique()
    check_balance(lines, ctx, partial=directions < 2)
    return paired(lines.select("row_no", *_KEPT))


def _payment() -> "pl.Expr":
    """Where a row may say how the buyer paid."""
    text = pl.col("description")
    return pl.coalesce("payment_ref", pl.col("type_text") + " " + text, text)


_KEPT = (
    *("line_key", "ledger", "kind", "order_no", "awb", "courier", "payment_method"),
    *("occurred_at", "occurred_date", *COMPONENTS, "net_sen", "balance_sen", "description"),
)


def _signed(rows: "pl.DataFrame") -> "pl.DataFrame":
    """`net_sen`: by two columns, the type, the printed sign, the event, or else the balance."""
    amount, credit, debit = (
        optional(rows, name, pl.Int64) for name in ("net_sen", "credit_sen", "debit_sen")
    )
    both = pl.when(credit.is_not_null() | debit.is_not_null()).then(
        credit.abs().fill_null(0) - debit.abs().fill_null(0)
    )
    printed = rows.with_columns(_amount=pl.coalesce(amount, both))
    way = folded_text(optional(rows, "type_text", pl.String))
    size = pl.col("_amount").abs()
    known = (
        pl.when(both.is_not_null())
        .then(both)
        .when(way.is_in(IN))
        .then(size)
        .when(way.is_in(OUT))
        .then(-size)
        .when((pl.col("_amount") < 0).any())
        .then("_amount")
        .when(sent_back(pl.col("description")))
        .then(size)
        .when(pl.col("kind").is_in(OUTGOING))
        .then(-size)
        .when(pl.col("kind") != OTHER)
        .then(size)
    )
    step = _balance_step(printed)
    moved = pl.when(step.abs() == size).then(step)
    return printed.with_columns(net_sen=pl.coalesce(known, moved, "_amount"))


def _balance_step(rows: "pl.DataFrame") -> "pl.Series":
    """How far each row moved the balance, in the rows' own order; NULL where the file is silent."""
    if "balance_sen" not in rows.columns:
        return pl.Series("_step", [None] * rows.height, dtype=pl.Int64)
    steps = oldest_first(rows, pl.col("_amount")).select(
        "row_no", pl.col("balance_sen").diff().alias("_step")
    )
    return steps.sort("row_no")["_step"]


def _line_key(rows: "pl.DataFrame") -> "pl.Series":
    """A digest of time, amount and text, and which of its equals it is, oldest balance first.

    The balance itself is none of it: an export without that column tells of the same movements.
    """
    time = pl.coalesce(optional(rows, "occurred_at", pl.String), pl.col("occurred_date"))
    whole = [time, pl.col("_amount").abs().cast(pl.String), pl.col("description")]
    content = pl.concat_str([t.fill_null("") for t in whole], separator="\x1f")
    texts = rows.select("balance_sen", text=content.cast(pl.Binary))
    keyed = texts.with_columns(digest=_digests(texts["text"]))
    equal = texts["text"].n_unique() < texts.height
    nth = pl.int_range(1, pl.len() + 1).over("text", order_by="balance_sen")
    return keyed.select(
        pl.col("digest") + "#" + (nth if equal else pl.lit(1)).cast(pl.String)
    ).to_series()


def _digests(texts: "pl.Series") -> "pl.Series":
    """The first 20 hexadecimal digits of each text's SHA-256."""
    sha256 = hashlib.sha256
    return pl.concat(
        pl.Series([sha256(text).hexdigest()[:20] for text in piece.to_list()], dtype=pl.String)
        for piece in (texts.slice(at, _PIECE) for at in range(0, max(len(texts), 1), _PIECE))
    )


_PIECE = 8192
"""Texts that exist as Python objects at once."""


def _show(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """What is of no known kind, and what moved against its kind."""
    unknown = lines.filter(pl.col("kind") == OTHER)
    if unknown.height:
        first = unknown.row(0, named=True)
        ctx.issues.append(
            Issue(
                "W_WALLET_UNCLASSIFIED",
                "warning",
                ctx.file_name,
                row=first["row_no"],
                column="description",
                value=first["description"],
                fields={
                    "rows": unknown.height,
                    "amount": rupiah_texts(int(unknown["net_sen"].sum() or 0)),
                },
            )
        )
    outgoing = pl.col("kind").is_in(OUTGOING)
    odd = lines.filter(
        (outgoing & (pl.col("net_sen") > 0))
        | (~outgoing & (pl.col("kind") != OTHER) & (pl.col("net_sen") < 0))
    )
    for row, kind, net in odd.select("row_no", "kind", "net_sen").head(SHOWN).iter_rows():
        ctx.issues.append(
            Issue(
                "W_WALLET_SIGN",
                "warning",
                ctx.file_name,
                row=row,
                column="description",
                fields={"kind": kind, "amount": rupiah_texts(net), "rows": odd.height},
            )
        )


SPEC = SourceSpec(
    name="orderonline-wallet",
    version=1,
    platform="orderonline",
    title=("Riwayat dompet OrderOnline", "OrderOnline wallet history"),
    short=("Dompet OrderOnline", "OrderOnline wallet"),
    formats=("csv", "xlsx"),
    confidence="guess",
    seed_ids=("S0-62", "S0-63", "S0-64"),
    marks=("type", "flow", "mutation", "jenis", "order_id"),
    parts=(
        Part(
            target="settlement_lines",
            columns=(
                *_COLUMNS,
                *not_kept(_UNUSED),
            ),
            key=("line_key",),
            twins=True,
            skip_rows=(Skip("failed", _failed),),
            event_times=("occurred_at",),
            rows=_rows,
        ),
    ),
)
