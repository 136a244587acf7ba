"""Figures as reports showed them: kept when they are new, compared when they are others today."""

import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Rows = Mapping[str, int]
"""What tells a row that counts apart (a digest) → what it adds to the figure."""


class Place(NamedTuple):
    """Which figure of which report, of which days and on which basis ('' where it has none)."""

    report: str
    figure: str
    from_date: str
    to_date: str
    basis: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it was shown. rows is None where they were not kept, or are no longer."""

    shown_at: str
    value: int
    formula: str
    settings: str
    inputs: str
    rows: Rows | None


_WHERE = " AND ".join(f"{name} = ?" for name in Place._fields)


def history(db: sqlite3.Connection, place: Place) -> list[Shown]:
    """Every value the figure was shown with, oldest first."""
    rows = db.execute(
        "SELECT shown_at, value, formula, settings, inputs, entries FROM published_figures"
        f" WHERE {_WHERE} ORDER BY shown_no",
        place,
    )
    return [
        Shown(at, value, formula, settings, inputs, _unpacked(entries))
        for at, value, formula, settings, inputs, entries in rows
    ]


def keep(db: sqlite3.Connection, place: Place, shown: Shown) -> None:
    """Note the figure: a value that moved is a line of its own, other inputs replace the last's.

    The caller commits.
    """
    before = history(db, place)
    number = len(before) + 1
    if before and before[-1].value == shown.value:
        number -= 1
    marks = ", ".join("?" * (len(place) + 7))
    db.execute(
        f"INSERT OR REPLACE INTO published_figures VALUES ({marks})",
        (
            *place,
            number,
            before[number - 1].shown_at if number == len(before) else shown.shown_at,
            shown.value,
            shown.formula,
            shown.settings,
            shown.inputs,
            _packed(shown.rows),
        ),
    )
    db.execute(
        f"UPDATE published_figures SET entries = NULL WHERE {_WHERE} AND shown_no < ?",
        (*place, number - 1),
    )


def _packed(rows: Rows | None) -> bytes | None:
    if rows is None:
        return None
    return zlib.compress(json.dumps(dict(rows), sort_keys=True, separators=(",", ":")).encode())


def _unpacked(blob: bytes | None) -> Rows | None:
    return None if blob is None else json.loads(zlib.decompress(blob))
