"""The people and machines registered in a workspace."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass

from omnicli.access.actions import ACTIONS
from omnicli.access.actions import ROLES
from omnicli.access.policy import grants_of
from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.session import Session

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")


@dataclass(frozen=True, slots=True)
class User:
    """One registered user."""

    username: str
    name: str
    jabatan: str | None
    role: str
    status: str
    os_user: str | None
    created_at: str

    def to_dict(self) -> dict[str, object]:
        """The user as `--json` prints it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Me:
    """Who asks, and what they may do."""

    username: str
    name: str
    role: str
    os_user: str
    workspace: str
    actions: Mapping[str, str]

    def to_dict(self) -> dict[str, object]:
        """The answer as `--json` prints it."""
        return {**asdict(self), "actions": sorted(self.actions)}


def whoami(session: Session) -> Me:
    """The actor of this session with the actions of their role, titled in its language."""
    actor = session.actor
    granted = sorted(grants_of(session.db, actor.role) & set(ACTIONS))
    return Me(
        username=actor.username,
        name=actor.name,
        role=str(actor.role),
        os_user=actor.account.os_user,
        workspace=str(session.workspace.root),
        actions={name: ACTIONS[name].title(session.lang) for name in granted},
    )


def list_users(session: Session) -> list[User]:
    """All users by name; password hashes never leave the table."""
    rows = session.db.execute(
        "SELECT username, name, jabatan, role, status, os_user, created_at"
        " FROM users ORDER BY username"
    )
    return [User(*row) for row in rows]


def add_user(
    session: Session,
    username: str,
    *,
    role: str,
    name: str | None = None,
    jabatan: str | None = None,
    os_user: str | None = None,
) -> User:
    """Register a user; the OS account is the user name unless said otherwise."""
    if not _NAME.fullmatch(username):
        raise OmniError("E_USER_NAME", value=username)
    if role not in ROLES:
        raise OmniError("E_ROLE_UNKNOWN", value=role, allowed=", ".join(ROLES))
    _guard_owner(session, username, role)
    account = os_user or username
    user = User(username, name or username, jabatan, role, "active", account, instant(session.now))
    with session.transaction() as db:
        try:
            db.execute(
                "INSERT INTO users (username, name, jabatan, role, status, os_user, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                tuple(asdict(user).values()),
            )
        except sqlite3.IntegrityError as error:
            raise OmniError("E_USER_EXISTS", value=username, os_user=account) from error
        session.finish(role=role)
    return user


def set_status(session: Session, username: str, status: str) -> bool:
    """Disable or enable a user; false when they already were. The last owner stays active."""
    with session.transaction() as db:
        row = db.execute(
            "SELECT role, status FROM users WHERE username = ?", (username,)
        ).fetchone()
        if row is None:
            raise OmniError("E_USER_UNKNOWN", value=username)
        role, before = row
        _guard_owner(session, username, role)
        if status == "disabled" and role == "owner" and before == "active":
            owners = "SELECT COUNT(*) FROM users WHERE role = 'owner' AND status = 'active'"
            if db.execute(owners).fetchone()[0] == 1:
                raise OmniError("E_LAST_OWNER", value=username)
        try:
            db.execute("UPDATE users SET status = ? WHERE username = ?", (status, username))
        except sqlite3.IntegrityError as error:
            raise OmniError("E_USER_EXISTS", value=username, os_user=username) from error
        session.finish(changed=before != status)
    return bool(before != status)


def _guard_owner(session: Session, username: str, role: str) -> None:
    if role == "owner" and session.actor.role != "owner":
        raise OmniError("E_OWNER_ONLY", value=username)
