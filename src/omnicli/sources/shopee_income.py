"""Shopee income report ("sudah dilepas"), the classic layout and that of 2026: one line per order.

`net_sen` is `Total Penghasilan`, what Shopee released for the order. Its signed columns are the
components: product price, discounts, refunds, vouchers and coins the seller bears → gross;
everything about delivery → shipping; commission, service, processing and programme fees → fee;
duties and income tax → tax; the rest → other. `Biaya Isi Saldo Otomatis` pays for ads out of the
proceeds and becomes a line `ads_topup`. The 2026 layout repeats each order per SKU: only its
`Order` rows are read. `Service Fee Details` and `Order Processing Fee` break fees down that the
income already holds, and are never added. The sheet `Adjustment` is money of its own.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._common import optional
from omnicli.sources._settlement import CHARGES
from omnicli.sources._settlement import PARTS
from omnicli.sources._settlement import PLAIN
from omnicli.sources._settlement import Rules
from omnicli.sources._settlement import as_lines
from omnicli.sources._settlement import components
from omnicli.sources._settlement import keyed
from omnicli.sources._settlement import kind_of
from omnicli.sources._settlement import labelled
from omnicli.sources._settlement import numbered
from omnicli.sources._settlement import printed_amount
from omnicli.sources._settlement import prove
from omnicli.sources._settlement import tell_rest
from omnicli.sources._settlement import topped_up
from omnicli.sources._settlement import total
from omnicli.sources._shopee_fees import category_fees
from omnicli.sources._shopee_fees import charges
from omnicli.sources._shopee_income_columns import AFFILIATE
from omnicli.sources._shopee_income_columns import BUYER_SHIPPING
from omnicli.sources._shopee_income_columns import CLASSIC_PRICE
from omnicli.sources._shopee_income_columns import FEES
from omnicli.sources._shopee_income_columns import GROSS
from omnicli.sources._shopee_income_columns import NEW_PRICE
from omnicli.sources._shopee_income_columns import PASSIVE
from omnicli.sources._shopee_income_columns import REFUND
from omnicli.sources._shopee_income_columns import SHIPPING
from omnicli.sources._shopee_income_columns import SUBSIDY
from omnicli.sources._shopee_income_columns import TAX
from omnicli.sources._shopee_income_columns import TOPUP

_ORDER_NO = Id(pattern=r"\d{6}[0-9A-Z]{8}")
_DAY = Day(("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"))
_ADJUSTMENTS: Rules = (
    (r"barang hilang|paket hilang|lost", "claim_lost"),
    (r"penambahan wallet\] shopee ongkir|gratis ongkir", "shipping_cashback"),
    (r"setelah dana dilepaskan", "refund"),
    (r"penggantian dana|kompensasi|^logistik", "claim_other"),
    (r"iklan|ads", "ads_topup"),
    (r"", "adjustment"),
)
"""By type and reason of an adjustment."""
_SHOWN_AS = {"refund": "gross_sen", "shipping_cashback": "shipping_sen"}
"""The component an adjustment's amount stands in; the others are `other_sen`."""


