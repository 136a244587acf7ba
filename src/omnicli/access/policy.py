"""The one decision: may this role do this? Pure, and no unless a grant says yes."""

import sqlite3
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from omnicli.access.actions import ROLES
from omnicli.access.actions import Action
from omnicli.access.actions import every_action

Reason = Literal["granted", "unknown_user", "disabled", "unknown_action", "no_grant"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether, and why."""

    allowed: bool
    reason: Reason


def decide(
    action: Action | None,
    *,
    role: str | None,
    active: bool,
    granted: AbstractSet[str] = frozenset(),
) -> Decision:
    """Decide from the facts alone.

    `role` is the actor's, None for an account that is not registered; `granted` are the roles that
    the workspace itself grants the action to. Where it grants the action to nobody, the roles that
    the action declares may do it, so that a new command works in a workspace made before it.
    """
    if action is None:
        return Decision(allowed=False, reason="unknown_action")
    if role is None:
        return Decision(allowed=False, reason="unknown_user")
    if not active:
        return Decision(allowed=False, reason="disabled")
    if role not in (granted or action.default_roles):
        return Decision(allowed=False, reason="no_grant")
    return Decision(allowed=True, reason="granted")


def roles_granted(db: sqlite3.Connection, action: str) -> frozenset[str]:
    """The roles this workspace itself grants `action` to; none where its default stands."""
    rows = db.execute("SELECT role FROM role_grants WHERE action = ?", (action,))
    return frozenset(row[0] for row in rows)


def actions_of(db: sqlite3.Connection, role: str) -> dict[str, Action]:
    """Every action that `role` may do in this workspace, by name."""
    granted: dict[str, set[str]] = {}
    for action, holder in db.execute("SELECT action, role FROM role_grants"):
        granted.setdefault(action, set()).add(holder)
    return {
        name: action
        for name, action in every_action().items()
        if decide(action, role=role, active=True, granted=granted.get(name, set())).allowed
    }


def add_roles(db: sqlite3.Connection) -> None:
    """Add the roles that the workspace does not have yet."""
    db.executemany("INSERT OR IGNORE INTO roles VALUES (?, ?)", ROLES.items())
