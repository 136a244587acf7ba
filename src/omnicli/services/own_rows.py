"""The rows of a metric itself as what its figures are made of, where nobody wrote down finer ones.

Every amount and count of a row counts; one row is one segment by what tells it apart besides time.
"""

import json
import re
import sqlite3
from collections.abc import Mapping

from omnicli.metrics.drill import Drill
from omnicli.metrics.drill import drill_of
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.run import MetricResult
from omnicli.reports.numbers import unit_of
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

ROWS = MetricColumn("rows", "int", "Baris", "Rows")
"""How many rows a metric has: the one figure that every metric can be asked for."""
_ORDER = ("platform", "account", "order_no")
_CREDIT = "transaction_id"
_OF_ONE = {
    "sen": re.compile(r"(.*_)?(candidate|ceiling|median|price|prev|max|usual|compare)_.*"),
    "int": re.compile(
        r"(.*_)?(age|batch|code|days|from|months?|no|place|points|price|rank|score|threshold|to)(_.*)?|"
        r"[rfm]|before|(raise|clear)_at|covers_cac|known|linked|matched|provisional|registered|"
        r"settled|shown|small_sample|sure|value"
    ),
}
"""Amounts and whole numbers, by kind, that say something of one row and mean nothing as a sum."""
_TIMES = ("date", "at")
_TIME_NAMES = frozenset({"month", "hour", "moment", "cohort_month", "seq"})


def drill_for(spec: MetricSpec) -> Drill:
    """The rows behind a metric that somebody wrote down, else its own."""
    written = drill_of(spec.id)
    if written is not None:
        return written
    sums = tuple(c.name for c in spec.columns if c.name not in spec.grain and _adds_up(c))
    return Drill(spec, tuple(dict.fromkeys((*sums, ROWS.name))), {}, (), is_own=True)


def columns_of(spec: MetricSpec) -> tuple[MetricColumn, ...]:
    """The columns a figure may be of: the metric's, and how many rows it has."""
    named = any(column.name == ROWS.name for column in spec.columns)
    return spec.columns if named else (*spec.columns, ROWS)


def own_rows(db: sqlite3.Connection, result: MetricResult) -> list[Record]:
    """The result's rows in the shape of a drill: orders and credits by the ids of their tables."""
    spec, found = result.spec, result.records(printed=False)
    things = _entities(db, spec, found)
    parts = [name for name in spec.grain if not _is_time(spec, name)]
    day = next((c.name for c in spec.columns if c.kind == "date"), None)
    segment = ["platform"] if set(_ORDER) <= {*parts} else parts
    return [
        {
            "entity": things.get(place, (spec.name, 0))[0],
            "entity_id": things.get(place, ("", -place - 1))[1],
            "segment": " · ".join(str(row[name]) for name in segment),
            "label": str(row["order_no"] if "order_no" in row else _label(spec, row)),
            "date": row[day] if day else None,
            "reason": "",
            "amount_sen": 0,
            ROWS.name: 1,
            **row,
        }
        for place, row in enumerate(found)
    ]


def _adds_up(column: MetricColumn) -> bool:
    if column.kind == "bps":
        return not column.is_ratio
    added = unit_of(column.name, column.kind) in ("rupiah", "count")
    return added and not _OF_ONE[column.kind].fullmatch(column.name)


def _is_time(spec: MetricSpec, name: str) -> bool:
    kind = next(column.kind for column in spec.columns if column.name == name)
    return kind in _TIMES or name in _TIME_NAMES


def _label(spec: MetricSpec, row: Mapping[str, object]) -> str:
    return " · ".join(str(row[name]) for name in spec.grain) or spec.name


def _entities(
    db: sqlite3.Connection, spec: MetricSpec, rows: list[dict[str, int | float | str | None]]
) -> dict[int, tuple[str, int]]:
    """Place of a row → the table and id it stands for: an order, its money, or a credit."""
    if set(_ORDER) <= {column.name for column in spec.columns}:
        keys = json.dumps([[row[name] for name in _ORDER] for row in rows])
        return {
            int(str(record["place"])): (str(record["entity"]), int(str(record["entity_id"])))
            for record in ask(db, "order_ids", {"keys": keys})
            if record["entity_id"] is not None
        }
    if _CREDIT in spec.grain:
        ids = {n: v for n, row in enumerate(rows) if isinstance(v := row[_CREDIT], int)}
        return {place: ("bank_transactions", value) for place, value in ids.items()}
    return {}
