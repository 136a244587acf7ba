"""`omni batches`: what was imported, taking a batch back, and putting it in again."""

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from omnicli.access.columns import ACTIONS
from omnicli.access.columns import masked
from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.engine.closed_guard import keeping_closed
from omnicli.engine.loading import apply
from omnicli.engine.loading import keys_of_imports
from omnicli.engine.originals import originals_of
from omnicli.engine.rules import rules_of
from omnicli.ingest.spec import SourceSpec
from omnicli.services.deciding import decide
from omnicli.services.deciding import write_journal
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse import issues
from omnicli.warehouse import ledger
from omnicli.warehouse import lineage
from omnicli.warehouse.ledger import active_files
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

_CELL = re.compile(r"\d{4}")
"""What a text has in it that quotes a cell: a number long enough to be of somebody."""


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


def list_batches(db: sqlite3.Connection) -> list[Record]:
    """Every batch, newest first, with the sums of its files."""
    return ask(db, "batches")


def show_batch(db: sqlite3.Connection, batch: int) -> Record:
    """One batch with its files and the counts of their open issues. Raises E_BATCH_UNKNOWN."""
    asked = {"batch": batch}
    head = ask(db, "batch", asked)
    if not head:
        raise OmniError("E_BATCH_UNKNOWN", batch=batch)
    return {**head[0], "files": ask(db, "batch_files", asked)}


def batch_issues(session: Session, batch: int) -> list[Record]:
    """The issues of a batch's files, in the order of the files and their rows.

    Cells are masked for who may not see personal columns, unless they imported the file.
    """
    whole = _may_see_cells(session, batch)
    found = []
    for row in ask(session.db, "batch_issues", {"batch": batch}):
        issue = issues.stored(row)
        if not whole:
            issue = _masked(issue)
        facts = {"file": row["file_name"], **issue.to_dict(session.lang), "key": issue.key}
        found.append({**facts, "closed": row["closed_by"] is not None})
    return found


def _may_see_cells(session: Session, batch: int) -> bool:
    mine = show_batch(session.db, batch)["actor"] == session.actor.username
    return mine or session.reader.sees >= {"personal", "bank"}


def _masked(issue: Issue) -> Issue:
    """An issue without what stood in the row; numbers of rows and names of columns stay."""
    fields = {
        name: masked(value)
        if isinstance(value, str) and (value == issue.value or _CELL.search(value))
        else value
        for name, value in issue.fields.items()
    }
    value, key = masked(issue.value), masked(issue.key)
    return replace(issue, value=value, key=key, fields=fields, raw=None)


def rejected_rows(session: Session, batch: int) -> list[Rejected]:
    """Rejected rows still open, by layout: what an errors file is made of.

    The file holds the rows as they came, to be repaired: for who imported them, or may see all.
    Raises E_DENIED.
    """
    db = session.db
    if not _may_see_cells(session, batch):
        for kind in ("personal", "bank"):
            session.require(ACTIONS[kind].name)
    found: dict[tuple[object, ...], Rejected] = {}
    for row in ask(db, "open_rejects", {"batch": batch}):
        headers = json.loads(str(row["headers"]))
        layout = (row["source"], row["account"], row["headers"])
        part = found.setdefault(layout, Rejected(headers=headers))
        part.rows.append((int(str(row["import_id"])), issues.stored(row)))
    return list(found.values())


def undo_batch(
    session: Session, batch: int, specs: Mapping[str, SourceSpec], *, reason: str | None = None
) -> BatchChange:
    """Make the warehouse as if the batch had never been imported.

    Raises E_MONTH_CLOSED for one that a closed month rests on.
    """
    originals = originals_of(session.workspace, session.db, specs)
    with session.transaction() as db:
        decisions.check_journal(db, originals.dataroom)
        originals.expect_one_zone(db)
        _expect(db, batch, "imported")
        ids = [f.import_id for f in active_files(db) if f.batch_id == batch]
        touched = keys_of_imports(db, ids)
        with keeping_closed(db, imports=ids):
            ledger.mark(db, batch, ids, at=instant(session.now), by=session.actor.username)
            lineage.forget(db, ids)
            again = ledger.successors(db, ids)
            ledger.count_again(db, again)
            seen = [o for f in active_files(db, again) for o in originals.recall(f)]
            rules = rules_of(session.workspace.settings)
            changes = apply(db, originals, rules, seen, touched=touched)
        issues.reopen(db, ids)
        issues.close(db, again)
        payload = {"imports": ids, **({"again": again} if again else {})}
        decide(session, db, "undo_batch", f"batch:{batch}", payload, reason=reason)
        session.finish(batch=batch, imports=ids)
    notes = write_journal(session.db, originals.dataroom)
    return BatchChange(batch=batch, files=len(ids), changes=changes, notes=notes)


def redo_batch(session: Session, batch: int, specs: Mapping[str, SourceSpec]) -> BatchChange:
    """Put an undone batch back, from its originals in the dataroom.

    Raises E_MONTH_CLOSED for one that is older than a closing and would move its month.
    """
    originals = originals_of(session.workspace, session.db, specs)
    with session.transaction() as db:
        decisions.check_journal(db, originals.dataroom)
        originals.expect_one_zone(db)
        _expect(db, batch, "undone")
        undone = decisions.standing(db, "undo_batch", f"batch:{batch}")
        ids = ledger.waiting(db, batch)
        with keeping_closed(db, imports=ids):
            ledger.mark(db, batch, ids, at=None, by=None)
            files = active_files(db, ids)
            rules = rules_of(session.workspace.settings)
            changes = apply(db, originals, rules, [o for f in files for o in originals.recall(f)])
        issues.close(db, ids)
        subject, payload = f"batch:{batch}", {"imports": ids}
        decide(session, db, "redo_batch", subject, payload, instead_of=undone)
        session.finish(batch=batch, imports=ids)
    notes = write_journal(session.db, originals.dataroom)
    return BatchChange(batch=batch, files=len(ids), changes=changes, notes=notes)


def _expect(db: sqlite3.Connection, batch: int, state: str) -> None:
    """Raise E_BATCH_UNKNOWN or E_BATCH_STATE unless the batch is in this state."""
    found = show_batch(db, batch)["state"]
    if found != state:
        code = {"imported": "E_BATCH_NOT_IMPORTED", "undone": "E_BATCH_NOT_UNDONE"}[state]
        raise OmniError(code, batch=batch, state=found)
