"""`omni report NAME --by day|week|month`: main figures over 12 to 24 periods, and a year before."""

from dataclasses import replace
from datetime import timedelta

from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.engine.frozen import closed_month
from omnicli.metrics.catalog import get
from omnicli.metrics.header import printed_name
from omnicli.metrics.run import printed_value
from omnicli.reports import figures
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.layout import ROWS
from omnicli.reports.layout import Cards
from omnicli.reports.layout import Figure
from omnicli.reports.sheets import PERIODS
from omnicli.services.reporting import Report
from omnicli.services.reporting import frame_of
from omnicli.services.reporting import params_for
from omnicli.services.runs import Runs

BY = ("day", "week", "month")
LEAST, MOST = 12, 24
"""How many periods are shown: those of the report's period, but never fewer or more than these."""
FIGURES = 4
_YEAR_OF_WEEKS = timedelta(days=364)
"""A year before, on the same days of the week."""


def check_by(by: str) -> None:
    """E_USAGE for anything but day, week and month."""
    if by not in BY:
        raise OmniError("E_USAGE", detail=f"--by {by} ({', '.join(BY)})", command="report")


def periods(period: Period, by: str) -> list[Period]:
    """The last 12 to 24 days, weeks or months up to the period's end, the last one cut to it."""
    whole = period.from_whole(by)
    while len(found := whole.split(by)) < LEAST:
        whole = Period(whole.start - timedelta(days=1), period.end).from_whole(by)
    return list(found[-MOST:])


def with_periods(runs: Runs, report: Report, by: str | None, *, live: bool = False) -> Report:
    """The report with a frame `periods`: a row per period, each figure beside that of a year ago.

    As it is without `by`. E_USAGE for another one, or a report without a figure of a period.
    """
    if by is None:
        return report
    check_by(by)
    bundle = report.bundle
    wanted = _figures(bundle)
    if not wanted:
        raise OmniError("E_USAGE", detail=f"{bundle.manifest.name} --by {by}", command="report")
    columns = [column for figure in wanted for column in _columns(bundle, figure)]
    head = (
        Column("period", "text", ("Periode", "Period")),
        Column("from_date", "date", ("Dari", "From")),
        Column("to_date", "date", ("Sampai", "To")),
    )
    rows = []
    for period in periods(bundle.facts.period, by):
        cells: list[Cell] = []
        now, before = period, _year_before(period, by)
        for figure in wanted:
            cells += [_value(runs, bundle, figure, p, live=live) for p in (now, before)]
        label = period.label(bundle.facts.lang)
        rows.append((label, period.start.isoformat(), period.end.isoformat(), *cells))
    first = bundle.frames[wanted[0].alias]
    frame = replace(
        first,
        alias=PERIODS,
        columns=(*head, *columns),
        rows=tuple(rows),
        printed=tuple(_printed((*head, *columns), row) for row in rows),
        frozen=False,
    )
    facts = replace(bundle.facts, by=by)
    frames = {**bundle.frames, PERIODS: frame}
    return Report(replace(bundle, facts=facts, frames=frames))


def _figures(bundle: Bundle) -> list[Figure]:
    """Headline and cards that follow from the period asked about, the first four."""
    manifest = bundle.manifest
    cards = [c.figure for s in manifest.sections if isinstance(s, Cards) for c in s.cards]
    found: dict[str, Figure] = {}
    for figure in (*manifest.headline, *cards):
        pin = manifest.pins[figure.alias]
        dated = "from_date" in get(pin.reference).params and not pin.months
        column = figures.column_of(bundle.frames[figure.alias], figure.column)
        if dated and column.kind in ("sen", "int", "bps"):
            found.setdefault(_column_name(figure), figure)
    return list(found.values())[:FIGURES]


def _column_name(figure: Figure) -> str:
    return f"count_of_{figure.alias}" if figure.column == ROWS else figure.column


def _columns(bundle: Bundle, figure: Figure) -> tuple[Column, Column]:
    own = figures.column_of(bundle.frames[figure.alias], figure.column)
    title, name = figures.title_of(bundle, figure), _column_name(figure)
    now = replace(own, name=name, title=(title, title))
    ago = (f"{title} (th lalu)", f"{title} (last year)")
    return now, replace(own, name=f"year_ago_{name}", title=ago)


def _year_before(period: Period, by: str) -> Period:
    if by == "month":
        return period.year_before()
    return Period(period.start - _YEAR_OF_WEEKS, period.end - _YEAR_OF_WEEKS)


def _value(runs: Runs, bundle: Bundle, figure: Figure, period: Period, *, live: bool) -> Cell:
    """The figure of another period, by the metric itself; None where no file covers it."""
    facts = bundle.facts
    as_of = period.end + (facts.as_of - facts.period.end)
    pin = bundle.manifest.pins[figure.alias]
    spec = get(pin.reference)
    closed = closed_month(runs.session.db, facts.timezone, period, None, live=live)
    params = params_for(pin, replace(facts, period=period, as_of=as_of))
    result, _ = runs.ask(spec, params, closed, live=live)
    frame = frame_of(figure.alias, result, (), None, facts.lang, facts.timezone)
    return figures.value_of({figure.alias: frame}, figure)


def _printed(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> dict[str, object]:
    """A row as json and csv print it: rupiah and ratios under the short names."""
    return {
        printed_name(column.name, column.kind): printed_value(column.kind, value)
        for column, value in zip(columns, row, strict=True)
    }
