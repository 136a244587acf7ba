"""Who may do what: the pure decision, defaults that actions declare, a workspace's own grants."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from omnicli.access.actions import ROLES
from omnicli.access.actions import Action
from omnicli.access.actions import every_action
from omnicli.access.policy import actions_of
from omnicli.access.policy import decide
from omnicli.access.policy import roles_granted
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

QUERY = every_action()["sql.query"]


@pytest.mark.parametrize(
    ("action", "role", "active", "granted", "reason"),
    [
        (QUERY, "owner", True, set(), "granted"),
        (QUERY, "viewer", True, set(), "no_grant"),
        (QUERY, "viewer", True, {"viewer"}, "granted"),
        (QUERY, "owner", True, {"viewer"}, "no_grant"),
        (QUERY, "owner", False, set(), "disabled"),
        (QUERY, None, True, set(), "unknown_user"),
        (None, "owner", True, {"owner"}, "unknown_action"),
    ],
)
def test_no_unless_everything_says_yes(
    action: Action | None, role: str | None, active: bool, granted: set[str], reason: str
) -> None:
    decision = decide(action, role=role, active=active, granted=granted)

    assert (decision.allowed, decision.reason) == (reason == "granted", reason)


def test_the_owner_may_everything_and_everyone_may_ask_who_they_are() -> None:
    for action in every_action().values():
        assert "owner" in action.default_roles
        assert action.default_roles <= set(ROLES)
    assert every_action()["whoami.read"].default_roles == set(ROLES)


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
def test_the_default_grants(workspace: Workspace, role: str, yes: set[str], no: set[str]) -> None:
    with closing(connect(workspace.warehouse, readonly=True)) as db:
        may = set(actions_of(db, role))

    assert yes <= may
    assert not no & may


def test_a_workspaces_own_grants_replace_the_default_of_that_action(workspace: Workspace) -> None:
    with closing(connect(workspace.warehouse, readonly=False)) as db:
        db.execute("INSERT INTO role_grants VALUES ('cs', 'sql.query'), ('cs', 'gone.action')")

        assert roles_granted(db, "sql.query") == {"cs"}
        assert "sql.query" in actions_of(db, "cs")
        assert "sql.query" not in actions_of(db, "finance")
        assert "gone.action" not in actions_of(db, "cs")
        assert "import.run" in actions_of(db, "finance")


@pytest.fixture
def stock() -> Iterator[Action]:
    """An action of a command that came after the workspace was made."""
    from omnicli.access import actions

    yield Action("made-up.read", "melihat stok", "see stock", frozenset({"owner", "gudang"}))
    del actions._DECLARED["made-up.read"]


def test_a_new_command_needs_no_new_init(workspace: Workspace, stock: Action) -> None:
    with closing(connect(workspace.warehouse, readonly=True)) as db:
        assert stock.name in actions_of(db, "gudang")
        assert stock.name in actions_of(db, "owner")
        assert stock.name not in actions_of(db, "cs")


def test_one_name_is_one_action(stock: Action) -> None:
    Action(stock.name, stock.title_id, stock.title_en, stock.default_roles)
    with pytest.raises(ValueError, match="twice"):
        Action(stock.name, "lain", "another", stock.default_roles)
    with pytest.raises(ValueError, match="no such role"):
        Action("made-up.write", "mengisi stok", "fill in stock", frozenset({"boss"}))
