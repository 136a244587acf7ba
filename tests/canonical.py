"""A warehouse as plain data, without what may differ between equal warehouses.

Which tables there are, and what of them counts, is declared (`omnicli/warehouse/tables`): a table
that is added is compared by every law from its first day on.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from omnicli.warehouse import comparison
from omnicli.warehouse.tables.catalog import with_roles
from omnicli.warehouse.tables.declaration import Link
from omnicli.warehouse.tables.declaration import TableSpec

Dump = dict[str, list[tuple[object, ...]]]

_LINE = Link("line_id", "settlement_lines")
_ORDER = Link("order_id", "orders")
VIEWS = (
    TableSpec(
        name="v_line_orders",
        role="view",
        key=("line_id",),
        links=(_LINE, _ORDER, Link("via_order_id", "orders")),
    ),
    TableSpec(name="v_money_lines", role="view", key=("line_id",), links=(_LINE, _ORDER)),
    TableSpec(
        name="v_ad_days", role="view", key=("ad_date", "spend_sen"), uncompared=("ad_row_id",)
    ),
)
"""Questions between the tables and the metrics, which tell most of what could go wrong."""


def dump(warehouse: Path, *, by_file: bool = True) -> Dump:
    """Every table that files fill or that follows from them: sorted rows, key first.

    Without `by_file`, only what holds however the same rows are spread over files.
    """
    db = sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)
    try:
        specs = [*with_roles(*comparison.COMPARED), *VIEWS]
        if not by_file:
            specs = [
                replace(spec, uncompared=(*spec.uncompared, "effective_at"))
                for spec in specs
                if "import_files" not in {link.table for link in spec.links}
                and "import_id" not in spec.key
            ]
        return {spec.name: [_row(*row) for row in comparison.rows(db, spec)] for spec in specs}
    finally:
        db.close()


def named(warehouse: Path, table: str) -> list[Mapping[str, object]]:
    """The rows of one table or view by column name, as they are."""
    db = sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in db.execute(f"SELECT * FROM {table}")]
    finally:
        db.close()


def _row(key: str, value: str) -> tuple[object, ...]:
    return (*_frozen(json.loads(key) if key[:1] == "[" else [key]), *_frozen(json.loads(value)))


def _frozen(cells: list[object]) -> tuple[object, ...]:
    return tuple(_frozen(c) if isinstance(c, list) else c for c in cells)
