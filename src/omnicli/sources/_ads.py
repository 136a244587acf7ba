"""What the exports of every ads manager share: levels, dates, currency, totals, damage."""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.domain.money import told_rupiah
from omnicli.ingest.convert.money import to_money
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Text

if TYPE_CHECKING:
    import polars as pl

LEVELS = ("campaign", "adset", "ad")
"""From wide to fine; the finest name column of a file is its level."""

KEY = ("level", *LEVELS, "date_from", "date_to")
SUMS = ("spend_sen", "impressions", "clicks", "results", "conversions", "revenue_sen")
"""What rows of one key add up to: ads that share a name, breakdowns. Reach is not among them."""

EMPTY = ("-", "–", "--", "N/A")
MONEY = Money("plain")
COUNT = Count(fractional=True)
DAY = Day(("%Y-%m-%d",))
TOTAL = "total"
"""The skip reason under which a file's own total row is left out."""

_THOUSANDS = r"^\d{1,3}(\.\d{3})+$"
"""Ads managers print two decimals at most, so three digits after a dot are thousands of a re-saved
file, and the decimals of its other amounts are gone."""

_TOTAL_LABEL = (
    r"(?i)^(?:(?:grand )?total|jumlah|total keseluruhan"
    r"|total (?:of |dari )?[\d.,]+ (?:results?|hasil|rows?|baris))$"
)


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


def unused(headers: Sequence[tuple[str, ...]], *, suffix: bool = False) -> tuple[Column, ...]:
    """Columns that are known and not kept: rates that follow from the counts, and settings."""
    return tuple(
        Column(f"unused_{number}", aliases, Text(), suffix=suffix)
        for number, aliases in enumerate(headers)
    )


def labelled_total() -> "pl.Expr":
    """A row that calls itself a total in any of its cells (`Total of 12 results`)."""
    import polars as pl

    return pl.any_horizontal(pl.col(pl.String).str.contains(_TOTAL_LABEL))


def finest(lines: "pl.DataFrame") -> str:
    """The level of a file: its finest name column, or the account's own sums."""
    return max((n for n in LEVELS if n in lines.columns), key=LEVELS.index, default="account")


def first(lines: "pl.DataFrame", name: str, *columns: str) -> "list[pl.Expr]":
    """The first of `columns` with a value; nothing where the file carries none of them."""
    import polars as pl

    present = [pl.col(column) for column in columns if column in lines.columns]
    return [pl.coalesce(present).alias(name)] if present else []


def figures(lines: "pl.DataFrame", columns: Mapping[str, Sequence[str]]) -> "list[pl.Expr]":
    """The spend, and each canonical figure from the first of its columns that has a value."""
    import polars as pl

    kept = [pl.col("spend_sen").fill_null(0)]
    for name, candidates in columns.items():
        kept += first(lines, name, *candidates)
    return kept


def refuse_foreign(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Refuse a file whose spend is not in rupiah, by its header or by its `currency` column."""
    said = [ctx.units.get("spend_sen")]
    if "currency" in lines.columns:
        said += lines["currency"].drop_nulls().unique(maintain_order=True).to_list()
    for currency in said:
        if currency and currency.strip().upper() not in {"IDR", "RP"}:
            raise OmniError("E_CURRENCY", file=ctx.file_name, column="spend_sen", value=currency)


def refuse_resaved(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Refuse a file that a spreadsheet program has written again with thousands separators."""
    import polars as pl

    damaged = lines.filter(pl.col("spend_text").str.contains(_THOUSANDS))["spend_text"]
    if len(damaged):
        raise OmniError("E_ADS_RESAVED", file=ctx.file_name, column="spend_sen", value=damaged[0])


def prove_total(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Warn where the one total row a file prints is not the sum of its rows.

    Each printed amount is rounded, so half a sen per row, and half a rupiah of the total, are no
    difference.
    """
    left_out = ctx.left_out.get(TOTAL)
    if left_out is None or left_out.height != 1 or "spend_sen" not in left_out.columns:
        return
    column = Column("spend_sen", ("",), MONEY)
    printed = to_money(left_out["spend_sen"], column).series[0][0]
    summed = int(lines["spend_sen"].sum() or 0)
    if printed is None or abs(printed - summed) <= 50 + lines.height // 2:
        return
    ctx.issues.append(
        Issue(
            "W_ADS_TOTAL",
            "warning",
            ctx.file_name,
            row=left_out["row_no"][0],
            column=column.name,
            value=left_out["spend_sen"][0],
            fields={"printed": told_rupiah(printed), "summed": told_rupiah(summed)},
        )
    )
