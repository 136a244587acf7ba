"""Reads one part of a recognised file: rows, types, records, issues, account."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.domain.issues import Issue
from omnicli.ingest import account
from omnicli.ingest.convert.base import Problem
from omnicli.ingest.convert.frame import Converted
from omnicli.ingest.convert.frame import cleaned
from omnicli.ingest.convert.frame import convert
from omnicli.ingest.drift import REF
from omnicli.ingest.drift import header_drift
from omnicli.ingest.drift import value_drift
from omnicli.ingest.grouping import GroupedRows
from omnicli.ingest.grouping import group_rows
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.result import Drift
from omnicli.ingest.result import ReadPart
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec

if TYPE_CHECKING:
    import polars as pl


CellCheck = Callable[[HeaderMatch], Sequence[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOptions:
    """What is known of a file besides its bytes."""

    file_name: str
    account: str
    period: tuple[str, str] | None
    timezone: str
    sheets: "Mapping[str, pl.DataFrame]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A part that was read, and what a person should know about it."""

    part: ReadPart
    issues: list[Issue]
    drift: list[Drift]


def _context(match: HeaderMatch, spec: SourceSpec, options: FileOptions) -> FileContext:
    above = match.sheet.frame.head(match.index).rows()
    return FileContext(
        source=spec.name,
        platform=spec.platform,
        account=options.account,
        units=match.units,
        preamble=tuple(above),
        period=options.period,
        file_name=options.file_name,
        sheets=options.sheets,
    )


def _below(match: HeaderMatch, cells: Sequence[Problem]) -> "pl.DataFrame":
    """All rows under the header, with `row_no` as the spreadsheet shows it.

    The parser drops trailing rows in which every cell is an error or a formula without a value;
    they are rows all the same.
    """
    import polars as pl

    frame = match.sheet.frame
    last = max((p.row_no for p in cells), default=0)
    if last > frame.height:
        frame = pl.concat([frame, frame.clear(last - frame.height)])
    numbered = frame.with_row_index("row_no", offset=1).slice(match.index + 1)
    return numbered.with_columns(pl.col("row_no").cast(pl.Int64))


def _mapped(below: "pl.DataFrame", match: HeaderMatch) -> "pl.DataFrame":
    import polars as pl

    columns = [pl.col(f"c{j}").alias(name) for name, j in match.positions.items()]
    return below.select("row_no", *columns)


def _filled(raw: "pl.DataFrame", below: "pl.DataFrame") -> "pl.Expr":
    """Where a row says anything at all, in a column that is read or in another."""
    import polars as pl

    if not all(column.null_count() for column in raw.drop("row_no")):
        return pl.lit(value=True)
    cells = pl.exclude("row_no")
    empty = cells.is_null() | (cells.str.strip_chars() == "")
    return pl.lit(~below.select(pl.all_horizontal(empty).alias("none"))["none"])


def _without(
    raw: "pl.DataFrame", below: "pl.DataFrame", part: Part, never: set[int], ctx: FileContext
) -> "tuple[pl.DataFrame, dict[str, int]]":
    """The data rows, and how many others there were by reason; rows in `never` are data.

    What a rule took out is kept in `ctx.left_out`.
    """
    import polars as pl

    kept = raw.select(_filled(raw, below) | pl.col("row_no").is_in(list(never))).to_series()
    rows = raw if kept.all() else raw.filter(kept)
    skipped = {"blank": raw.height - rows.height}
    for rule in part.skip_rows:
        hit = rows.select(rule.when().fill_null(value=False).alias("hit"))["hit"]
        if never:
            hit = hit & ~rows["row_no"].is_in(list(never))
        skipped[rule.reason] = skipped.get(rule.reason, 0) + int(hit.sum())
        ctx.left_out[rule.reason] = rows.filter(hit)
        rows = rows.filter(~hit) if hit.any() else rows
    return rows, {reason: n for reason, n in skipped.items() if n}


