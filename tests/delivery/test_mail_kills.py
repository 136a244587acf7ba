"""A run that is killed at any step of a delivery: no mail is lost, and none goes twice by itself.

Real processes: a server falls silent at one step, and the run that waits for it is killed there.
"""

import subprocess
import sys

import pytest

from conftest import Omni
from mail_server import Server
from omnicli.workspace import Workspace
from silent_server import ANSWERS
from silent_server import BEFORE
from silent_server import Silent


def killed_at(workspace: Workspace, step: str, port: int) -> int:
    """Deliver mail 1 in a process, kill it where the server fell silent; mails the server took."""
    silent = Silent(step)
    silent.start()
    config = workspace.config_path
    right = config.read_text("utf-8")
    config.write_text(right.replace(f"port = {port}", f"port = {silent.port}"), "utf-8")
    words = [sys.executable, "-m", "omnicli", "-w", str(workspace.root), "outbox", "retry", "1"]
    with subprocess.Popen(words, stderr=subprocess.PIPE) as process:
        assert silent.reached.wait(60)
        process.kill()
        process.communicate()
    silent.released.set()
    silent.join()
    config.write_text(right, "utf-8")
    return silent.taken


@pytest.mark.parametrize(
    "step",
    [s if s in {"rcpt", "quit"} else pytest.param(s, marks=pytest.mark.slow) for s in ANSWERS],
)
def test_a_delivery_killed_at_any_step_loses_and_doubles_nothing(
    omni: Omni, shop: Server, workspace: Workspace, step: str
) -> None:
    mail = ("mail", "roas", "--month", "2025-07", "--to", "owner")
    shop.rcpt = ["451 later"]
    assert omni(*mail).code == 7
    (waiting,) = omni("outbox", "list", "--json").json

    taken = killed_at(workspace, step, shop.port)
    assert taken == (step in {"answer", "quit"})
    again = omni(*mail)

    (mail_1,) = omni("outbox", "list", "--json").json
    if step in BEFORE:
        assert (again.code, mail_1["state"], len(shop.taken)) == (0, "sent", 1)
    elif step == "quit":
        # The server had said that it took it.
        assert (again.code, mail_1["state"], shop.taken) == (0, "sent", [])
    else:
        assert (again.code, mail_1["state"], shop.taken) == (7, "unknown", [])
        # Told apart by nobody but a person, who may send it again under its old Message-ID.
        assert omni(*mail).code == 0
        assert shop.taken == []
        assert omni("outbox", "retry", "1").code == 0
        assert [m["Message-ID"] for m in shop.messages] == [waiting["message_id"]]
    assert omni("audit", "verify").code == 0
