"""Who may do what: the pure decision and the seeded grants."""

import pytest

from omnicli.access.actions import ACTIONS
from omnicli.access.actions import ROLES
from omnicli.access.policy import decide
from omnicli.access.policy import grants_of
from omnicli.access.policy import seed_roles
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

EVERY = frozenset(ACTIONS)


@pytest.mark.parametrize(
    ("action", "known", "active", "grants", "reason"),
    [
        ("sql.query", True, True, EVERY, "granted"),
        ("sql.query", True, True, EVERY - {"sql.query"}, "no_grant"),
        ("sql.query", True, False, EVERY, "disabled"),
        ("sql.query", False, True, EVERY, "unknown_user"),
        ("sql.drop", True, True, frozenset({"sql.drop"}), "unknown_action"),
        ("", True, True, EVERY, "unknown_action"),
    ],
)
def test_no_unless_everything_says_yes(
    action: str, known: bool, active: bool, grants: frozenset[str], reason: str
) -> None:
    decision = decide(action=action, known=known, active=active, grants=grants)

    assert (decision.allowed, decision.reason) == (reason == "granted", reason)


def test_the_owner_may_everything_and_everyone_may_ask_who_they_are() -> None:
    for action in ACTIONS.values():
        assert "owner" in action.default_roles
        assert action.default_roles <= set(ROLES)
    assert ACTIONS["whoami.read"].default_roles == set(ROLES)


@pytest.mark.parametrize(
    ("role", "yes", "no"),
    [
        ("finance", {"import.run", "report.run", "audit.verify"}, {"users.manage", "audit.read"}),
        ("marketing", {"report.run", "sql.query"}, {"import.run", "users.read"}),
        ("viewer", {"report.run"}, {"sql.query", "import.run", "audit.read"}),
        ("gudang", {"report.run"}, {"batches.undo", "sql.query"}),
        ("service", {"audit.verify"}, {"users.manage", "import.run"}),
    ],
)
def test_the_seeded_grants(workspace: Workspace, role: str, yes: set[str], no: set[str]) -> None:
    db = connect(workspace.warehouse, readonly=True)
    grants = grants_of(db, role)
    db.close()

    assert yes <= grants
    assert not no & grants


def test_seeding_again_keeps_a_workspaces_own_grants(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=False)
    db.execute("DELETE FROM role_grants WHERE role = 'viewer' AND action = 'report.run'")
    db.execute("INSERT INTO role_grants VALUES ('cs', 'sql.query'), ('cs', 'gone.action')")
    before = grants_of(db, "viewer")

    assert seed_roles(db) == 0
    assert grants_of(db, "viewer") == before
    assert "sql.query" in grants_of(db, "cs")
    assert "gone.action" not in grants_of(db, "cs")
    db.close()


def test_an_action_new_to_the_workspace_gets_its_default_roles(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=False)
    db.execute("DELETE FROM role_grants WHERE action = 'import.run'")

    assert seed_roles(db) == len(ACTIONS["import.run"].default_roles)
    assert "import.run" in grants_of(db, "finance")
    db.close()
