"""`omni why --against`: why a figure is another than before, in parts that add up to the change.

Rows are counted per segment (platform, campaign, source and kind, product):

* `mix`: more or fewer rows of a segment, at the average value they had before;
* `rate`: another average value per row, and what rounding leaves;
* `new`, `gone`: segments that only one of the periods has;
* `late_data`: what later files moved in the earlier period since its month was closed;
* `rule`: what a newer version of the metric makes of that period.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date

from omnicli.access.columns import EVERYTHING
from omnicli.domain.errors import OmniError
from omnicli.domain.lacks import Lack
from omnicli.domain.money import divide_half_up
from omnicli.domain.period import Period
from omnicli.domain.period import parse_period
from omnicli.engine.frozen import closed_month
from omnicli.metrics.catalog import versions
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric
from omnicli.services.asking import Asked
from omnicli.services.own_rows import columns_of
from omnicli.services.runs import Runs
from omnicli.services.why import Question
from omnicli.services.why import drill_rows
from omnicli.services.why import params_of
from omnicli.warehouse import closing

PARTS = ("mix", "rate", "new", "gone", "late_data", "rule")

Segments = Mapping[str, tuple[int, int]]
"""Segment → how many rows count, and their value."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a change, in the unit of the column (sen, or pieces).

    top: the segment that has most of it, and top_amount its share; share_bps is the part's own
    of the whole change, None where nothing changed.
    """

    name: str
    amount: int
    share_bps: int | None
    top: str | None
    top_amount: int


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and now; `parts` add up to the difference exactly."""

    question: Question
    column: MetricColumn
    period: Period
    against: Period
    before: int
    after: int
    parts: tuple[Part, ...]
    lacks: tuple[Lack, ...]

    @property
    def amount(self) -> int:
        """After less before."""
        return self.after - self.before


def read_against(text: str, period: Period, today: date) -> Period:
    """`previous`, `year`, a month, a day, or `D..D`. E_PERIOD."""
    if text == "previous":
        return period.previous()
    if text == "year":
        return period.year_before()
    first, dots, last = text.partition("..")
    if dots:
        return parse_period(from_=first, to=last, today=today)
    if text.count("-") == 1:
        return parse_period(month=text, today=today)
    return parse_period(from_=text, to=text, today=today)


def changed(runs: Runs, question: Question, asked: Asked, against: str) -> Change:
    """Split the change of a figure. E_WHY_COLUMN for a ratio, E_PERIOD."""
    column = question.column
    if column.name not in question.drill.explains:
        known = columns_of(question.spec)
        sums = [c.printed_name for c in known if c.name in question.drill.explains]
        raise OmniError(
            "E_WHY_COLUMN", value=column.printed_name, metric=question.spec.id, near=", ".join(sums)
        )
    other = read_against(against, asked.period, runs.session.now.date())
    as_of = asked.as_of and other.end + (asked.as_of - asked.period.end)
    then = replace(asked, period=other, as_of=as_of)
    now_params, then_params = params_of(asked), params_of(then)
    was = segments(drill_rows(runs, question, then_params), column.name)
    now = segments(drill_rows(runs, question, now_params), column.name)
    live = sum(value for _, value in was.values())
    late, rule = _restated(runs, question, then, live)
    moved = split(was, now)
    whole = {"late_data": late, "rule": rule}
    after = sum(value for _, value in now.values())
    before = live - late - rule
    parts = tuple(_part(name, moved.get(name, {}), whole, after - before) for name in PARTS)
    then_lacks, now_lacks = (
        runs.lacks(question.spec, params) for params in (then_params, now_params)
    )
    lacks = (*then_lacks, *now_lacks)
    return Change(question, column, asked.period, other, before, after, parts, lacks)


def segments(rows: Sequence[Mapping[str, object]], column: str) -> dict[str, tuple[int, int]]:
    """The rows that count for a column, by segment."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        value = row[column]
        if isinstance(value, int):
            many, total = found.get(str(row["segment"]), (0, 0))
            found[str(row["segment"])] = (many + 1, total + value)
    return found


def split(was: Segments, now: Segments) -> dict[str, dict[str, int]]:
    """Part → segment → amount; all of them add up to the difference of the two."""
    found: dict[str, dict[str, int]] = {"mix": {}, "rate": {}, "new": {}, "gone": {}}
    for name in sorted({*was, *now}):
        if name not in was:
            found["new"][name] = now[name][1]
        elif name not in now:
            found["gone"][name] = -was[name][1]
        else:
            (many_was, value_was), (many_now, value_now) = was[name], now[name]
            mix = divide_half_up(value_was * (many_now - many_was), many_was)
            found["mix"][name] = mix
            found["rate"][name] = value_now - value_was - mix
    return found


def _part(name: str, moved: Mapping[str, int], whole: Mapping[str, int], change: int) -> Part:
    amount = whole.get(name, 0) + sum(moved.values())
    top = max(moved, key=lambda key: (abs(moved[key]), key), default=None)
    share = divide_half_up(10_000 * amount, change) if change else None
    return Part(name, amount, share, top, moved[top] if top is not None else 0)


def _restated(runs: Runs, question: Question, then: Asked, live: int) -> tuple[int, int]:
    """What late files and a changed rule make of the earlier period, where its month is closed.

    Only whole figures are frozen: a part by a filter that the metric itself lacks has none.
    """
    spec, db = question.spec, runs.session.db
    zone = runs.session.workspace.settings.timezone
    frozen = closed_month(db, zone, then.period, then.as_of)
    if frozen is None or set(question.where) - set(spec.grain):
        return 0, 0
    basis = then.basis if "basis" in spec.params else ""
    older = [one for one in versions(spec.name) if one.version <= spec.version]
    for version in reversed(older):
        names = [column.name for column in version.columns]
        rows = closing.figures(db, frozen.month, spec.name, version.version, basis, names)
        if rows is None:
            continue
        stored = _figure(question, MetricResult(version, {}, rows))
        if stored is None:
            return 0, 0
        by_rule = 0
        if version.version != spec.version:
            old = _figure(question, run_metric(db, version, params_of(then), reader=EVERYTHING))
            by_rule = live - (old or 0)
        return live - by_rule - stored, by_rule
    return 0, 0


def _figure(question: Question, result: MetricResult) -> int | None:
    """The sum of the column over the metric's own rows that are asked about."""
    column = question.column
    values = [
        v
        for row in result.records(printed=False)
        if all(str(row[n]) == value for n, value in question.where.items())
        and isinstance(v := row.get(column.name), int)
    ]
    return sum(values) if values else None
