"""Canonical tables as frames: fetch by key, compare, insert, update, delete in sets."""

import sqlite3
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from omnicli.warehouse.inserting import insert_rows
from omnicli.warehouse.tables.declaration import TableSpec


@dataclass(frozen=True)
class Table:
    """A declared table of an open warehouse, with the columns its schema gives it."""

    db: sqlite3.Connection
    spec: TableSpec

    @property
    def name(self) -> str:
        """Its name in SQL."""
        return self.spec.name

    @property
    def key(self) -> tuple[str, ...]:
        """Its natural key."""
        return self.spec.key

    @property
    def id_column(self) -> str:
        """Its surrogate id."""
        return self.spec.id_column

    @cached_property
    def _info(self) -> list[tuple[str, str, bool, str | None]]:
        rows = self.db.execute(f"PRAGMA table_info({self.name})").fetchall()
        return [(name, kind, bool(notnull), default) for _, name, kind, notnull, default, _ in rows]

    @property
    def columns(self) -> list[str]:
        """Every stored column, in schema order; generated ones are not among them."""
        return [name for name, *_ in self._info]

    @cached_property
    def schema(self) -> dict[str, "pl.DataType"]:
        """Polars types of the columns: INTEGER is Int64, the rest text."""
        return {n: pl.Int64() if kind == "INTEGER" else pl.String() for n, kind, *_ in self._info}

    def conform(self, frame: "pl.DataFrame") -> "pl.DataFrame":
        """`frame` limited to this table's columns, typed, with declared defaults filled in."""
        out = []
        for name, kind, notnull, default in self._info:
            if name == self.id_column or name not in frame.columns:
                continue
            value = pl.col(name).cast(self.schema[name])
            if notnull and default is not None:
                literal = int(default) if kind == "INTEGER" else default.strip("'")
                value = value.fill_null(pl.lit(literal, dtype=self.schema[name]))
            out.append(value)
        return frame.select(out)

    def completed(self, frame: "pl.DataFrame", besides: Sequence[str] = ()) -> "pl.DataFrame":
        """`frame` with all columns `besides` some, those that no file carries at their default."""
        known = (self.id_column, *frame.columns, *besides)
        lacking = [c for c in self.columns if c not in known]
        return self.conform(frame.with_columns(pl.lit(None).alias(c) for c in lacking))

    def fetch(
        self,
        keys: "pl.DataFrame",
        on: Sequence[str] | None = None,
        columns: Sequence[str] | None = None,
    ) -> "pl.DataFrame":
        """The stored rows (or `columns` of them) whose `on` columns, the key, are in `keys`."""
        on = list(on or self.key)
        schema = {c: self.schema[c] for c in columns or self.columns}
        if self.is_empty():
            return pl.DataFrame(schema=schema)
        names = ", ".join(f't."{c}"' for c in schema)
        with staged(self.db, keys.select(on)) as stage:
            match = " AND ".join(f't."{c}" = k."{c}"' for c in on)
            rows = self.db.execute(
                f"SELECT {names} FROM {stage} k CROSS JOIN {self.name} t ON {match}"
            ).fetchall()
        return pl.DataFrame(rows, schema=schema, orient="row")

    def is_empty(self) -> bool:
        """Whether the table has no row at all."""
        return self.db.execute(f"SELECT 1 FROM {self.name} LIMIT 1").fetchone() is None

    def reserve_ids(self, count: int) -> int:
        """The first of `count` surrogate ids that no row ever had; the others follow it."""
        (first,) = self.db.execute(
            f"SELECT 1 + MAX(COALESCE((SELECT MAX({self.id_column}) FROM {self.name}), 0),"
            " COALESCE((SELECT last_id FROM id_marks WHERE table_name = ?1), 0))",
            (self.name,),
        ).fetchone()
        if count:
            self.db.execute(
                "INSERT INTO id_marks (table_name, last_id) VALUES (?1, ?2)"
                " ON CONFLICT (table_name) DO UPDATE SET last_id = excluded.last_id",
                (self.name, first + count - 1),
            )
        return int(first)

    def insert(self, frame: "pl.DataFrame", order: "pl.Series | None" = None) -> None:
        """Insert every row; columns the frame lacks take their defaults."""
        insert_rows(self.db, self.name, frame, order)

    def update(self, frame: "pl.DataFrame") -> None:
        """Set every column of the frame in the rows whose surrogate id is in it."""
        if frame.is_empty():
            return
        changed = [c for c in frame.columns if c != self.id_column]
        sets = ", ".join(f'"{c}" = ?' for c in changed)
        self.db.executemany(
            f"UPDATE {self.name} SET {sets} WHERE {self.id_column} = ?",
            frame.select(*changed, self.id_column).iter_rows(),
        )

    def delete(self, ids: Iterable[int]) -> None:
        """Delete rows by surrogate id."""
        self.db.executemany(
            f"DELETE FROM {self.name} WHERE {self.id_column} = ?", ((i,) for i in ids)
        )


