"""Under which settings everything that depends on them was last derived.

A row stands here only once settings were other than the defaults: a workspace that never set
anything has nothing to derive again, and no command has to look further than this.
"""

import hashlib
import sqlite3


def derived_under(db: sqlite3.Connection, rules: object, usual: object = None) -> bool:
    """Whether all was last derived under exactly these rules; `usual` ones need no note."""
    stored = db.execute("SELECT fingerprint FROM match_settings").fetchone()
    return _fingerprint(rules) == (_fingerprint(usual) if stored is None else stored[0])


def remember(db: sqlite3.Connection, rules: object) -> None:
    """Keep under which rules it was derived."""
    db.execute("DELETE FROM match_settings")
    db.execute("INSERT INTO match_settings VALUES (?)", (_fingerprint(rules),))


def _fingerprint(rules: object) -> str:
    return hashlib.sha256(repr(rules).encode()).hexdigest()
