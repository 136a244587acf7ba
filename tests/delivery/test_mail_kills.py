"""A run that is killed at any step of a delivery: no mail is lost, and none goes twice by itself.

Real processes: a server falls silent at one step, and the run that waits for it is killed there.
"""

import socket
import subprocess
import sys
import threading

import pytest

from conftest import Omni
from mail_server import Server
from omnicli.workspace import Workspace

ANSWERS = {
    "greeting": b"220 uji",
    "ehlo": b"250 uji",
    "mail": b"250 OK",
    "rcpt": b"250 OK",
    "data": b"354 go on",
    "content": b"",
    "answer": b"250 taken",
    "quit": b"221 bye",
}
"""Steps of a delivery; `content` has taken a part of the message, `answer` all of it."""
BEFORE = ("greeting", "ehlo", "mail", "rcpt")
"""The server has nothing of the mail yet: it goes with the next run."""


class Silent(threading.Thread):
    """A server for one line. At its step it answers no more and sets `reached`."""

    def __init__(self, step: str) -> None:
        super().__init__(daemon=True)
        self.step, self.taken = step, 0
        self.reached, self.released = threading.Event(), threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])

    def run(self) -> None:
        """Answer until the step; hold the line until the other side has been killed."""
        line, _ = self.listener.accept()
        with self.listener, line, line.makefile("rb") as heard:
            for step, answer in ANSWERS.items():
                if step == "content":
                    heard.read(1000)
                elif step == "answer":
                    while heard.readline() != b".\r\n":
                        pass
                    self.taken += 1
                elif step != "greeting":
                    heard.readline()
                if step == self.step:
                    self.reached.set()
                    self.released.wait(60)
                    return
                if answer:
                    line.sendall(answer + b"\r\n")


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