def _refs(match: HeaderMatch, below: "pl.DataFrame", grouped: GroupedRows) -> tuple[str, ...]:
    """Which rejected rows of earlier imports the accepted rows say they repair."""
    import polars as pl

    place = next((j for j, h in enumerate(match.headers) if h and fold(h) == REF), None)
    if place is None:
        return ()
    accepted = below.with_columns(pl.col("row_no").cast(pl.Int64)).join(
        grouped.accepted.select("row_no"), on="row_no", how="semi"
    )
    return tuple(accepted[f"c{place}"].drop_nulls().str.strip_chars())


def _newest_event(rows: "pl.DataFrame", part: Part, zone: str) -> str | None:
    """The newest event time as UTC text; a column with only a day counts from its local start."""
    newest = []
    for name in part.event_times:
        day = f"{name.removesuffix('_at')}_date" if name.endswith("_at") else name
        at = rows[name].max() if name.endswith("_at") and name in rows.columns else None
        date = rows[day].max() if day in rows.columns else None
        if isinstance(at, str):
            newest.append(at)
        elif isinstance(date, str):
            start = datetime.fromisoformat(date).replace(tzinfo=ZoneInfo(zone))
            newest.append(instant(start))
    return max(newest, default=None)


class _Reporter:
    """Turns problems into issues that name the file's own header and keep the rejected row."""

    def __init__(self, match: HeaderMatch, below: "pl.DataFrame", options: FileOptions) -> None:
        self.match = match
        self.below = below
        self.options = options

    def _header(self, column: str) -> str:
        stem = f"{column.removesuffix('_date')}_at"
        place = self.match.positions.get(column, self.match.positions.get(stem))
        return (self.match.headers[place] if place is not None else None) or column

    def _cells(self, rows: set[int]) -> dict[int, dict[str, str | None]]:
        import polars as pl

        wanted = self.below.filter(pl.col("row_no").is_in(list(rows)))
        names = [(j, h) for j, h in enumerate(self.match.headers) if h]
        return {row[0]: {h: row[j + 1] for j, h in names} for row in wanted.iter_rows()}

    def issues(self, problems: Sequence[Problem], keys: dict[int, str]) -> list[Issue]:
        """One issue per problem; the raw cells go with the row's first error."""
        cells = self._cells({p.row_no for p in problems if p.severity == "error"})
        return [
            Issue(
                p.code,
                "error" if p.severity == "error" else "warning",
                self.options.file_name,
                sheet=self.match.sheet.name,
                row=p.row_no,
                column=self._header(p.column),
                value=p.value,
                key=keys.get(p.row_no),
                fields=dict(p.fields),
                raw=cells.get(p.row_no) if p.severity == "error" else None,
            )
            for p in problems
        ]


def _keys(grouped: GroupedRows, part: Part) -> dict[int, str]:
    """Natural key of every row that has a problem and a whole key."""
    import polars as pl

    wanted = [p.row_no for p in grouped.problems]
    if not wanted:
        return {}
    rows = grouped.rows.filter(pl.col("row_no").is_in(wanted)).drop_nulls(list(part.key))
    text = pl.concat_str([pl.col(k).cast(pl.String) for k in part.key], separator="|")
    return dict(rows.select("row_no", text).iter_rows())


def _merged(cells: Sequence[Problem], converted: Sequence[Problem]) -> list[Problem]:
    """What was seen in the cells first, then what did not convert elsewhere."""
    seen = {(p.row_no, p.column) for p in cells}
    return [*cells, *(p for p in converted if (p.row_no, p.column) not in seen)]


def _refuse_parts(part: Part, problems: Sequence[Problem]) -> None:
    """Raise the first refused row of a part that is whole or nothing."""
    bad = [p for p in problems if p.severity == "error"] if part.whole else []
    if bad:
        first = min(bad, key=lambda p: p.row_no)
        value = "–" if first.value is None else first.value
        raise OmniError("E_STATEMENT_CELL", row=first.row_no, column=first.column, value=value)


