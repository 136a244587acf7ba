"""The append-only table of decisions and its mirror, the dataroom's journal."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from omnicli.warehouse.dataroom import Dataroom

COLUMNS = ("decision_id", "at", "actor", "kind", "subject", "payload", "reason", "undone_by")


def decide(
    db: sqlite3.Connection,
    *,
    at: str,
    actor: str,
    kind: str,
    subject: str,
    payload: Mapping[str, object] | None = None,
    reason: str | None = None,
) -> int:
    """Record a decision and give its id. `subject` is a natural key that survives a rebuild."""
    text = json.dumps(dict(payload or {}), sort_keys=True, ensure_ascii=False)
    cursor = db.execute(
        "INSERT INTO decisions (at, actor, kind, subject, payload, reason)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (at, actor, kind, subject, text, reason),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def undo(db: sqlite3.Connection, decision_id: int, by: int) -> None:
    """Mark a decision as undone by a later one."""
    db.execute("UPDATE decisions SET undone_by = ? WHERE decision_id = ?", (by, decision_id))


def standing(db: sqlite3.Connection, kind: str, subject: str | None = None) -> list[dict[str, Any]]:
    """Decisions of a kind that were not undone, oldest first."""
    rows = db.execute(
        f"SELECT {', '.join(COLUMNS)} FROM decisions WHERE kind = ? AND undone_by IS NULL"
        " AND (? IS NULL OR subject = ?) ORDER BY decision_id",
        (kind, subject, subject),
    )
    return [_entry(r) for r in rows]


def _entry(row: tuple[Any, ...]) -> dict[str, Any]:
    entry = dict(zip(COLUMNS, row, strict=True))
    entry["payload"] = json.loads(entry["payload"])
    return entry


def mirror(db: sqlite3.Connection, dataroom: Dataroom) -> None:
    """Bring the journal up to the table: called after each commit that decided something.

    A process killed between the two leaves the journal short; the next call completes it. That a
    decision was undone is told by the undoing decision, whose payload names it.
    """
    last = 0
    for entry in dataroom.journal():
        last = max(last, entry["decision_id"])
    rows = db.execute(
        f"SELECT {', '.join(COLUMNS)} FROM decisions WHERE decision_id > ? ORDER BY decision_id",
        (last,),
    ).fetchall()
    if rows:
        entries = [_entry(r) for r in rows]
        for entry in entries:
            del entry["undone_by"]
        dataroom.append(entries)


def restore(db: sqlite3.Connection, dataroom: Dataroom) -> int:
    """Fill an empty decisions table from the journal; returns how many decisions there are."""
    count = 0
    for entry in dataroom.journal():
        payload = entry["payload"]
        db.execute(
            "INSERT INTO decisions (decision_id, at, actor, kind, subject, payload, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                entry["decision_id"],
                entry["at"],
                entry["actor"],
                entry["kind"],
                entry["subject"],
                json.dumps(payload, sort_keys=True, ensure_ascii=False),
                entry["reason"],
            ),
        )
        if "undoes" in payload:
            undo(db, payload["undoes"], entry["decision_id"])
        count += 1
    return count
