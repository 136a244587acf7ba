"""`omni close`: freezing the figures of a month, opening it again, and what moved since."""

import gzip
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from functools import partial
from pathlib import Path

from omnicli.access.columns import EVERYTHING
from omnicli.domain.clock import instant
from omnicli.domain.clock import local_date
from omnicli.domain.clock import parse_instant
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.domain.period import parse_period
from omnicli.engine import frozen
from omnicli.engine.match_all import rematch
from omnicli.engine.rules import rules_of
from omnicli.metrics.catalog import catalog
from omnicli.metrics.catalog import get
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.lacking import coverage_of
from omnicli.metrics.lock import seal_of
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric
from omnicli.services.deciding import decide
from omnicli.services.deciding import deciding
from omnicli.session import Session
from omnicli.warehouse import closing
from omnicli.warehouse import decisions
from omnicli.warehouse.closing import ClosedMonth
from omnicli.warehouse.closing import Figure
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.dataroom import write_atomically

FIGURES = (
    *("roas", "roas_monthly", "order_summary", "orders_by_status", "spend_by_platform"),
    *("product_sales", "settlement_summary", "receivables_ageing", "cash_waterfall", "payouts"),
    *("fee_rates", "bank_by_counterparty"),
)
"""The metrics whose results a closing keeps, in every version there is."""
RECEIPTS = "receipts"
RECEIPT_SUMS = ("orders", "expected_sen", "settled_sen", "in_bank_sen", "open_sen", "value_sen")
"""Of receipts, a row per order, a closing keeps these sums by stage and finding."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A frozen figure beside today's; `frozen` or `today` is None where there is no such row."""

    metric: str
    basis: str
    row: str
    column: str
    kind: str
    frozen: object
    today: object


@dataclass(frozen=True, slots=True)
class Shown:
    """A closed month: what was frozen, what it would be today, and the adjustments between."""

    month: ClosedMonth
    figures: tuple[Compared, ...]
    adjustments: MetricResult


def close_month(session: Session, text: str, *, reason: str | None = None) -> ClosedMonth:
    """Freeze a month. Raises E_CLOSE_NOT_OVER, E_CLOSE_DONE, E_CLOSE_GAP or E_CLOSE_EMPTY."""
    period = _month(session, text)
    name = f"{period.start:%Y-%m}"
    dataroom = Dataroom(session.workspace.dataroom)
    with deciding(session, guarded=False) as db:
        _check(session, db, period)
        bounds = period.sql_params()
        month = ClosedMonth(
            month=name,
            from_date=bounds["from_date"],
            to_date=bounds["to_date"],
            closed_at=instant(session.now),
            actor=session.actor.username,
            reason=reason,
            decision_id=decisions.next_number(db),
            figures_sha256="",
            orders=0,
            net_revenue_sen=0,
        )
        month = closing.freeze(db, month, list(_figures(db, period)))
        data = closing.snapshot(db, month.decision_id)
        sha256 = hashlib.sha256(data).hexdigest()
        closing.seal(db, name, sha256)
        write_atomically(_path(dataroom, name, sha256), gzip.compress(data, 6, mtime=0))
        payload = {
            **bounds,
            "month": name,
            "figures_sha256": sha256,
            "orders": month.orders,
            "net_revenue_sen": month.net_revenue_sen,
        }
        decide(session, db, closing.KIND, f"month:{name}", payload, reason=reason)
        session.finish(month=name, figures_sha256=sha256, orders=month.orders)
    return month


def reopen_month(session: Session, text: str, *, reason: str) -> str:
    """Let a month move again. Raises E_CLOSE_OPEN or E_CLOSE_REASON."""
    if not reason.strip():
        raise OmniError("E_CLOSE_REASON")
    name = f"{_month(session, text).start:%Y-%m}"
    with deciding(session, guarded=False) as db:
        _closed(db, name)
        made = decisions.standing(db, closing.KIND, f"month:{name}")
        decide(session, db, closing.REOPENED, f"month:{name}", reason=reason, instead_of=made)
        closing.reopen(db, name)
        rematch(db, rules_of(session.workspace.settings).matching)
        session.finish(month=name)
    return name