def read_part(
    match: HeaderMatch, spec: SourceSpec, options: FileOptions, check_cells: CellCheck | None = None
) -> Outcome:
    """Read the rows under a header into records.

    `check_cells` inspects the cells of the mapped columns, where the format has cells. Raises
    OmniError with the sheet's name.
    """
    try:
        return _read_part(match, spec, options, check_cells(match) if check_cells else ())
    except OmniError as error:
        error.fields.setdefault("sheet", match.sheet.name)
        column = error.fields.get("column")
        if isinstance(column, str) and column in match.positions:
            error.fields["column"] = match.headers[match.positions[column]]
        raise


def _items(grouped: GroupedRows, part: Part, ctx: FileContext) -> "pl.DataFrame | None":
    if part.items is None or grouped.children is None:
        return grouped.children
    return part.items(grouped.children, ctx)


def _converted(
    below: "pl.DataFrame", match: HeaderMatch, ctx: FileContext, never: set[int], zone: str
) -> tuple[Converted, dict[str, int]]:
    """The data rows typed, and how many other rows there were by reason."""
    part = match.part
    raw = cleaned(_mapped(below, match), part.columns)
    rows, skipped = _without(raw, below, part, never, ctx)
    if part.prepare:
        rows = part.prepare(rows, ctx)
    converted = convert(rows, part.columns, zone)
    cut = _cut_row(rows["row_no"], match)
    return replace(converted, problems=(*cut, *converted.problems)), skipped


def _cut_row(row_nos: "pl.Series", match: HeaderMatch) -> list[Problem]:
    """The last data row, where it alone ends early: the download broke off inside it.

    Where other rows end early too, a program left out the empty cells at their ends.
    """
    short, width = match.sheet.short, match.sheet.frame.width
    if not short or len(row_nos) < 2:
        return []
    named = 1 + max(place for place, header in enumerate(match.headers) if header)
    last = short.get(row_nos[-1], width)
    if last >= named or min(short.get(row, width) for row in row_nos[:-1]) < named:
        return []
    places = sorted((place, name) for name, place in match.positions.items())
    lacking = next((name for place, name in places if place >= last), places[-1][1])
    fields = {"cells": last, "of": named}
    return [Problem(row_nos[-1], lacking, "E_ROW_SHORT", None, fields=fields)]


def _read_part(
    match: HeaderMatch, spec: SourceSpec, options: FileOptions, cells: Sequence[Problem]
) -> Outcome:
    part, ctx = match.part, _context(match, spec, options)
    below = _below(match, cells)
    converted, skipped = _converted(below, match, ctx, {p.row_no for p in cells}, options.timezone)
    problems = _merged(cells, converted.problems)
    _refuse_parts(part, problems)
    grouped = group_rows(converted.frame, part, ctx, problems)
    _refuse_parts(part, grouped.problems)
    if grouped.duplicates:
        skipped["duplicate"] = grouped.duplicates
    read = below.height
    account.check_rows(read=read, grouped=grouped, skipped=skipped, file_name=options.file_name)
    reporter = _Reporter(match, below, options)
    result = ReadPart(
        part=part,
        sheet=match.sheet.name or "",
        header_row=match.row,
        records=grouped.records,
        children=_items(grouped, part, ctx),
        origins=grouped.origins,
        rows_read=read,
        rows_rejected=len(grouped.rejected),
        skipped=skipped,
        money=account.money(grouped, part, options.file_name),
        newest_event=_newest_event(grouped.accepted, part, options.timezone),
        drafts=grouped.drafts,
        refs=_refs(match, below, grouped),
        facts=ctx.facts,
    )
    issues = [*reporter.issues(grouped.problems, _keys(grouped, part)), *ctx.issues]
    drift = [*header_drift(match, options.timezone), *value_drift(match, converted.unknown)]
    return Outcome(result, issues, drift)
