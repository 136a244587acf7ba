"""Reads one part of a recognised file: rows, types, records, issues, account."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import polars as pl

from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.domain.issues import Issue
from omnicli.ingest import account
from omnicli.ingest.amounts import warn_small
from omnicli.ingest.amounts import warn_small_costs
from omnicli.ingest.convert.base import Problem
from omnicli.ingest.convert.frame import convert
from omnicli.ingest.currency import refuse_other
from omnicli.ingest.datarows import cut_row
from omnicli.ingest.datarows import data_rows
from omnicli.ingest.day_order import judge_day_order
from omnicli.ingest.day_order import warn_mixed_cells
from omnicli.ingest.days import refuse_date_cells
from omnicli.ingest.days import refuse_other_days
from omnicli.ingest.days import refuse_swapped
from omnicli.ingest.demands import unmet
from omnicli.ingest.drift import REF
from omnicli.ingest.drift import header_drift
from omnicli.ingest.drift import value_drift
from omnicli.ingest.grouping import GroupedRows
from omnicli.ingest.grouping import agreement
from omnicli.ingest.grouping import group_rows
from omnicli.ingest.grouping import warn_of_sums
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.kinds import CellKinds
from omnicli.ingest.kinds import refuse_numbers
from omnicli.ingest.optional import spared
from omnicli.ingest.optional import without_cells
from omnicli.ingest.owners import preamble_owners
from omnicli.ingest.repeats import find_repeats
from omnicli.ingest.reporter import Reporter
from omnicli.ingest.result import Drift
from omnicli.ingest.result import MoneyCount
from omnicli.ingest.result import ReadPart
from omnicli.ingest.sections import Section
from omnicli.ingest.sections import moved
from omnicli.ingest.sections import sections
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec

CellCheck = Callable[[HeaderMatch], Sequence[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOptions:
    """What is known of a file besides its bytes."""

    file_name: str
    account: str
    period: tuple[str, str] | None
    timezone: str
    sheets: "Mapping[str, pl.DataFrame]" = field(default_factory=dict)
    made_at: str = ""
    """When the export was made, where it says so."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A part that was read, and what a person should know about it."""

    part: ReadPart
    issues: list[Issue]
    drift: list[Drift]


def _context(match: HeaderMatch, spec: SourceSpec, options: FileOptions) -> FileContext:
    above = match.sheet.frame.head(match.index).rows()
    owners = list(preamble_owners(above))
    return FileContext(
        source=spec.name,
        platform=spec.platform,
        account=options.account,
        units=match.units,
        preamble=tuple(above),
        period=options.period,
        file_name=options.file_name,
        sheets=options.sheets,
        made_at=options.made_at,
        facts={"owners": owners} if owners else {},
    )


def _refs(parts: Sequence[Section], grouped: GroupedRows) -> tuple[str, ...]:
    """Which rejected rows of earlier imports the accepted rows say they repair."""
    found: list[str] = []
    for section in parts:
        headers = section.match.headers
        where = next((j for j, h in enumerate(headers) if h and fold(h) == REF), None)
        if where is not None:
            accepted = section.below.join(
                grouped.accepted.select("row_no"), on="row_no", how="semi"
            )
            found += accepted[f"c{where}"].drop_nulls().str.strip_chars().to_list()
    return tuple(found)


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


def _keys(grouped: GroupedRows, part: Part) -> dict[int, str]:
    """Natural key of every row that has a problem and a whole key."""
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
    matches: Sequence[HeaderMatch],
    spec: SourceSpec,
    options: FileOptions,
    check_cells: CellCheck | None = None,
    kinds: CellKinds | None = None,
) -> Outcome:
    """Read the rows under the headers of one part, on one sheet or several, into records.

    `check_cells` inspects the cells of the mapped columns, where the format has cells; `kinds`
    tells which of them are numbers. Raises OmniError with the sheet's name.
    """
    first = matches[0]
    if first.part.whole and len(matches) > 1:
        apart = [read_part([match], spec, options, check_cells, kinds) for match in matches]
        return _side_by_side(apart, matches)
    try:
        for match in matches:
            if match.part.target != "bank_transactions":
                refuse_other(match, options.sheets)
        cells = [check_cells(match) if check_cells else () for match in matches]
        return _read_part(sections(matches, cells), spec, options, cells, kinds)
    except OmniError as error:
        _place_error(error, first)
        raise


