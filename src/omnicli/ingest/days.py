"""Whether the days of a file are the days it was made with.

A spreadsheet takes `05/08/2025` for the eighth of May, and leaves `13/08/2025` alone. What it did
shows in four ways: cells that became dates, rows that would be in order were day and month
exchanged, order numbers that carry their day, and days outside the period the file prints.
"""

import math
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.ingest.convert.dates import CELL_TEXT
from omnicli.ingest.grouping import GroupedRows
from omnicli.ingest.kinds import CellKinds
from omnicli.ingest.printed import printed_period
from omnicli.ingest.sections import Section
from omnicli.ingest.sections import place
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import When

_ENOUGH = 5
"""Rows, and `_DISTINCT` days, from which an order of rows is no accident."""
_DISTINCT = 3
_FAR = timedelta(days=3)
_NEAR = timedelta(days=1)
_AGREEING = 0.8
MONTHS = 12
_NO_ACCIDENT = 0.001
"""How unlikely an order of rows must be to prove what it says."""


def refuse_date_cells(
    rows: "pl.DataFrame", parts: Sequence[Section], kinds: CellKinds | None
) -> None:
    """Raise E_DATE_CELLS where a column that is text in the genuine export holds date cells.

    Each such cell becomes one fixed text, which a text cell may hold as well: `kinds` tells. Where
    all texts of a column begin with the year, a column of date cells only is as good; a mixed one
    is not.
    """
    part = parts[0].match.part
    if kinds is None:
        return
    doubted = {
        column.name: cells
        for column in part.columns
        if isinstance(column.type, When | Day) and column.name in rows.columns
        if (cells := rows[column.name].str.contains(CELL_TEXT).fill_null(value=False)).any()
    }
    # The sheet is read again for them: once for all columns.
    found = [(s.before, kinds(s.match, tuple(doubted))) for s in parts] if doubted else []
    for column in part.columns:
        kind = column.type
        if column.name not in doubted or not isinstance(kind, When | Day):
            continue
        cells = doubted[column.name]
        numbers = [of[column.name]["row"] + before for before, of in found if column.name in of]
        cells = cells & rows["row_no"].is_in(pl.concat(numbers) if numbers else [])
        if not cells.any():
            continue
        mixed = rows[column.name].filter(~cells).null_count() < int((~cells).sum())
        day_first = not all(f.startswith("%Y") for f in kind.formats)
        made = not (kind.cells or part.target == "bank_transactions")
        if (mixed and not kind.cells) or (day_first and made):
            hit = rows.filter(cells).select(pl.col("row_no"), pl.col(column.name)).row(0)
            _refuse("E_DATE_CELLS", parts, hit[0], column.name, hit[1])


def _refuse(code: str, parts: Sequence[Section], row: int, column: str, value: object) -> None:
    section, at = place(parts, row)
    sheet = section.match.sheet.name
    header = section.match.header_of(column)
    raise OmniError(code, sheet=sheet, row=at, column=header, value=value)


def refuse_swapped(typed: "pl.DataFrame", parts: Sequence[Section], ctx: FileContext) -> None:
    """Raise E_DAYS_SWAPPED where rows are in order once day and month are exchanged.

    Only days that lie closer together then are doubted: late entries at the end of a list are in
    order by accident as well. Where the days themselves say so and nothing proves it, and in a
    form, whose rows stand in no order of their own, both readings are shown.
    """
    part = parts[0].match.part
    for column in part.columns:
        name = f"{column.name.removesuffix('_at')}_date" if column.name.endswith("_at") else None
        name = name or column.name
        if not isinstance(column.type, When | Day) or name not in typed.columns:
            continue
        days = typed.select("row_no", name).drop_nulls()
        if days.height < _ENOUGH or days[name].n_unique() < _DISTINCT or ordered(days[name]):
            continue
        other = exchanged(days[name])
        changed = days.filter(other != days[name])
        if changed.is_empty():
            continue
        row, value = changed.row(0)
        scattered = _scattered(days[name], other)
        closer = ordered(other) and _months(other) < _months(days[name])
        by_hand = part.made_by == "hand"
        if closer and not by_hand and (scattered or _chance_of_order(other) < _NO_ACCIDENT):
            _refuse("E_DAYS_SWAPPED", parts, row, column.name, value)
        if scattered or closer:
            section, at = place(parts, row)
            fields: dict[str, object] = {"rows": changed.height, "other": exchange(value)}
            ctx.issues.append(
                Issue(
                    "W_DAYS_SWAPPED",
                    "warning",
                    ctx.file_name,
                    sheet=section.match.sheet.name,
                    row=at,
                    column=section.match.header_of(column.name),
                    value=value,
                    fields=fields,
                )
            )


def _months(days: "pl.Series") -> int:
    return days.str.slice(0, 7).n_unique()


