"""No figure without its data (definitions §1.19): which days of a period no file tells of.

A figure over days of which *nothing* a need asks for was imported is NULL; where only some days or
some sources are missing the figure stands, and says which.
"""

import sqlite3
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from omnicli.assets import query
from omnicli.domain.lacks import Lack
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.header import MetricSpec

Value = int | float | str | None
Row = tuple[Value, ...]

_NUMBERS = ("sen", "int", "bps")


@dataclass(frozen=True, slots=True)
class _Cell:
    """One month of one source and account."""

    month: str
    lack: Lack
    whole: bool
    """Whether no day of it is covered."""
    by_hand: bool
    """Whether people keep its files: they fill a need, and lack no day beside exports."""

    def serves(self, need: str) -> bool:
        """Whether it is of a need as a metric writes it: `ads`, or `ads:meta` of one platform."""
        kind, _, platform = need.partition(":")
        of_platform = str(self.lack.source).split("-")[0] == platform
        return self.lack.need == kind and (not platform or of_platform)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What files cover of one period, by need."""

    cells: tuple[_Cell, ...]
    period: tuple[str, str]

    def absent(self, need: str, month: str | None = None) -> bool:
        """Whether nothing of a need covers any day of the period, or of one of its months."""
        return all(c.whole for c in self.cells if c.serves(need) and month in (None, c.month))

    def lacks(self, needs: Iterable[str]) -> tuple[Lack, ...]:
        """Every source and account that lacks days of the period, and needs without any source."""
        found: dict[tuple[str, str | None, str | None], Lack] = {}
        for need in needs:
            mine = [c for c in self.cells if c.serves(need)]
            if not mine:
                first, last = self.period
                days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
                found[need, None, None] = Lack(need, None, None, first, last, days)
            exported = [c for c in mine if not c.by_hand]
            for lack in (c.lack for c in exported or mine if c.lack.days):
                key = (need, lack.source, lack.account)
                found[key] = _joined(found[key], lack) if key in found else lack
        return tuple(found.values())


def _joined(one: Lack, other: Lack) -> Lack:
    ends = (min(one.first, other.first), max(one.last, other.last))
    return Lack(one.need, one.source, one.account, *ends, one.days + other.days)


def span_of(db: sqlite3.Connection, params: Mapping[str, str]) -> tuple[str, str] | None:
    """The days that a metric's figures come from, the second one excluded.

    What is counted to a day (customers, their segments) comes from all days that files begin with;
    None where nothing says which days those are.
    """
    if "from_date" in params:
        return params["from_date"], params["to_date"]
    if "as_of" not in params:
        return None
    (first,) = db.execute(
        "SELECT DATE(MIN(from_day) * 86400, 'unixepoch') FROM v_covered"
    ).fetchone()
    if first is None or first > params["as_of"]:
        return None
    return first, (date.fromisoformat(params["as_of"]) + timedelta(days=1)).isoformat()


def coverage_of(db: sqlite3.Connection, first_day: str, end: str) -> Coverage:
    """What files cover from `first_day` up to the day before `end`."""
    bound = {"from_date": first_day, "to_date": end}
    cells = []
    for month, need, source, account, days, missing, first, last, by_hand in db.execute(
        query("lacking"), bound
    ):
        lack = Lack(need, source, account, first or "", last or "", missing)
        cells.append(_Cell(month, lack, whole=missing == days, by_hand=bool(by_hand)))
    last_day = date.fromisoformat(end) - timedelta(days=1)
    return Coverage(tuple(cells), (first_day, last_day.isoformat()))


def without_data(spec: MetricSpec, rows: Sequence[Row], coverage: Coverage) -> list[Row]:
    """The rows with NULL where all that a column needs is missing.

    Only sums of a period or of its months can be such: a row about a thing stands for itself.
    """
    if spec.grain not in ((), ("month",)):
        return list(rows)
    place = [c.name for c in spec.columns].index("month") if spec.grain else None

    def kept(column: MetricColumn, value: Value, month: str | None) -> Value:
        needs = column.needs or spec.needs
        lacking = any(coverage.absent(need, month) for need in needs)
        return None if lacking and column.kind in _NUMBERS else value

    return [_mapped(spec, row, None if place is None else str(row[place]), kept) for row in rows]


def _mapped(
    spec: MetricSpec,
    row: Row,
    month: str | None,
    kept: Callable[[MetricColumn, Value, str | None], Value],
) -> Row:
    return tuple(kept(c, v, month) for c, v in zip(spec.columns, row, strict=True))
