"""The tables of matching: what is read for it, and where its results go.

All of it is derived. What the rules find is decided in `reconcile`; what a person decided stands in
`decisions` under natural keys and is looked up here again, so it outlives its rows.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any

import polars as pl

from omnicli.domain.money import rupiah
from omnicli.warehouse import decisions
from omnicli.warehouse.tables.catalog import sides

KIND = "match"
"""The kind of decision that makes a match by hand."""
NEVER = "match_never"
"""The kind that rules a pair out."""
NEVER_RULE = "match_rule_never"
"""The kind that rules a whole rule out: nothing like it is proposed or booked again."""

Wallet = tuple[str, str]
"""platform, account"""

Key = tuple[str | int, ...]
"""A natural key: the columns of the table's key in order."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One object of a match. Without `row_id` the object is gone for now."""

    side: str
    key: Key
    row_id: int | None = None
    amount_sen: int = 0

    @property
    def table(self) -> str:
        """The table the object stands in."""
        return sides()[self.side][0].name

    @property
    def text(self) -> str:
        """The key as one text, as a person may write it."""
        if self.side != "bank":
            return ":".join(str(part) for part in self.key)
        account, day, debit, credit, seq = self.key
        return f"{account}:{day}:{rupiah(int(credit) - int(debit))}:{seq}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A match as it is stored."""

    rule: str
    state: str
    made_by: str
    legs: Sequence[Leg]
    decision_id: int | None = None
    score: int | None = None
    parts: Mapping[str, int] = field(default_factory=dict)
    """Of a suggestion: how much of the score is for the amount, the payer, the days."""
    days: int | None = None
    fee_sen: int = 0
    explanation: dict[str, object] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        """The name a person calls it by."""
        return f"H{self.decision_id}" if self.decision_id else ref_of(self.legs)

    @property
    def difference_sen(self) -> int:
        """What of the one side the other side and the fee leave unexplained."""
        totals = dict.fromkeys(sides(), 0)
        for leg in self.legs:
            totals[leg.side] += leg.amount_sen
        if not totals["bank"] or self.state == "dangling":
            return 0
        return totals["payout"] + totals["line"] - totals["bank"] - self.fee_sen


def ref_of(legs: Iterable[Leg]) -> str:
    """A name made of natural keys only: the same pair is called the same for ever."""
    text = json.dumps(sorted([leg.table, *leg.key] for leg in legs))
    return f"A{hashlib.sha256(text.encode()).hexdigest()[:10]}"


def has_decisions(db: sqlite3.Connection) -> bool:
    """Whether anything was ever matched, or ruled out, by hand."""
    found = db.execute(
        "SELECT 1 FROM decisions WHERE kind IN (?, ?, ?) LIMIT 1", (KIND, NEVER, NEVER_RULE)
    )
    return found.fetchone() is not None


def by_hand(db: sqlite3.Connection) -> list[Match]:
    """What people matched, with the objects as they are now."""
    made = []
    for entry in decisions.standing(db, KIND):
        legs = legs_of(db, entry["payload"])
        dangling = any(leg.row_id is None for leg in legs)
        made.append(
            Match(
                rule="by_hand",
                state="dangling" if dangling else "booked",
                made_by="hand",
                decision_id=entry["decision_id"],
                legs=legs,
                explanation={"reason": entry["reason"], "actor": entry["actor"], "at": entry["at"]},
            )
        )
    return made


