"""Lazada finance export (transaction overview): one row per amount of an order item. A guess.

Built from the public column names alone; no file of a real shop was opened. Each row is one amount
of one fee name, signed; VAT and withholding tax stand inside it and are not split off.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._common import unread
from omnicli.sources._settlement import Rules
from omnicli.sources._settlement import as_lines
from omnicli.sources._settlement import keyed
from omnicli.sources._settlement import kind_of
from omnicli.sources._settlement import numbered
from omnicli.sources._settlement import tell_unknown

_FEES: Rules = (
    (r"refund|reversal|pengembalian", "refund"),
    (r"item price|harga barang", "revenue"),
    (r"shipping|ongkos kirim|ongkir", "payment_for"),
    (r"sponsored|ads|iklan", "ads_topup"),
    (r"claim|klaim|lost", "claim_other"),
    (r"fee|commission|komisi|biaya", "fee"),
    (r"adjust|penyesuaian|subsid|voucher", "adjustment"),
)
"""By fee name, the first that fits."""


def _amounts(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """One detail line per row, its amount in the component its kind stands for."""
    typed = lines.with_columns(
        kind=kind_of(pl.col("fee_name"), _FEES),
        description=pl.col("fee_name"),
        ledger=pl.lit("detail"),
    )
    content = ("occurred_date", "order_no", "item_no", "fee_name", "number", "net_sen")
    keys = [c for c in content if c in typed.columns]
    return numbered(
        keyed(typed, keys).with_columns(
            gross_sen=_of("revenue", "refund"),
            shipping_sen=_of("payment_for"),
            fee_sen=_of("fee"),
            other_sen=_of("ads_topup", "claim_other", "adjustment", "unclassified"),
        )
    )


def _of(*kinds: str) -> "pl.Expr":
    return pl.when(pl.col("kind").is_in(kinds)).then(pl.col("net_sen")).otherwise(0)


def _described(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    tell_unknown(lines, ctx, "fee_name")
    return as_lines(lines)


SPEC = SourceSpec(
    name="lazada-income",
    version=1,
    platform="lazada",
    title=("Keuangan Lazada (rincian transaksi)", "Lazada finance (transaction overview)"),
    short=("Penghasilan Lazada", "Lazada income"),
    formats=("csv", "xlsx"),
    confidence="guess",
    marks=("Lazada SKU", "WHT Amount"),
    parts=(
        Part(
            target="settlement_lines",
            columns=(
                Column(
                    "occurred_date",
                    ("Transaction Date",),
                    Day(("%d %b %Y", "%Y-%m-%d", "%d/%m/%Y")),
                    required=True,
                    filled=True,
                ),
                Column("fee_name", ("Fee Name",), Text(), required=True, filled=True),
                Column("number", ("Transaction Number",), Id()),
                Column("net_sen", ("Amount",), Money("by_column"), required=True, filled=True),
                Column("order_no", ("Order No.", "Order Number"), Id(), required=True),
                Column("item_no", ("Order Item No.",), Id()),
                Column("payout_ref", ("Statement",), Text()),
                *unread(
                    ("Transaction Type",),
                    ("Details",),
                    ("Seller SKU",),
                    ("Lazada SKU",),
                    ("VAT in Amount",),
                    ("WHT Amount",),
                    ("WHT included in Amount",),
                    ("Paid Status",),
                    ("Order Item Status",),
                    ("Shipping Provider",),
                    ("Shipping Speed",),
                    ("Shipment Type",),
                    ("Reference",),
                    ("Comment",),
                    ("PaymentRefId",),
                ),
            ),
            key=("line_key",),
            event_times=("occurred_date",),
            rows=_amounts,
            twins=True,
            finish=_described,
        ),
    ),
)
