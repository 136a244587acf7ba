"""Reading the audit trail: what ran, and whether the chain still holds."""

import os
import sqlite3
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from omnicli.access.audit import FIELDS
from omnicli.access.audit import GENESIS
from omnicli.access.audit import row_hash
from omnicli.access.identity import os_account

ABORTED = "aborted"
RUNNING = "running"

_RUNS = """
SELECT s.seq, s.at, s.actor, s.role, s.host, s.ip, s.pid, s.command, s.action, s.target,
       COALESCE(e.detail, s.detail), e.outcome, e.exit_code, e.duration_ms, s.run_id
FROM audit_log AS s
LEFT JOIN audit_log AS e ON e.run_id = s.run_id AND e.phase = 'end'
WHERE s.phase = 'start'
  AND (:user IS NULL OR s.actor = :user OR s.os_user = :user)
  AND (:action IS NULL OR s.action = :action OR s.action LIKE :action || '.%')
ORDER BY s.seq DESC
LIMIT :last"""


@dataclass(frozen=True, slots=True)
class Run:
    """One command: its start row joined with its end row."""

    seq: int
    at: str
    actor: str
    role: str | None
    host: str
    ip: str | None
    pid: int
    command: str
    action: str
    target: str | None
    detail: str
    outcome: str | None
    exit_code: int | None
    duration_ms: int | None


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold. `reason` is a key of the texts."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head of the chain that was noted down outside the warehouse."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check of the chain found; `broken` is None when it holds."""

    rows: int
    head: Anchor
    broken: Break | None = None


def runs(
    db: sqlite3.Connection,
    *,
    last: int,
    user: str | None = None,
    action: str | None = None,
    besides: str | None = None,
) -> list[Run]:
    """The newest commands, oldest of them first; `besides` leaves out the run that asks."""
    values = {"user": user, "action": action, "last": last + (besides is not None)}
    found = []
    for row in db.execute(_RUNS, values):
        if row[-1] == besides:
            continue
        run = Run(*row[:-1])
        if run.outcome is None:
            alive = _runs_here(run.host, run.pid)
            run = replace(run, outcome=RUNNING if alive else ABORTED)
        found.append(run)
    return found[:last][::-1]


def verify(db: sqlite3.Connection, anchors: Sequence[Anchor] = ()) -> Verdict:
    """Recompute every hash in order; with anchors also find a trail that was cut or rewritten.

    The chain alone cannot show that its newest rows were cut off, or that all of it was written
    anew: that takes anchors kept elsewhere. The earliest one that does not hold is named.
    """
    rows, prev = 0, GENESIS
    noted = sorted({(one.seq, one.hash) for one in anchors if one.seq > 0})
    wanted: dict[int, set[str]] = {}
    for number, known in noted:
        wanted.setdefault(number, set()).add(known)
    rewritten: int | None = None
    for values, digest in _chain(db):
        seq = values[0]
        assert isinstance(seq, int)
        reason = _fault(values, digest, expected_seq=rows + 1, prev=prev)
        if reason is not None:
            return Verdict(rows, Anchor(rows, prev), Break(seq, reason))
        rows, prev = rows + 1, digest
        if rewritten is None and wanted.get(seq, {digest}) != {digest}:
            rewritten = seq
    head = Anchor(rows, prev)
    if rewritten is not None:
        return Verdict(rows, head, Break(rewritten, "rewritten"))
    if noted and noted[-1][0] > rows:
        return Verdict(rows, head, Break(rows + 1, "cut"))
    return Verdict(rows, head)


def _chain(db: sqlite3.Connection) -> Iterator[tuple[tuple[object, ...], str]]:
    columns = ", ".join((*FIELDS, "hash"))
    for row in db.execute(f"SELECT {columns} FROM audit_log ORDER BY seq"):
        yield row[:-1], row[-1]


def _fault(values: tuple[object, ...], digest: str, *, expected_seq: int, prev: str) -> str | None:
    if values[0] != expected_seq:
        return "gap"
    if row_hash(values) != digest:
        return "edited"
    return "order" if values[-1] != prev else None


def _runs_here(host: str, pid: int) -> bool:
    """Whether the process of a start row without an end row is still alive on this machine."""
    if host != os_account().host:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
