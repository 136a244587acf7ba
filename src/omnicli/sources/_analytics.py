"""What the marketplaces' own analytics files have in common: their days, their counts, repeats.

Their figures are the marketplace's, over a span of days: they are ranked and never added to orders.
"""

import re

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import Transform
from omnicli.ingest.spec import When
from omnicli.sources._common import optional

RUPIAH = Money("by_column")
MANY = Count(style="plain", fractional=True)
DOTTED = Money("dot_thousands")
"""`Rp1.624.937`, as Shopee's Business Insights write it."""
MANY_DOTTED = Count(style="dot_thousands", fractional=True)
TIME = When(
    (
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y/%m/%d %H:%M:%S",
        "%Y/%m/%d %H:%M",
        "%Y/%m/%d/ %H:%M",
        "%d/%m/%Y %H:%M:%S",
        "%d/%m/%Y %H:%M",
        "%d-%m-%Y %H:%M:%S",
        "%d-%m-%Y %H:%M",
    )
)

_BETWEEN = r"\s*[~–—-]\s*"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/](\d\d)[-/](\d\d){_BETWEEN}(\d{{4}})[-/](\d\d)[-/](\d\d)")
_DAY_FIRST = re.compile(rf"(\d\d)[-/](\d\d)[-/](\d{{4}}){_BETWEEN}(\d\d)[-/](\d\d)[-/](\d{{4}})")


def file_days(ctx: FileContext) -> tuple[str, str]:
    """The first and last day printed above the table, else `--period`. Raises E_PERIOD_REQUIRED."""
    for cell in (cell or "" for row in ctx.preamble for cell in row):
        if found := _YEAR_FIRST.search(cell):
            return "-".join(found.groups()[:3]), "-".join(found.groups()[3:])
        if found := _DAY_FIRST.search(cell):
            return "-".join(found.groups()[2::-1]), "-".join(found.groups()[:2:-1])
    if ctx.period is None:
        raise OmniError("E_PERIOD_REQUIRED", file=ctx.file_name)
    return ctx.period


def of_days(platform: str) -> Transform:
    """Every row is a day of that platform. Raises E_COLUMN_MISSING where no column has the days."""

    def rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
        if "traffic_date" not in lines.columns and lines.height:
            raise OmniError(
                "E_COLUMN_MISSING",
                file=ctx.file_name,
                source=ctx.source,
                column="Tanggal",
                missing="Tanggal",
                found=", ".join(lines.columns),
                nearest="",
            )
        day = optional(lines, "traffic_date", pl.String)
        return lines.with_columns(traffic_date=day, platform=pl.lit(platform))

    return rows


def lives(platform: str, **columns: str) -> Transform:
    """Every row is a LIVE of that platform, with the minute of the day that its `clock` prints.

    `columns` are the same on every row.
    """

    def rows(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
        clock = pl.col("clock").str.extract_groups(r"(\d\d):(\d\d)")
        hour, minute = (clock.struct[n].cast(pl.Int64, strict=False) for n in (0, 1))
        same = {name: pl.lit(value) for name, value in columns.items()}
        timed = lines.with_columns(started_minute=hour * 60 + minute, platform=pl.lit(platform))
        return timed.with_columns(**same).drop("clock")

    return rows


def over_days(platform: str, *helpers: str) -> Transform:
    """Every row is of that platform, over the days of the file; `helpers` are not kept."""

    def rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
        first, last = file_days(ctx)
        return lines.with_columns(
            platform=pl.lit(platform), date_from=pl.lit(first), date_to=pl.lit(last)
        ).drop(*helpers, strict=False)

    return rows


def first_of(*columns: Column) -> tuple[Column, ...]:
    """The columns, each with the same headers of later sections known and left alone."""
    later = (
        Column(f"later_{number}", c.aliases, Text(), read=False, nth=2, suffix=c.suffix)
        for number, c in enumerate(columns)
    )
    return (*columns, *later)
