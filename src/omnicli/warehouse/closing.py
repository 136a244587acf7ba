"""Closed months in the warehouse: freezing one, opening it again, and what moved since."""

import json
import sqlite3
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from omnicli.warehouse import adjustments
from omnicli.warehouse import decisions
from omnicli.warehouse import frozen_covers
from omnicli.warehouse.adjustments import FACTS
from omnicli.warehouse.adjustments import Cell
from omnicli.warehouse.adjustments import Moved

KIND = "month_closed"
REOPENED = "month_reopened"

_ORDER_KEY = ("month", "platform", "account", "order_no")
_SUM_KEY = ("month", "subject", "platform", "account", "kind")
_KEPT: Mapping[str, Sequence[str]] = {
    "figures": ("month", "metric", "version", "basis", "row_no", "cells"),
    "orders": (*_ORDER_KEY, *FACTS),
    "sums": (*_SUM_KEY, "amount_sen"),
    "covers": (
        *("payout_source", "account", "payout_key", "line_source", "line_key"),
        *("amount_sen", "rule"),
    ),
}
"""What a snapshot keeps of each frozen table: all but the number of the decision."""

Snapshot = dict[str, Any]
"""What a closing froze: `{"figures": [[…], …], "orders": …, "sums": …}` in the order of `_KEPT`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedMonth:
    """A row of `closed_months`."""

    month: str
    from_date: str
    to_date: str
    closed_at: str
    actor: str
    reason: str | None
    decision_id: int
    figures_sha256: str
    orders: int
    net_revenue_sen: int


@dataclass(frozen=True, slots=True)
class Figure:
    """The rows one version of a metric gave for the month on one basis ('' where it has none)."""

    metric: str
    version: int
    basis: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    formula: str = ""
    """Digest of the formula that gave the rows."""


def closed(db: sqlite3.Connection) -> list[ClosedMonth]:
    """Every closed month, oldest first."""
    names = ClosedMonth.__slots__
    rows = db.execute(f"SELECT {', '.join(names)} FROM closed_months ORDER BY month")
    return [ClosedMonth(**dict(zip(names, row, strict=True))) for row in rows]


def find(db: sqlite3.Connection, month: str) -> ClosedMonth | None:
    """The month if it is closed."""
    return next((c for c in closed(db) if c.month == month), None)


def open_before(db: sqlite3.Connection, from_date: str) -> str | None:
    """The earliest month before that day which has orders and is not closed."""
    (month,) = db.execute(
        "SELECT SUBSTR(MIN(ordered_date), 1, 7) FROM orders o WHERE ordered_date < ?"
        " AND NOT EXISTS (SELECT 1 FROM closed_months c"
        "  WHERE o.ordered_date >= c.from_date AND o.ordered_date < c.to_date)",
        (from_date,),
    ).fetchone()
    return month if month is None else str(month)


def has_data(db: sqlite3.Connection, from_date: str, to_date: str) -> bool:
    """Whether an order, a settlement line or an ad is dated within the days."""
    tables = {
        "orders": "ordered_date", "settlement_lines": "occurred_date", "v_ad_days": "ad_date",
    }  # fmt: skip
    return any(
        db.execute(
            f"SELECT 1 FROM {table} WHERE {day} >= ? AND {day} < ? LIMIT 1", (from_date, to_date)
        ).fetchone()
        for table, day in tables.items()
    )


def freeze(db: sqlite3.Connection, month: ClosedMonth, figures: Iterable[Figure]) -> ClosedMonth:
    """Close a month: keep figures, orders, sums and covers, and book what moved in earlier ones.

    Returns the month with what it counts.
    """
    moved = moves(db)
    _enter(db, month)
    for name in ("orders", "sums"):
        kept = ", ".join(_KEPT[name])
        db.execute(
            f"INSERT INTO frozen_{name} ({kept}, decision_id) SELECT {kept}, ?"
            f" FROM v_closed_{name} WHERE month = ?",
            (month.decision_id, month.month),
        )
    _book(db, moved, month.decision_id)
    frozen_covers.freeze(db, month.to_date, month.decision_id)
    _insert(db, "figures", _cells(month.month, figures), month.decision_id)
    db.execute(
        "UPDATE closed_months SET (orders, net_revenue_sen) = ("
        " SELECT COUNT(*), COALESCE(SUM(net_revenue_sen), 0) FROM frozen_orders f"
        " WHERE f.decision_id = closed_months.decision_id AND f.month = closed_months.month)"
        " WHERE month = ?",
        (month.month,),
    )
    return next(c for c in closed(db) if c.month == month.month)


def _book(db: sqlite3.Connection, moved: "Mapping[Cell, Moved]", decision_id: int) -> None:
    """Freeze again what moved in months closed before: from now on it stands as it is."""
    names = ", ".join(f"l.{name}" for name in FACTS)
    keys = sorted({(c[0], c[2], c[3], c[4]) for c in moved if c[1] == "order"})
    gone = [None] * len(FACTS)
    found = {
        tuple(row[:4]): row[4:]
        for row in db.execute(
            f"SELECT l.month, l.platform, l.account, l.order_no, {names} FROM v_closed_orders AS l"
            " JOIN v_order_moves AS m ON m.month = l.month AND m.platform = l.platform"
            " AND m.account = l.account AND m.order_no = l.order_no WHERE m.closed_in IS NULL"
        )
    }
    _insert(db, "orders", [(*key, *found.get(key, gone)) for key in keys], decision_id)
    sums = [(c[0], c[1], c[2], c[3], c[5], m.now) for c, m in moved.items() if c[1] != "order"]
    _insert(db, "sums", sums, decision_id)


def _cells(month: str, figures: Iterable[Figure]) -> Iterable[tuple[object, ...]]:
    """Rows as stored; row 0 names columns and formula, so that a metric without rows is known."""
    for figure in figures:
        head = {"columns": list(figure.columns), "formula": figure.formula}
        for number, row in enumerate((head, *map(list, figure.rows))):
            cells = json.dumps(row, ensure_ascii=False)
            yield month, figure.metric, figure.version, figure.basis, number, cells


def seal(db: sqlite3.Connection, month: str, sha256: str) -> None:
    """Note the fingerprint of what was frozen."""
    db.execute("UPDATE closed_months SET figures_sha256 = ? WHERE month = ?", (sha256, month))


def snapshot(db: sqlite3.Connection, decision_id: int) -> bytes:
    """What one closing froze, always the same bytes for the same facts."""
    (month,) = db.execute(
        "SELECT month FROM closed_months WHERE decision_id = ?", (decision_id,)
    ).fetchone()
    content: Snapshot = {"format": 1, "month": month}
    for name, columns in _KEPT.items():
        where = "month = ?" if name == "figures" else "decision_id = ?"
        value = month if name == "figures" else decision_id
        rows = db.execute(
            f"SELECT {', '.join(columns)} FROM frozen_{name} WHERE {where}"
            f" ORDER BY {', '.join(columns[:5])}",
            (value,),
        )
        content[name] = {"columns": list(columns), "rows": [list(row) for row in rows]}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def restore(db: sqlite3.Connection, entry: decisions.Entry, snapshot: Snapshot) -> None:
    """Put a closing back from its decision and its snapshot."""
    payload = entry["payload"]
    month = ClosedMonth(
        month=payload["month"],
        from_date=payload["from_date"],
        to_date=payload["to_date"],
        closed_at=entry["at"],
        actor=entry["actor"],
        reason=entry["reason"],
        decision_id=entry["decision_id"],
        figures_sha256=payload["figures_sha256"],
        orders=payload["orders"],
        net_revenue_sen=payload["net_revenue_sen"],
    )
    _enter(db, month)
    for name in _KEPT.keys() & snapshot.keys():  # a snapshot of an earlier omni has no covers
        _insert(db, name, snapshot[name]["rows"], month.decision_id, snapshot[name]["columns"])


def _enter(db: sqlite3.Connection, month: ClosedMonth) -> None:
    names = ClosedMonth.__slots__
    values = [getattr(month, name) for name in names]
    marks = ", ".join("?" * len(names))
    db.execute(f"INSERT INTO closed_months ({', '.join(names)}) VALUES ({marks})", values)


def _insert(
    db: sqlite3.Connection,
    name: str,
    rows: Iterable[Sequence[object]],
    decision_id: int,
    columns: Sequence[str] | None = None,
) -> None:
    names = list(columns or _KEPT[name])
    numbered = name != "figures"
    stored = [*names, *(["decision_id"] if numbered else [])]
    marks = ", ".join("?" * len(stored))
    db.executemany(
        f"INSERT INTO frozen_{name} ({', '.join(stored)}) VALUES ({marks})",
        ((*row, decision_id) if numbered else tuple(row) for row in rows),
    )


def reopen(db: sqlite3.Connection, month: str) -> None:
    """Forget what the month's closing froze, and the adjustments it booked."""
    db.execute("DELETE FROM closed_months WHERE month = ?", (month,))


