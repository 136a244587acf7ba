"""The one decision: may this role do this? Pure, and no unless a grant says yes."""

import sqlite3
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from omnicli.access.actions import ACTIONS
from omnicli.access.actions import ROLES

Reason = Literal["granted", "unknown_user", "disabled", "unknown_action", "no_grant"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether, and why."""

    allowed: bool
    reason: Reason


def decide(*, action: str, known: bool, active: bool, grants: AbstractSet[str]) -> Decision:
    """Decide from the facts alone. `grants` are the actions of the actor's role."""
    if action not in ACTIONS:
        return Decision(allowed=False, reason="unknown_action")
    if not known:
        return Decision(allowed=False, reason="unknown_user")
    if not active:
        return Decision(allowed=False, reason="disabled")
    if action not in grants:
        return Decision(allowed=False, reason="no_grant")
    return Decision(allowed=True, reason="granted")


def grants_of(db: sqlite3.Connection, role: str | None) -> frozenset[str]:
    """The actions granted to `role` in this workspace."""
    rows = db.execute("SELECT action FROM role_grants WHERE role = ?", (role,))
    return frozenset(row[0] for row in rows)


def seed_roles(db: sqlite3.Connection) -> int:
    """Add the roles, and the grants of actions this workspace has not met yet; return how many.

    An action that has any grant is left as it is, so that a workspace's own choices survive an
    upgrade; grants of actions that no longer exist are dropped.
    """
    for role, description in ROLES.items():
        db.execute("INSERT OR IGNORE INTO roles VALUES (?, ?)", (role, description))
    met = {row[0] for row in db.execute("SELECT DISTINCT action FROM role_grants")}
    for gone in met - set(ACTIONS):
        db.execute("DELETE FROM role_grants WHERE action = ?", (gone,))
    new = [
        (role, action.name)
        for action in ACTIONS.values()
        if action.name not in met
        for role in sorted(action.default_roles)
    ]
    db.executemany("INSERT INTO role_grants (role, action) VALUES (?, ?)", new)
    return len(new)
