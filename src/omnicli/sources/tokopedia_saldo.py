"""Tokopedia seller balance (mutasi saldo, before the merge with TikTok Shop): a wallet.

One row per movement with the balance after it; debits are negative. The invoice stands in the
description. What a withdrawal says of the bank account and its owner is dropped. The running
balance is proved row by row.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources._common import single_spaced
from omnicli.sources._failed_payouts import FAILED
from omnicli.sources._failed_payouts import RULE as FAILED_RULE
from omnicli.sources._failed_payouts import paired
from omnicli.sources._settlement import PLAIN
from omnicli.sources._settlement import Rules
from omnicli.sources._settlement import as_lines
from omnicli.sources._settlement import keyed
from omnicli.sources._settlement import kind_of
from omnicli.sources._settlement import numbered
from omnicli.sources._settlement import printed_balances
from omnicli.sources._settlement import prove_balance
from omnicli.sources._settlement import tell_unknown

_EVENTS: Rules = (
    (r"pinjaman|modal toko|\bloan\b|cicilan", "financing"),
    (r"biaya layanan|power merchant|biaya.*bebas ongkir", "fee"),
    FAILED_RULE,
    (r"^withdraw|^penarikan", "withdraw"),
    (r"^transaksi penjualan berhasil", "revenue"),
    (r"topads|iklan|\bads\b", "ads_topup"),
    (r"^(?:top ?up|isi (?:ulang )?saldo|setoran)", "add_balance"),
    (r"resolusi|pengembalian dana|refund", "refund"),
    (r"ongkir|ongkos kirim|asuransi|pengiriman", "payment_for"),
    (r"biaya", "fee"),
    (r"subsidi|cashback|penyesuaian", "adjustment"),
)
"""By description, the first that fits: families were seen with endings of many kinds."""


def _movements(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """One wallet line per row, its amount in the component its kind stands for."""
    details = lines["details"].fill_null("")
    if details.str.contains("_x000", literal=True).any():
        details = details.str.replace_all(r"_x000[dD]_", " ")
    texts = lines.with_columns(text=details).with_columns(single_spaced(pl.col("text")))
    debit = pl.col("mutation").str.contains(r"(?i)debit").fill_null(value=False)
    amount = pl.col("amount_sen")
    signed = pl.when(debit & (amount > 0)).then(-amount).otherwise(amount)
    typed = texts.with_columns(kind=kind_of(pl.col("text"), _EVENTS), net_sen=signed)
    is_payout = pl.col("kind") == "withdraw"
    moved = typed.select(
        "row_no",
        "occurred_at",
        "occurred_date",
        "balance_sen",
        "kind",
        "net_sen",
        ledger=pl.lit("wallet"),
        order_no=pl.col("text").str.extract(r"(INV/\d{8}/[^\s,;)]+)"),
        gross_sen=_when("revenue", "refund"),
        shipping_sen=_when("payment_for"),
        fee_sen=_when("fee"),
        other_sen=_when(
            *(
                "withdraw",
                FAILED,
                "ads_topup",
                "adjustment",
                "financing",
                "add_balance",
                "unclassified",
            )
        ),
        description=pl.when(is_payout)
        .then(pl.lit("Withdrawal"))
        .when(pl.col("kind") == FAILED)
        .then(pl.lit("Withdrawal failed"))
        .otherwise(pl.col("text")),
    )
    moment = pl.coalesce("occurred_at", "occurred_date")
    content = ("moment", "description", "net_sen")
    return paired(numbered(keyed(moved.with_columns(moment=moment), content)).drop("moment"))


def _when(*kinds: str) -> "pl.Expr":
    return pl.when(pl.col("kind").is_in(kinds)).then(pl.col("net_sen")).otherwise(0)


def _prove(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    tell_unknown(lines, ctx, "description")
    balances = printed_balances(lines)
    prove_balance(balances, ctx)
    return as_lines(balances)


SPEC = SourceSpec(
    name="tokopedia-saldo",
    version=1,
    platform="tokopedia",
    title=("Saldo Tokopedia (mutasi)", "Tokopedia balance (movements)"),
    formats=("xlsx", "csv"),
    marks=("Mutation (Debit/Credit)",),
    parts=(
        Part(
            target="settlement_lines",
            columns=(
                Column(
                    "occurred_at",
                    ("Date",),
                    When(("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")),
                    required=True,
                    filled=True,
                ),
                Column("mutation", ("Mutation (Debit/Credit)",), Text(), required=True),
                Column("details", ("Description",), Text(), required=True),
                Column("amount_sen", ("Nominal (Rp)",), PLAIN, required=True, filled=True),
                Column("balance_sen", ("Balance (Rp)",), PLAIN, required=True),
            ),
            key=("line_key",),
            twins=True,
            event_times=("occurred_at",),
            rows=_movements,
            finish=_prove,
        ),
    ),
)
