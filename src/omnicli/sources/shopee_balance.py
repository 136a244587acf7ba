"""Shopee seller balance (Saldo Penjual), xlsx since February 2024 and the csv before it.

A wallet: every row is one movement, signed, with the balance after it. `Penghasilan dari Pesanan`
shows the same rupiah as the income report. The order number stands in its own column, or in the
description of the csv. Failed movements moved nothing and are left out, by count. The running
balance is proved row by row, and the totals above the header are checked; a filtered download
holds one direction only, then its balance is not provable, which is no error.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources._common import optional
from omnicli.sources._failed_payouts import FAILED
from omnicli.sources._failed_payouts import RULE as FAILED_RULE
from omnicli.sources._failed_payouts import paired
from omnicli.sources._settlement import PLAIN
from omnicli.sources._settlement import Rules
from omnicli.sources._settlement import as_lines
from omnicli.sources._settlement import keyed
from omnicli.sources._settlement import kind_of
from omnicli.sources._settlement import numbered
from omnicli.sources._settlement import printed_amount
from omnicli.sources._settlement import printed_balances
from omnicli.sources._settlement import prove
from omnicli.sources._settlement import prove_balance
from omnicli.sources._settlement import tell_unknown

_TIME = When(
    ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M")
)

_EVENTS: Rules = (
    FAILED_RULE,
    (r"spinjam|pinjaman|\bloan\b", "financing"),
    (r"isi (?:ulang )?saldo.*iklan|saldo iklan|iklan shopee", "ads_topup"),
    (r"pengembalian dana|refund", "refund"),
    (r"^(?:\[penambahan wallet\] ?)?penghasilan dari pesanan", "revenue"),
    (r"^penarikan", "withdraw"),
    (r"^penyesuaian", "adjustment"),
    (r"^(?:isi ulang|top ?up|isi saldo|setoran)", "add_balance"),
)
"""By type and description, so that ads paid from the balance are seen behind a general type."""


def _text(lines: "pl.DataFrame") -> "pl.Expr":
    texts = [optional(lines, name, pl.String) for name in ("type", "details")]
    # In 2024 the type only says where the money went; the event stands in the description.
    texts[0] = pl.when(~texts[0].str.contains(r"(?i)^(?:saldo penjual|bank)$")).then(texts[0])
    both = pl.concat_str(texts, separator=" ", ignore_nulls=True).str.strip_chars()
    repeated = texts[1].str.starts_with(texts[0]).fill_null(value=False)
    return pl.when(repeated).then(texts[1]).otherwise(both)


def _movements(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """One wallet line per row; a payout the csv prints without its sign goes out all the same."""
    described = lines.with_columns(description=_text(lines))
    typed = described.with_columns(kind=kind_of(pl.col("description"), _EVENTS))
    out = optional(lines, "direction", pl.String).str.contains("(?i)keluar").fill_null(value=False)
    unsigned = out | ("direction" not in lines.columns) & (pl.col("kind") == "withdraw")
    amount = pl.col("net_sen")
    signed = pl.when(unsigned & (amount > 0)).then(-amount).otherwise(amount)
    signed, failed = _failed_payouts(typed, signed)
    inside = pl.col("description").str.extract(r"#?\b(\d{6}[0-9A-Z]{8})\b")
    moved = typed.select(
        "row_no",
        "occurred_at",
        "occurred_date",
        "description",
        "balance_sen",
        kind=pl.when(failed).then(pl.lit(FAILED)).otherwise("kind"),
        ledger=pl.lit("wallet"),
        order_no=pl.coalesce(optional(lines, "order_no", pl.String), inside),
        other_sen=signed,
        net_sen=signed,
    )
    moment = pl.coalesce("occurred_at", "occurred_date")
    content = ("moment", "kind", "order_no", "net_sen")
    return paired(numbered(keyed(moved.with_columns(moment=moment), content)).drop("moment"))


def _failed_payouts(lines: "pl.DataFrame", signed: "pl.Expr") -> "tuple[pl.Expr, pl.Expr]":
    """Amounts, and which rows are withdrawals that failed.

    Where the running balance holds such a row it moved, until it comes back; else it moved nothing.
    """
    failed = _failed() & (pl.col("kind") == "withdraw")
    balance = pl.col("balance_sen")
    marked = lines.select(
        "row_no",
        failed=failed.fill_null(value=False),
        moved=(balance - balance.shift(-1) == signed) | (balance - balance.shift(1) == signed),
    )
    still = marked.filter(pl.col("failed") & ~pl.col("moved").fill_null(value=False))["row_no"]
    stayed = pl.col("row_no").is_in(still.implode())
    return pl.when(stayed).then(0).otherwise(signed), failed.fill_null(value=False)


def _totals(ctx: FileContext, label: str) -> int | None:
    """A total above the header: its label in the first cell, its amount in the next filled one."""
    for row in ctx.preamble:
        if row and row[0] and row[0].strip().rstrip(":").lower() == label:
            return next((a for c in row[1:] if (a := printed_amount(c)) is not None), None)
    return None


def _prove(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """The totals above the header, then the running balance."""
    amounts = pl.col("net_sen")
    into, out = lines.select(
        amounts.filter(amounts > 0).sum(), amounts.filter(amounts < 0).sum().alias("out")
    ).row(0)
    prove(ctx, ("Total Saldo Masuk", "money in"), _totals(ctx, "total saldo masuk"), into)
    prove(ctx, ("Total Saldo Keluar", "money out"), _totals(ctx, "total saldo keluar"), out)
    tell_unknown(lines, ctx, "description")
    balances = printed_balances(lines)
    prove_balance(balances, ctx)
    return as_lines(balances)


def _failed() -> "pl.Expr":
    return pl.col("status").str.contains(r"(?i)gagal|fail")


def _failed_otherwise() -> "pl.Expr":
    """Any other movement that failed: it moved nothing."""
    texts = pl.concat_str([pl.col(pl.String)], separator=" ", ignore_nulls=True)
    return _failed() & ~texts.str.contains(r"(?i)\bpenarikan\b")


def _part(columns: tuple[Column, ...]) -> Part:
    return Part(
        target="settlement_lines",
        columns=columns,
        key=("line_key",),
        twins=True,
        sorted_by="occurred_date",
        period_of="occurred_date",
        skip_rows=(Skip("failed", _failed_otherwise),),
        event_times=("occurred_at",),
        rows=_movements,
        finish=_prove,
    )


_SINCE_2024 = _part(
    (
        Column("occurred_at", ("Tanggal Transaksi",), _TIME, required=True, filled=True),
        Column("type", ("Tipe Transaksi",), Text(), required=True),
        Column("details", ("Deskripsi",), Text()),
        Column("order_no", ("No. Pesanan",), Id()),
        Column("direction", ("Jenis Transaksi",), Text(), required=True),
        Column("net_sen", ("Jumlah",), PLAIN, required=True, filled=True),
        Column("status", ("Status",), Text(), required=True),
        Column("balance_sen", ("Saldo Akhir",), PLAIN, required=True),
    )
)
_BEFORE_2024 = _part(
    (
        Column("occurred_at", ("Tanggal",), _TIME, required=True, filled=True),
        Column("unused_receiver", ("Penerima Dana",), Text(), required=True),
        Column("net_sen", ("Jumlah Dana",), Money("by_column"), required=True, filled=True),
        Column("details", ("Deskripsi",), Text(), required=True),
        Column("status", ("Status",), Text(), required=True),
        Column("balance_sen", ("Saldo",), Money("by_column"), required=True),
    )
)

SPEC = SourceSpec(
    name="shopee-balance",
    version=1,
    platform="shopee",
    title=("Saldo Shopee (mutasi)", "Shopee balance (movements)"),
    formats=("xlsx", "csv"),
    marks=("Jenis Transaksi", "Penerima Dana"),
    parts=(_SINCE_2024, _BEFORE_2024),
)
