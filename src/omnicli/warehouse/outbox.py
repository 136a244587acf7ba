"""The outbox: every mail that was made, and what became of it. The caller holds a transaction."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

WAITING = ("queued", "sending")
_COLUMNS = (
    "mail_id, report, period, recipient, state, subject, attempts, next_at, created_at, ended_at, "
    "message_id, detail"
)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail without its content. `state`: queued, sending, sent, failed, unknown, cancelled."""

    mail_id: int
    report: str
    period: str
    recipient: str
    state: str
    subject: str
    attempts: int
    next_at: str
    created_at: str
    ended_at: str | None
    message_id: str
    detail: str

    def to_dict(self) -> dict[str, object]:
        """The mail as `--json` prints it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMail:
    """A mail to put in the outbox; `figures` are its headline figures, to compare the next with."""

    report: str
    period: str
    recipient: str
    content_hash: str
    message_id: str
    sender: str
    subject: str
    body: str
    message: bytes
    figures: Mapping[str, object]


def find_content(db: sqlite3.Connection, mail: NewMail) -> Mail | None:
    """The mail with this content for this recipient, if there is one already."""
    return _one(
        db,
        "report = ? AND period = ? AND recipient = ? AND content_hash = ?",
        (mail.report, mail.period, mail.recipient, mail.content_hash),
    )


def find(db: sqlite3.Connection, mail_id: int) -> Mail | None:
    """One mail."""
    return _one(db, "mail_id = ?", (mail_id,))


def _one(db: sqlite3.Connection, where: str, values: tuple[object, ...]) -> Mail | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM outbox WHERE {where}", values).fetchone()
    return None if row is None else Mail(*row)


def mails(db: sqlite3.Connection, state: str | None = None, last: int = -1) -> list[Mail]:
    """The newest mails, oldest of them first."""
    sql = f"""
    SELECT {_COLUMNS} FROM outbox WHERE (:state IS NULL OR state = :state)
    ORDER BY mail_id DESC LIMIT :last"""
    return [Mail(*row) for row in db.execute(sql, {"state": state, "last": last})][::-1]


def body_of(db: sqlite3.Connection, mail_id: int) -> str:
    """The text part."""
    return str(db.execute("SELECT body FROM outbox WHERE mail_id = ?", (mail_id,)).fetchone()[0])


def figures_before(
    db: sqlite3.Connection, report: str, period: str, recipient: str
) -> tuple[str, dict[str, object]] | None:
    """When this recipient last got this report of this period, and the figures it had."""
    row = db.execute(
        "SELECT ended_at, figures FROM outbox WHERE report = ? AND period = ? AND recipient = ?"
        " AND state = 'sent' ORDER BY mail_id DESC LIMIT 1",
        (report, period, recipient),
    ).fetchone()
    return None if row is None else (str(row[0]), json.loads(row[1]))


def add(db: sqlite3.Connection, mail: NewMail, now: str) -> int:
    """Queue a mail; older ones of its report, period and recipient that still wait are cancelled.

    Nobody is to get a figure after a newer one of the same thing.
    """
    db.execute(
        "UPDATE outbox SET state = 'cancelled', message = NULL, ended_at = ?, detail = 'superseded'"
        " WHERE report = ? AND period = ? AND recipient = ? AND state = 'queued'",
        (now, mail.report, mail.period, mail.recipient),
    )
    cursor = db.execute(
        "INSERT INTO outbox (report, period, recipient, content_hash, message_id, sender, subject,"
        " body, figures, message, state, next_at, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)",
        (
            mail.report,
            mail.period,
            mail.recipient,
            mail.content_hash,
            mail.message_id,
            mail.sender,
            mail.subject,
            mail.body,
            json.dumps(mail.figures, sort_keys=True),
            mail.message,
            now,
            now,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def due(db: sqlite3.Connection, now: str, latest: str) -> list[int]:
    """The mails whose time has come, in the order they were made.

    None waits beyond `latest`: one that seems to was postponed before the clock was set back.
    """
    sql = """
    SELECT mail_id FROM outbox WHERE state = 'queued' AND (next_at <= ? OR next_at > ?)
    ORDER BY mail_id"""
    return [row[0] for row in db.execute(sql, (now, latest))]


def content(db: sqlite3.Connection, mail_id: int) -> tuple[str, str, bytes]:
    """Sender, recipient and message of a mail that waits."""
    sql = "SELECT sender, recipient, message FROM outbox WHERE mail_id = ?"
    sender, recipient, message = db.execute(sql, (mail_id,)).fetchone()
    return sender, recipient, message or b""


def claim(db: sqlite3.Connection, mail_id: int) -> bool:
    """Mark a queued mail as being handed over; False where another run was quicker."""
    sql = "UPDATE outbox SET state = 'sending' WHERE mail_id = ? AND state = 'queued'"
    return db.execute(sql, (mail_id,)).rowcount == 1


def close(db: sqlite3.Connection, mail_id: int, state: str, detail: str, now: str) -> None:
    """Note how an attempt ended for good; the content goes unless it may be sent once more."""
    keep = int(state in {"failed", "unknown"})
    db.execute(
        "UPDATE outbox SET state = ?, detail = ?, ended_at = ?, attempts = attempts + 1,"
        " message = CASE WHEN ? THEN message END WHERE mail_id = ?",
        (state, detail, now, keep, mail_id),
    )


def postpone(db: sqlite3.Connection, mail_id: int, detail: str, next_at: str) -> None:
    """Note that an attempt failed for now."""
    db.execute(
        "UPDATE outbox SET state = 'queued', detail = ?, next_at = ?, attempts = attempts + 1"
        " WHERE mail_id = ?",
        (detail, next_at, mail_id),
    )


def disown(db: sqlite3.Connection, now: str) -> int:
    """Mails that a run which is gone was handing over: nobody knows whether they arrived."""
    return db.execute(
        "UPDATE outbox SET state = 'unknown', ended_at = ?, detail = 'interrupted',"
        " attempts = attempts + 1 WHERE state = 'sending'",
        (now,),
    ).rowcount


def doubt(db: sqlite3.Connection, now: str) -> None:
    """Mails that waited when a backup was made that is put back now: they may have gone since."""
    db.execute(
        "UPDATE outbox SET state = 'unknown', ended_at = ?, detail = 'restored'"
        " WHERE state IN ('queued', 'sending')",
        (now,),
    )


def requeue(db: sqlite3.Connection, mail_id: int, now: str) -> None:
    """Let a mail go once more, under its old Message-ID, which a server can tell repeats by."""
    db.execute(
        "UPDATE outbox SET state = 'queued', next_at = ?, ended_at = NULL, attempts = 0"
        " WHERE mail_id = ?",
        (now, mail_id),
    )


def restore(db: sqlite3.Connection, mail_id: int, message: bytes, now: str) -> None:
    """Queue a mail that ended once more, with its content."""
    db.execute("UPDATE outbox SET message = ? WHERE mail_id = ?", (message, mail_id))
    requeue(db, mail_id, now)


def cancel(db: sqlite3.Connection, mail_id: int, now: str) -> None:
    """Give up a mail that has not gone."""
    db.execute(
        "UPDATE outbox SET state = 'cancelled', message = NULL, ended_at = ? WHERE mail_id = ?",
        (now, mail_id),
    )
