"""The people and machines registered in a workspace."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace

from omnicli.access import users
from omnicli.access.actions import ROLES
from omnicli.access.actions import every_action
from omnicli.access.actions import find_action
from omnicli.access.policy import actions_of
from omnicli.access.policy import roles_granted
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


def edit_user(
    session: Session,
    username: str,
    *,
    role: str | None = None,
    name: str | None = None,
    jabatan: str | None = None,
    os_user: str | None = None,
) -> User:
    """Change what is said of a user. The last active owner keeps the role."""
    if role is not None and role not in ROLES:
        raise OmniError("E_ROLE_UNKNOWN", value=role, allowed=", ".join(ROLES))
    with session.transaction() as db:
        old = users.find_user(db, username)
        if old is None:
            raise OmniError("E_USER_UNKNOWN", value=username)
        for one in (old.role, role or old.role):
            _guard_owner(session, username, one)
        owner = old.role == "owner" and old.status == "active"
        if owner and role not in {None, "owner"} and users.active_owners(db) == 1:
            raise OmniError("E_LAST_OWNER", value=username)
        new = replace(
            old,
            role=role or old.role,
            name=name or old.name,
            jabatan=jabatan or old.jabatan,
            os_user=os_user or old.os_user,
        )
        users.edit_user(db, new)
        session.finish(role=new.role, before=old.role)
    return new


MOST_NAMED = 5
"""A role that lacks no more actions than this is described by them."""


def role_line(session: Session, role: str) -> tuple[int, int, list[str]]:
    """How many actions a role may do here, of how many, and those it may not, if they are few.

    E_ROLE_UNKNOWN.
    """
    if role not in ROLES:
        raise OmniError("E_ROLE_UNKNOWN", value=role, allowed=", ".join(ROLES))
    found = roles(session)
    lacks = [str(row["meaning"]) for row in found if role not in row["roles"]]  # type: ignore[operator]
    return len(found) - len(lacks), len(found), lacks if len(lacks) <= MOST_NAMED else []


def roles(session: Session) -> list[dict[str, object]]:
    """Every action with the roles that may do it here, and whether that is the default."""
    found: list[dict[str, object]] = []
    for name, action in every_action().items():
        own = roles_granted(session.db, name)
        found.append(
            {
                "action": name,
                "meaning": action.title(session.lang),
                "roles": sorted(own or action.default_roles),
                "default": not own,
            }
        )
    return found


def set_grant(session: Session, role: str, name: str, *, granted: bool) -> list[str]:
    """Let a role do an action, or no longer; the roles that may now. The owner keeps all rights.

    Raises E_ROLE_UNKNOWN, E_ACTION_UNKNOWN, E_OWNER_ONLY.
    """
    action = find_action(name)
    if role not in ROLES:
        raise OmniError("E_ROLE_UNKNOWN", value=role, allowed=", ".join(ROLES))
    if action is None:
        near = difflib.get_close_matches(name, every_action(), 1, 0.3)
        raise OmniError("E_ACTION_UNKNOWN", value=name, nearest=", ".join(near))
    # Who could widen the rights of a role would give themselves whatever they lack.
    if session.actor.role != "owner" or (role == "owner" and not granted):
        raise OmniError("E_OWNER_ONLY", value=role)
    with session.transaction() as db:
        before = roles_granted(db, name) or action.default_roles
        after = before | {role} if granted else before - {role}
        users.set_grants(db, name, frozenset(after))
        session.finish(action=name, role=role, granted=granted)
    return sorted(after)


def _guard_owner(session: Session, username: str, role: str) -> None:
    if role == "owner" and session.actor.role != "owner":
        raise OmniError("E_OWNER_ONLY", value=username)
