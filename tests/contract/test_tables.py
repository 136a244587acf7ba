"""Every table of the schema is declared once, and what is declared is so."""

import inspect
import sqlite3
from contextlib import closing

import pytest

from omnicli.warehouse import comparison
from omnicli.warehouse.tables.catalog import catalog
from omnicli.warehouse.tables.catalog import children_first
from omnicli.warehouse.tables.catalog import derivations
from omnicli.warehouse.tables.catalog import table_spec
from omnicli.warehouse.tables.catalog import with_roles
from omnicli.warehouse.tables.declaration import TableSpec
from omnicli.warehouse.tables.declaration import function
from omnicli.workspace import Workspace

DECLARED = tuple(catalog().values())
CLEARED = {"canonical", "derived"}


@pytest.fixture
def db(workspace: Workspace) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{workspace.warehouse}?mode=ro", uri=True)


def _columns(db: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Column → whether it may be empty."""
    return {row[1]: not row[3] for row in db.execute(f"PRAGMA table_xinfo({table})")}


def test_every_table_of_the_schema_is_declared_and_nothing_else(db: sqlite3.Connection) -> None:
    """Undo and rebuild cover what is declared: a table that is not would outlive them unseen."""
    with closing(db):
        assert comparison.undeclared(db) == []
        stored = {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}
        assert {spec.name for spec in DECLARED} <= stored


@pytest.mark.parametrize("spec", DECLARED, ids=lambda spec: spec.name)
def test_what_is_declared_of_a_table_is_in_its_schema(
    db: sqlite3.Connection, spec: TableSpec
) -> None:
    with closing(db):
        columns = _columns(db, spec.name)
        named = {
            *spec.key, *spec.label, *spec.uncompared, *spec.status_group, *spec.maskable,
            *spec.personal, *spec.kinds, *(link.column for link in spec.links),
            *(link.by for link in spec.links if link.by),
        }  # fmt: skip
        assert named <= columns.keys()
        assert not spec.id_column or spec.id_column in columns
        assert spec.role == "bookkeeping" or (spec.title[0] and spec.title[1])
        for child in spec.children:
            assert table_spec(child).role == "derived"


@pytest.mark.parametrize("spec", with_roles("canonical"), ids=lambda spec: spec.name)
def test_files_can_fill_a_canonical_table(db: sqlite3.Connection, spec: TableSpec) -> None:
    with closing(db):
        columns = _columns(db, spec.name)
        assert spec.id_column
        assert spec.key
        assert "effective_at" in columns
        assert not any(columns[name] for name in spec.key), "a part of the key may be empty"
        unique = [
            {row[2] for row in db.execute(f"PRAGMA index_info({index[1]})")}
            for index in db.execute(f"PRAGMA index_list({spec.name})")
            if index[2]
        ]
        assert set(spec.key) in unique
        assert len(inspect.signature(function(spec.apply)).parameters) >= 5
        if spec.widen:
            assert callable(function(spec.widen))


def test_what_leads_to_another_row_is_declared(db: sqlite3.Connection) -> None:
    """A surrogate id that is compared as a number would make equal warehouses differ."""
    with closing(db):
        for spec in with_roles("canonical", "derived", "frozen"):
            keys = {row[3] for row in db.execute(f"PRAGMA foreign_key_list({spec.name})")}
            shown = {link.column for link in spec.links}
            # A month is its own name.
            assert keys - {"month"} <= shown, spec.name
            info = db.execute(f"PRAGMA table_info({spec.name})")
            ids = {row[1] for row in info if row[1].endswith("_id") and row[2] == "INTEGER"}
            assert ids - {spec.id_column, *spec.uncompared} <= shown, spec.name


def test_each_derivation_names_tables_and_functions_that_are_there() -> None:
    for step in derivations():
        assert set(step.of) <= catalog().keys()
        assert callable(function(step.run))
        assert not step.before or callable(function(step.before))


def test_clearing_leaves_nothing_that_follows_from_files(workspace: Workspace) -> None:
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        order = [spec.name for spec in children_first(db, with_roles(*CLEARED))]
        for child, parent in (("order_items", "orders"), ("orders", "customers")):
            assert order.index(child) < order.index(parent)
        comparison.clear(db)
        for name in order:
            assert db.execute(f"SELECT COUNT(*) FROM {name}").fetchone() == (0,)


def test_a_difference_is_counted_in_the_table_it_is_in(workspace: Workspace) -> None:
    insert = "INSERT INTO wallet_proofs VALUES ('shopee', ?, 'a', 'b', 1, 2, 3, 4, 'proved', ?)"
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        db.executemany(insert, [("one", 0), ("two", 0)])
        comparison.keep(db)
        db.execute("DELETE FROM wallet_proofs WHERE account = 'one'")
        db.execute("UPDATE wallet_proofs SET gap_sen = 5")
        db.execute(insert, ("three", 0))
        found = comparison.differences(db)
        assert found.pop("wallet_proofs") == {"added": 1, "removed": 1, "changed": 1}
        assert not comparison.any_difference(found)
