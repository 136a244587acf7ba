"""Restatements: each figure a report shows is kept with the digest of its inputs (F-25, F-35).

Where a later run of the same report shows another value, the page says since when, by how much and
through which rows: `late_data` (rows that came), `corrected` (rows of another value), `uncounted`
(rows that count no longer), `settings` (omni.toml says something else, too), `rule`
(the formula is another).
"""

import hashlib
import json
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from functools import cache

from omnicli.domain.clock import instant
from omnicli.domain.clock import local_date
from omnicli.domain.clock import parse_instant
from omnicli.metrics.catalog import get
from omnicli.metrics.lock import seal_of
from omnicli.reports import figures
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Moment
from omnicli.reports.frame import Restated
from omnicli.reports.frame import RestatedPart
from omnicli.reports.layout import ROWS
from omnicli.reports.layout import Figure
from omnicli.services.asking import Asked
from omnicli.services.origins import origins
from omnicli.services.own_rows import drill_for
from omnicli.services.reporting import Report
from omnicli.services.runs import Runs
from omnicli.services.why import Question
from omnicli.services.why import drill_rows
from omnicli.services.why import params_of
from omnicli.services.why import read_question
from omnicli.session import Session
from omnicli.warehouse import mirror
from omnicli.warehouse import published
from omnicli.warehouse.published import Place
from omnicli.warehouse.published import Rows
from omnicli.warehouse.published import Shown

MOST_ROWS = 20_000
"""A figure of more rows is kept by their segments."""
TOP = 5
"""Rows that stand by name under a part."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that may count: what it adds, and how to find it again."""

    value: int | None
    label: str
    entity: str
    entity_id: int


def with_restatements(runs: Runs, report: Report, *, live: bool = False) -> Report:
    """Keep what the report shows, and say which of it was shown with another value before.

    Nothing is kept of a closed month, whose page has its adjustments, of somebody's own question
    (`--as-of`, `--live`), or of one customer.
    """
    bundle = report.bundle
    facts = bundle.facts
    if live or facts.closed or facts.as_of_asked or bundle.manifest.on_demand or bundle.empty:
        return report
    settings = _digest(sorted(mirror.stored(runs.session.db).items()))
    found: list[Restated] = []
    for figure in dict.fromkeys(bundle.manifest.headline):
        value = figures.value_of(bundle.frames, figure)
        if isinstance(value, int):
            found += _figure(runs, bundle, figure, value, settings)
    return Report(replace(bundle, restated=tuple(found)))


def _figure(
    runs: Runs, bundle: Bundle, figure: Figure, value: int, settings: str
) -> Iterator[Restated]:
    session = runs.session
    facts, pin = bundle.facts, bundle.manifest.pins[figure.alias]
    spec = get(pin.reference)
    basis = (pin.basis or facts.basis) if "basis" in spec.params else ""
    days = (facts.period.start.isoformat(), facts.period.end.isoformat())
    place = Place(bundle.manifest.name, _name(figure), *days, basis)
    rows = _rows(runs, bundle, figure)
    kept = None if rows is None else _kept(rows)
    formula = seal_of(spec)
    inputs = _digest([formula, settings, value, sorted(kept.items()) if kept else None])
    now = Shown(instant(session.now), value, formula, settings, inputs, kept)
    before = published.history(session.db, place)
    if not before or before[-1].inputs != inputs:
        with session.bookkeeping() as db:
            published.keep(db, place, now)
    others = [shown for shown in before if shown.value != value]
    if others:
        yield _restated(session, bundle, figure, others, now, rows)


def _restated(
    session: Session,
    bundle: Bundle,
    figure: Figure,
    others: list[Shown],
    now: Shown,
    rows: Mapping[str, _Row] | None,
) -> Restated:
    zone = bundle.facts.timezone

    def moment(shown: Shown) -> Moment:
        return Moment(local_date(parse_instant(shown.shown_at), zone), shown.value)

    last = others[-1]
    column = figures.column_of(bundle.frames[figure.alias], figure.column)
    return Restated(
        title=figures.title_of(bundle, figure),
        column=column,
        first=moment(others[0]),
        last=moment(last),
        after=now.value,
        times=len(others),
        parts=tuple(_parts(session, last, now, rows)),
    )


