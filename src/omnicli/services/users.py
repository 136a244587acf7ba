"""The people and machines registered in a workspace."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass

from omnicli.access import users
from omnicli.access.actions import ROLES
from omnicli.access.policy import actions_of
from omnicli.access.users import User
from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.session import Session

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")


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
    granted = actions_of(session.db, str(actor.role))
    return Me(
        username=actor.username,
        name=actor.name,
        role=str(actor.role),
        os_user=actor.account.os_user,
        workspace=str(session.workspace.root),
        actions={name: action.title(session.lang) for name, action in granted.items()},
    )


def list_users(session: Session) -> list[User]:
    """All users by name."""
    return users.all_users(session.db)


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
        users.add_user(db, user)
        session.finish(role=role)
    return user


def set_status(session: Session, username: str, status: str) -> bool:
    """Disable or enable a user; false when they already were. The last owner stays active."""
    with session.transaction() as db:
        user = users.find_user(db, username)
        if user is None:
            raise OmniError("E_USER_UNKNOWN", value=username)
        _guard_owner(session, username, user.role)
        owner = user.role == "owner" and user.status == "active"
        if status == "disabled" and owner and users.active_owners(db) == 1:
            raise OmniError("E_LAST_OWNER", value=username)
        users.set_status(db, username, status)
        session.finish(changed=user.status != status)
    return user.status != status


def _guard_owner(session: Session, username: str, role: str) -> None:
    if role == "owner" and session.actor.role != "owner":
        raise OmniError("E_OWNER_ONLY", value=username)
