"""What a metric's SQL may touch, decided by SQLite's own compiler through its authorizer."""

import sqlite3
from dataclasses import dataclass
from dataclasses import field

FUNCTIONS = frozenset(
    {"abs", "avg", "cast", "coalesce", "count", "length", "lower", "max", "min", "nullif"}
    | {"replace", "round", "sqrt", "substr", "sum", "trim", "upper"}
    | {"dense_rank", "first_value", "lag", "last_value", "lead", "ntile", "rank", "row_number"}
)
"""The portable functions (performance.md §8): the same answer on every engine we may grow to."""


@dataclass
class Guard:
    """An authorizer that admits reading `v_*` views, and base columns only through them.

    SQLite names the innermost FROM item that asks for a base column, and a common table expression
    may be called what it likes. So a base column is admitted only where the real view of that
    name reads it itself.
    """

    views: frozenset[str]
    tables: frozenset[str]
    reads: frozenset[tuple[str, str, str]]
    view_functions: frozenset[tuple[str, str]]
    refused: str | None = field(default=None)

    @classmethod
    def for_database(cls, db: sqlite3.Connection) -> "Guard":
        """Learn from the database which columns each view reads."""
        listed = db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'view' AND name GLOB 'v_*'"
        )
        names = [str(name) for (name,) in listed]
        stored = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        tables = {str(name) for (name,) in stored} | {"sqlite_schema", "sqlite_master"}
        reads: set[tuple[str, str, str]] = set()
        functions: set[tuple[str, str]] = set()

        def record(
            action: int, one: str | None, two: str | None, _db: str | None, source: str | None
        ) -> int:
            if action == sqlite3.SQLITE_READ:
                reads.add((source or "", one or "", two or ""))
            elif action == sqlite3.SQLITE_FUNCTION:
                functions.add((source or "", two or ""))
            return sqlite3.SQLITE_OK

        db.set_authorizer(record)
        try:
            for name in names:
                db.execute(f'SELECT * FROM "{name}" LIMIT 0').close()
        finally:
            db.set_authorizer(None)
        return cls(frozenset(names), frozenset(tables), frozenset(reads), frozenset(functions))

    def __call__(
        self, action: int, one: str | None, two: str | None, _db: str | None, source: str | None
    ) -> int:
        """SQLITE_OK or SQLITE_DENY; the first refusal is kept for the error text."""
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ:
            if self._readable(one or "", two or "", source or ""):
                return sqlite3.SQLITE_OK
            return self._deny(f"read {one}.{two}")
        if action == sqlite3.SQLITE_FUNCTION:
            if two in FUNCTIONS or (source or "", two or "") in self.view_functions:
                return sqlite3.SQLITE_OK
            return self._deny(f"function {two}()")
        return self._deny(f"action {action} on {one}")

    def _readable(self, table: str, column: str, source: str) -> bool:
        if not column and table not in self.tables:
            return True  # a common table expression of which only the rows are counted
        if table in self.views or (source, table, column) in self.reads:
            return True
        # When a query needs no column of a table that a view joins, SQLite asks for the table alone
        # and names at most the common table expression around the view; all it gives away is that
        # the table has rows.
        unseen = not column and source not in self.views
        return unseen and any(t == table for _, t, _ in self.reads)

    def _deny(self, what: str) -> int:
        self.refused = self.refused or what
        return sqlite3.SQLITE_DENY
