"""Rows that a file says twice: a repeat of the same fact, or a second piece of the same kind.

An export pasted under itself, or under one that overlaps, must not change a total. Pieces and
amounts of an order decide where the file has them. Where it has none, the place does: rows of one
order stand together, so an equal row behind other orders is a repeat.
"""

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

import polars as pl

from omnicli.domain.folding import fold
from omnicli.domain.issues import Issue
from omnicli.ingest.sections import Section
from omnicli.ingest.sections import place
from omnicli.ingest.spec import FileContext

_NUMBERING = frozenset({"no", "no.", "nomor", "urutan", "count", "#", "row"})
"""Headers of columns that only number the rows."""
_COPIES = 6
_FEW = 4
_BLOCK = 3
"""Rows in a row that repeat earlier ones in their order: nothing but a paste does that."""

Versions = dict[tuple[object, ...], bool | None]
Holds = Callable[["pl.DataFrame"], Versions]
"""Whether the records made of some rows agree with what the file says of them, by key."""


@dataclass(slots=True)
class Repeats:
    """Row numbers that are left out as repeats, and what a person should know."""

    dropped: list[int] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def find_repeats(
    rows: "pl.DataFrame", parts: Sequence[Section], ctx: FileContext, holds: Holds
) -> Repeats:
    """Which of the data rows (cleaned text by canonical name, and `row_no`) only repeat others."""
    part = parts[0].match.part
    groups = _groups(rows, parts)
    found = Repeats()
    if groups is None:
        return found
    if part.target == "orders":
        _by_order(groups, rows, parts, holds, found)
    elif part.target == "bank_transactions":
        found.dropped = _pasted(groups, rows)
        again = _unproved(groups, rows).filter(~pl.col("row_no").is_in(found.dropped))
        if again.height:
            found.issues.append(_twice(again["row_no"][0], again["group"][0], again.height))
    elif part.twins:
        found.dropped = sorted({*_pasted(groups, rows), *_same_balance(groups, rows)})
        left = groups.filter((pl.col("nth") > 0) & ~pl.col("row_no").is_in(found.dropped))
        found.issues += (
            [_twice(left["row_no"][0], left["group"][0], left.height)] if left.height else []
        )
    else:
        found.dropped = _later(groups)
    kept_twice = [i for i in found.issues if i.code == "W_ROWS_TWICE"]
    found.issues = [_placed(i, parts, ctx) for i in kept_twice]
    if found.dropped:
        found.issues.append(_issue(found.dropped, groups, parts, ctx))
    return found


def _groups(rows: "pl.DataFrame", parts: Sequence[Section]) -> "pl.DataFrame | None":
    """Rows that are equal in every cell: `row_no`, `group`, `nth`; None where there are none."""
    mapped = [c for c in rows.columns if c != "row_no"]
    part = parts[0].match.part
    own = [c.name for c in part.columns if c.per == "row" and c.name in mapped]
    few = list(dict.fromkeys([*(k for k in part.key if k in mapped), *own[:_FEW]]))
    if rows.height < 2 or not mapped:
        return None
    # Most files have no two rows alike, and a few columns say so.
    alike = rows.select(few or mapped).is_duplicated()
    numbers = rows.filter(alike)["row_no"]
    alike = rows.filter(alike).select(mapped).is_duplicated()
    numbers = numbers.filter(alike)
    if numbers.is_empty():
        return None
    frames = [_written(section, numbers) for section in parts]
    whole = pl.concat(frames, how="diagonal").sort("row_no")
    cells = [c for c in whole.columns if c != "row_no"]
    ranked = whole.select(
        "row_no",
        group=pl.col("row_no").min().over(cells),
        nth=pl.int_range(pl.len()).over(cells),
        count=pl.len().over(cells),
    ).filter(pl.col("count") > 1)
    return ranked if ranked.height else None


def _written(section: Section, numbers: "pl.Series") -> "pl.DataFrame":
    """The rows as the sheet has them, under its own headers.

    An export of orders numbers its rows anew; the number of a movement is part of it.
    """
    headers, flat = section.match.headers, section.match.part.target != "orders"
    named: dict[str, str] = {}
    for j, header in enumerate(headers):
        name = fold(header) if header else f"c{j}"
        if flat or name not in _NUMBERING:
            named[f"c{j}"] = name if name not in named.values() else f"{name} c{j}"
    below = section.below.filter(pl.col("row_no").is_in(numbers.to_list()))
    cells = (pl.col(c).str.strip_chars().alias(n) for c, n in named.items() if c in below.columns)
    return below.select("row_no", *cells)


def _later(groups: "pl.DataFrame") -> list[int]:
    return groups.filter(pl.col("nth") > 0)["row_no"].to_list()


def _same_balance(groups: "pl.DataFrame", rows: "pl.DataFrame") -> list[int]:
    """Repeats by their balance: a second movement would have moved it. All zeros say nothing."""
    if "balance_sen" not in rows.columns or rows["balance_sen"].n_unique() <= 2:
        return []
    moving = rows.filter(pl.col("balance_sen").str.contains("[1-9]")).select("row_no")
    return (
        groups.filter(pl.col("nth") > 0).join(moving, on="row_no", how="semi")["row_no"].to_list()
    )


