"""Days that several statements tell parts of, and which of their equal movements are the same.

The n-th of equal movements is counted from the first row a file has of a day. A file that begins
in the middle of a day would so call the second one the first. Its opening balance tells: where it
is the balance that another statement reached after some movements of that day, and the movements
behind it agree, those movements come before the file's own.
"""

import json
import sqlite3
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from itertools import accumulate

import polars as pl

from omnicli.warehouse import lineage
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.table import Table

_EDGES = """
SELECT f.import_id, f.state = 'imported' AND f.undone_at IS NULL,
  s.value ->> 'account_no', e.value ->> 'day', e.value ->> 'opening_sen', e.value ->> 'moves',
  e.value ->> 'is_first'
FROM import_files f, json_each(f.detail, '$.statements') s, json_each(s.value, '$.edges') e
"""
_DAY = ("account_no", "posted_date")
_AMOUNT = ("debit_sen", "credit_sen")

Day = tuple[str, str]
"""Account and date."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A statement's first or last day: the balance before, the movements in time's order, in sen.

    Only the first day of a statement (`is_first`) may lack movements before its own.
    """

    opening: int
    moves: tuple[int, ...]
    is_first: bool


def begins_after(part: Part, other: Part) -> int:
    """How many movements of `other` come before `part`; 0 where nothing says that any does."""
    if part.opening == other.opening:
        return 0
    for nth, balance in enumerate(accumulate(other.moves, initial=other.opening)):
        rest = zip(other.moves[nth:], part.moves, strict=False)
        if nth and balance == part.opening and all(a == b for a, b in rest):
            return nth
    return 0


def before(
    part: Part, parts: Collection[Part], past: frozenset[Part] = frozenset()
) -> dict[int, int]:
    """How many movements of each signed amount come before the first of `part` on its day."""
    most: dict[int, int] = {}
    if not part.is_first:
        return most
    for other in sorted(set(parts) - past - {part}):
        nth = begins_after(part, other)
        if not nth or (nth == len(other.moves) and begins_after(other, part)):
            continue  # Two parts that each begin where the other ends say nothing.
        earlier = before(other, parts, past | {part})
        printed = other.moves[:nth]
        for amount in {*printed, *earlier}:
            count = earlier.get(amount, 0) + printed.count(amount)
            most[amount] = max(most.get(amount, 0), count)
    return most


@dataclass(frozen=True, slots=True)
class Edges:
    """What the ledger knows of the first and last days of all statements."""

    days: frozenset[Day]
    """Also of those that were taken back: their days have to be written anew."""
    firsts: Mapping[int, Sequence[tuple[Day, Part]]]
    """By import, the first day of each of its accounts."""
    parts: Mapping[Day, Collection[Part]]

    @classmethod
    def read(cls, db: sqlite3.Connection) -> "Edges":
        """From the facts that statements left when they were imported."""
        days: set[Day] = set()
        firsts: dict[int, list[tuple[Day, Part]]] = {}
        parts: dict[Day, set[Part]] = {}
        for import_id, active, account, day, opening, moves, is_first in db.execute(_EDGES):
            days.add((account, day))
            if active:
                part = Part(opening, tuple(json.loads(moves)), bool(is_first))
                parts.setdefault((account, day), set()).add(part)
                if is_first:
                    firsts.setdefault(import_id, []).append(((account, day), part))
        return cls(frozenset(days), firsts, parts)

    def before(self, import_id: int) -> list[tuple[Day, int, int]]:
        """(day, signed amount, how many before) of an import's first days, where there are any."""
        return [
            (day, amount, count)
            for day, part in self.firsts.get(import_id, ())
            for amount, count in before(part, self.parts[day]).items()
        ]


def widen(db: sqlite3.Connection, table: Table, keys: "pl.DataFrame") -> "pl.DataFrame":
    """The keys, and what else may change its number by what is said of them.

    Another reference moves the numbers of the equal movements of its day; another statement that
    begins or ends with a day those of every equal movement on it.
    """
    days = Edges.read(db).days
    edges = pl.DataFrame(sorted(days), schema=dict.fromkeys(_DAY, pl.String), orient="row")
    touched = keys.select(_DAY).unique().join(edges, on=_DAY, how="semi")
    equal = keys.select(_DAY + _AMOUNT).unique()
    stored = pl.concat(
        [
            table.fetch(touched, on=_DAY, columns=table.key),
            table.fetch(equal, on=_DAY + _AMOUNT, columns=table.key),
        ],
        how="vertical_relaxed",
    ).unique()
    # A file's own numbers start at 1, whatever they became.
    own = stored.with_columns(seq=pl.int_ranges(1, pl.col("seq") + 1)).explode("seq")
    return pl.concat([keys, own.select(keys.columns)], how="vertical_relaxed").unique()


def placed(seen: Observation, edges: Edges) -> Observation:
    """The observation with its equal movements numbered behind those that come before it."""
    earlier = edges.before(seen.import_id)
    if not earlier:
        return seen
    plus = pl.DataFrame(
        [(*day, max(-amount, 0), max(amount, 0), count) for day, amount, count in earlier],
        schema=dict.fromkeys(_DAY, pl.String) | dict.fromkeys((*_AMOUNT, "_plus"), pl.Int64),
        orient="row",
    )

    def moved(frame: "pl.DataFrame") -> "pl.DataFrame":
        found = frame.join(plus, on=[*_DAY, *_AMOUNT], how="left", maintain_order="left")
        return found.with_columns(seq=pl.col("seq") + pl.col("_plus").fill_null(0)).drop("_plus")

    return replace(seen, records=moved(seen.records), origins=moved(seen.origins))


def trace(db: sqlite3.Connection, table: Table, seen: Observation, shared: "pl.DataFrame") -> None:
    """Store anew which rows of an earlier import the movements come from that share a number.

    shared: account, day and amounts of the movements that have an equal.
    """
    on = list(shared.columns)
    origins = seen.origins.join(shared, on=on, how="semi")
    if origins.is_empty():
        return
    ids = table.fetch(
        origins.select(on).unique(), on=on, columns=[*table.key, table.id_column]
    ).rename({table.id_column: "entity_id"})
    db.executemany(
        "DELETE FROM row_origins WHERE entity = ? AND import_id = ? AND entity_id = ?",
        ((table.name, seen.import_id, row) for row in ids["entity_id"]),
    )
    lineage.record(db, table.name, seen.import_id, origins, ids, table.key)
