"""What each person chose to see, by name; an empty text is no choice."""

import sqlite3


def choice(db: sqlite3.Connection, username: str, name: str) -> str | None:
    """What `username` chose for `name`, None where nothing."""
    row = db.execute(
        "SELECT value FROM user_choices WHERE username = ? AND name = ?", (username, name)
    ).fetchone()
    return None if row is None else str(row[0])


def choose(db: sqlite3.Connection, username: str, name: str, value: str) -> None:
    """Remember a choice in place of an earlier one; an empty text forgets it."""
    db.execute("DELETE FROM user_choices WHERE username = ? AND name = ?", (username, name))
    if value:
        db.execute("INSERT INTO user_choices VALUES (?, ?, ?)", (username, name, value))
