"""What the schema demands of a row the parts demand too, so that no odd cell ends a whole batch."""

import re
import sqlite3
from collections.abc import Iterator

import polars as pl
import pytest

from omnicli.ingest import demands
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.spec import Choice
from omnicli.ingest.spec import Flag
from omnicli.ingest.spec import Part
from omnicli.sources import registry
from omnicli.warehouse.migrate import migrate
from omnicli.warehouse.tables.catalog import with_roles

GIVEN = {"platform", "account", "source", "effective_at", "customer_id", "customer_key", "bank"}
"""What omni itself fills, in every record."""
DERIVED = {"is_test", "account_clash", "is_deleted"}
"""Flags that no file sets."""


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    migrate(made)
    yield made
    made.close()


def parts() -> list[object]:
    """Every part of every source, by name."""
    return [
        pytest.param(part, id=f"{name}-{number}")
        for name, spec in sorted(registry().items())
        for number, part in enumerate(spec.parts)
    ]


def demanded(db: sqlite3.Connection, table: str) -> set[str]:
    """NOT NULL without a default, besides what is computed from days and rows."""
    rows = db.execute(f"PRAGMA table_info({table})").fetchall()
    return {
        name for _, name, _, required, default, key in rows
        if required and default is None and not key and not name.endswith("_day")
    }  # fmt: skip


def checks(db: sqlite3.Connection, table: str) -> list[str]:
    """The CHECK conditions of a table, white space aside."""
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    found = []
    for start in re.finditer(r"CHECK \(", sql):
        depth, end = 0, start.end() - 1
        while True:
            depth += (sql[end] == "(") - (sql[end] == ")")
            if depth == 0:
                break
            end += 1
        found.append(" ".join(sql[start.end() : end].split()))
    return found


@pytest.mark.parametrize("part", parts())
def test_every_part_demands_what_must_not_be_null(db: sqlite3.Connection, part: Part) -> None:
    filled = {c.name for c in part.columns if c.filled}
    known = {*part.key, *filled, *demands.RECORDS.get(part.target, ())}
    assert demanded(db, part.target) - GIVEN <= known | {"line_id"}
    if part.target == "orders":
        needed = set(demands.ITEMS["orders"])
        assert demanded(db, "order_items") - {"order_id", "line_no"} <= needed


@pytest.mark.parametrize("part", parts())
def test_every_part_keeps_to_what_the_schema_checks(db: sqlite3.Connection, part: Part) -> None:
    """By a condition that is asked of its records, or because its type holds nothing else."""
    types = {c.name: c.type for c in part.columns}
    for rule in checks(db, part.target):
        if rule in demands.CHECKS.get(part.target, ()):
            continue
        (column,) = set(pl.sql_expr(rule).meta.root_names())
        kind = types.get(column)
        if column in DERIVED or kind is None:
            assert column in DERIVED or part.target not in demands.CHECKS, rule
        elif isinstance(kind, Choice):
            assert set(kind.values.values()) <= set(re.findall(r"'(\w+)'", rule)), rule
        else:
            assert isinstance(kind, Flag), rule


def test_no_condition_is_asked_that_the_schema_does_not_know(db: sqlite3.Connection) -> None:
    for target, rules in demands.CHECKS.items():
        assert set(rules) <= set(checks(db, target))
    assert set(demands.ITEM_CHECKS["orders"]) <= set(checks(db, "order_items"))
    assert set(demands.CHECKS) <= {spec.name for spec in with_roles("canonical")}


def test_a_record_against_a_condition_rejects_its_rows() -> None:
    part = registry()["shopee-income"].parts[0]
    rows = {"line_key": ["a", "b"], "ledger": ["detail", "detail"], "kind": ["revenue"] * 2}
    days = {"occurred_date": ["2025-08-01"] * 2}
    records = pl.DataFrame(
        {**rows, **days, "net_sen": [90, 91], "gross_sen": [100, 100], "fee_sen": [-10, -10]}
    )
    origins = pl.DataFrame({"line_key": ["a", "b", "b"], "row_no": [2, 3, 4]})
    match = HeaderMatch.__new__(HeaderMatch)
    object.__setattr__(match, "positions", {"net_sen": 0})

    found = demands.unmet(part, match, records, None, origins)
    assert [(p.row_no, p.column, p.code) for p in found] == [
        (3, "net_sen", "E_VALUE_RULE"), (4, "net_sen", "E_VALUE_RULE"),
    ]  # fmt: skip
