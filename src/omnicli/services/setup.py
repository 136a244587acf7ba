"""Making a workspace, or bringing an existing one up to date."""

import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from omnicli.access import audit
from omnicli.access.actions import INIT
from omnicli.access.identity import Account
from omnicli.access.identity import Actor
from omnicli.access.identity import find_actor
from omnicli.access.identity import os_account
from omnicli.access.policy import add_roles
from omnicli.access.policy import decide
from omnicli.access.policy import roles_granted
from omnicli.access.users import User
from omnicli.access.users import add_user
from omnicli.domain.clock import instant
from omnicli.domain.clock import utc_now
from omnicli.services.backup import BEFORE_MIGRATION
from omnicli.services.backup import keep
from omnicli.session import Session
from omnicli.warehouse import line_orders
from omnicli.warehouse import swapping
from omnicli.warehouse.connect import create
from omnicli.warehouse.lock import writer_lock
from omnicli.warehouse.migrate import is_behind
from omnicli.warehouse.migrate import migrate
from omnicli.warehouse.migrate import schema_version
from omnicli.workspace import CONFIG_NAME
from omnicli.workspace import Workspace
from omnicli.workspace import create_workspace
from omnicli.workspace import find_workspace


@dataclass(frozen=True)
class Setup:
    """What `omni init` did."""

    workspace: Workspace
    created: bool
    owner: str
    applied: tuple[str, ...]


def set_up(
    root: Path, *, store_name: str | None = None, lang: str = "id", group: str | None = None
) -> Setup:
    """Create the workspace with the caller as its owner; on an existing one, migrate only.

    Running it again changes nothing. Only owner and admin may bring a workspace up to date.
    """
    fresh = not (root.expanduser().resolve() / CONFIG_NAME).exists()
    if not fresh and group is not None:
        _may_share(root, lang)
    workspace = create_workspace(root, store_name=store_name, group=group)
    if fresh or not workspace.warehouse.exists():
        return _found(workspace, fresh=fresh)
    applied = _upgrade(workspace)
    with (
        Session.open(workspace, command="init", action=INIT.name, write=True, lang=lang) as session,
        session.transaction() as db,
    ):
        add_roles(db)
        session.finish(applied=applied)
        return Setup(workspace, created=False, owner=session.actor.username, applied=tuple(applied))


def _may_share(root: Path, lang: str) -> None:
    """Only who may set a workspace up may open it to a group; the trail keeps that."""
    workspace = find_workspace(root)
    with Session.open(workspace, command="init --group", action=INIT.name, lang=lang):
        pass


def _upgrade(workspace: Workspace) -> list[str]:
    """Migrate, if the caller may; who may not is refused, and recorded, by the session."""
    with writer_lock(workspace, "init"):
        swapping.finish(workspace)
        db = create(workspace.warehouse)
        try:
            if not _may_upgrade(db):
                return []
            if schema_version(db) > 0 and is_behind(db):
                keep(workspace, db, BEFORE_MIGRATION)
            return migrate(db, line_orders.refresh)
        finally:
            db.close()


def _may_upgrade(db: sqlite3.Connection) -> bool:
    """Whether the caller's grants allow it; a first run that was cut off has no users yet."""
    if schema_version(db) == 0:
        return True
    actor = find_actor(db, os_account())
    granted = roles_granted(db, INIT.name)
    return decide(INIT, role=actor.role, active=actor.active, granted=granted).allowed


def _found(workspace: Workspace, *, fresh: bool) -> Setup:
    """The first run: schema, roles, owner and the first two audit rows."""
    started = time.monotonic()
    account = os_account()
    with writer_lock(workspace, "init"):
        db = create(workspace.warehouse)
        try:
            applied = migrate(db)
            db.execute("BEGIN IMMEDIATE")
            add_roles(db)
            actor = _make_owner(db, account)
            run_id = os.urandom(8).hex()
            for phase in ("start", "end"):
                end = phase == "end"
                entry = audit.Entry(
                    run_id=run_id,
                    phase=phase,
                    at=instant(utc_now()),
                    actor=actor,
                    command="init",
                    action=INIT.name,
                    detail={"applied": applied} if end else {},
                    outcome="ok" if end else None,
                    exit_code=0 if end else None,
                    duration_ms=int(1000 * (time.monotonic() - started)) if end else None,
                )
                audit.append(db, entry)
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
            db.close()
    return Setup(workspace, created=fresh, owner=actor.username, applied=tuple(applied))


def _make_owner(db: sqlite3.Connection, account: Account) -> Actor:
    name = account.os_user
    add_user(db, User(name, name, "Owner", "owner", "active", name, instant(utc_now())))
    return Actor(name, name, "owner", active=True, account=account)