class staged:  # noqa: N801 - reads as a verb in `with staged(...)`
    """A temporary table holding a frame, for joins; dropped at the end of the block."""

    def __init__(self, db: sqlite3.Connection, frame: "pl.DataFrame") -> None:
        """Stage `frame` in `db`."""
        self._db, self._frame = db, frame

    def __enter__(self) -> str:
        """The name to use in SQL."""
        # A statement cannot change the temp schema while another reads it, so names are unique.
        row = self._db.execute("SELECT COUNT(*) FROM sqlite_temp_master").fetchone()
        self._name = f"_stage_{row[0]}"
        columns = ", ".join(f'"{c}"' for c in self._frame.columns)
        self._db.execute(f"CREATE TEMP TABLE {self._name} ({columns})")
        insert_rows(self._db, self._name, self._frame)
        return f"temp.{self._name}"

    def __exit__(self, *_: object) -> None:
        """Drop the stage."""
        self._db.execute(f"DROP TABLE IF EXISTS temp.{self._name}")


@dataclass(frozen=True)
class Diff:
    """A canonical frame held against what is stored.

    new: rows without an id. changed: rows with their id. same: ids of equal rows. gone: ids of
    stored rows that no file supports any more. before: the stored rows. restamped: ids of equal
    rows that another file gives now, with its stamp: no change to tell of, and still to be stored.
    """

    new: "pl.DataFrame"
    changed: "pl.DataFrame"
    same: "pl.DataFrame"
    gone: list[int]
    before: "pl.DataFrame"
    restamped: "pl.DataFrame"


def compare(table: Table, canonical: "pl.DataFrame", before: "pl.DataFrame") -> Diff:
    """Which rows of `canonical` are new, changed or equal to `before` (rows of the same keys).

    Columns that are settled later do not make a row another one.
    """
    ignore = table.spec.settled_later
    key = list(table.key)
    if before.is_empty():
        ids = pl.lit(None, dtype=pl.Int64).alias(table.id_column)
        none = canonical.clear().with_columns(ids)
        same = none.select(table.id_column, *key)
        return Diff(canonical, none, same, [], before, none.select(table.id_column))
    stored = [c for c in table.columns if c not in (table.id_column, *key, *ignore)]
    full = table.completed(canonical, besides=ignore)
    joined = full.join(before, on=key, how="left", suffix="__old")
    known = joined.filter(pl.col(table.id_column).is_not_null())
    differs = pl.any_horizontal(pl.col(c).ne_missing(pl.col(f"{c}__old")) for c in stored)
    changed = known.filter(differs)
    same = known.filter(~differs)
    columns = [*key, *stored, *(c for c in ignore if c in full.columns)]
    gone = before.join(canonical.select(key), on=key, how="anti")[table.id_column].to_list()
    return Diff(
        joined.filter(pl.col(table.id_column).is_null()).select(columns),
        changed.select(table.id_column, *columns),
        same.select(table.id_column, *key),
        gone,
        before,
        _restamped(table, same),
    )


def _restamped(table: Table, same: "pl.DataFrame") -> "pl.DataFrame":
    """Rows that are equal but for the stamp of the file they come from."""
    if not {STAMP, f"{STAMP}__old"} <= set(same.columns):
        return same.select(table.id_column).clear()
    moved = pl.col(STAMP).ne_missing(pl.col(f"{STAMP}__old"))
    return same.filter(moved).select(table.id_column, STAMP)


STAMP = "effective_at"
"""When the knowledge of a row is from: that of the newest file that tells of it."""