def ruled_out(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """(line_id, transaction_id) of pairs that a person said are not the same money."""
    pairs = []
    for entry in decisions.standing(db, NEVER):
        legs = legs_of(db, entry["payload"])
        banks = [leg.row_id for leg in legs if leg.side == "bank"]
        lines = [leg.row_id for leg in legs if leg.side in {"payout", "line"}]
        pairs += [(line, bank) for line in lines for bank in banks if line and bank]
    return pairs


def payload_of(legs: Iterable[Leg]) -> dict[str, object]:
    """Legs as a decision tells them."""
    return {"legs": [[leg.side, list(leg.key)] for leg in legs]}


def legs_of(db: sqlite3.Connection, payload: Mapping[str, Any]) -> list[Leg]:
    """The objects a decision speaks of, as they are now."""
    return [find(db, side, tuple(key)) for side, key in payload.get("legs", ())]


def find(db: sqlite3.Connection, side: str, key: Key) -> Leg:
    """The object with a natural key; its leg has no row where there is none."""
    spec, amount = sides()[side]
    where = " AND ".join(f"{column} = ?" for column in spec.key)
    found = db.execute(
        f"SELECT {spec.id_column}, {amount} FROM {spec.name} WHERE {where}", key
    ).fetchone()
    return Leg(side, key, *found) if found else Leg(side, key)


def legs_called(db: sqlite3.Connection, ref: str, state: str | None = None) -> list[Leg]:
    """The objects of a match the rules made or suggest, by its name; none for an unknown one."""
    found = db.execute(
        "SELECT l.side, l.row_id FROM matches m JOIN match_legs l ON l.match_id = m.match_id"
        " WHERE m.ref = ?1 AND m.made_by = 'rule' AND (?2 IS NULL OR m.state = ?2)"
        " ORDER BY l.side, l.natural_key",
        (ref, state),
    ).fetchall()
    return [leg(db, side, row_id) for side, row_id in found]


def leg(db: sqlite3.Connection, side: str, row_id: int) -> Leg:
    """The leg of a stored row."""
    spec, amount_sql = sides()[side]
    columns = ", ".join(spec.key)
    *key, amount = db.execute(
        f"SELECT {columns}, {amount_sql} FROM {spec.name} WHERE {spec.id_column} = ?", (row_id,)
    ).fetchone()
    return Leg(side, tuple(key), row_id, amount)


def store(db: sqlite3.Connection, matches: Iterable[Match]) -> None:
    """Put all matches in place of those that were there."""
    db.execute("DELETE FROM match_legs")
    db.execute("DELETE FROM matches")
    rows, legs = [], []
    for match_id, match in enumerate(sorted(matches, key=lambda m: (m.state, m.ref)), 1):
        rows.append((match_id, *_row(match).values()))
        legs += [
            (match_id, leg.side, leg.table, leg.text, leg.row_id, leg.amount_sen)
            for leg in match.legs
        ]
    if not rows:
        return
    names = ("match_id", *_row(match))
    marks = ", ".join("?" * len(names))
    db.executemany(f"INSERT INTO matches ({', '.join(names)}) VALUES ({marks})", rows)
    db.executemany("INSERT INTO match_legs VALUES (?, ?, ?, ?, ?, ?)", legs)


def _row(match: Match) -> dict[str, object]:
    """The columns of a match but its number."""
    return {
        "ref": match.ref,
        "rule": match.rule,
        "state": match.state,
        "made_by": match.made_by,
        "decision_id": match.decision_id,
        "score": match.score,
        **{f"{part}_score": match.parts.get(part) for part in ("amount", "payer", "days")},
        "days": match.days,
        "fee_sen": match.fee_sen,
        "difference_sen": match.difference_sen,
        "explanation": json.dumps(match.explanation, sort_keys=True, ensure_ascii=False),
    }


def wallets_with_payouts(db: sqlite3.Connection) -> set[Wallet]:
    """Every platform and account that something was withdrawn from."""
    found = db.execute(
        "SELECT DISTINCT platform, account FROM settlement_lines"
        " WHERE kind = 'withdraw' AND ledger = 'wallet' AND net_sen < 0"
    )
    return set(found.fetchall())


def frame(
    db: sqlite3.Connection, sql: str, schema: "Mapping[str, Any]", values: Sequence[object] = ()
) -> "pl.DataFrame":
    """What a query answers, read in slices: a million rows as Python tuples would fill memory."""
    types = {name: pl.Int64 if kind is int else pl.String for name, kind in schema.items()}

    def slices() -> "Iterator[pl.DataFrame]":
        yield pl.DataFrame(schema=types)
        cursor = db.execute(sql, values)
        while rows := cursor.fetchmany(_SLICE):
            yield pl.DataFrame(rows, schema=types, orient="row")

    return pl.concat(slices())


_SLICE = 10_000
"""Rows that exist as Python objects at once; a frame holds them in a tenth of the memory."""
