"""Every command of the tree, asked by every role, in both models of who owns the folder.

A role that has no right to a command is refused with E_DENIED before anything else is looked at,
and the trail keeps it; a role that has the right is never refused for want of it.
"""

import grp
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign import share
from conftest import Omni
from docs_gen import leaf_commands
from omnicli.access.actions import ROLES
from omnicli.access.actions import every_action
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

MODELS = ("one owner", "shared folder")
APART = {"init", "setup", "demo"}
"""They make a workspace; whether they may change one that exists is asked further below."""
NOT_TRIED = {"restore", "run", "backup", "rebuild", "schedule install", "schedule remove"}
"""What would do its work with any arguments: here only who may not is tried."""
_VALUES = {
    "month": "2025-07",
    "output": "out.xlsx",
    "role": "cs",
}

_MORE = {
    "import": ("auto", "x.csv"),
    "orders add": ("whatsapp:1", "--item", "1 x Kopi @ 10000", "--name", "Siti"),
    "orders edit": ("shopee:1", "--name", "Siti"),
    "orders delete": ("shopee:1",),
    "orders link": ("shopee:1", "tiktok:1"),
    "orders pay": ("shopee:1",),
    "orders receipt": ("shopee:1", "-o", "nota.html"),
    "orders status": ("shopee:1", "confirmed"),
    "orders test": ("shopee:1",),
    "sources map": ("shopee-orders", "Nomor", "order_no"),
}
"""Commands whose line needs more than what must be there to be read as one."""


def _line(path: str, command: Any) -> list[str]:
    """A line that parses: a value for each argument and option that must be there."""
    words = [*path.split(), *_MORE.get(path, ())]
    if path in _MORE:
        return words
    for param in command.params:
        if not param.required:
            continue
        kind = param.type.name
        value = _VALUES.get(param.name) or {"int": "1", "int range": "1", "path": "x.csv"}.get(
            kind, "x"
        )
        if choices := getattr(param.type, "choices", None):
            value = str(next(iter(choices)))
        words += [value] if param.param_type_name == "argument" else [param.opts[0], value]
    return words


def _as(workspace: Workspace, role: str) -> None:
    db = connect(workspace.warehouse, readonly=False)
    db.execute("UPDATE users SET role = ? WHERE username <> 'bos'", (role,))
    db.close()


@pytest.fixture
def shop(omni: Omni, workspace: Workspace, model: str, tmp_path: Path) -> Iterator[Workspace]:
    assert omni("users", "add", "bos", "--role", "owner").code == 0
    if model == "shared folder":
        group = grp.getgrgid(os.getgid()).gr_name
        assert omni("init", workspace.root, "--group", group).code == 0
    before = Path.cwd()
    os.chdir(tmp_path)
    yield workspace
    os.chdir(before)


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("role", ROLES)
def test_each_command_is_refused_and_recorded_or_not_refused(
    omni: Omni, shop: Workspace, role: str, model: str
) -> None:
    actions = every_action()
    leaves = [(path, command) for path, command in leaf_commands() if path not in APART]
    step = max(1, len(leaves) // share(len(leaves)))
    start = (list(ROLES).index(role) + MODELS.index(model)) % step
    _as(shop, role)
    wrong = []
    for path, command in leaves[start::step]:
        action = actions[command.callback.omni_action]
        allowed = role in action.default_roles
        if allowed and path in NOT_TRIED:
            continue
        ran = omni(*_line(path, command))
        refused = (ran.code, ran.first_error) == (4, "E_DENIED")
        db = connect(shop.warehouse, readonly=True)
        last = db.execute(
            "SELECT command, action, outcome FROM audit_log WHERE phase = 'end'"
            " ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        db.close()
        recorded = tuple(last) == (path, action.name, "denied")
        if (not allowed and not (refused and recorded)) or (
            allowed and refused and action.name in ran.err
        ):
            wrong.append((path, ran.code, ran.first_error, tuple(last)))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS)
def test_who_may_not_set_a_workspace_up_changes_nothing_in_one(
    omni: Omni, shop: Workspace, model: str
) -> None:
    _as(shop, "cs")
    before = shop.config_path.read_bytes()
    for line in (("setup", "--shop", "Lain"), ("init", shop.root, "--group", "root")):
        ran = omni(*line)
        assert (ran.code, ran.first_error) == (4, "E_DENIED"), (line, ran)
    assert shop.config_path.read_bytes() == before