def list_months(session: Session) -> list[dict[str, object]]:
    """The closed months, oldest first, each with what later files moved.

    `ordered_value_sen` is that of every order, canceled ones too: more than metrics call placed.
    """
    moved = closing.moves(session.db)
    rows: list[dict[str, object]] = []
    for month in closing.closed(session.db):
        mine = [(c, m) for c, m in moved.items() if c[0] == month.month]
        rows.append(
            {
                "month": month.month,
                "closed_at": month.closed_at,
                "actor": month.actor,
                "reason": month.reason,
                "orders": month.orders,
                "ordered_value_sen": month.net_revenue_sen,
                "adjustments": len(mine),
                "adjusted_orders": len({c[2:5] for c, _ in mine if c[1] == "order"}),
                "adjusted_value_sen": sum(
                    m.difference_sen for c, m in mine if c[6] == "net_revenue_sen"
                ),
                "figures_sha256": month.figures_sha256,
            }
        )
    return rows


def show_month(session: Session, text: str) -> Shown:
    """Frozen figures beside today's, and the adjustments. Raises E_CLOSE_OPEN."""
    period = _month(session, text)
    month = _closed(session.db, f"{period.start:%Y-%m}")
    about = frozen.closed_month(session.db, session.workspace.settings.timezone, period, None)
    assert about is not None
    today = {(f.metric, f.version, f.basis): f for f in _figures(session.db, period)}
    compared: list[Compared] = []
    for (metric, version, basis), live in sorted(today.items()):
        rows = closing.figures(session.db, month.month, metric, version, basis, live.columns)
        if rows is not None and (metric, version) in _newest():
            compared += _compare(live, rows)
    return Shown(month, tuple(compared), frozen.adjustments(session.db, about, session.reader))


def _month(session: Session, text: str) -> Period:
    """The month named. Raises E_PERIOD."""
    today = local_date(session.now, session.workspace.settings.timezone)
    return parse_period(month=text, today=today)


def _closed(db: sqlite3.Connection, month: str) -> ClosedMonth:
    found = closing.find(db, month)
    if found is None:
        raise OmniError("E_CLOSE_OPEN", month=month)
    return found


def _check(session: Session, db: sqlite3.Connection, period: Period) -> None:
    """Refuse a month that cannot be closed (now)."""
    name, bounds = f"{period.start:%Y-%m}", period.sql_params()
    zone = session.workspace.settings.timezone
    today = local_date(session.now, zone)
    if period.is_incomplete(today):
        first = period.end + timedelta(days=1)
        raise OmniError("E_CLOSE_NOT_OVER", month=name, today=today, first=first)
    done = closing.find(db, name)
    if done is not None:
        day = local_date(parse_instant(done.closed_at), zone)
        raise OmniError("E_CLOSE_DONE", month=name, closed=day)
    earlier = closing.open_before(db, bounds["from_date"])
    if earlier is not None:
        raise OmniError("E_CLOSE_GAP", month=name, earlier=earlier)
    if not closing.has_data(db, **bounds):
        raise OmniError("E_CLOSE_EMPTY", month=name)


def _figures(db: sqlite3.Connection, period: Period) -> Iterator[Figure]:
    """What the metrics say of the month, ages and cash up to its last day."""
    params = {**period.sql_params(), "as_of": period.end.isoformat()}
    covered = cache(partial(coverage_of, db))
    for spec in catalog().values():
        if spec.name not in {*FIGURES, RECEIPTS}:
            continue
        bases = spec.params["basis"].choices if "basis" in spec.params else ("",)
        for basis in bases:
            asked = {**params, "basis": basis}
            result = run_metric(db, spec, asked, reader=EVERYTHING, covered=covered)
            if spec.name == RECEIPTS:
                yield _receipt_sums(result)
            else:
                names = [column.name for column in spec.columns]
                yield Figure(spec.name, spec.version, basis, names, result.rows, seal_of(spec))


