"""Which rows of an ads report are totals of its other rows, and whether they add up.

A row that calls itself a total is one. So is a row that says less than others (no ad set, all ages,
no day) and spends what the others of its names and dates spend together: were it counted, its spend
would count twice. A row that says less and spends something else stays, and `_ads_levels.py` finds
its place.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
from omnicli.ingest.convert.money import to_money
from omnicli.ingest.datarows import TOTAL_LABEL
from omnicli.ingest.datarows import UNREAD
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Skip
from omnicli.sources._ads_levels import ALL
from omnicli.sources._ads_levels import EMPTY

TOTAL = "total"
"""The skip reason under which a file's own total row is left out."""
PART = "part of a row"
"""The skip reason of rows that only cut up another row, and not all of it."""

_SPEND = Column("spend_sen", ("",), Money("plain"))
_SEEN = ("impressions", "shown", "product_shown")
_CLICKED = ("link_clicks", "all_clicks", "clicked", "product_clicked", "clicks")
_AVERAGE = r"(?i)^(?:rata[- ]?rata|average|avg|mean)\b"
_OTHERS = 2
"""Rows with a spend that a sum of all others needs beside it: one is only alike."""
_NUMBER = r"^[-<]?\s?[\d.,%]+$"

Say = Sequence[str]
"""Columns that say one thing of a row, such as a campaign by its id and by its name."""


@dataclass(frozen=True, slots=True)
class _Report:
    """What the rows of a report say: the day, things with a name, and what cuts these up."""

    days: Say
    named: Sequence[Say]
    cuts: Sequence[Say]
    spans: Say


