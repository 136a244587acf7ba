"""The alerts that are on or were: raised, seen, resting, cleared. The caller commits."""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass

_COLUMNS = (
    "alert_id, rule, subject, raised_at, as_of, shown, before, value, cleared_at, acked_at, "
    "acked_by, snoozed_until"
)


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; it is on while `cleared_at` is None."""

    alert_id: int
    rule: str
    subject: str
    raised_at: str
    as_of: str
    shown: int | None
    before: int | None
    value: int
    cleared_at: str | None
    acked_at: str | None
    acked_by: str | None
    snoozed_until: str | None

    def to_dict(self) -> dict[str, object]:
        """The alert as `--json` prints it."""
        return asdict(self)


def alerts(db: sqlite3.Connection, *, cleared: bool = False) -> list[Alert]:
    """The alerts that are on, or all there ever were, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM alerts WHERE ? OR cleared_at IS NULL ORDER BY alert_id"
    return [Alert(*row) for row in db.execute(sql, (cleared,))]


def find(db: sqlite3.Connection, alert_id: int) -> Alert | None:
    """One alert."""
    sql = f"SELECT {_COLUMNS} FROM alerts WHERE alert_id = ?"
    row = db.execute(sql, (alert_id,)).fetchone()
    return None if row is None else Alert(*row)


def put_on(db: sqlite3.Connection, row: Mapping[str, object], now: str, as_of: str) -> int:
    """Raise an alert; its number."""
    cursor = db.execute(
        "INSERT INTO alerts (rule, subject, raised_at, as_of, shown, before, value)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row["rule"], row["subject"], now, as_of, row["shown"], row["before"], row["value"]),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def renew(db: sqlite3.Connection, alert_id: int, row: Mapping[str, object]) -> None:
    """What a standing alert measures today."""
    db.execute(
        "UPDATE alerts SET shown = ?, before = ?, value = ? WHERE alert_id = ?",
        (row["shown"], row["before"], row["value"], alert_id),
    )


def clear(db: sqlite3.Connection, alert_id: int, now: str) -> None:
    """Put an alert out."""
    db.execute("UPDATE alerts SET cleared_at = ? WHERE alert_id = ?", (now, alert_id))


def acknowledge(db: sqlite3.Connection, alert_id: int, now: str, by: str) -> None:
    """Note who has seen it first."""
    db.execute(
        "UPDATE alerts SET acked_at = ?, acked_by = ? WHERE alert_id = ? AND acked_at IS NULL",
        (now, by, alert_id),
    )


def rest(db: sqlite3.Connection, alert_id: int, until: str | None) -> None:
    """Let it rest until a day."""
    db.execute("UPDATE alerts SET snoozed_until = ? WHERE alert_id = ?", (until, alert_id))
