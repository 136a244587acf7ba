"""Runs a metric: only views, only bound parameters, within a time limit, and the result checked."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import partial
from operator import itemgetter
from zoneinfo import ZoneInfo

from omnicli.access.columns import Reader
from omnicli.domain.clock import parse_instant
from omnicli.domain.errors import OmniError
from omnicli.domain.lacks import Lack
from omnicli.domain.money import json_rupiah
from omnicli.metrics.guard import Guard
from omnicli.metrics.guard import Schema
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.lacking import Coverage
from omnicli.metrics.lacking import coverage_of
from omnicli.metrics.lacking import span_of
from omnicli.metrics.lacking import without_data
from omnicli.warehouse.watch import Watch

LIMIT_SECONDS = 300.0
"""A metric that runs longer is stopped; months of a million orders take seconds."""

_STEPS = 10_000
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z")

_admitted: set[tuple[str, str]] = set()
"""The digest of a schema and a statement that its guard admitted."""

Value = int | float | str | None
Covered = Callable[[str, str], Coverage]
"""What files cover from one day up to the day before another."""


@dataclass(frozen=True, slots=True)
class MetricResult:
    """The rows of one metric for one set of parameters, in stored kinds (sen, bps)."""

    spec: MetricSpec
    params: Mapping[str, object]
    rows: list[tuple[Value, ...]]
    lacks: tuple[Lack, ...] = ()
    """Days the figures need and no file covers; where all are missing the figure is NULL."""
    masked: tuple[str, ...] = ()
    """Columns that the reader has no right to."""

    def records(self, *, printed: bool = True, zone: str | None = None) -> list[dict[str, Value]]:
        """The rows as dicts: in rupiah and ratios under the short names, or as stored.

        With a `zone`, instants are written in it.
        """
        columns = self.spec.columns
        names = [c.printed_name if printed else c.name for c in columns]
        if not printed and zone is None:
            return [dict(zip(names, row, strict=True)) for row in self.rows]
        return [
            {
                name: _local(c, printed_value(c.kind, v) if printed else v, zone)
                for name, c, v in zip(names, columns, row, strict=True)
            }
            for row in self.rows
        ]


def printed_value(kind: str, value: Value) -> Value:
    """`sen` as rupiah, `bps` as a ratio with four places; NULL stays NULL."""
    if isinstance(value, int) and kind == "sen":
        return json_rupiah(value)
    if isinstance(value, int) and kind == "bps":
        return value / 10_000
    return value


def _local(column: MetricColumn, value: Value, zone: str | None) -> Value:
    if zone is None or column.kind != "at" or not isinstance(value, str):
        return value
    return parse_instant(value).astimezone(ZoneInfo(zone)).isoformat()


def run_metric(
    db: sqlite3.Connection,
    spec: MetricSpec,
    params: Mapping[str, object],
    *,
    reader: Reader,
    limit_seconds: float = LIMIT_SECONDS,
    covered: Covered | None = None,
) -> MetricResult:
    """Run `spec` on `db`. `params` may hold more than the metric takes, never less.

    Columns that the `reader` has no right to are masked: who only computes names `EVERYTHING`, so
    that no figure is worked out from values that were left out. `covered` remembers what was asked
    before; without it the warehouse is asked.
    """
    bound = _bound(spec, params)
    rows = _fetch(db, spec, bound, limit_seconds)
    if not _all_fit(spec, rows):
        for number, row in enumerate(rows, start=1):
            _check_kinds(spec, number, row)
    _check_grain(spec, rows)
    coverage = _coverage(db, spec, bound, covered)
    if coverage is None:
        return seen_by(MetricResult(spec, bound, rows), reader)
    lacks = coverage.lacks(spec.needs_on(bound.get("basis")))
    return seen_by(MetricResult(spec, bound, without_data(spec, rows, coverage), lacks), reader)


def lacks_of(
    db: sqlite3.Connection,
    spec: MetricSpec,
    params: Mapping[str, object],
    covered: Covered | None = None,
) -> tuple[Lack, ...]:
    """What data the metric lacks for these parameters, without running it."""
    bound = _bound(spec, params)
    coverage = _coverage(db, spec, bound, covered)
    return () if coverage is None else coverage.lacks(spec.needs_on(bound.get("basis")))


def _bound(spec: MetricSpec, params: Mapping[str, object]) -> dict[str, str]:
    return {n: _checked(spec, n, params.get(n, p.default)) for n, p in spec.params.items()}


def _coverage(
    db: sqlite3.Connection, spec: MetricSpec, bound: Mapping[str, str], covered: Covered | None
) -> Coverage | None:
    """What files cover of the days asked about; None for a metric that needs none."""
    span = span_of(db, bound) if spec.needs else None
    return None if span is None else (covered or partial(coverage_of, db))(*span)


def seen_by(result: MetricResult, reader: Reader) -> MetricResult:
    """The result without the rows, and with the columns masked, that the `reader` may not see."""
    if result.spec.money_rows is not None and "money" not in reader.sees:
        name, values = result.spec.money_rows
        place = [c.name for c in result.spec.columns].index(name)
        result = replace(result, rows=[row for row in result.rows if row[place] not in values])
    columns = result.spec.columns
    hidden = [c.secrecy is not None and c.secrecy not in reader.sees for c in columns]
    numbered = "bank" not in reader.sees and any(c.name == "account" for c in columns)
    if not any(hidden) and not numbered:
        return result
    rows: list[tuple[Value, ...]] = [
        tuple(
            reader.value(column.name, value, declared=column.secrecy)  # type: ignore[misc]
            for column, value in zip(columns, row, strict=True)
        )
        for row in result.rows
    ]
    names = [c.name for c, hide in zip(result.spec.columns, hidden, strict=True) if hide]
    return replace(result, rows=rows, masked=tuple(names))


def _checked(spec: MetricSpec, name: str, value: object) -> str:
    param = spec.params[name]
    text = value.isoformat() if isinstance(value, date) else value
    valid = isinstance(text, str) and (
        text in param.choices
        if param.choices
        else param.kind == "text" or _DATE.match(text) is not None
    )
    if not isinstance(text, str) or not valid:
        raise OmniError(
            "E_METRIC_PARAM", metric=spec.id, column=name, value=value, expected=param.expected
        )
    return text


def _fetch(
    db: sqlite3.Connection, spec: MetricSpec, params: Mapping[str, str], limit: float
) -> list[tuple[Value, ...]]:
    schema = Schema.of(db)
    asked = (schema.digest, spec.sql)
    # An authorizer is asked while a statement is compiled, and setting one lets SQLite forget those
    # that it has compiled: what was admitted once under this schema is run as it stands.
    guard = None if asked in _admitted else Guard.for_statement(db, schema, spec.sql)
    watch = Watch(limit)
    if guard is not None:
        db.set_authorizer(guard)
    db.set_progress_handler(watch, _STEPS)
    place = {"metric": spec.id, "file": f"sql/metrics/{spec.name}/v{spec.version}.sql"}
    try:
        with watch:
            cursor = db.execute(spec.sql, params)
            found = [d[0] for d in cursor.description or ()]
            _admitted.add(asked)
            _check_columns(spec, found)
            return cursor.fetchall()
    except sqlite3.Error as error:
        watch.raise_signal(error)
        if guard is not None and guard.refused:
            raise OmniError("E_METRIC_REFUSED", detail=guard.refused, **place) from error
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise OmniError("E_METRIC_TIMEOUT", seconds=f"{limit:g}", **place) from error
        raise OmniError("E_METRIC_SQL", detail=str(error), **place) from error
    finally:
        db.set_progress_handler(None, 0)
        if guard is not None:
            db.set_authorizer(None)


def _check_columns(spec: MetricSpec, found: list[str]) -> None:
    expected = [c.name for c in spec.columns]
    if found != expected:
        raise OmniError(
            "E_METRIC_COLUMNS",
            metric=spec.id,
            file=spec.path.name,
            found=", ".join(found),
            expected=", ".join(expected),
        )


def _all_fit(spec: MetricSpec, rows: list[tuple[Value, ...]]) -> bool:
    """Whether `_check_kinds` has nothing to say: by column, each kind of value looked at once."""
    for column, values in zip(spec.columns, zip(*rows, strict=True), strict=False):
        # Of numbers and plain texts one value stands for all; days and instants are read.
        dated = column.kind in ("date", "at")
        alike = set(values) if dated else {type(v): v for v in values}.values()
        if not all(_fits(column.kind, value) for value in alike):
            return False
    return True


def _check_kinds(spec: MetricSpec, number: int, row: tuple[Value, ...]) -> None:
    for column, value in zip(spec.columns, row, strict=True):
        if not _fits(column.kind, value):
            raise OmniError(
                "E_METRIC_KIND",
                metric=spec.id,
                file=spec.path.name,
                row=number,
                column=column.name,
                value=value,
                kind=column.kind,
            )


def _fits(kind: str, value: Value) -> bool:
    if value is None:
        return True
    if kind in ("sen", "int", "bps"):
        return isinstance(value, int)
    if not isinstance(value, str):
        return False
    pattern = {"date": _DATE, "at": _AT}.get(kind)
    return pattern is None or pattern.match(value) is not None


def _check_grain(spec: MetricSpec, rows: list[tuple[Value, ...]]) -> None:
    names = [c.name for c in spec.columns]
    places = [names.index(g) for g in spec.grain]
    if places and len(set(map(itemgetter(*places), rows))) == len(rows):
        return
    seen = Counter(tuple(row[p] for p in places) for row in rows)
    for key, times in seen.items():
        if times > 1:
            raise OmniError(
                "E_METRIC_GRAIN",
                metric=spec.id,
                file=spec.path.name,
                grain=", ".join(spec.grain) or "period",
                value=key,
                times=times,
            )
