"""Under which settings matching was last derived by a reconciliation."""

import hashlib
import sqlite3


def derived_under(db: sqlite3.Connection, rules: object) -> bool:
    """Whether matching was last derived under exactly these rules."""
    stored = db.execute("SELECT fingerprint FROM match_settings").fetchone()
    return stored is not None and stored[0] == _fingerprint(rules)


def remember(db: sqlite3.Connection, rules: object) -> None:
    """Keep under which rules it was derived."""
    db.execute("DELETE FROM match_settings")
    db.execute("INSERT INTO match_settings VALUES (?)", (_fingerprint(rules),))


def _fingerprint(rules: object) -> str:
    return hashlib.sha256(repr(rules).encode()).hexdigest()