def _unproved(groups: "pl.DataFrame", rows: "pl.DataFrame") -> "pl.DataFrame":
    """Movements equal to an earlier one in every cell, where no balance proves them."""
    if "balance_sen" in rows.columns:
        return groups.clear()
    return groups.filter(pl.col("nth") > 0)


def _doubled(groups: "pl.DataFrame", height: int) -> bool:
    """Whether every row stands there an even number of times."""
    counts = groups.filter(groups["nth"] == 0)["count"]
    return groups.height == height and len(counts) > 1 and not (counts % 2 == 1).any()


def _pasted(groups: "pl.DataFrame", rows: "pl.DataFrame") -> list[int]:
    """Repeats where equal rows may be two facts: a whole file twice, or a block of rows."""
    if _doubled(groups, rows.height):
        return groups.filter(pl.col("nth") >= pl.col("count") // 2)["row_no"].to_list()
    order = rows.select("row_no").with_row_index("at")
    later = groups.filter(pl.col("nth") > 0).join(order, on="row_no")
    first = order.rename({"row_no": "group", "at": "from"})
    later = later.join(first, on="group").sort("at")
    step = pl.col("at").cast(pl.Int64) - pl.col("from").cast(pl.Int64)
    begins = (step != step.shift()) | (pl.col("at") != pl.col("at").shift() + 1)
    runs = later.with_columns(run=begins.fill_null(value=True).cum_sum())
    long = pl.col("group").n_unique().over("run") >= _BLOCK
    return runs.filter(long)["row_no"].to_list()


def _by_order(
    groups: "pl.DataFrame",
    rows: "pl.DataFrame",
    parts: Sequence[Section],
    holds: Holds,
    found: Repeats,
) -> None:
    part = parts[0].match.part
    key = [k for k in part.key if k in rows.columns]
    # Rows of one key that stand together are a block; a key again behind others is a paste.
    sheet = pl.sum_horizontal((pl.col("row_no") > s.before).cast(pl.Int64) for s in parts)
    mark = rows.select("row_no", *key, sheet=sheet)
    moved = pl.any_horizontal(pl.col(k).ne_missing(pl.col(k).shift()) for k in (*key, "sheet"))
    blocks = mark.select("row_no", *key, block=moved.cum_sum())
    again = blocks.join(groups, on="row_no").select(key)
    mine = blocks.join(again, on=key, how="semi", nulls_equal=True)
    mine = mine.join(groups, on="row_no", how="left").with_columns(
        nth=pl.col("nth").fill_null(0), count=pl.col("count").fill_null(1)
    )
    versions = _versions(mine, key)
    tested = [(kept, holds(kept)) for kept in versions]
    even = _doubled(groups, rows.height)
    for one, lines in mine.group_by(key, maintain_order=True):
        number = lines["row_no"].to_list()
        fits = next((set(kept["row_no"]) for kept, by_key in tested if by_key.get(one)), None)
        if fits is not None:
            found.dropped += [n for n in number if n not in fits]
            continue
        if part.single or even:
            gone = lines.filter(
                pl.col("nth") >= (pl.lit(1) if part.single else pl.col("count") // 2)
            )
        else:
            first = pl.col("block").min().over("group")
            gone = lines.filter((pl.col("nth") > 0) & (pl.col("block") > first))
        found.dropped += gone["row_no"].to_list()
        left = lines.filter((pl.col("nth") > 0) & ~pl.col("row_no").is_in(gone["row_no"].to_list()))
        if left.height and None in {by_key.get(one) for _, by_key in tested}:
            found.issues.append(_twice(left["row_no"][0], left["group"][0], left.height))


def _versions(mine: "pl.DataFrame", key: Sequence[str]) -> "list[pl.DataFrame]":
    """The rows as they are, half of what is there an even number of times, then few copies each."""
    even = (pl.col("count") % 2 == 0).all().over(key)
    half = mine.filter(~even | (pl.col("nth") < pl.col("count") // 2))
    most = min(int(mine["count"].max() or 1), _COPIES)  # type: ignore[arg-type]
    return [mine, half, *(mine.filter(pl.col("nth") < n) for n in range(1, most))]


def _twice(row: int, first: int, rows: int) -> Issue:
    fields = {"first": first, "rows": rows}
    return Issue("W_ROWS_TWICE", "warning", "", row=row, fields=dict(fields))


def _placed(issue: Issue, parts: Sequence[Section], ctx: FileContext) -> Issue:
    assert issue.row is not None
    section, row = place(parts, issue.row)
    first = issue.fields["first"]
    assert isinstance(first, int)
    return replace(
        issue,
        file=ctx.file_name,
        sheet=section.match.sheet.name,
        row=row,
        fields={**issue.fields, "first": place(parts, first)[1]},
    )


def _issue(
    dropped: Sequence[int], groups: "pl.DataFrame", parts: Sequence[Section], ctx: FileContext
) -> Issue:
    first = min(dropped)
    source = groups.filter(groups["row_no"] == first)["group"][0]
    section, row = place(parts, first)
    fields = {"rows": len(dropped), "first": place(parts, source)[1]}
    sheet = section.match.sheet.name
    return Issue("W_ROWS_REPEATED", "warning", ctx.file_name, sheet, row, fields=dict(fields))