def _parts(
    session: Session, was: Shown, now: Shown, rows: Mapping[str, _Row] | None
) -> Iterator[RestatedPart]:
    """What moved, in parts that add up to the change; none for what rows do not add up to."""
    cause = "rule" if was.formula != now.formula else "settings"
    other = was.formula != now.formula or was.settings != now.settings
    if was.rows is None or now.rows is None or rows is None or was.formula != now.formula:
        if other:
            yield RestatedPart(cause, 0, now.value - was.value, ())
        return
    moved: dict[str, dict[str, int]] = {}
    for key in sorted({*was.rows, *now.rows}):
        one, two = was.rows.get(key), now.rows.get(key)
        if one != two:
            kind = "late_data" if one is None else "uncounted" if two is None else "corrected"
            by_key = moved.setdefault("settings" if other else kind, {})
            by_key[key] = (two or 0) - (one or 0)
    for name, by_key in sorted(moved.items()):
        top = sorted(by_key.items(), key=lambda item: (-abs(item[1]), item[0]))[:TOP]
        named = tuple(_named(session, rows.get(key), amount) for key, amount in top)
        yield RestatedPart(name, len(by_key), sum(by_key.values()), named)


def _named(session: Session, row: _Row | None, amount: int) -> tuple[str | None, int, str | None]:
    """A row by its label, what it moved, and the file and row it comes from."""
    if row is None:
        return None, amount, None
    files = origins(session.db, row.entity, [row.entity_id]).get(row.entity_id, [])
    if not files:
        return row.label, amount, None
    sheet = f" › {files[0].sheet}" if files[0].sheet else ""
    return row.label, amount, f"{files[0].file}{sheet}: {', '.join(map(str, files[0].rows))}"


def _rows(runs: Runs, bundle: Bundle, figure: Figure) -> Mapping[str, _Row] | None:
    """The rows behind a figure by their digests; None where it is no sum, or hides who they are."""
    pin = bundle.manifest.pins[figure.alias]
    spec = get(pin.reference)
    drill = drill_for(spec)
    column = "rows" if figure.column == ROWS else figure.column
    simple = all(not c.negated and len(c.values) == 1 for c in figure.where)
    fields = {*spec.grain, *drill.filters}
    personal = any(c.secrecy is not None for c in spec.columns if c.name in spec.grain)
    if pin.months or column not in drill.explains or not simple or (drill.is_own and personal):
        return None
    if any(clause.column not in fields for clause in figure.where):
        return None
    where = [f"{clause.column}={clause.values[0]}" for clause in figure.where]
    question = read_question(f"{spec.id}.{column}", where)
    asked = Asked(bundle.facts.period, pin.basis or bundle.facts.basis, bundle.facts.as_of)
    return _by_digest(runs, question, asked)


def _by_digest(runs: Runs, question: Question, asked: Asked) -> dict[str, _Row]:
    rows = drill_rows(runs, question, params_of(asked))
    name = question.column.name
    by_segment = sum(row[name] is not None for row in rows) > MOST_ROWS
    found: dict[str, _Row] = {}
    # Rows told by segment share a few keys.
    key_of = cache(lambda parts: _digest(parts)[:16])
    for row in rows:
        parts = ("", row["segment"], "") if by_segment else (
            *(row["entity"], row["segment"], row["label"]), *(row[g] for g in question.spec.grain)
        )  # fmt: skip
        key = key_of(parts)
        value = amount if isinstance(amount := row[name], int) else None
        if key in found and (before := found[key].value) is not None:
            value = before + (value or 0)
        label = str(row["segment"] if by_segment else row["label"])
        found[key] = _Row(value, label, str(parts[0]), int(str(row["entity_id"])))
    return found


def _kept(rows: Mapping[str, _Row]) -> Rows:
    return {key: row.value for key, row in rows.items() if row.value is not None}


def _name(figure: Figure) -> str:
    """The figure as a manifest writes it."""
    tests = ", ".join(
        f"{c.column}{'!=' if c.negated else '='}{'|'.join(c.values)}" for c in figure.where
    )
    return f"{figure.alias}{f'[{tests}]' if tests else ''}.{figure.column}"


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
