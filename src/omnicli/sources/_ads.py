"""What the exports of every ads manager share: levels, dates, currency, totals, damage."""

from collections.abc import Mapping
from collections.abc import Sequence

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Text
from omnicli.sources._ads_levels import EMPTY
from omnicli.sources._ads_levels import LEVELS
from omnicli.sources._identity import owned_by_column

KEY = ("level", *LEVELS, "date_from", "date_to")
SUMS = ("spend_sen", "impressions", "clicks", "results", "conversions", "revenue_sen")
"""What rows of one key add up to: ads that share a name, breakdowns. Reach is not among them."""

MONEY = Money("plain")
COUNT = Count(fractional=True)
DAY = Day(("%Y-%m-%d",))
_THOUSANDS = r"^\d{1,3}(\.\d{3})+$"
"""Ads managers print two decimals at most, so three digits after a dot are thousands of a re-saved
file, and the decimals of its other amounts are gone."""


def figure(name: str, *aliases: str) -> Column:
    """A count; a few of them are printed as `<5`, which says nothing that adds up."""
    return Column(name, aliases, COUNT, empty=(*EMPTY, "<5", "< 5"))


def amount(name: str, *aliases: str) -> Column:
    """An amount in rupiah."""
    return Column(name, aliases, MONEY, empty=EMPTY)


def word(name: str, *aliases: str) -> Column:
    """A name or a label."""
    return Column(name, aliases, Text(), empty=EMPTY)


def spend(*aliases: str) -> tuple[Column, Column]:
    """What an ad cost, typed and as it was printed; the header may name a currency."""
    return (
        Column("spend_sen", aliases, MONEY, required=True, empty=EMPTY, suffix=True),
        Column("spend_text", aliases, Text(), empty=EMPTY, suffix=True),
    )


def of_account(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Note the ad account that the rows name, by its id or else by its name."""
    if "account_id" in lines.columns and lines["account_id"].is_not_null().any():
        owned_by_column(lines, ctx, "ad_account", "account_id", "account_name")
    else:
        owned_by_column(lines, ctx, "ad_account_name", "account_name")


def first(lines: "pl.DataFrame", name: str, *columns: str) -> "list[pl.Expr]":
    """The first of `columns` with a value; nothing where the file carries none of them."""
    present = [pl.col(column) for column in columns if column in lines.columns]
    return [pl.coalesce(present).alias(name)] if present else []


def figures(lines: "pl.DataFrame", columns: Mapping[str, Sequence[str]]) -> "list[pl.Expr]":
    """The spend, and each canonical figure from the first of its columns that has a value."""
    kept = [pl.col("spend_sen").fill_null(0)]
    for name, candidates in columns.items():
        kept += first(lines, name, *candidates)
    return kept


def refuse_foreign(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Refuse a file whose spend is not in rupiah, by its header or by its `currency` column."""
    currencies = [ctx.units.get("spend_sen")]
    if "currency" in lines.columns:
        currencies += lines["currency"].drop_nulls().unique(maintain_order=True).to_list()
    for currency in currencies:
        if currency and currency.strip().upper() not in {"IDR", "RP"}:
            raise OmniError("E_CURRENCY", file=ctx.file_name, column="spend_sen", value=currency)


def refuse_resaved(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Refuse a file that a spreadsheet program has written again with thousands separators."""
    damaged = lines.filter(pl.col("spend_text").str.contains(_THOUSANDS))["spend_text"]
    if len(damaged):
        raise OmniError("E_ADS_RESAVED", file=ctx.file_name, column="spend_sen", value=damaged[0])


def unlike_results(rows: "pl.DataFrame", ctx: FileContext, key: Sequence[str]) -> "pl.DataFrame":
    """The rows without results where rows of one key count different kinds of them."""
    if not {"results", "result_type"} <= set(rows.columns):
        return rows
    kinds = pl.col("result_type").filter(pl.col("results").is_not_null()).n_unique().over(key)
    mixed = rows.select(kinds > 1).to_series().fill_null(value=False)
    if not mixed.any():
        return rows
    ctx.issues.append(
        Issue("N_ADS_RESULTS", "notice", ctx.file_name, fields={"count": int(mixed.sum())})
    )
    return rows.with_columns(pl.when(~mixed).then(c).alias(c) for c in ("results", "result_type"))
