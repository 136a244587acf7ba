"""Rows of a frame into a table, at the speed SQLite can take them."""

import sqlite3
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from itertools import islice

import polars as pl

from omnicli.warehouse.keys import shared


def insert_rows(
    db: sqlite3.Connection,
    table: str,
    frame: "pl.DataFrame",
    order: "pl.Series | None" = None,
) -> None:
    """Insert `frame` into `table`, column by column name; its rows in the `order` of their places.

    A value that all rows share stands in the statement itself: of the 49 columns of an export a
    third say the same everywhere, and binding them row by row would double the time of a load.
    One statement inserts many rows: starting one costs as much as storing a narrow row does.
    """
    if frame.is_empty():
        return
    alike = shared(frame, frame.columns[1:]).items()
    literals = {c: text for c, value in alike if (text := _literal(value))}
    names = ", ".join(f'"{c}"' for c in frame.columns)
    row = "(" + ", ".join(literals.get(c, "?") for c in frame.columns) + ")"
    bound = frame.drop(literals)
    with _indexed_afterwards(db, table, frame, order):
        for piece in _pieces(bound, order):
            # Column by column: quicker than row tuples, and SQLite gets a few rows at a time.
            values = chain.from_iterable(
                zip(*(c.to_list() for c in piece.get_columns()), strict=True)
            )
            statements, rest = divmod(piece.height, _TOGETHER)
            for count, together in ((statements, _TOGETHER), (rest, 1)):
                if count:
                    size = together * bound.width
                    db.executemany(
                        f"INSERT INTO {table} ({names}) VALUES {', '.join([row] * together)}",
                        (tuple(islice(values, size)) for _ in range(count)),
                    )


def _pieces(frame: "pl.DataFrame", order: "pl.Series | None") -> "Iterator[pl.DataFrame]":
    """The rows a thousand at a time; never a second frame of them all in another order."""
    if order is None:
        return frame.iter_slices(_PIECE)
    return (frame[order.slice(at, _PIECE)] for at in range(0, frame.height, _PIECE))


@contextmanager
def _indexed_afterwards(
    db: sqlite3.Connection, table: str, frame: "pl.DataFrame", order: "pl.Series | None"
) -> Iterator[None]:
    """Make indexes of `table` anew after a load that at least doubles it.

    An index of rows that are all there is sorted once; one that grows row by row is searched for
    every row, unless rows come in its order. Indexes that keep rows unique stay. Only inside a
    transaction, which takes the change back with the rows if the load fails.
    """
    large = frame.height >= _MANY and db.in_transaction
    indexes = _scattered(db, table, frame, order) if large else {}
    for name in indexes:
        db.execute(f"DROP INDEX {name}")
    yield
    for statement in indexes.values():
        db.execute(statement)


def _scattered(
    db: sqlite3.Connection, table: str, frame: "pl.DataFrame", order: "pl.Series | None"
) -> dict[str, str]:
    """The indexes that the rows of `frame` do not meet in order, where most rows will be new."""
    few = f"SELECT COUNT(*) <= ? FROM (SELECT 1 FROM {table} LIMIT ? + 1)"
    if not db.execute(few, (frame.height, frame.height)).fetchone()[0]:
        return {}

    found = {}
    stored = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
        " AND sql LIKE 'CREATE INDEX %' ORDER BY rowid",
        (table,),
    ).fetchall()
    for name, statement in stored:
        columns = [row[2] for row in db.execute(f"PRAGMA index_info({name})")]
        condition = pl.sql_expr(statement.partition(" WHERE ")[2] or "TRUE")
        if set(condition.meta.root_names()) <= set(frame.columns):
            known = [c for c in columns if c in frame.columns]
            met = frame.select(*known, met=condition)
            rows = (met if order is None else met[order]).filter("met")
            if not _meets_in_order(rows[c] for c in known):
                found[name] = statement
    return found


def _meets_in_order(columns: "Iterable[pl.Series]") -> bool:
    """Whether rows come in the order of the first of the columns that differs among them."""
    for column in columns:
        if not column.is_sorted():
            return False
        if len(column) and column[0] != column[-1]:
            return True
    return True


def _literal(value: object) -> str | None:
    """A value as an SQL literal; None where it is bound instead."""
    if value is None:
        return "NULL"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and "\0" not in value and len(value) < _LITERAL:
        return "'" + value.replace("'", "''") + "'"
    return None


_PIECE = 1024
"""Rows that exist as Python objects at once: those of a whole file weigh ten times its frame."""

_TOGETHER = 64
"""Rows of one statement; with more, what SQLite keeps to take a statement back eats the gain."""

_MANY = 5000
"""Rows from which it pays to ask whether a table should be indexed after them."""

_LITERAL = 1000
"""Characters above which a text is bound rather than written into the statement."""
