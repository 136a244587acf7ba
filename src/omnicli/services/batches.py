"""`omni batches`: what was imported, taking a batch back, and putting it in again."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.ingest.spec import SourceSpec
from omnicli.services import ledger
from omnicli.services.loading import Reader
from omnicli.services.loading import active_files
from omnicli.services.loading import apply
from omnicli.services.loading import keys_of_imports
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse import lineage
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.test_orders import TestRules

Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchChange:
    """What undoing or redoing a batch did."""

    batch: int
    files: int
    changes: Changes
    notes: list[OmniError] = field(default_factory=list)
    """What went wrong after the warehouse was changed, without harm to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Rejected rows of files with one layout: the headers, and the issues with their import."""

    headers: list[str]
    rows: list[tuple[int, Issue]] = field(default_factory=list)


def list_batches(db: sqlite3.Connection) -> list[Row]:
    """Every batch, newest first, with the sums of its files."""
    return _rows(
        db.execute(
            "SELECT b.batch_id AS batch, b.started_at, b.actor, b.state,"
            " COUNT(f.import_id) AS files, COALESCE(SUM(f.rows_read), 0) AS read,"
            " COALESCE(SUM(f.rows_inserted), 0) AS inserted,"
            " COALESCE(SUM(f.rows_updated), 0) AS updated,"
            " COALESCE(SUM(f.rows_unchanged), 0) AS unchanged,"
            " COALESCE(SUM(f.rows_rejected), 0) AS rejected,"
            " COALESCE(SUM(f.rows_skipped), 0) AS skipped"
            " FROM import_batches b LEFT JOIN import_files f ON f.batch_id = b.batch_id"
            " GROUP BY b.batch_id ORDER BY b.batch_id DESC"
        )
    )


def show_batch(db: sqlite3.Connection, batch: int) -> dict[str, object]:
    """One batch with its files and the counts of their open issues. Raises E_BATCH_UNKNOWN."""
    head = _rows(
        db.execute(
            "SELECT batch_id AS batch, started_at, actor, state, undone_at, undone_by"
            " FROM import_batches WHERE batch_id = ?",
            (batch,),
        )
    )
    if not head:
        raise OmniError("E_BATCH_UNKNOWN", batch=batch)
    files = _rows(
        db.execute(
            "SELECT f.import_id, f.file_name AS file, f.source, f.account, f.state,"
            " f.effective_at, f.rows_read AS read, f.rows_inserted AS inserted,"
            " f.rows_updated AS updated, f.rows_unchanged AS unchanged,"
            " f.rows_rejected AS rejected, f.rows_skipped AS skipped,"
            " f.sha256, (SELECT COUNT(*) FROM import_issues i WHERE i.import_id = f.import_id"
            "  AND i.closed_by IS NULL AND i.severity = 'error') AS open_issues"
            " FROM import_files f WHERE f.batch_id = ? ORDER BY f.import_id",
            (batch,),
        )
    )
    return {**head[0], "files": files}


def batch_issues(db: sqlite3.Connection, batch: int, lang: str = "id") -> list[Row]:
    """The issues of a batch's files, in the order of the files and their rows."""
    show_batch(db, batch)
    rows = db.execute(
        'SELECT f.file_name, i.closed_by, i.sheet, i.row_no, i.code, i.severity, i."column",'
        " i.value, i.key, i.fields, i.raw"
        " FROM import_issues i JOIN import_files f ON f.import_id = i.import_id"
        " WHERE f.batch_id = ? ORDER BY i.import_id, i.row_no, i.issue_id",
        (batch,),
    )
    return [
        {
            "file": name,
            **(issue := ledger.stored_issue(rest)).to_dict(lang),
            "key": issue.key,
            "closed": closed_by is not None,
        }
        for name, closed_by, *rest in rows
    ]


def rejected_rows(db: sqlite3.Connection, batch: int) -> list[Rejected]:
    """Rejected rows still open, by layout: what an errors file is made of."""
    show_batch(db, batch)
    found: dict[tuple[str, str, str], Rejected] = {}
    for import_id, source, account, detail in db.execute(
        "SELECT import_id, source, account, detail FROM import_files WHERE batch_id = ?"
        " AND state = 'imported' ORDER BY import_id",
        (batch,),
    ).fetchall():
        headers = json.loads(detail).get("headers", [])
        rows = db.execute(
            f"SELECT {ledger.ISSUE_COLUMNS} FROM import_issues WHERE import_id = ?"
            " AND severity = 'error' AND row_no IS NOT NULL AND closed_by IS NULL"
            " ORDER BY row_no, issue_id",
            (import_id,),
        ).fetchall()
        if rows:
            layout = (source, account, json.dumps(headers))
            part = found.setdefault(layout, Rejected(headers=headers))
            part.rows.extend((import_id, ledger.stored_issue(row)) for row in rows)
    return list(found.values())