def clear(db: sqlite3.Connection) -> None:
    """Forget every closing; `restore` brings them back."""
    db.execute("DELETE FROM closed_months")


def figures(
    db: sqlite3.Connection,
    month: str,
    metric: str,
    version: int,
    basis: str,
    columns: Sequence[str],
) -> list[tuple[Any, ...]] | None:
    """The frozen rows of a metric, or None where the month keeps none of these columns."""
    rows = db.execute(
        "SELECT cells FROM frozen_figures WHERE month = ? AND metric = ? AND version = ?"
        " AND basis = ? ORDER BY row_no",
        (month, metric, version, basis),
    ).fetchall()
    head, *kept = [json.loads(cells) for (cells,) in rows] or [[]]
    return [tuple(row) for row in kept] if _head(head)[0] == list(columns) else None


def formulas(db: sqlite3.Connection) -> list[tuple[str, str, int, str]]:
    """(month, metric, version, digest of its formula) of every frozen figure."""
    rows = db.execute(
        "SELECT DISTINCT month, metric, version, cells FROM frozen_figures WHERE row_no = 0"
        " ORDER BY month, metric, version"
    )
    return [(month, name, n, _head(json.loads(cells))[1]) for month, name, n, cells in rows]


def _head(stored: Any) -> tuple[list[str], str]:
    """Columns and formula of row 0; closings of early versions named the columns alone."""
    if isinstance(stored, dict):
        return stored["columns"], stored["formula"]
    return stored, ""


def moves(db: sqlite3.Connection) -> dict[Cell, Moved]:
    """Every value of a closed month that is not what was frozen last: the open adjustments."""
    return adjustments.moves(db)
