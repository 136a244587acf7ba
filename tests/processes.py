"""Helpers for tests that need a second, real process."""

import subprocess
import sys
import time
from pathlib import Path

HOLD = """
import sys, time
from pathlib import Path
from omnicli.workspace import find_workspace
from omnicli.warehouse.lock import writer_lock
with writer_lock(find_workspace(Path(sys.argv[1])), "import contoh.xlsx"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
"""Holds the writer lock for a while."""

WORK = """
import sys, time
from pathlib import Path
from omnicli import cli
from omnicli.commands import whoami
from omnicli.commands._shell import command, open_session
from omnicli.commands.importing import IMPORT

def register(app):
    @command(app, "work", action=IMPORT, help_id="x", examples=("omni work", "omni work -q"))
    def work() -> None:
        'Change something slowly.'
        with open_session(write=True) as session, session.transaction() as db:
            db.execute("INSERT INTO decisions (at, actor, kind, subject) VALUES ('', '', 'x', 'x')")
            print("working", flush=True)
            time.sleep(60)

whoami.register = register
sys.exit(cli.main(["-w", sys.argv[1], "work"]))
"""
"""A command line with one slow writing command, in the place of whoami."""


def start(script: str, *args: str | Path) -> "subprocess.Popen[str]":
    """Start the script and wait for its first line of output."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    if not process.stdout.readline():
        _, err = process.communicate()
        raise AssertionError(err)
    return process


def stop(process: "subprocess.Popen[str]") -> None:
    """Kill it for good and reap it."""
    process.kill()
    process.communicate()


def wait_until_gone(process: "subprocess.Popen[str]", seconds: float = 20) -> int:
    """The exit status, once it has ended."""
    deadline = time.monotonic() + seconds
    process.communicate(timeout=max(0.1, deadline - time.monotonic()))
    return process.returncode