def undo_batch(
    session: Session, batch: int, specs: Mapping[str, SourceSpec], *, reason: str | None = None
) -> BatchChange:
    """Make the warehouse as if the batch had never been imported."""
    reader = reader_of(session, specs)
    now = instant(session.now)
    with session.transaction() as db:
        decisions.check_journal(db, reader.dataroom)
        _expect(db, batch, "imported")
        ids = _active_imports(db, batch)
        touched = keys_of_imports(db, ids)
        ledger.mark(db, batch, ids, at=now, by=session.actor.username)
        lineage.forget(db, ids)
        changes = apply(db, reader, [], touched=touched)
        ledger.reopen_issues(db, ids)
        decisions.decide(
            db,
            at=now,
            actor=session.actor.username,
            kind="undo_batch",
            subject=f"batch:{batch}",
            payload={"imports": ids},
            reason=reason,
        )
        session.finish(batch=batch, imports=ids)
    notes = write_journal(session.db, reader.dataroom)
    return BatchChange(batch=batch, files=len(ids), changes=changes, notes=notes)


def redo_batch(session: Session, batch: int, specs: Mapping[str, SourceSpec]) -> BatchChange:
    """Put an undone batch back, from its originals in the dataroom."""
    reader = reader_of(session, specs)
    now = instant(session.now)
    with session.transaction() as db:
        decisions.check_journal(db, reader.dataroom)
        _expect(db, batch, "undone")
        undone = decisions.standing(db, "undo_batch", f"batch:{batch}")
        ids = [i for i in undone[-1]["payload"]["imports"] if not _imported_again(db, i)]
        ledger.mark(db, batch, ids, at=None, by=None)
        files = active_files(db, ids)
        changes = apply(db, reader, [o for f in files for o in reader.recall(f)])
        ledger.close_issues(db, ids)
        by = decisions.decide(
            db,
            at=now,
            actor=session.actor.username,
            kind="redo_batch",
            subject=f"batch:{batch}",
            payload={"imports": ids, "undoes": undone[-1]["decision_id"]},
        )
        decisions.undo(db, undone[-1]["decision_id"], by)
        session.finish(batch=batch, imports=ids)
    notes = write_journal(session.db, reader.dataroom)
    return BatchChange(batch=batch, files=len(ids), changes=changes, notes=notes)


def write_journal(db: sqlite3.Connection, dataroom: Dataroom) -> list[OmniError]:
    """Complete the journal after a commit; a full disk is noted, for what is done is done."""
    try:
        decisions.mirror(db, dataroom)
    except OmniError as error:
        return [OmniError("W_JOURNAL_LATE", file=str(dataroom.journal_path), detail=error.code)]
    return []


def reader_of(session: Session, specs: Mapping[str, SourceSpec]) -> Reader:
    """The reader of this workspace's dataroom."""
    return Reader(
        Dataroom(session.workspace.dataroom),
        specs,
        session.workspace.settings.timezone,
        ledger.accepted_aliases(session.db),
        rules_of(session),
    )


def rules_of(session: Session) -> TestRules:
    """Which orders this workspace takes for tests."""
    settings = session.workspace.settings
    return TestRules(settings.test_names, settings.test_phones)


def _expect(db: sqlite3.Connection, batch: int, state: str) -> None:
    """Raise E_BATCH_UNKNOWN or E_BATCH_STATE unless the batch is in this state."""
    found = show_batch(db, batch)["state"]
    if found != state:
        code = {"imported": "E_BATCH_NOT_IMPORTED", "undone": "E_BATCH_NOT_UNDONE"}[state]
        raise OmniError(code, batch=batch, state=found)


def _active_imports(db: sqlite3.Connection, batch: int) -> list[int]:
    rows = db.execute(
        "SELECT import_id FROM import_files WHERE batch_id = ? AND state = 'imported'"
        " AND undone_at IS NULL ORDER BY import_id",
        (batch,),
    )
    return [r[0] for r in rows]


def _imported_again(db: sqlite3.Connection, import_id: int) -> bool:
    """Whether the same bytes are active under another import."""
    row = db.execute(
        "SELECT 1 FROM import_files mine JOIN import_files other ON other.sha256 = mine.sha256"
        " AND other.account = mine.account AND other.state = 'imported'"
        " AND other.undone_at IS NULL WHERE mine.import_id = ?",
        (import_id,),
    ).fetchone()
    return row is not None


def _rows(cursor: sqlite3.Cursor) -> list[Row]:
    names = [c[0] for c in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