def _income(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Each order's components; what they leave of the income is ads paid, or not explained."""
    by_category = category_fees(lines, ctx)
    sums = lines.with_columns(
        amounts.alias(f"fee_category_{n}_sen") for n, amounts in enumerate(by_category.values())
    )
    parts = components(sums, ("gross", "shipping", "fee", "tax"))
    sums = sums.with_columns(**parts, ads_paid=optional(lines, "topup_sen", pl.Int64).fill_null(0))
    explained = pl.sum_horizontal(*parts)
    return keyed(
        sums.with_columns(
            ledger=pl.lit("detail"),
            kind=pl.lit("revenue"),
            refund_sen=optional(lines, REFUND, pl.Int64).replace(0, None),
            buyer_shipping_sen=total(lines, BUYER_SHIPPING).replace(0, None),
            shipping_subsidy_sen=total(lines, SUBSIDY).replace(0, None),
            affiliate_sen=optional(lines, AFFILIATE, pl.Int64).replace(0, None),
            charges=charges(sums, ctx, by_category),
            other_sen=pl.col("net_sen") - explained,
            unexplained=pl.col("net_sen") - explained - pl.col("ads_paid"),
        ).select(*_INCOME_LINE, "unexplained", "ads_paid", "row_no"),
        ("order_no", "kind", "occurred_date"),
    )


_INCOME_LINE = (
    "ledger",
    "kind",
    "order_no",
    "gross_sen",
    "shipping_sen",
    "fee_sen",
    "tax_sen",
    "other_sen",
    "net_sen",
    *PARTS,
    CHARGES,
    "occurred_date",
)


def _split(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    tell_rest(lines, ctx, "unexplained")
    return topped_up(lines, "ads_paid")


def _prove_income(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """The rows against the sheet `Summary`: a file someone cut no longer adds up to it."""
    printed = labelled(ctx.sheets, ("Summary",), ("3. Total yang Dilepas", "Total yang Dilepas"))
    prove(ctx, ("Total yang Dilepas", "the total released"), printed, int(lines["net_sen"].sum()))
    return as_lines(lines)


def _is_sku() -> "pl.Expr":
    return pl.col("view_by").str.to_lowercase().fill_null("") != "order"


def _income_part(sheet: str, price: tuple[Column, ...], *more: Column) -> Part:
    columns = (
        Column("order_no", ("No. Pesanan",), _ORDER_NO, required=True, filled=True),
        Column("occurred_date", ("Tanggal Dana Dilepaskan",), _DAY, required=True, filled=True),
        Column("net_sen", ("Total Penghasilan",), PLAIN, required=True, filled=True),
        *price,
        *GROSS,
        *SHIPPING,
        *FEES,
        *TAX,
        TOPUP,
        *PASSIVE,
        *more,
    )
    return Part(
        target="settlement_lines",
        columns=columns,
        key=("line_key",),
        sorted_by="occurred_date",
        period_of="occurred_date",
        sheets=(sheet, "*"),
        skip_rows=(Skip("sku detail", _is_sku),) if more else (),
        event_times=("occurred_date",),
        rows=_income,
        lines=_split,
        finish=_prove_income,
    )


_VIEW_BY = Column("view_by", ("Lihat berdasarkan", "View By"), Text(), required=True)
_TOTAL_ROW = "total"


def _is_total() -> "pl.Expr":
    return pl.col("number").str.contains(r"(?i)^total")


def _adjust(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """Each adjustment in the component its kind stands for."""
    reason = optional(lines, "reason", pl.String)
    text = pl.concat_str(pl.col("type"), reason, separator=" ", ignore_nulls=True)
    typed = lines.with_columns(
        ledger=pl.lit("detail"), kind=kind_of(text, _ADJUSTMENTS), description=text
    )
    place = pl.col("kind").replace_strict(_SHOWN_AS, default="other_sen")
    amounts = {
        name: pl.when(place == name).then(pl.col("net_sen")).otherwise(0)
        for name in ("gross_sen", "shipping_sen", "other_sen")
    }
    content = ("order_no", "occurred_date", "description", "net_sen")
    return numbered(keyed(typed.with_columns(**amounts), content))


def _prove_adjustments(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    totals = ctx.left_out.get(_TOTAL_ROW)
    printed = None
    if totals is not None and totals.height == 1:
        printed = printed_amount(totals["net_sen"][0])
    prove(ctx, ("Total Biaya Penyesuaian", "adjustments"), printed, int(lines["net_sen"].sum()))
    return as_lines(lines)


_ADJUSTMENT = Part(
    target="settlement_lines",
    columns=(
        Column("number", ("No.",), Text()),
        Column("occurred_date", ("Tanggal Penyesuaian Dibuat",), _DAY, required=True, filled=True),
        Column("type", ("Tipe Penyesuaian | Deskripsi", "Tipe Penyesuaian"), Text()),
        Column("reason", ("Alasan Penyesuaian",), Text()),
        Column("net_sen", ("Biaya Penyesuaian",), PLAIN, required=True, filled=True),
        Column("order_no", ("No. Pesanan Terhubung",), Id()),
        Column("unused_released", ("Tanggal Dana Dilepaskan",), Text()),
    ),
    key=("line_key",),
    sheets=("Adjustment", "Penyesuaian"),
    companion=True,
    skip_rows=(Skip(_TOTAL_ROW, _is_total),),
    event_times=("occurred_date",),
    rows=_adjust,
    finish=_prove_adjustments,
)

SPEC = SourceSpec(
    name="shopee-income",
    version=1,
    platform="shopee",
    title=("Penghasilan Shopee (sudah dilepas)", "Shopee income (released)"),
    formats=("xlsx",),
    marks=("Tanggal Dana Dilepaskan",),
    parts=(
        _income_part("Income", CLASSIC_PRICE),
        _income_part("Penghasilan", NEW_PRICE, _VIEW_BY),
        _ADJUSTMENT,
    ),
)
