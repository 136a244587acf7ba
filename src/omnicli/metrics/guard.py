"""What a metric's SQL may touch, decided by SQLite's own compiler through its authorizer."""

import hashlib
import re
import sqlite3
from dataclasses import dataclass
from dataclasses import field

FUNCTIONS = frozenset(
    {"abs", "avg", "cast", "coalesce", "count", "length", "lower", "max", "min", "nullif"}
    | {"replace", "round", "sqrt", "substr", "sum", "trim", "upper"}
    | {"dense_rank", "first_value", "lag", "last_value", "lead", "ntile", "rank", "row_number"}
)
"""The portable functions (performance.md §8): the same answer on every engine we may grow to."""


_WORD = re.compile(r"\w+")
_Learnt = tuple[frozenset[tuple[str, str, str]], frozenset[tuple[str, str]]]
_learnt: dict[tuple[str, str], _Learnt] = {}
"""By the digest of the schema and the view: compiling a view costs more than most metrics do."""


def _reads_of(db: sqlite3.Connection, schema: str, view: str) -> _Learnt:
    """The base columns that a view and the views in it read, and the functions they call."""
    found = _learnt.get((schema, view))
    if found is None:
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
            db.execute(f'SELECT * FROM "{view}" LIMIT 0').close()
        finally:
            db.set_authorizer(None)
        found = _learnt[schema, view] = (frozenset(reads), frozenset(functions))
    return found


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables and `v_*` views of a database, and a digest of how they are made."""

    views: frozenset[str]
    tables: frozenset[str]
    digest: str

    @classmethod
    def of(cls, db: sqlite3.Connection) -> "Schema":
        """The schema as it is now."""
        stored = db.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('table', 'view')"
            " UNION ALL SELECT type, name, sql FROM sqlite_temp_schema"
        ).fetchall()
        made = hashlib.sha256("\0".join(str(sql) for _, _, sql in stored).encode())
        names = {kind: {n for k, n, _ in stored if k == kind} for kind in ("view", "table")}
        views = frozenset(name for name in names["view"] if name.startswith("v_"))
        return cls(views, frozenset(names["table"]), made.hexdigest())


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
    def for_statement(cls, db: sqlite3.Connection, schema: "Schema", sql: str) -> "Guard":
        """Learn from the database which columns the views read that `sql` names."""
        # A view's own views are compiled with it.
        named = schema.views.intersection(_WORD.findall(sql))
        learnt = [_reads_of(db, schema.digest, name) for name in named]
        return cls(
            schema.views,
            schema.tables | {"sqlite_schema", "sqlite_master"},
            frozenset().union(*(reads for reads, _ in learnt)),
            frozenset().union(*(functions for _, functions in learnt)),
        )

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
