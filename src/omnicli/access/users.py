"""The registered users of a workspace, as they are stored; the rules about them stand above."""

import sqlite3
from dataclasses import asdict
from dataclasses import dataclass

from omnicli.domain.errors import OmniError

_COLUMNS = "username, name, jabatan, role, status, os_user, created_at"
_SEEN = (
    "(SELECT MAX(a.at) FROM audit_log AS a WHERE a.actor = users.username AND a.phase = 'start')"
)


@dataclass(frozen=True, slots=True)
class User:
    """One registered user; the password hash never leaves the table."""

    username: str
    name: str
    jabatan: str | None
    role: str
    status: str
    os_user: str | None
    created_at: str
    last_login: str | None = None
    """When they last ran a command, as the audit trail has it."""

    def to_dict(self) -> dict[str, object]:
        """The user as `--json` prints it."""
        return asdict(self)


def all_users(db: sqlite3.Connection) -> list[User]:
    """Every user by name."""
    return [
        User(*row) for row in db.execute(f"SELECT {_COLUMNS}, {_SEEN} FROM users ORDER BY username")
    ]


def find_user(db: sqlite3.Connection, username: str) -> User | None:
    """The user of that name, if there is one."""
    row = db.execute(
        f"SELECT {_COLUMNS}, {_SEEN} FROM users WHERE username = ?", (username,)
    ).fetchone()
    return None if row is None else User(*row)


def add_user(db: sqlite3.Connection, user: User) -> None:
    """Enter a user. Raises E_USER_EXISTS when the name or the OS account is taken."""
    try:
        db.execute(
            f"INSERT INTO users ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            tuple(asdict(user).values())[:7],
        )
    except sqlite3.IntegrityError as error:
        raise _taken(user.username, user.os_user) from error


def set_status(db: sqlite3.Connection, username: str, status: str) -> None:
    """Disable or enable a user. Raises E_USER_EXISTS when another took the OS account since."""
    try:
        db.execute("UPDATE users SET status = ? WHERE username = ?", (status, username))
    except sqlite3.IntegrityError as error:
        raise _taken(username, username) from error


def edit_user(db: sqlite3.Connection, user: User) -> None:
    """Store name, title, role and OS account of a user. Raises E_USER_EXISTS."""
    try:
        db.execute(
            "UPDATE users SET name = ?, jabatan = ?, role = ?, os_user = ? WHERE username = ?",
            (user.name, user.jabatan, user.role, user.os_user, user.username),
        )
    except sqlite3.IntegrityError as error:
        raise _taken(user.username, user.os_user) from error


def set_grants(db: sqlite3.Connection, action: str, roles: "frozenset[str]") -> None:
    """Make `roles` the ones that may do an action in this workspace."""
    db.execute("DELETE FROM role_grants WHERE action = ?", (action,))
    db.executemany("INSERT INTO role_grants VALUES (?, ?)", [(r, action) for r in sorted(roles)])


def active_owners(db: sqlite3.Connection) -> int:
    """How many owners can still act."""
    sql = "SELECT COUNT(*) FROM users WHERE role = 'owner' AND status = 'active'"
    return int(db.execute(sql).fetchone()[0])


def _taken(username: str, os_user: str | None) -> OmniError:
    return OmniError("E_USER_EXISTS", value=username, os_user=os_user)
