"""The audit trail: rows chained by SHA-256, one when a command starts and one when it ends."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from omnicli import __version__
from omnicli.access.identity import Actor

GENESIS = "0" * 64
"""`prev_hash` of the first row."""

FIELDS = (
    "seq", "run_id", "phase", "at", "actor", "os_user", "role", "host", "ip", "tty", "pid",
    "command", "action", "target", "detail", "outcome", "exit_code", "duration_ms",
    "omni_version", "prev_hash",
)  # fmt: skip
"""The hashed columns of `audit_log`, in the table's order; `hash` follows them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one audit row says. `detail` holds ids, counts and digests, never personal data."""

    run_id: str
    phase: str
    at: str
    actor: Actor
    command: str
    action: str
    target: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    outcome: str | None = None
    exit_code: int | None = None
    duration_ms: int | None = None


def append(db: sqlite3.Connection, entry: Entry) -> str:
    """Add a row to the chain and return its hash. The caller holds a write transaction."""
    seq, prev = head(db)
    account = entry.actor.account
    values: tuple[object, ...] = (
        seq + 1,
        entry.run_id,
        entry.phase,
        entry.at,
        entry.actor.username,
        account.os_user,
        entry.actor.role,
        account.host,
        account.ip,
        account.tty,
        os.getpid(),
        entry.command,
        entry.action,
        entry.target,
        canonical(entry.detail),
        entry.outcome,
        entry.exit_code,
        entry.duration_ms,
        __version__,
        prev,
    )
    digest = row_hash(values)
    marks = ", ".join("?" * (len(values) + 1))
    columns = ", ".join((*FIELDS, "hash"))
    db.execute(f"INSERT INTO audit_log ({columns}) VALUES ({marks})", (*values, digest))
    return digest


def head(db: sqlite3.Connection) -> tuple[int, str]:
    """Sequence number and hash of the newest row; (0, GENESIS) of an empty trail."""
    row = db.execute("SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, GENESIS)


def row_hash(values: tuple[object, ...]) -> str:
    """SHA-256 of the row's fields as canonical JSON; `values` are in the order of FIELDS."""
    text = canonical(dict(zip(FIELDS, values, strict=True)))
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Mapping[str, object]) -> str:
    """JSON with sorted keys and no spaces, so that equal content has equal text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
