"""Who is asking: the account of the operating system, never an environment variable."""

import getpass
import os
import platform
import sqlite3
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """The OS account of this process and where it sits."""

    os_user: str
    host: str
    tty: str | None = None
    ip: str | None = None
    sudo_user: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or machine a command runs for. `role` is None for an unregistered account."""

    username: str
    name: str
    role: str | None
    active: bool
    account: Account

    @property
    def known(self) -> bool:
        """Whether the account is registered in this workspace."""
        return self.role is not None


def os_account() -> Account:
    """The account the kernel says we run as; SUDO_USER and SSH_CONNECTION are only noted down."""
    ssh = os.environ.get("SSH_CONNECTION", "").split()
    return Account(
        os_user=_os_user(),
        host=platform.node(),
        tty=_tty(),
        ip=ssh[0] if ssh else None,
        sudo_user=os.environ.get("SUDO_USER") or None,
    )


def _os_user() -> str:
    """The kernel's answer; where there is no `pwd`, what the system's session says."""
    try:
        import pwd
    except ImportError:
        return getpass.getuser()
    uid = os.geteuid()
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid:{uid}"


def find_actor(db: sqlite3.Connection, account: Account) -> Actor:
    """The user registered for the account.

    This is where a login token will be looked at first, once there are logins.
    """
    row = db.execute(
        "SELECT username, name, role, status = 'active' FROM users WHERE os_user = ?"
        " ORDER BY status LIMIT 1",
        (account.os_user,),
    ).fetchone()
    if row is None:
        return Actor(account.os_user, account.os_user, None, active=False, account=account)
    return Actor(row[0], row[1], row[2], active=bool(row[3]), account=account)


def _tty() -> str | None:
    for stream in (sys.__stdin__, sys.__stderr__):
        try:
            if stream is not None and stream.isatty():
                return os.ttyname(stream.fileno())
        except (OSError, ValueError):
            continue
    return None
