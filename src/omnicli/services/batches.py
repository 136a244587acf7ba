"""`omni batches`: what was imported, taking a batch back, and putting it in again."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
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

Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchChange:
    """What undoing or redoing a batch did."""

    batch: int
    files: int
    changes: Changes


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


def batch_issues(db: sqlite3.Connection, batch: int) -> list[Row]:
    """The issues of a batch's files, in the order of the files and their rows."""
    show_batch(db, batch)
    return _rows(
        db.execute(
            "SELECT f.file_name AS file, i.sheet, i.row_no AS row, i.code, i.severity,"
            ' i."column", i.value, i.key, i.message, i.hint, i.closed_by IS NOT NULL AS closed'
            " FROM import_issues i JOIN import_files f ON f.import_id = i.import_id"
            " WHERE f.batch_id = ? ORDER BY i.import_id, i.row_no, i.issue_id",
            (batch,),
        )
    )


def rejected_rows(db: sqlite3.Connection, batch: int) -> list[dict[str, object]]:
    """Rejected rows still open, per file: headers, and rows with raw cells, reasons and hints."""
    show_batch(db, batch)
    found = []
    for import_id, file_name, detail in db.execute(
        "SELECT import_id, file_name, detail FROM import_files WHERE batch_id = ?"
        " ORDER BY import_id",
        (batch,),
    ).fetchall():
        rows = db.execute(
            "SELECT row_no, raw, message, hint FROM import_issues WHERE import_id = ?"
            " AND raw IS NOT NULL AND closed_by IS NULL ORDER BY row_no, issue_id",
            (import_id,),
        ).fetchall()
        if rows:
            headers = json.loads(detail).get("headers", [])
            found.append(
                {"import_id": import_id, "file": file_name, "headers": headers, "rows": rows}
            )
    return found


def undo_batch(
    session: Session, batch: int, specs: Mapping[str, SourceSpec], *, reason: str | None = None
) -> BatchChange:
    """Make the warehouse as if the batch had never been imported."""
    head = show_batch(session.db, batch)
    if head["state"] != "imported":
        raise OmniError("E_BATCH_STATE", batch=batch, state=head["state"], verb="undo")
    reader = reader_of(session, specs)
    now = instant(session.now)
    with session.transaction() as db:
        ids = _active_imports(db, batch)
        touched = keys_of_imports(db, ids)
        ledger.mark(db, batch, ids, at=now, by=session.actor.username)
        lineage.forget(db, ids)
        changes = apply(db, reader, [], touched=touched)
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
    decisions.mirror(session.db, reader.dataroom)
    return BatchChange(batch=batch, files=len(ids), changes=changes)


def redo_batch(session: Session, batch: int, specs: Mapping[str, SourceSpec]) -> BatchChange:
    """Put an undone batch back, from its originals in the dataroom."""
    head = show_batch(session.db, batch)
    if head["state"] != "undone":
        raise OmniError("E_BATCH_STATE", batch=batch, state=head["state"], verb="redo")
    reader = reader_of(session, specs)
    now = instant(session.now)
    with session.transaction() as db:
        undone = decisions.standing(db, "undo_batch", f"batch:{batch}")
        ids = [i for i in undone[-1]["payload"]["imports"] if not _imported_again(db, i)]
        ledger.mark(db, batch, ids, at=None, by=None)
        files = active_files(db, ids)
        changes = apply(db, reader, [o for f in files for o in reader.recall(f)])
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
    decisions.mirror(session.db, reader.dataroom)
    return BatchChange(batch=batch, files=len(ids), changes=changes)


def reader_of(session: Session, specs: Mapping[str, SourceSpec]) -> Reader:
    """The reader of this workspace's dataroom."""
    return Reader(
        Dataroom(session.workspace.dataroom),
        specs,
        session.workspace.settings.timezone,
        ledger.accepted_aliases(session.db),
    )


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
