"""Frozen figures in place of today's: what reports and metrics show of a closed month."""

import sqlite3
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import partial

from omnicli.access.columns import EVERYTHING
from omnicli.access.columns import Reader
from omnicli.domain.clock import local_date
from omnicli.domain.clock import parse_instant
from omnicli.domain.period import Period
from omnicli.engine.campaigns import as_frozen
from omnicli.metrics.catalog import get
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import Value
from omnicli.metrics.run import run_metric
from omnicli.metrics.run import seen_by
from omnicli.warehouse import closing
from omnicli.warehouse.closing import ClosedMonth

ADJUSTMENTS = "adjustments@1"
Run = Callable[[MetricSpec, Mapping[str, object]], MetricResult]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A closed month that a question is about: the day it was closed, and its last day."""

    month: str
    closed_on: date
    as_of: date


def closed_month(
    db: sqlite3.Connection,
    zone: str,
    period: Period | None,
    as_of: date | None,
    *,
    live: bool = False,
) -> Frozen | None:
    """The closed month that `period` is exactly, if its frozen figures answer the question.

    They do not when today's are asked for (`live`), or ages and cash up to another day than the
    month's last.
    """
    if live or period is None or as_of not in {None, period.end}:
        return None
    found = closing.find(db, f"{period.start:%Y-%m}")
    if found is None or _period(found) != period:
        return None
    return Frozen(found.month, local_date(parse_instant(found.closed_at), zone), period.end)


def _period(month: ClosedMonth) -> Period:
    end = date.fromisoformat(month.to_date) - timedelta(days=1)
    return Period(date.fromisoformat(month.from_date), end)


def answer(
    db: sqlite3.Connection,
    spec: MetricSpec,
    params: Mapping[str, object],
    frozen: Frozen | None,
    reader: Reader,
    *,
    live: bool = False,
    run: Run | None = None,
) -> tuple[MetricResult, bool]:
    """The metric's result for a reader, and whether it is that of a closed month.

    A metric by month over a longer period shows its closed months as they were frozen; one by
    campaign its frozen campaigns, unless `live`. `run` gives a metric's whole result by today's
    data; without it the metric is run.
    """
    result, is_frozen = _answer(db, spec, params, frozen, run or partial(_run, db))
    if not live:
        result = as_frozen(db, result)
    return seen_by(result, reader), is_frozen


def _answer(
    db: sqlite3.Connection,
    spec: MetricSpec,
    params: Mapping[str, object],
    frozen: Frozen | None,
    run: Run,
) -> tuple[MetricResult, bool]:
    if frozen is None:
        return run(spec, params), False
    basis = str(params["basis"]) if "basis" in spec.params else ""
    bound = {name: str(params.get(name, p.default)) for name, p in spec.params.items()}
    if str(params.get("from_date", ""))[:7] == frozen.month:
        rows = _rows(db, frozen.month, spec, basis)
        if rows is not None:
            return MetricResult(spec, bound, rows), True
    result = run(spec, params)
    if "month" in spec.grain:
        return _with_closed(db, result, basis, frozen.month)
    return result, False


def _run(db: sqlite3.Connection, spec: MetricSpec, params: Mapping[str, object]) -> MetricResult:
    return run_metric(db, spec, params, reader=EVERYTHING)


def _rows(
    db: sqlite3.Connection, month: str, spec: MetricSpec, basis: str
) -> list[tuple[Value, ...]] | None:
    columns = [column.name for column in spec.columns]
    return closing.figures(db, month, spec.name, spec.version, basis, columns)


def _with_closed(
    db: sqlite3.Connection, result: MetricResult, basis: str, asked: str
) -> tuple[MetricResult, bool]:
    """Rows of closed months replaced by the frozen ones; whether those of `asked` were, too."""
    spec = result.spec
    place = [column.name for column in spec.columns].index("month")
    kept: dict[str, list[tuple[Value, ...]]] = {}
    for month in closing.closed(db):
        rows = _rows(db, month.month, spec, basis)
        if rows is not None:
            kept[month.month] = [row for row in rows if row[place] == month.month]
    current = [row for row in result.rows if row[place] not in kept]
    wanted = {row[place] for row in result.rows}
    current += [row for month, rows in kept.items() if month in wanted for row in rows]
    grain = [[c.name for c in spec.columns].index(name) for name in spec.grain]
    current.sort(key=lambda row: [str(row[n]) for n in (place, *grain)])
    return MetricResult(spec, result.params, current, result.lacks), asked in kept


def adjustments(db: sqlite3.Connection, frozen: Frozen, reader: Reader) -> MetricResult:
    """What later files moved in the month, as the `reader` may see it."""
    year, month = map(int, frozen.month.split("-"))
    params = Period.of_month(year, month).sql_params()
    return run_metric(db, get(ADJUSTMENTS), params, reader=reader)