def _chance_of_order(days: "pl.Series") -> float:
    """How likely the days, drawn in any sequence, would stand in rising or falling order."""
    counts = days.value_counts()["count"].to_list()
    return 2 * math.exp(sum(math.lgamma(n + 1) for n in counts) - math.lgamma(len(days) + 1))


def ordered(days: "pl.Series") -> bool:
    """Whether days stand in rising or falling order."""
    return bool(days.is_sorted() or days.is_sorted(descending=True))


def exchange(day: str) -> str:
    """The day with day and month exchanged, where that is a day; else the day itself."""
    year, month, of_month = day.split("-")
    return f"{year}-{of_month}-{month}" if int(of_month) <= MONTHS else day


def exchanged(days: "pl.Series") -> "pl.Series":
    """The days with day and month exchanged, where that is a day."""
    unique = days.unique().to_list()
    return days.replace_strict(unique, [exchange(d) for d in unique])


def _scattered(days: "pl.Series", other: "pl.Series") -> bool:
    """Whether all days up to the 12th lie in strange months, each on the day of the one month."""
    months = days.str.slice(0, 7)
    sure = set(months.filter(days == other).to_list())
    doubtful = days.filter(days != other)
    strange = doubtful.filter(~doubtful.str.slice(0, 7).is_in(list(sure)))
    if len(sure) != 1 or strange.str.slice(0, 7).n_unique() < _DISTINCT:
        return False
    return len(strange) == len(doubtful) and set(exchanged(strange).str.slice(0, 7)) == sure


def refuse_other_days(grouped: GroupedRows, parts: Sequence[Section], ctx: FileContext) -> None:
    """Raise E_DAY_OF_ID or E_DAY_OUTSIDE where ids or the printed period say another day."""
    part = parts[0].match.part
    if part.id_day is not None:
        _by_id(grouped, part, parts)
    if part.period_of is not None:
        _by_period(grouped, part, parts, ctx)


def _rows_of(grouped: GroupedRows, part: Part, names: Sequence[str]) -> "pl.DataFrame":
    first = grouped.origins.group_by(part.key, maintain_order=True).first()
    return grouped.records.select(*part.key, *names).join(first, on=list(part.key))


def _by_id(grouped: GroupedRows, part: Part, parts: Sequence[Section]) -> None:
    assert part.id_day is not None
    pattern, layout, name = part.id_day
    if name not in grouped.records.columns:
        return

    stated = pl.col(part.key[-1]).str.extract(pattern).str.to_date(layout, strict=False)
    day = pl.col(name).str.to_date("%Y-%m-%d", strict=False)
    rows = _rows_of(grouped, part, [name]).with_columns(stated=stated, day=day)
    rows = rows.drop_nulls(["stated", "day"]).with_columns(off=(day - pl.col("stated")).abs())
    far = rows.filter(pl.col("off") > _FAR).sort("row_no")
    if far.is_empty():
        return
    agreeing = rows.filter(pl.col("off") <= _NEAR).height / rows.height
    for row in far.iter_rows(named=True):
        other = date.fromisoformat(exchange(row[name]))
        if abs(other - row["stated"]) <= _NEAR and other != row["day"]:
            _refuse("E_DAYS_SWAPPED", parts, row["row_no"], _origin(part, name), row[name])
    if agreeing >= _AGREEING and rows.height >= _ENOUGH:
        row = far.row(0, named=True)
        _refuse("E_DAY_OF_ID", parts, row["row_no"], _origin(part, name), row[name])


def _origin(part: Part, name: str) -> str:
    stem = f"{name.removesuffix('_date')}_at"
    return next((c.name for c in part.columns if c.name in (name, stem)), name)


def _by_period(
    grouped: GroupedRows, part: Part, parts: Sequence[Section], ctx: FileContext
) -> None:
    assert part.period_of is not None
    printed = printed_period(ctx.preamble, ctx.sheets, part.period_sheets)
    if printed is None or part.period_of not in grouped.records.columns:
        return
    first, last = printed[0] - _NEAR, printed[1] + _NEAR
    rows = _rows_of(grouped, part, [part.period_of]).drop_nulls()
    inside = pl.col(part.period_of).is_between(pl.lit(str(first)), pl.lit(str(last)))
    outside = rows.filter(~inside).sort("row_no")
    if outside.is_empty():
        # The file says itself which days it was asked for: `covered` relies on it.
        ctx.facts["period"] = [{"from": str(printed[0]), "to": str(printed[1])}]
        return
    row = outside.row(0, named=True)
    if outside.height < rows.height:
        _refuse(
            "E_DAY_OUTSIDE",
            parts,
            row["row_no"],
            _origin(part, part.period_of),
            row[part.period_of],
        )
    fields: dict[str, object] = {"printed": f"{printed[0]} – {printed[1]}"}
    value = row[part.period_of]
    ctx.issues.append(Issue("W_PERIOD_OTHER", "warning", ctx.file_name, value=value, fields=fields))
