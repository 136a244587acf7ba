"""The append-only table of decisions and its mirror, the dataroom's journal."""

import json
import sqlite3
from collections.abc import Collection
from collections.abc import Mapping
from typing import Any

from omnicli.domain.errors import OmniError
from omnicli.warehouse.dataroom import Dataroom

Entry = dict[str, Any]
"""A decision by column name, its payload parsed."""

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


def next_number(db: sqlite3.Connection) -> int:
    """The number that the next decision of this transaction gets."""
    (last,) = db.execute("SELECT COALESCE(MAX(decision_id), 0) FROM decisions").fetchone()
    return int(last) + 1


def first_of_imports(db: sqlite3.Connection, import_ids: Collection[int]) -> int | None:
    """The number of the earliest decision that imported one of these files; None for no file."""
    if not import_ids:
        return None
    (first,) = db.execute(
        "SELECT MIN(decision_id) FROM decisions WHERE kind = 'import'"
        " AND json_extract(payload, '$.file.import_id') IN (SELECT value FROM json_each(?))",
        (json.dumps(list(import_ids)),),
    ).fetchone()
    return first if first is None else int(first)


def undo(db: sqlite3.Connection, decision_id: int, by: int) -> None:
    """Mark a decision as undone by a later one."""
    db.execute("UPDATE decisions SET undone_by = ? WHERE decision_id = ?", (by, decision_id))


def standing(db: sqlite3.Connection, kind: str, subject: str | None = None) -> list[Entry]:
    """Decisions of a kind that were not undone, oldest first."""
    rows = db.execute(
        f"SELECT {', '.join(COLUMNS)} FROM decisions WHERE kind = ? AND undone_by IS NULL"
        " AND (? IS NULL OR subject = ?) ORDER BY decision_id",
        (kind, subject, subject),
    )
    return [_entry(r) for r in rows]


def of_kinds(db: sqlite3.Connection, kinds: Collection[str]) -> list[Entry]:
    """All decisions of some kinds, also those that were undone, the newest first."""
    rows = db.execute(
        f"SELECT {', '.join(COLUMNS)} FROM decisions"
        " WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY decision_id DESC",
        (json.dumps(list(kinds)),),
    )
    return [_entry(r) for r in rows]


def forget_all(db: sqlite3.Connection) -> None:
    """Empty the table, before the journal fills it again."""
    db.execute("DELETE FROM decisions")


def _entry(row: tuple[Any, ...]) -> Entry:
    entry = dict(zip(COLUMNS, row, strict=True))
    entry["payload"] = json.loads(entry["payload"])
    return entry


def mirror(db: sqlite3.Connection, dataroom: Dataroom) -> None:
    """Bring the journal up to the table: called after each commit that decided something.

    A process killed between the two leaves the journal short; the next call completes it. That a
    decision was undone is told by the undoing decision, whose payload names it.
    """
    with dataroom.writing_journal():
        last = newest_in(dataroom)
        rows = db.execute(
            f"SELECT {', '.join(COLUMNS)} FROM decisions WHERE decision_id > ?"
            " ORDER BY decision_id",
            (last,),
        ).fetchall()
        if rows:
            entries = [_entry(r) for r in rows]
            for entry in entries:
                del entry["undone_by"]
            dataroom.append(entries)


def as_journalled(db: sqlite3.Connection) -> list[Entry]:
    """Every decision as the journal tells it: the undoing one names those it undid."""
    rows = db.execute(f"SELECT {', '.join(COLUMNS)} FROM decisions ORDER BY decision_id")
    entries = [_entry(r) for r in rows]
    for entry in entries:
        del entry["undone_by"]
    return entries


def newest_in(dataroom: Dataroom) -> int:
    """The number of the newest decision in the journal; 0 for none."""
    return max((entry["decision_id"] for entry in dataroom.journal()), default=0)


def check_journal(db: sqlite3.Connection, dataroom: Dataroom) -> None:
    """Refuse to decide anything in a warehouse that is older than its journal.

    A lost or restored warehouse would number its decisions again, and the journal would never
    hear of them. Raises E_JOURNAL_AHEAD.
    """
    newest = newest_in(dataroom)
    known = db.execute("SELECT COALESCE(MAX(decision_id), 0) FROM decisions").fetchone()[0]
    if newest > known:
        raise OmniError(
            "E_JOURNAL_AHEAD", file=str(dataroom.journal_path), newest=newest, known=known
        )


def restore(db: sqlite3.Connection, dataroom: Dataroom) -> list[Entry]:
    """Enter the decisions that only the journal knows; gives them back, oldest first."""
    known = db.execute("SELECT COALESCE(MAX(decision_id), 0) FROM decisions").fetchone()[0]
    entries = [e for e in dataroom.journal() if e["decision_id"] > known]
    for entry in entries:
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
        undone = payload.get("undoes", [])
        for decision_id in undone if isinstance(undone, list) else [undone]:
            undo(db, decision_id, entry["decision_id"])
    return entries
