"""What people answered about pairs, and the tables of what that taught: rules and shadow log."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

from omnicli.warehouse import decisions
from omnicli.warehouse import match_store

Key = tuple[str, str, str, int]
"""kind, platform, payer, amount_sen of a rule."""


def answers(db: sqlite3.Connection) -> list[tuple[int, bool, list[int], list[int]]]:
    """(decision, same, payouts, credits) that people decided about the bank, in their order.

    Where an object is gone for now, nothing is to be learned of it.
    """
    entries = [
        (entry, kind == match_store.KIND)
        for kind in (match_store.KIND, match_store.NEVER)
        for entry in decisions.standing(db, kind)
    ]
    found = []
    for entry, same in sorted(entries, key=lambda pair: int(pair[0]["decision_id"])):
        legs = match_store.legs_of(db, entry["payload"])
        ids = [
            [leg.row_id for leg in legs if leg.side == side and leg.row_id is not None]
            for side in ("payout", "bank")
        ]
        if ids[1] and all(leg.row_id is not None for leg in legs):
            found.append((int(entry["decision_id"]), same, ids[0], ids[1]))
    return found


def ruled_out(db: sqlite3.Connection) -> list[Key]:
    """The rules that a person ruled out."""
    return [_key(entry) for entry in decisions.standing(db, match_store.NEVER_RULE)]


def rule_called(db: sqlite3.Connection, ref: str) -> Key | None:
    """The rule with this name; None for an unknown one."""
    found = db.execute(
        "SELECT kind, platform, payer, amount_sen FROM match_rules WHERE ref = ?", (ref,)
    ).fetchone()
    return found and tuple(found)


def payload_of(key: Key, ref: str) -> dict[str, object]:
    """A rule as a decision tells it."""
    return {"rule": list(key), "match": ref}


def store(
    db: sqlite3.Connection,
    rules: Iterable[Mapping[str, Any]],
    log: Iterable[Mapping[str, Any]],
) -> None:
    """Put rules and log in place of those that were there; the log in its order."""
    for name, rows in (("match_rules", rules), ("match_shadows", _numbered(log))):
        db.execute(f"DELETE FROM {name}")
        for row in rows:
            marks = ", ".join(f":{column}" for column in row)
            db.execute(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({marks})", row)


def _numbered(log: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    times: Counter[tuple[int, int]] = Counter()
    for number, row in enumerate(log, 1):
        pair = (row["payout_line_id"], row["transaction_id"])
        times[pair] += 1
        yield {**row, "nth": times[pair], "log_no": number}


def _key(entry: decisions.Entry) -> Key:
    kind, platform, payer, amount = entry["payload"]["rule"]
    return str(kind), str(platform), str(payer), int(amount)