def totals(
    *named: Say, cuts: Sequence[Say] = (), days: Say = (), spans: Say = ()
) -> tuple[Skip, ...]:
    """The skip rules of a report whose rows name these things.

    `cuts` are columns that cut a thing of one day into several rows, `days` name the day of a row,
    `spans` its days from and to.
    """
    report = _Report(days, named, cuts, spans)

    def rule(find: "_Find") -> "Callable[[], pl.Expr]":
        found = _rule(report, find)
        return lambda: pl.struct(pl.all()).map_batches(found, return_dtype=pl.Boolean)

    return Skip(TOTAL, rule(_totals_of), unread=True), Skip(PART, rule(_parts_of), unread=True)


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows with `n`, `total`, `average`, `spend`, `seen`, `clicked`, `span`, and their things."""

    rows: "pl.DataFrame"
    things: Sequence[str]
    dated: bool
    """Whether the first thing is the day."""
    cuts: frozenset[int]
    """Which of the things are cuts."""


_Find = Callable[[_Table], set[int]]


def _rule(report: _Report, find: _Find) -> "Callable[[pl.Series], pl.Series]":
    def of(rows: "pl.Series") -> "pl.Series":
        lines = rows.struct.unnest()
        text = [
            c for c in lines.columns if lines[c].dtype == pl.String and not c.startswith(UNREAD)
        ]
        columns = set(lines.columns)
        named = [thing for thing in (report.days, *report.named) if set(thing) & columns]
        cuts = [thing for thing in report.cuts if set(thing) & columns]
        cuts += _unread_cuts(lines, [*named, *cuts, report.spans])
        known = [*named, *cuts]
        anywhere = pl.any_horizontal(pl.lit(value=False), pl.col(text).str.contains(TOTAL_LABEL))
        average = pl.any_horizontal(pl.lit(value=False), pl.col(text).str.contains(_AVERAGE))
        frame = lines.select(
            anywhere.fill_null(value=False).alias("total"),
            average.fill_null(value=False).alias("average"),
            _spend(lines["spend_sen"]).alias("spend"),
            _figure(lines, _SEEN).alias("seen"),
            _figure(lines, _CLICKED).alias("clicked"),
            _label(lines, report.spans).alias("span"),
            *(_label(lines, thing).alias(f"t{place}") for place, thing in enumerate(known)),
        )
        table = _Table(
            frame.with_row_index("n"),
            [f"t{place}" for place in range(len(known))],
            dated=bool(named) and named[0] == report.days,
            cuts=frozenset(range(len(named), len(known))),
        )
        found = find(table)
        return pl.Series([n in found for n in range(lines.height)], dtype=pl.Boolean)

    return of


def _unread_cuts(lines: "pl.DataFrame", known: Sequence[Say]) -> list[Say]:
    """Columns nobody maps that tell rows of one name and day apart, with words in some of them."""
    said = [c for thing in known for c in thing if c in lines.columns]
    several = lines.filter(lines.select(said).is_duplicated()) if said else lines.clear()
    if several.is_empty():
        return []
    words = []
    for name in (c for c in lines.columns if c.startswith((UNREAD, "unused_"))):
        cells = several[name].str.strip_chars()
        filled = cells.filter(~cells.is_in([*EMPTY, ""]).fill_null(value=True))
        if len(filled) and not filled.str.contains(_NUMBER).any():
            words.append(name)
    return [(name,) for name in words]


def _spend(text: "pl.Series") -> "pl.Series":
    """What each row spent; nothing where the column is refused as a whole, which is told later."""
    try:
        return to_money(text, _SPEND).series[0]
    except OmniError:
        return pl.Series(text.name, [None], dtype=pl.Int64).new_from_index(0, len(text))


def _figure(lines: "pl.DataFrame", columns: Say) -> "pl.Expr":
    """The first of these counts that the report has, 0 where a cell holds no number."""
    there = next((c for c in columns if c in lines.columns), None)
    text = pl.lit(None, dtype=pl.String) if there is None else pl.col(there)
    return text.cast(pl.Float64, strict=False).fill_null(0)


def _label(lines: "pl.DataFrame", columns: Say) -> "pl.Expr":
    """The first of the columns that says something of one thing; '' for all or none."""
    there = [pl.col(c).str.strip_chars() for c in columns if c in lines.columns]
    labels = [pl.when(~c.is_in([*EMPTY, ""]) & ~c.str.contains(ALL)).then(c) for c in there]
    return pl.coalesce(*labels, pl.lit(""))


def _totals_of(table: _Table) -> set[int]:
    """The rows that call themselves a total, and those that are the sum of others."""
    found = set(table.rows.filter("total")["n"])
    rest = table.rows.filter(~pl.col("total"))
    for mine, parts, more in _wider(rest, table.things):
        alike = (pl.col("spend") - pl.col("sum")).abs() <= 50 * (pl.col("parts") + 1)
        # One row that only lacks its day is a damaged one as well as a total.
        enough = pl.col("parts") >= (2 if table.dated and more == {0} else 1)
        found |= set(mine.join(parts, on=_key(mine)).filter(alike & enough)["n"])
    for key in [["span", "t0"], []] if table.dated else [["span"], []]:
        found |= _sum_of_all(rest.filter(~pl.col("n").is_in(found)), key)
    return found


def _parts_of(table: _Table) -> set[int]:
    """The rows that cut up another row and spend less than it: a few of it are not told."""
    found: set[int] = set()
    for mine, parts, more in _wider(table.rows, table.things):
        if more <= table.cuts:
            whole = mine.join(parts, on=_key(mine)).filter(pl.col("spend") > pl.col("sum"))
            found |= {n for numbers in whole["numbers"] for n in numbers}
    return found


def _key(mine: "pl.DataFrame") -> list[str]:
    return [c for c in mine.columns if c not in ("n", "spend")]


def _wider(
    rows: "pl.DataFrame", things: Sequence[str]
) -> "Iterator[tuple[pl.DataFrame, pl.DataFrame, set[int]]]":
    """Rows that say less, the sums of those that say more of the same, and what these say more."""
    shape = pl.concat_str(pl.lit(""), *((pl.col(t) != "").cast(pl.Int8) for t in things))
    rest = rows.with_columns(shape.alias("shape"))
    shapes = sorted(rest["shape"].unique().to_list(), key=lambda s: s.count("1"))
    for wide in shapes:
        key = ["span", *(t for t, present in zip(things, wide, strict=True) if present == "1")]
        mine = rest.filter(pl.col("shape") == wide).select("n", "spend", *key)
        for fine in shapes:
            more = {n for n, (a, b) in enumerate(zip(wide, fine, strict=True)) if a < b}
            if not more or any(a == "1" and b == "0" for a, b in zip(wide, fine, strict=True)):
                continue
            yield (
                mine,
                rest.filter((pl.col("shape") == fine) & pl.col("spend").is_not_null())
                .group_by(key)
                .agg(
                    pl.col("spend").sum().alias("sum"),
                    pl.len().alias("parts"),
                    pl.col("n").alias("numbers"),
                ),
                more,
            )


def _sum_of_all(rows: "pl.DataFrame", key: list[str]) -> set[int]:
    """Rows that are all others of their days together: in what they cost and in what was seen.

    Whatever such a row is called. Money alone may be so by chance, where budgets are round. One
    that calls itself an average costs what the others cost on the average.
    """
    figures = ("spend", "seen", "clicked")
    over = [f"{name}_all" for name in figures]
    sums = [
        pl.col(n).sum().over(key or pl.lit(1)).alias(o) for n, o in zip(figures, over, strict=True)
    ]
    count = (pl.col("spend") > 0).sum().over(key or pl.lit(1))
    wide = rows.with_columns(*sums, rows=count)
    near = (2 * pl.col("spend") - pl.col("spend_all")).abs() <= 50 * pl.col("rows")
    shown = (pl.col("seen") > 0) & (2 * pl.col("seen") == pl.col("seen_all"))
    clicked = (pl.col("clicked") > 0) & (2 * pl.col("clicked") == pl.col("clicked_all"))
    both = near & (shown | clicked) & ~((pl.col("seen") > 0) & ~shown)
    others = pl.col("rows") - 1
    mean = (pl.col("spend") * others - (pl.col("spend_all") - pl.col("spend"))).abs()
    average = pl.col("average") & (mean <= 50 * others * others)
    hit = (pl.col("spend") > 0) & (others >= _OTHERS) & (both | average)
    return set(wide.filter(hit)["n"])


def prove_totals(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Warn where a total row of a file is not the sum of its rows, or of those of its day.

    `lines` have their level and dates: rows of unlike levels are not added up. Each printed amount
    is rounded, so half a sen per row, and half a rupiah of the total, are no difference.
    """
    _tell_parts(ctx)
    left_out = ctx.left_out.get(TOTAL)
    if left_out is None or left_out.is_empty() or "spend_sen" not in left_out.columns:
        return
    text = [c for c in left_out.columns if left_out[c].dtype == pl.String]
    labelled = left_out.filter(pl.any_horizontal(pl.col(text).str.contains(TOTAL_LABEL)))
    printed = to_money(labelled["spend_sen"], _SPEND).series[0]
    days = lines.group_by("level", "date_from").agg(pl.col("spend_sen").sum(), pl.len())
    whole = days.group_by("level").agg(pl.col("spend_sen").sum(), pl.col("len").sum())
    sums = [*whole.select("spend_sen", "len").rows(), *days.select("spend_sen", "len").rows()]
    sums.append((sum(s for s, _ in whole.select("spend_sen", "len").rows()), lines.height))
    summed = max((s for s, _ in whole.select("spend_sen", "len").rows()), default=0)
    for place, total in enumerate(printed):
        if total is None or any(abs(total - s) <= 50 + count // 2 for s, count in sums):
            continue
        ctx.issues.append(
            Issue(
                "W_ADS_TOTAL",
                "warning",
                ctx.file_name,
                row=labelled["row_no"][place],
                column="spend_sen",
                value=labelled["spend_sen"][place],
                fields={"printed": rupiah_texts(total), "summed": rupiah_texts(summed)},
            )
        )


def _tell_parts(ctx: FileContext) -> None:
    """Warn of rows left out because they cut up another row and lack some of it."""
    parts = ctx.left_out.get(PART)
    if parts is None or parts.is_empty():
        return
    spent = _spend(parts["spend_sen"]).sum() or 0
    ctx.issues.append(
        Issue(
            "W_ADS_PARTS",
            "warning",
            ctx.file_name,
            row=parts["row_no"][0],
            fields={"rows": parts.height, "summed": rupiah_texts(int(spent))},
        )
    )
