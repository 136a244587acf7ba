"""Whether everything is in order: checks of the installation and of a workspace."""

import platform
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from typing import Literal

from omnicli import __version__
from omnicli.access import trail
from omnicli.assets import asset_hash
from omnicli.assets import asset_root
from omnicli.domain.errors import Exit
from omnicli.engine.rules import rules_of
from omnicli.services import idle
from omnicli.services import leftovers
from omnicli.services import not_begun
from omnicli.session import Session
from omnicli.warehouse import comparison
from omnicli.warehouse import ledger
from omnicli.warehouse import migrate
from omnicli.warehouse import soundness
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.tables.catalog import catalog
from omnicli.workspace import Workspace

State = Literal["ok", "notice", "warning", "error"]

OLDEST_SQLITE = (3, 40, 0)
_SPACE_TIMES = 3
_SHOWN = 10
_SPACE_FLOOR = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `key` names its text; `value` is what was found."""

    key: str
    state: State
    value: str

    def to_dict(self) -> dict[str, object]:
        """The check as `--json` prints it."""
        return asdict(self)


def check_installation() -> list[Check]:
    """What can be checked without a workspace."""
    sqlite_ok = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    python_ok = sys.version_info >= (3, 11)
    digest, count = asset_hash()
    source = asset_root()[1]
    return [
        Check("omni", "ok", __version__),
        Check("python", "ok" if python_ok else "error", platform.python_version()),
        Check("sqlite", "ok" if sqlite_ok else "error", sqlite3.sqlite_version),
        Check("assets", "ok" if count else "error", f"{source}, {count}, {digest}"),
    ]


def check_workspace(session: Session) -> list[Check]:
    """Everything about the session's workspace; the exit status goes into the audit trail."""
    workspace, db = session.workspace, session.db
    checks = [
        Check("workspace", "ok", str(workspace.root)),
        _journal_mode(db),
        _schema(db),
        _integrity(db),
        _foreign_keys(db),
        _views(db),
        *_tables(db, workspace),
        _audit(db),
        _space(workspace),
        *_dataroom(workspace, db),
        *_leftovers(workspace, db),
        *_jobs(session),
    ]
    session.finish(exit_code=int(exit_status(checks)), checks=len(checks))
    return checks


def exit_status(checks: list[Check]) -> Exit:
    """8 for anything broken, 6 for anything that wants attention, else 0."""
    states = {check.state for check in checks}
    if "error" in states:
        return Exit.INTEGRITY
    return Exit.FINDINGS if "warning" in states else Exit.OK


def _journal_mode(db: sqlite3.Connection) -> Check:
    mode = soundness.journal_mode(db)
    return Check("journal_mode", "ok" if mode == "delete" else "warning", mode)


def _schema(db: sqlite3.Connection) -> Check:
    found, known = migrate.schema_version(db), migrate.newest_version()
    return Check("schema", "ok" if found == known else "error", f"{found}/{known}")


def _integrity(db: sqlite3.Connection) -> Check:
    found = soundness.integrity_faults(db)
    return Check("integrity", "error" if found else "ok", "; ".join(found) or "ok")


def _foreign_keys(db: sqlite3.Connection) -> Check:
    found = soundness.tables_with_orphans(db)
    return Check("foreign_keys", "error" if found else "ok", ", ".join(found) or "ok")


def _views(db: sqlite3.Connection) -> Check:
    """Every view compiles; a broken one would break metrics and reports."""
    broken = soundness.broken_view(db)
    if broken:
        return Check("views", "error", broken)
    state: State = "ok" if migrate.views_current(db) else "warning"
    return Check("views", state, str(len(soundness.views(db))))


def _tables(db: sqlite3.Connection, workspace: Workspace) -> Iterator[Check]:
    """Every table is declared, leads to rows that are there, and says what follows from them."""
    unknown, loose = comparison.undeclared(db), comparison.loose_links(db)
    yield Check("tables", "error" if unknown else "ok", ", ".join(unknown) or str(len(catalog())))
    yield Check("links", "error" if loose else "ok", ", ".join(loose) or "ok")
    if ledger.is_empty(db):
        return
    from omnicli.engine.verifying import stale

    other = stale(db, rules_of(workspace.settings))
    yield Check("derived", "error" if other else "ok", ", ".join(other) or "ok")


def _audit(db: sqlite3.Connection) -> Check:
    verdict = trail.verify(db)
    if verdict.broken:
        return Check("audit", "error", f"{verdict.broken.seq}: {verdict.broken.reason}")
    return Check("audit", "ok", f"{verdict.head.seq} {verdict.head.hash}")


def _space(workspace: Workspace) -> Check:
    free = shutil.disk_usage(workspace.root).free
    needed = max(_SPACE_FLOOR, _SPACE_TIMES * workspace.warehouse.stat().st_size)
    mebibytes = f"{free // 1024**2} MiB"
    return Check("disk", "ok" if free >= needed else "warning", mebibytes)


def _dataroom(workspace: Workspace, db: sqlite3.Connection) -> Iterator[Check]:
    """The original of every active import is there and still has its SHA-256."""
    dataroom = Dataroom(workspace.dataroom)
    originals: dict[str, str] = {}
    for file in ledger.active_files(db):
        originals.setdefault(file.sha256, file.file_name)
    bad = [name for sha256, name in originals.items() if not _sound(dataroom, sha256, name)]
    value = ", ".join(bad[:10]) if bad else str(len(originals))
    yield Check("dataroom", "error" if bad else "ok", value)


def _sound(dataroom: Dataroom, sha256: str, file_name: str) -> bool:
    from omnicli.domain.errors import OmniError

    try:
        dataroom.original(sha256, file_name)
    except (OmniError, OSError):
        return False
    return True


def _leftovers(workspace: Workspace, db: sqlite3.Connection) -> Iterator[Check]:
    """Modes, half-written and orphaned files, which `--fix` sees to; and crash logs."""
    found = leftovers.find(workspace, db)
    modes = [f"{path.name} {stat.S_IMODE(path.lstat().st_mode):04o}" for path in found.wide]
    right = "2770/0660" if workspace.shared else "0700/0600"
    yield Check("modes", "warning" if modes else "ok", _some(modes) or right)
    for key, paths in (("partial", found.partial), ("orphans", found.orphans)):
        yield Check(key, "warning" if paths else "ok", _some([p.name for p in paths]) or "0")
    logs = [*workspace.logs.glob("crash-*"), *workspace.logs.glob(f"{not_begun.PREFIX}*")]
    crashes = sorted(path.name for path in logs)
    yield Check("leftovers", "notice" if crashes else "ok", _some(crashes) or "0")


def _jobs(session: Session) -> Iterator[Check]:
    """Jobs that have a schedule run by it."""
    found = idle.find(session)
    if any(job.schedule for job in session.workspace.settings.jobs.values()):
        yield Check("jobs", "warning" if found else "ok", _some(found) or "ok")


def _some(names: list[str]) -> str:
    rest = f" (+{len(names) - _SHOWN})" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + rest
