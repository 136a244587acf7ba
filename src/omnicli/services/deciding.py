"""Deciding by hand: in place of what was decided before, and told to the dataroom's journal."""

import sqlite3
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import nullcontext

from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.engine.closed_guard import keeping_closed
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse.dataroom import Dataroom


@contextmanager
def deciding(session: Session, *, guarded: bool = True) -> Iterator[sqlite3.Connection]:
    """A transaction that decides something; the journal hears of it after the commit.

    Raises E_JOURNAL_AHEAD in a warehouse that is older than its journal, and (`guarded`)
    E_MONTH_CLOSED for a decision that would move a closed month.
    """
    dataroom = Dataroom(session.workspace.dataroom)
    with session.transaction() as db:
        decisions.check_journal(db, dataroom)
        with keeping_closed(db) if guarded else nullcontext():
            yield db
    decisions.mirror(session.db, dataroom)


def decide(
    session: Session,
    db: sqlite3.Connection,
    kind: str,
    subject: str,
    payload: Mapping[str, object] | None = None,
    *,
    reason: str | None = None,
    instead_of: Sequence[decisions.Entry] = (),
) -> int:
    """Record a decision of the session's actor that undoes those it is made `instead_of`."""
    undone = [entry["decision_id"] for entry in instead_of]
    number = decisions.decide(
        db,
        at=instant(session.now),
        actor=session.actor.username,
        kind=kind,
        subject=subject,
        payload={**(payload or {}), **({"undoes": undone} if undone else {})},
        reason=reason,
    )
    for decision_id in undone:
        decisions.undo(db, decision_id, number)
    return number


def write_journal(db: sqlite3.Connection, dataroom: Dataroom) -> list[OmniError]:
    """Complete the journal after a commit; a full disk is noted, for what is done is done."""
    try:
        decisions.mirror(db, dataroom)
    except OmniError as error:
        return [OmniError("W_JOURNAL_LATE", file=str(dataroom.journal_path), detail=error.code)]
    return []