def _side_by_side(outcomes: Sequence[Outcome], matches: Sequence[HeaderMatch]) -> Outcome:
    """Sheets that are proved each for itself, as one part.

    Raises E_SHEETS_SEVERAL where two of them speak of the same days of one account.
    """
    parts = [outcome.part for outcome in outcomes]
    _refuse_overlap(parts)
    before, starts = 0, []
    for match in matches:
        starts.append(before)
        before += match.sheet.frame.height
    facts: dict[str, list[dict[str, object]]] = {}
    for part in parts:
        for name, entries in part.facts.items():
            facts.setdefault(name, []).extend(t for t in entries if t not in facts.get(name, []))
    facts["sheets"] = [
        {"sheet": part.sheet, "rows_before": start}
        for part, start in zip(parts, starts, strict=True)
    ]
    money = {
        column: MoneyCount(
            *(sum(getattr(p.money[column], n) for p in parts) for n in ("read", "kept", "rejected"))
        )
        for column in parts[0].money
    }
    skipped: dict[str, int] = {}
    for part in parts:
        for reason, count in part.skipped.items():
            skipped[reason] = skipped.get(reason, 0) + count
    origins = [
        part.origins.with_columns(pl.col("row_no") + start)
        for part, start in zip(parts, starts, strict=True)
    ]
    whole = replace(
        parts[0],
        records=pl.concat([p.records for p in parts], how="diagonal_relaxed"),
        origins=pl.concat(origins, how="diagonal_relaxed"),
        rows_read=sum(p.rows_read for p in parts),
        rows_rejected=sum(p.rows_rejected for p in parts),
        skipped=skipped,
        money=money,
        newest_event=max((p.newest_event for p in parts if p.newest_event), default=None),
        refs=tuple(ref for p in parts for ref in p.refs),
        facts=facts,
    )
    issues = [issue for outcome in outcomes for issue in outcome.issues]
    drift = [d for outcome in outcomes for d in outcome.drift]
    return Outcome(whole, issues, list(dict.fromkeys(drift)))


def _refuse_overlap(parts: Sequence[ReadPart]) -> None:
    """Two statements of the same days in one workbook: a copy, and nothing says which is it."""
    stretches = sorted(
        (str(s["account_no"]), str(s["date_from"]), str(s["date_to"]), part.sheet)
        for part in parts
        for s in part.facts.get("statements", ())
    )
    for one, other in pairwise(stretches):
        if one[0] == other[0] and other[1] <= one[2]:
            raise OmniError("E_SHEETS_SEVERAL", sheets=f"{one[3]}, {other[3]}")


def _place_error(error: OmniError, match: HeaderMatch) -> None:
    error.fields.setdefault("sheet", match.sheet.name)
    column = error.fields.get("column")
    if isinstance(column, str) and column in match.positions:
        error.fields["column"] = match.headers[match.positions[column]]


def _items(grouped: GroupedRows, part: Part, ctx: FileContext) -> "pl.DataFrame | None":
    if part.items is None or grouped.children is None:
        return grouped.children
    return part.items(grouped.children, ctx)


@dataclass(slots=True)
class _Rows:
    """The data rows of a part, typed, and what was found on the way."""

    typed: "pl.DataFrame"
    problems: list[Problem]
    skipped: dict[str, int]
    unknown: tuple[tuple[str, str], ...]
    issues: list[Issue]


