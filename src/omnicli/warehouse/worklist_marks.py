"""What people noted about rows of worklists: decisions of one kind, folded to their newest word."""

import sqlite3
from collections.abc import Mapping

from omnicli.warehouse import decisions

KIND = "worklist"
FIELDS = ("owner", "snoozed_until", "note")


def subject(row: Mapping[str, object]) -> str:
    """By what a row of the metric `worklist` is known, also once it left and came back."""
    kind = row["kind"] if row["list"] == "claims" or row["order_no"] is None else None
    parts = (row["list"], row["platform"], row["account"], row["order_no"], kind)
    return "|".join(str(part or "") for part in parts)


def refresh(db: sqlite3.Connection, of: str | None = None) -> None:
    """Write the marks anew from the decisions: all of them, or those of one subject."""
    db.execute("DELETE FROM worklist_marks WHERE ? IS NULL OR subject = ?", (of, of))
    marks: dict[str, dict[str, str | None]] = {}
    for entry in decisions.standing(db, KIND, of):
        mark = marks.setdefault(entry["subject"], dict.fromkeys(FIELDS))
        mark |= {
            name: entry["payload"][name] or None for name in FIELDS if name in entry["payload"]
        }
    db.executemany(
        "INSERT INTO worklist_marks (subject, owner, snoozed_until, note) VALUES (?, ?, ?, ?)",
        [
            (one, *(mark[name] for name in FIELDS))
            for one, mark in marks.items()
            if any(mark.values())
        ],
    )
