"""The choke point: no Session, no connection; and a Session decides and audits first."""

import os
import sqlite3
import time
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager

from omnicli.access import audit
from omnicli.access.actions import find_action
from omnicli.access.columns import ACTIONS
from omnicli.access.columns import Reader
from omnicli.access.identity import Actor
from omnicli.access.identity import find_actor
from omnicli.access.identity import os_account
from omnicli.access.policy import decide
from omnicli.access.policy import roles_granted
from omnicli.domain.clock import instant
from omnicli.domain.clock import utc_now
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.engine.rules import are_applied
from omnicli.engine.rules import rules_of
from omnicli.settings import load_settings
from omnicli.warehouse import migrate
from omnicli.warehouse import mirror
from omnicli.warehouse import swapping
from omnicli.warehouse.connect import connect
from omnicli.warehouse.connect import translate
from omnicli.warehouse.lock import writer_lock
from omnicli.workspace import Workspace


class Session:
    """One run of one command: who asks, for what, with which connection.

    `db` reads only, unless the session was opened with `write=True`; changes go through
    `transaction()`.
    """

    def __init__(
        self,
        workspace: Workspace,
        log: sqlite3.Connection,
        *,
        actor: Actor,
        command: str,
        action: str,
        target: str | None,
        write: bool,
        lang: str,
    ) -> None:
        self.workspace = workspace
        self.actor = actor
        self.command = command
        self.action = action
        self.lang = lang
        self.now = utc_now()
        self.run_id = os.urandom(8).hex()
        self._log = log
        self._file = _identity(workspace)
        self._target = target
        self._write = write
        self._reader: sqlite3.Connection | None = None
        self._started = time.monotonic()
        self._exit_code = 0
        self._outcome: str | None = None
        self._detail: dict[str, object] = {}
        self._ended = False
        self.changed = False
        """Whether a change of the warehouse has been kept for good."""

    @classmethod
    @contextmanager
    def open(
        cls,
        workspace: Workspace,
        *,
        command: str,
        action: str,
        target: str | None = None,
        detail: Mapping[str, object] | None = None,
        write: bool = False,
        lang: str = "id",
    ) -> Iterator["Session"]:
        """Say who asks, record the start, decide; then run the body and record how it ended.

        E_DENIED, E_UNKNOWN_USER and E_USER_DISABLED are recorded too. When the start cannot be
        recorded the body does not run.
        """
        workspace = _after_restore(workspace, command)
        log = connect(workspace.warehouse, readonly=False)
        try:
            _check_schema(workspace, log, command)
            session = cls(
                workspace,
                log,
                actor=find_actor(log, os_account()),
                command=command,
                action=action,
                target=target,
                write=write,
                lang=lang,
            )
            session._record("start", dict(detail or {}))
            with session._recorded():
                session._authorise()
                session._mirror_settings()
                session._apply_rules()
                yield session
        except sqlite3.Error as error:
            raise translate(error, workspace.warehouse) from error
        finally:
            log.close()

    @property
    def db(self) -> sqlite3.Connection:
        """The connection: reading only, or the writing one of a `write=True` session."""
        if self._write:
            return self._log
        if self._reader is None:
            self._reader = connect(self.workspace.warehouse, readonly=True)
        return self._reader

    @contextmanager
    def transaction(
        self, *, rollback: bool = False, final: bool = True
    ) -> Iterator[sqlite3.Connection]:
        """Change the warehouse: writer lock, BEGIN IMMEDIATE, audit end row, COMMIT.

        `rollback=True` is the dry run: everything runs, nothing stays but the end row. With
        `final=False` another transaction follows, which will carry the end row.
        """
        if not self._write or self._ended:
            raise RuntimeError("a transaction needs an open session with write=True")
        db = self._log
        with self._locked():
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                if rollback:
                    db.execute("ROLLBACK")
                    self._note("dry_run", value=True)
                    return
                if final:
                    self._append("end", self._detail)
                db.execute("COMMIT")
                self.changed = True
                self._ended = self._ended or final
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    @contextmanager
    def bookkeeping(self) -> Iterator[sqlite3.Connection]:
        """Note what this run showed, kept at once, in a session that changes nothing else."""
        with self._locked():
            self._log.execute("BEGIN IMMEDIATE")
            try:
                yield self._log
                self._log.execute("COMMIT")
            finally:
                if self._log.in_transaction:
                    self._log.execute("ROLLBACK")

    def hand_over(self) -> None:
        """The warehouse is about to be replaced; the new one holds the end row of this run."""
        self._ended = self.changed = True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the writer lock, and be sure that the warehouse is still the one that was opened.

        Who waited while a backup was put back would write into a file that nobody sees again.
        """
        with writer_lock(self.workspace, self.command):
            if _identity(self.workspace) != self._file:
                raise OmniError("E_DB_REPLACED", file=str(self.workspace.warehouse))
            yield

    def finish(self, *, exit_code: int = 0, outcome: str | None = None, **detail: object) -> None:
        """Set what the end row will say; call it inside the transaction that commits."""
        self._exit_code = exit_code
        self._outcome = outcome
        self._detail.update(detail)

    def may(self, action: str) -> bool:
        """Whether the actor may do another action (to choose what to show, not to guard)."""
        return self._decision(action) == "granted"

    def require(self, action: str) -> None:
        """Refuse, and record so, unless the actor may do another action too. Raises E_DENIED."""
        if not self.may(action):
            self._outcome = "denied"
            self._note("reason", value="no_grant")
            raise OmniError(
                "E_DENIED", actor=self.actor.username, role=self.actor.role, action=action
            )

    @property
    def reader(self) -> Reader:
        """Which columns the actor may see."""
        return Reader(frozenset(kind for kind, right in ACTIONS.items() if self.may(right.name)))

    def _mirror_settings(self) -> None:
        """Let the views know what omni.toml says; a write only where it says something new."""
        current = mirror.changed(self.workspace.settings)
        if mirror.stored(self._log) == current:
            return
        with self._locked():
            mirror.store(self._log, current)

    def _apply_rules(self) -> None:
        """Derive again what omni.toml decides, where it says something new: no figure waits."""
        rules = rules_of(self.workspace.settings)
        if are_applied(self._log, rules):
            return
        from omnicli.engine.derived import derive_all

        with self._locked():
            self._log.execute("BEGIN IMMEDIATE")
            try:
                if not are_applied(self._log, rules):
                    derive_all(self._log, rules)
                self._log.execute("COMMIT")
            finally:
                if self._log.in_transaction:
                    self._log.execute("ROLLBACK")

    def _note(self, key: str, *, value: object) -> None:
        self._detail[key] = value

    def _decision(self, action: str) -> str:
        return decide(
            find_action(action),
            role=self.actor.role,
            active=self.actor.active,
            granted=roles_granted(self._log, action),
        ).reason

    def _authorise(self) -> None:
        reason = self._decision(self.action)
        if reason == "granted":
            return
        self._outcome = "denied"
        self._note("reason", value=reason)
        if reason == "unknown_user":
            raise OmniError("E_UNKNOWN_USER", value=self.actor.username)
        if reason == "disabled":
            raise OmniError("E_USER_DISABLED", value=self.actor.username)
        raise OmniError(
            "E_DENIED", actor=self.actor.username, role=self.actor.role, action=self.action
        )

    @contextmanager
    def _recorded(self) -> Iterator[None]:
        """Write the end row when the body is over, whatever ended it."""
        try:
            yield
        except BaseException as error:
            self._blame(error)
            self._close_reader()
            if not self._ended:
                self._record("end", self._detail)
            raise
        self._close_reader()
        if not self._ended:
            self._record("end", self._detail)

    def _blame(self, error: BaseException) -> None:
        """What an exception means for the end row."""
        if isinstance(error, OmniError):
            self._exit_code = int(error.exit)
            self._note("error", value=error.code)
        elif isinstance(error, KeyboardInterrupt):
            self._exit_code, self._outcome = int(Exit.INTERRUPTED), "aborted"
        elif isinstance(error, SystemExit):
            self._exit_code = error.code if isinstance(error.code, int) else 1
            if self._exit_code == Exit.TERMINATED:
                self._outcome = "aborted"
        elif isinstance(code := getattr(error, "exit_code", None), int):
            self._exit_code = code
        else:
            fault = error
            if isinstance(error, sqlite3.Error):
                fault = translate(error, self.workspace.warehouse)
            self._exit_code = int(fault.exit if isinstance(fault, OmniError) else Exit.BUG)
            self._note("error", value=getattr(fault, "code", type(fault).__name__))

    def _record(self, phase: str, detail: Mapping[str, object]) -> None:
        """Append an audit row in a transaction of its own."""
        try:
            with self._locked():
                self._log.execute("BEGIN IMMEDIATE")
                try:
                    self._append(phase, detail)
                    self._log.execute("COMMIT")
                finally:
                    if self._log.in_transaction:
                        self._log.execute("ROLLBACK")
        except sqlite3.Error as error:
            known = translate(error, self.workspace.warehouse)
            if isinstance(known, OmniError):
                raise known from error
            raise OmniError("E_AUDIT_WRITE", detail=str(error)) from error
        self._ended = phase == "end"

    def _append(self, phase: str, detail: Mapping[str, object]) -> None:
        end = phase == "end"
        audit.append(
            self._log,
            audit.Entry(
                run_id=self.run_id,
                phase=phase,
                at=instant(utc_now()),
                actor=self.actor,
                command=self.command,
                action=self.action,
                target=self._target,
                detail=detail if end else _with_sudo(detail, self.actor.account.sudo_user),
                outcome=self._result() if end else None,
                exit_code=self._exit_code if end else None,
                duration_ms=int(1000 * (time.monotonic() - self._started)) if end else None,
            ),
        )

    def _result(self) -> str:
        if self._outcome is not None:
            return self._outcome
        if self._exit_code in {Exit.OK, Exit.FINDINGS}:
            return "ok" if self._exit_code == Exit.OK else "findings"
        return "error"

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None


def _after_restore(workspace: Workspace, command: str) -> Workspace:
    """Finish a restore that was decided and then cut off; omni.toml may be another since."""
    if not swapping.is_pending(workspace):
        return workspace
    with writer_lock(workspace, command):
        swapping.finish(workspace)
    return Workspace(workspace.root, load_settings(workspace.config_path))


def _identity(workspace: Workspace) -> tuple[int, int] | None:
    try:
        info = workspace.warehouse.stat()
    except OSError:
        return None
    return info.st_dev, info.st_ino


def _check_schema(workspace: Workspace, log: sqlite3.Connection, command: str) -> None:
    """Refuse another schema version; bring changed views up to date on the way."""
    migrate.check_version(log)
    if not migrate.views_current(log):
        with writer_lock(workspace, command):
            migrate.refresh_views(log)


def _with_sudo(detail: Mapping[str, object], sudo_user: str | None) -> Mapping[str, object]:
    return {**detail, "sudo_user": sudo_user} if sudo_user else detail