def _typed_rows(
    parts: Sequence[Section],
    cells: Sequence[Problem],
    ctx: FileContext,
    zone: str,
    kinds: CellKinds | None,
) -> _Rows:
    """The data rows typed, without repeats."""
    match = parts[0].match
    part = match.part
    data = data_rows(parts, {p.row_no for p in cells}, ctx)
    refuse_date_cells(data.frame, parts, kinds)
    if kinds is not None:
        warn_mixed_cells(data.frame, parts, ctx)
        for section in parts:
            refuse_numbers(data.frame, section.match, kinds)
    rows = part.prepare(data.frame, ctx) if part.prepare else data.frame
    seen = spared(cells, part)
    converted = convert(without_cells(rows, seen), part.columns, zone)
    cut = cut_row(rows["row_no"], match) if len(parts) == 1 else []
    problems = _merged(seen, spared((*cut, *converted.problems), part))

    def holds(kept: "pl.DataFrame") -> dict[tuple[object, ...], bool | None]:
        mine = converted.frame.join(kept.select("row_no"), on="row_no", how="semi")
        return agreement(mine, part, replace(ctx, issues=[], facts={}))

    refuse_swapped(converted.frame, parts, ctx)
    judge_day_order(data.frame, converted.frame, parts, ctx)
    repeats = find_repeats(data.frame, parts, ctx, holds)
    typed = converted.frame
    if repeats.dropped:
        gone = set(repeats.dropped)
        typed = typed.filter(~pl.col("row_no").is_in(repeats.dropped))
        problems = [p for p in problems if p.row_no not in gone]
        data.skipped["duplicate"] = data.skipped.get("duplicate", 0) + len(gone)
    return _Rows(typed, problems, data.skipped, converted.unknown, repeats.issues)


def _grouped(
    rows: _Rows, parts: Sequence[Section], ctx: FileContext
) -> "tuple[GroupedRows, pl.DataFrame | None]":
    """Records and items, without those that lack what the warehouse demands."""
    match = parts[0].match
    part, issues, facts = match.part, list(ctx.issues), dict(ctx.facts)
    grouped = group_rows(rows.typed, part, ctx, rows.problems)
    items = _items(grouped, part, ctx)
    lacking = unmet(part, match, grouped.records, items, grouped.origins)
    if lacking:
        ctx.issues[:] = issues
        ctx.facts.clear()
        ctx.facts.update(facts)
        grouped = group_rows(rows.typed, part, ctx, [*rows.problems, *lacking])
        items = _items(grouped, part, ctx)
    _refuse_parts(part, grouped.problems)
    refuse_other_days(grouped, parts, ctx)
    warn_small(grouped.rows, part, ctx)
    warn_small_costs(grouped.rows, part, ctx)
    warn_of_sums(grouped, part, ctx)
    return grouped, items


def _read_part(
    parts: Sequence[Section],
    spec: SourceSpec,
    options: FileOptions,
    cells: Sequence[Sequence[Problem]],
    kinds: CellKinds | None,
) -> Outcome:
    match = parts[0].match
    tables = tuple((s.match.headers, s.below) for s in parts)
    part, ctx = match.part, replace(_context(match, spec, options), tables=tables)
    faults = [p for s, found in zip(parts, cells, strict=True) for p in moved(found, s)]
    rows = _typed_rows(parts, faults, ctx, options.timezone, kinds)
    _refuse_parts(part, rows.problems)
    grouped, items = _grouped(rows, parts, ctx)
    skipped = rows.skipped
    if grouped.duplicates:
        skipped["duplicate"] = skipped.get("duplicate", 0) + grouped.duplicates
    read = sum(section.below.height for section in parts)
    account.check_rows(read=read, grouped=grouped, skipped=skipped, file_name=options.file_name)
    result = ReadPart(
        part=part,
        sheet=match.sheet.name or "",
        header_row=match.row,
        records=grouped.records,
        children=items,
        origins=grouped.origins,
        rows_read=read,
        rows_rejected=len(grouped.rejected),
        skipped=skipped,
        money=account.money(grouped, part, options.file_name),
        newest_event=_newest_event(grouped.accepted, part, options.timezone),
        drafts=grouped.drafts,
        refs=_refs(parts, grouped),
        facts=_facts(ctx, parts),
    )
    reporter = Reporter(parts, options.file_name)
    issues = reporter.issues(grouped.problems, _keys(grouped, part))
    issues += [*rows.issues, *reporter.with_cells(ctx.issues)]
    drift = [d for s in parts for d in header_drift(s.match, options.timezone)]
    return Outcome(result, issues, [*drift, *value_drift(match, rows.unknown)])


def _facts(ctx: FileContext, parts: Sequence[Section]) -> Mapping[str, list[dict[str, object]]]:
    """What the part says of the file; of several sheets, where the rows of each begin."""
    if len(parts) == 1:
        return ctx.facts
    sheets: list[dict[str, object]] = [
        {"sheet": s.match.sheet.name, "rows_before": s.before} for s in parts
    ]
    return {**ctx.facts, "sheets": sheets}
