"""The choke point: decided and recorded before, recorded after, whatever happens."""

import sqlite3
from typing import Any

import pytest

from omnicli.access import trail
from omnicli.access.identity import os_account
from omnicli.domain.errors import OmniError
from omnicli.session import Session
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

DECISION = "INSERT INTO decisions (at, actor, kind, subject) VALUES ('', '', 'x', 'x')"


def rows(workspace: Workspace, sql: str) -> list[Any]:
    db = connect(workspace.warehouse, readonly=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def change(workspace: Workspace, sql: str) -> None:
    db = connect(workspace.warehouse, readonly=False)
    db.execute(sql)
    db.close()


def last(workspace: Workspace) -> trail.Run:
    db = connect(workspace.warehouse, readonly=True)
    try:
        return trail.runs(db, last=1)[0]
    finally:
        db.close()


def decisions(workspace: Workspace) -> int:
    return int(rows(workspace, "SELECT COUNT(*) FROM decisions")[0][0])


def change_and_fail(db: sqlite3.Connection) -> None:
    db.execute(DECISION)
    raise OmniError("E_USER_NAME", value="x")


def test_the_start_is_on_disk_before_the_body_runs(workspace: Workspace) -> None:
    with Session.open(workspace, command="x", action="sql.query", target="t") as session:
        found = rows(
            workspace, "SELECT run_id, phase, command, target FROM audit_log ORDER BY seq DESC"
        )[0]

        assert found == (session.run_id, "start", "x", "t")


def test_a_reading_session_cannot_write(workspace: Workspace) -> None:
    with (
        pytest.raises(OmniError, match="E_DB_READONLY"),
        Session.open(workspace, command="x", action="sql.query") as session,
    ):
        session.db.execute(DECISION)

    assert decisions(workspace) == 0
    assert last(workspace).outcome == "error"


def test_a_reading_session_has_no_transaction(workspace: Workspace) -> None:
    with (
        pytest.raises(RuntimeError),
        Session.open(workspace, command="x", action="sql.query") as session,
        session.transaction(),
    ):
        pass


def test_the_end_commits_with_the_change(workspace: Workspace) -> None:
    with (
        Session.open(workspace, command="x", action="import.run", write=True) as session,
        session.transaction() as db,
    ):
        db.execute(DECISION)
        session.finish(exit_code=6, rows=3)
    run = last(workspace)

    assert decisions(workspace) == 1
    assert (run.outcome, run.exit_code, run.detail) == ("findings", 6, '{"rows":3}')
    assert run.duration_ms is not None


def test_an_error_rolls_back_and_is_recorded(workspace: Workspace) -> None:
    with (
        pytest.raises(OmniError, match="E_USER_NAME"),
        Session.open(workspace, command="x", action="import.run", write=True) as session,
        session.transaction() as db,
    ):
        change_and_fail(db)
    run = last(workspace)

    assert decisions(workspace) == 0
    assert (run.outcome, run.exit_code, run.detail) == ("error", 2, '{"error":"E_USER_NAME"}')


def test_a_dry_run_leaves_only_its_end_row(workspace: Workspace) -> None:
    with (
        Session.open(workspace, command="x", action="import.run", write=True) as session,
        session.transaction(rollback=True) as db,
    ):
        db.execute(DECISION)
        session.finish(rows=3)
    run = last(workspace)

    assert decisions(workspace) == 0
    assert (run.outcome, run.detail) == ("ok", '{"dry_run":true,"rows":3}')


def test_several_transactions_share_one_end_row(workspace: Workspace) -> None:
    with Session.open(workspace, command="x", action="import.run", write=True) as session:
        for final in (False, True):
            with session.transaction(final=final) as db:
                db.execute(DECISION)
    ends = f"SELECT COUNT(*) FROM audit_log WHERE run_id = '{session.run_id}' AND phase = 'end'"

    assert decisions(workspace) == 2
    assert rows(workspace, ends) == [(1,)]


@pytest.mark.parametrize(
    ("error", "code", "outcome"),
    [(KeyboardInterrupt(), 130, "aborted"), (SystemExit(143), 143, "aborted"),
     (SystemExit(6), 6, "findings"), (ZeroDivisionError(), 70, "error")],
)  # fmt: skip
def test_every_ending_is_recorded(
    workspace: Workspace, error: BaseException, code: int, outcome: str
) -> None:
    with (
        pytest.raises(type(error)),
        Session.open(workspace, command="x", action="sql.query"),
    ):
        raise error
    run = last(workspace)

    assert (run.exit_code, run.outcome) == (code, outcome)


def test_without_a_grant_the_body_does_not_run(workspace: Workspace) -> None:
    change(workspace, "UPDATE users SET role = 'viewer'")
    with (
        pytest.raises(OmniError) as caught,
        Session.open(workspace, command="x", action="import.run", write=True),
    ):
        raise AssertionError("ran")
    run = last(workspace)

    assert caught.value.code == "E_DENIED"
    assert (run.outcome, run.exit_code, run.detail) == (
        "denied",
        4,
        '{"error":"E_DENIED","reason":"no_grant"}',
    )


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE users SET os_user = 'somebody.else'", "E_UNKNOWN_USER"),
        ("UPDATE users SET status = 'disabled'", "E_USER_DISABLED"),
        ("INSERT INTO role_grants VALUES ('cs', 'whoami.read')", "E_DENIED"),
    ],
)
def test_strangers_the_disabled_and_the_ungranted_are_refused_and_recorded(
    workspace: Workspace, sql: str, code: str
) -> None:
    change(workspace, sql)
    with (
        pytest.raises(OmniError) as caught,
        Session.open(workspace, command="x", action="whoami.read"),
    ):
        raise AssertionError("ran")

    assert (caught.value.code, caught.value.exit) == (code, 4)
    assert last(workspace).outcome == "denied"


def test_the_actor_is_the_account_not_the_environment(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody.else")
    monkeypatch.setenv("SUDO_USER", "the.caller")
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.7 50000 192.0.2.1 22")
    with Session.open(workspace, command="x", action="whoami.read") as session:
        actor = session.actor
    start = rows(workspace, "SELECT os_user, ip, detail FROM audit_log ORDER BY seq DESC")[1]

    assert actor.account.os_user == os_account().os_user != "somebody.else"
    assert start == (actor.account.os_user, "192.0.2.7", '{"sudo_user":"the.caller"}')


def test_when_the_start_cannot_be_written_nothing_runs(workspace: Workspace) -> None:
    change(
        workspace,
        "CREATE TRIGGER stop BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    with (
        pytest.raises(OmniError) as caught,
        Session.open(workspace, command="x", action="whoami.read"),
    ):
        raise AssertionError("ran")

    assert (caught.value.code, caught.value.exit) == ("E_AUDIT_WRITE", 8)


def test_an_older_schema_asks_for_init(workspace: Workspace) -> None:
    change(workspace, "PRAGMA user_version = 0")
    with (
        pytest.raises(OmniError, match="E_SCHEMA_OLD"),
        Session.open(workspace, command="x", action="whoami.read"),
    ):
        raise AssertionError("ran")


def test_changed_views_are_made_anew(workspace: Workspace) -> None:
    change(workspace, "UPDATE schema_migrations SET sha256 = 'old' WHERE version = 0")
    change(workspace, "DROP VIEW v_orders")
    with Session.open(workspace, command="x", action="whoami.read") as session:
        assert session.db.execute("SELECT COUNT(*) FROM v_orders").fetchone() == (0,)
