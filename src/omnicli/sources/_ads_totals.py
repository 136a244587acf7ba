"""Which rows of an ads report are totals of its other rows, and whether they add up.

A row that calls itself a total is one. So is a row that says less than others (no ad set, all ages,
no day) and spends what the others of its names and dates spend together: were it counted, its spend
would count twice. A row that says less and spends something else stays, and `_ads_levels.py` finds
its place.
"""

from collections.abc import Callable
from collections.abc import Sequence

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
from omnicli.ingest.convert.money import to_money
from omnicli.ingest.datarows import TOTAL_LABEL
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Skip
from omnicli.sources._ads_levels import ALL
from omnicli.sources._ads_levels import EMPTY

TOTAL = "total"
"""The skip reason under which a file's own total row is left out."""

_SPEND = Column("spend_sen", ("",), Money("plain"))

Say = Sequence[str]
"""Columns that say one thing of a row, such as a campaign by its id and by its name."""


def totals(*things: Say, days: Say = (), spans: Say = ()) -> Skip:
    """The skip rule of a report whose rows say these things.

    `days` name the day of a row, `spans` its days from and to.
    """

    def rule() -> "pl.Expr":
        found = _rule((days, *things), spans)
        return pl.struct(pl.all()).map_batches(found, return_dtype=pl.Boolean)

    return Skip(TOTAL, rule)


def _rule(things: Sequence[Say], spans: Say) -> "Callable[[pl.Series], pl.Series]":
    def of(rows: "pl.Series") -> "pl.Series":
        lines = rows.struct.unnest()
        text = [c for c in lines.columns if lines[c].dtype == pl.String]
        labelled = pl.any_horizontal(pl.lit(value=False), pl.col(text).str.contains(TOTAL_LABEL))
        known = [thing for thing in things if set(thing) & set(lines.columns)]
        dated = bool(known) and known[0] == things[0]
        frame = lines.select(
            labelled.fill_null(value=False).alias("total"),
            _spend(lines["spend_sen"]).alias("spend"),
            _label(lines, spans).alias("span"),
            *(_label(lines, thing).alias(f"t{place}") for place, thing in enumerate(known)),
        )
        return _summing(frame, [f"t{place}" for place in range(len(known))], days=dated)

    return of


def _spend(text: "pl.Series") -> "pl.Series":
    """What each row spent; nothing where the column is refused as a whole, which is told later."""
    try:
        return to_money(text, _SPEND).series[0]
    except OmniError:
        return pl.Series(text.name, [None], dtype=pl.Int64).new_from_index(0, len(text))


def _label(lines: "pl.DataFrame", columns: Say) -> "pl.Expr":
    """The first of the columns that says something of one thing; '' for all or none."""
    there = [pl.col(c).str.strip_chars() for c in columns if c in lines.columns]
    labels = [pl.when(~c.is_in([*EMPTY, ""]) & ~c.str.contains(ALL)).then(c) for c in there]
    return pl.coalesce(*labels, pl.lit(""))


def _summing(frame: "pl.DataFrame", things: list[str], *, days: bool) -> "pl.Series":
    """The labelled rows, and those that others add up to; `days`: the first thing is the day."""
    shape = pl.concat_str(pl.lit(""), *((pl.col(t) != "").cast(pl.Int8) for t in things))
    rows = frame.with_columns(shape.alias("shape")).with_row_index("n")
    found = set(rows.filter("total")["n"])
    rest = rows.filter(~pl.col("total"))
    shapes = sorted(rest["shape"].unique().to_list(), key=lambda s: s.count("1"))
    for wide in shapes:
        key = ["span", *(t for t, present in zip(things, wide, strict=True) if present == "1")]
        mine = rest.filter(pl.col("shape") == wide).select("n", "spend", *key)
        for fine in shapes:
            more = {n for n, (a, b) in enumerate(zip(wide, fine, strict=True)) if a < b}
            if not more or any(a == "1" and b == "0" for a, b in zip(wide, fine, strict=True)):
                continue
            parts = (
                rest.filter((pl.col("shape") == fine) & pl.col("spend").is_not_null())
                .group_by(key)
                .agg(pl.col("spend").sum().alias("sum"), pl.len().alias("parts"))
            )
            alike = (pl.col("spend") - pl.col("sum")).abs() <= 50 * (pl.col("parts") + 1)
            # One row that only lacks its day is a damaged one as well as a total.
            enough = pl.col("parts") >= (2 if days and more == {0} else 1)
            found |= set(mine.join(parts, on=key).filter(alike & enough)["n"])
    return pl.Series([n in found for n in range(frame.height)], dtype=pl.Boolean)


def prove_totals(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Warn where a total row of a file is not the sum of its rows, or of those of its day.

    `lines` have their level and dates: rows of unlike levels are not added up. Each printed amount
    is rounded, so half a sen per row, and half a rupiah of the total, are no difference.
    """
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