def _receipt_sums(result: MetricResult) -> Figure:
    """Receipts by stage and finding."""
    sums: dict[tuple[str, str], list[int]] = {}
    for row in result.records(printed=False):
        counted = sums.setdefault((str(row["stage"]), str(row["finding"])), [0] * 6)
        for place, name in enumerate(RECEIPT_SUMS):
            value = 1 if name == "orders" else row[name]
            counted[place] += value if isinstance(value, int) else 0
    rows = [(*key, *counted) for key, counted in sorted(sums.items())]
    columns = ("stage", "finding", *RECEIPT_SUMS)
    return Figure(RECEIPTS, result.spec.version, "", columns, rows, seal_of(result.spec))


def other_formulas(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Closed month → the metrics whose figures it froze by a formula that omni has no longer.

    Such figures stay as they were frozen; only opening and closing the month again changes them.
    """
    today = {(spec.name, spec.version): seal_of(spec) for spec in catalog().values()}
    found: dict[str, list[str]] = {}
    for month, metric, version, formula in closing.formulas(db):
        if today.get((metric, version)) != formula:
            names = found.setdefault(month, [])
            if (name := f"{metric}@{version}") not in names:
                names.append(name)
    return found


def _newest() -> set[tuple[str, int]]:
    return {(name, get(name).version) for name in (*FIGURES, RECEIPTS)}


def _compare(live: Figure, rows: Sequence[Sequence[object]]) -> Iterator[Compared]:
    """The values of both, row by row of the metric's grain."""
    spec = get(f"{live.metric}@{live.version}")
    grain = ("stage", "finding") if live.metric == RECEIPTS else spec.grain
    places = [live.columns.index(name) for name in grain]
    named = _by_key(places)
    old = {named(row): row for row in rows}
    new = {named(row): row for row in live.rows}
    kinds = _kinds(spec, live.columns)
    for key in [*old, *(k for k in new if k not in old)]:
        for place, column in enumerate(live.columns):
            if place in places or kinds[place] not in {"sen", "int", "bps"}:
                continue
            was = old[key][place] if key in old else None
            now = new[key][place] if key in new else None
            label = " · ".join(str(part) for part in (*key, *_step(live, old.get(key) or new[key])))
            yield Compared(live.metric, live.basis, label, column, kinds[place], was, now)


def _step(live: Figure, row: Sequence[object]) -> list[object]:
    """The name of a step that only has a number in the grain."""
    return [row[live.columns.index("step")]] if "step" in live.columns else []


def _by_key(places: Sequence[int]) -> "Callable[[Sequence[object]], tuple[object, ...]]":
    return lambda row: tuple(row[place] for place in places)


def _kinds(spec: MetricSpec, columns: Sequence[str]) -> list[str]:
    known: dict[str, str] = {column.name: column.kind for column in spec.columns}
    return [known.get(name, "int") for name in columns]


def _path(dataroom: Dataroom, month: str, sha256: str) -> Path:
    """Where a closing's snapshot lies; another closing of the month has another fingerprint."""
    return dataroom.root / "closings" / f"{month}-{sha256[:12]}.json.gz"


def replay(db: sqlite3.Connection, dataroom: Dataroom) -> int:
    """Restore every standing closing from its decision and its snapshot; gives how many.

    Raises E_CLOSE_MISMATCH where a snapshot is missing or is not what its decision says.
    """
    closing.clear(db)
    entries = decisions.standing(db, closing.KIND)
    for entry in entries:
        month, sha256 = entry["payload"]["month"], entry["payload"]["figures_sha256"]
        path = _path(dataroom, month, sha256)
        try:
            data = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, ValueError, zlib.error):
            data = b""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise OmniError("E_CLOSE_MISMATCH", month=month, file=str(path), sha256=sha256)
        closing.restore(db, entry, json.loads(data))
    return len(entries)
