"""Large loads: in which order rows go in, and which indexes are made after them."""

import random
import sqlite3
from collections.abc import Iterator

import polars as pl
import pytest

from omnicli.warehouse import inserting
from omnicli.warehouse.connect import connect
from omnicli.warehouse.inserting import insert_rows
from omnicli.warehouse.keys import in_key_order
from omnicli.workspace import Workspace

_TABLE = """
CREATE TABLE lines (
  line_id INTEGER PRIMARY KEY, line_key TEXT NOT NULL UNIQUE, awb TEXT, kind TEXT NOT NULL,
  day INTEGER
) STRICT;
CREATE INDEX lines_day ON lines (day);
CREATE INDEX lines_kind_day ON lines (kind, day);
CREATE INDEX lines_awb ON lines (awb) WHERE awb IS NOT NULL;
CREATE INDEX lines_paid ON lines (day) WHERE kind = 'payout';
CREATE UNIQUE INDEX lines_known ON lines (line_key, day);
"""


@pytest.fixture
def db(monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    monkeypatch.setattr(inserting, "_MANY", 3)
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.executescript(_TABLE)
    made.execute("BEGIN")
    yield made
    made.close()


def lines(*days: int, first: int = 1) -> pl.DataFrame:
    """Sales without a receipt number, in the order of their keys."""
    ids = range(first, first + len(days))
    return pl.DataFrame(
        {
            "line_id": list(ids),
            "line_key": [f"k{i:03d}" for i in ids],
            "awb": pl.Series([None] * len(days), dtype=pl.String),
            "kind": ["sale"] * len(days),
            "day": list(days),
        }
    )


def indexes(db: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'"))


def made_again(db: sqlite3.Connection, frame: pl.DataFrame, **order: pl.Series) -> set[str]:
    """The indexes that a load drops and makes."""
    shown: list[str] = []
    db.set_trace_callback(shown.append)
    insert_rows(db, "lines", frame, **order)
    db.set_trace_callback(None)
    dropped = {s.split()[-1] for s in shown if s.startswith("DROP INDEX")}
    assert dropped == {s.split()[2] for s in shown if s.startswith("CREATE INDEX")}
    return dropped


def sound(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def test_an_index_is_made_after_rows_that_come_out_of_its_order(db: sqlite3.Connection) -> None:
    before = indexes(db)
    assert made_again(db, lines(3, 1, 2)) == {"lines_day", "lines_kind_day"}
    assert indexes(db) == before
    assert sound(db)
    found = db.execute("SELECT line_key FROM lines INDEXED BY lines_day WHERE day > 0 ORDER BY day")
    assert found.fetchall() == [("k002",), ("k003",), ("k001",)]


def test_rows_in_order_need_no_index_made_again(db: sqlite3.Connection) -> None:
    assert made_again(db, lines(1, 2, 2, 3)) == set()
    assert sound(db)


def test_a_partial_index_is_judged_by_the_rows_it_will_hold(db: sqlite3.Connection) -> None:
    mixed = lines(9, 1, 8, 2).with_columns(kind=pl.Series(["sale", "payout", "sale", "payout"]))
    assert made_again(db, mixed) == {"lines_day", "lines_kind_day"}
    numbered = lines(1, 2, 3, first=5).with_columns(awb=pl.Series(["JX3", None, "JX1"]))
    assert made_again(db, numbered.head(3)) == set()  # fewer than are stored
    assert sound(db)


def test_the_order_that_counts_is_the_one_rows_go_in(db: sqlite3.Connection) -> None:
    frame = lines(1, 2, 3)
    backwards = pl.Series([2, 1, 0], dtype=pl.UInt32)
    assert made_again(db, frame, order=backwards) == {"lines_day", "lines_kind_day"}
    sorted_again = lines(3, 2, 1, first=10)
    db.execute("DELETE FROM lines")
    assert made_again(db, sorted_again, order=backwards) == set()
    assert sound(db)


def test_a_load_into_a_larger_table_leaves_its_indexes(db: sqlite3.Connection) -> None:
    insert_rows(db, "lines", lines(*range(10)))
    assert made_again(db, lines(3, 1, 2, first=20)) == set()
    assert sound(db)


def test_outside_a_transaction_no_index_goes(db: sqlite3.Connection) -> None:
    db.execute("COMMIT")
    assert made_again(db, lines(3, 1, 2)) == set()


def test_a_load_that_fails_leaves_the_indexes_as_they_were(db: sqlite3.Connection) -> None:
    before = indexes(db)
    twice = lines(3, 1, 2).with_columns(line_key=pl.lit("k001"))
    with pytest.raises(sqlite3.IntegrityError):
        insert_rows(db, "lines", twice)
    db.execute("ROLLBACK")
    assert indexes(db) == before
    assert db.execute("SELECT COUNT(*) FROM lines").fetchone() == (0,)


def test_rows_of_many_statements_go_in_by_key_whatever_their_order(db: sqlite3.Connection) -> None:
    frame = lines(*range(20_000)).drop("line_id").sample(fraction=1, shuffle=True, seed=7)
    ids, order = in_key_order(frame, ["line_key"], first=5)
    insert_rows(db, "lines", frame.select(ids.alias("line_id"), pl.all()), order)
    assert sound(db)
    stored = db.execute("SELECT line_id, line_key, day FROM lines ORDER BY line_id").fetchall()
    assert [row[0] for row in stored] == list(range(5, 20_005))
    assert [row[1:] for row in stored] == sorted(frame.select("line_key", "day").rows())


def test_numbers_follow_several_key_columns() -> None:
    rows = [(a, b) for a in "xy" for b in "rs"]
    random.Random(3).shuffle(rows)
    frame = pl.DataFrame(rows, schema=["a", "b"], orient="row")
    ids, _ = in_key_order(frame, ["a", "b"], first=1)
    assert [row for _, row in sorted(zip(ids, rows, strict=True))] == sorted(rows)


def test_the_condition_of_every_index_is_understood(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=True)
    stored = db.execute(
        "SELECT tbl_name, sql FROM sqlite_master WHERE sql LIKE 'CREATE INDEX % WHERE %'"
    ).fetchall()
    assert stored
    for table, statement in stored:
        condition = pl.sql_expr(statement.partition(" WHERE ")[2])
        columns = {r[1] for r in db.execute(f"PRAGMA table_info({table})")}
        assert set(condition.meta.root_names()) <= columns
    db.close()
