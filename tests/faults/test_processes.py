"""Real processes that meet, die and run out of room: everything or nothing, every time."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from campaign import share
from canonical import Dump
from canonical import dump
from conftest import Omni
from omnicli.domain.errors import OmniError
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

SAME_TIME = 5


def orders(first: int, count: int, **shown: Any) -> bytes:
    """An export of `count` orders."""
    return export([Order(f"250801{n:08}", **shown) for n in range(first, first + count)])


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def launch(workspace: Workspace, *args: str | Path) -> "subprocess.Popen[str]":
    """Start the command line as a process."""
    return subprocess.Popen(
        [sys.executable, "-m", "omnicli", "-w", str(workspace.root), *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def query(workspace: Workspace, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        return db.execute(sql).fetchall()


def journal(workspace: Workspace) -> list[dict[str, Any]]:
    text = (workspace.dataroom / "journal.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def sound(workspace: Workspace) -> None:
    """The database is whole and no half-written file lies about."""
    assert query(workspace, "PRAGMA integrity_check") == [("ok",)]
    assert query(workspace, "PRAGMA foreign_key_check") == []


def take(workspace: Workspace, path: Path) -> None:
    """Import in this process."""
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        import_files(session, ImportRequest(files=[path]), registry())


def test_many_importers_of_one_file_import_it_once(workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, "sama.csv", orders(0, 40))
    running = [launch(workspace, "import", path, "--json") for _ in range(SAME_TIME)]
    ended = [(p.communicate(timeout=300)[0], p.returncode) for p in running]

    assert {code for _, code in ended} == {0}
    states = sorted(json.loads(out)["files"][0]["state"] for out, _ in ended)
    assert states == ["imported"] + ["unchanged"] * (SAME_TIME - 1)
    assert query(workspace, "SELECT COUNT(*) FROM orders") == [(40,)]
    assert query(workspace, "SELECT COUNT(*) FROM row_origins") == [(40,)]
    assert [e["kind"] for e in journal(workspace)] == ["import"]
    sound(workspace)


def test_importers_of_different_files_all_land(workspace: Workspace, tmp_path: Path) -> None:
    """Overlapping files at once: the warehouse is that of any order, the journal has each once."""
    files = [put(tmp_path, f"{n}.csv", orders(n * 5, 10)) for n in range(4)]
    running = [launch(workspace, "import", path) for path in files]

    assert [p.wait(timeout=300) for p in running] == [0] * 4
    for process in running:
        process.communicate()
    assert query(workspace, "SELECT COUNT(*) FROM orders") == [(25,)]
    assert sorted(e["decision_id"] for e in journal(workspace)) == [1, 2, 3, 4]
    sound(workspace)


def killed_after(workspace: Workspace, path: Path, seconds: float, number: int) -> int:
    """Start an import and send it a signal some time later; its exit status."""
    process = launch(workspace, "import", path)
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=seconds)
    process.send_signal(number)
    process.communicate(timeout=60)
    return process.returncode


def sweep(tmp_path: Path, shares: list[float]) -> None:
    """Kill an import at shares of its length: nothing or everything; the next one just works."""
    path = put(tmp_path, "besar.csv", orders(0, 300))
    reference = set_up(tmp_path / "utuh").workspace
    nothing = dump(reference.warehouse)
    take(reference, path)
    everything = dump(reference.warehouse)
    timed = set_up(tmp_path / "waktu").workspace
    began = time.monotonic()
    launch(timed, "import", path).communicate(timeout=120)
    length = time.monotonic() - began
    seen = set()
    for number, part in enumerate(shares):
        moment = part * length
        mine = set_up(tmp_path / f"w{number}").workspace
        code = killed_after(mine, path, moment, signal.SIGKILL)
        found = dump_of(mine)

        assert found in (nothing, everything), f"half an import after {moment} s"
        seen.add((code, found == everything))
        sound(mine)
        take(mine, path)
        assert dump(mine.warehouse) == everything
        assert [e["kind"] for e in journal(mine)] == ["import"]
        ended = query(mine, "SELECT run_id FROM audit_log WHERE phase = 'end'")
        started = query(mine, "SELECT run_id FROM audit_log WHERE phase = 'start'")
        assert len(started) - len(ended) in {0, 1}
    assert len(seen) > 1 or len(shares) < 5, "no kill met the import at work"


def dump_of(workspace: Workspace) -> Dump:
    """The canonical tables, after SQLite has rolled back what the dead process left."""
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        db.execute("BEGIN IMMEDIATE").fetchall()
        db.execute("ROLLBACK")
    return dump(workspace.warehouse)


def test_a_killed_import_leaves_nothing_or_everything(tmp_path: Path) -> None:
    sweep(tmp_path, [0.1, 0.6, 0.8, 1.0, 3.0])


@pytest.mark.slow
def test_an_import_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(1)
    # The last is let finish: on a busy machine all the others may come too early.
    sweep(tmp_path, [*(chance.uniform(0.1, 1.3) for _ in range(max(share(80), 20))), 6.0])


def test_a_killed_import_reads_as_aborted(omni: Omni, workspace: Workspace, tmp_path: Path) -> None:
    killer = (
        "import os, signal, sys\n"
        "from omnicli import cli\n"
        "from omnicli.warehouse import ledger\n"
        "ledger.settle_file = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
        "cli.main(sys.argv[1:])\n"
    )
    path = put(tmp_path, "a.csv", orders(0, 5))
    args = ["-w", str(workspace.root), "import", str(path)]
    done = subprocess.run([sys.executable, "-c", killer, *args], check=False, timeout=120)

    assert done.returncode == -signal.SIGKILL
    listed = omni("audit", "list", "--json").json
    assert "aborted" in {row["outcome"] for row in listed if row["command"].startswith("import")}
    assert omni("import", path).code == 0
    assert omni("audit", "verify").code == 0


def test_a_terminated_import_ends_in_order(workspace: Workspace, tmp_path: Path) -> None:
    """Asked to stop while it loads: status 143, nothing kept, the next import works."""
    waiter = (
        "import sys, time\n"
        "from omnicli import cli\n"
        "from omnicli.warehouse import ledger\n"
        "def wait(*a, **k):\n"
        "    print('loading', flush=True)\n"
        "    time.sleep(60)\n"
        "ledger.settle_file = wait\n"
        "sys.exit(cli.main(sys.argv[1:]))\n"
    )
    path = put(tmp_path, "a.csv", orders(0, 5))
    process = subprocess.Popen(
        [sys.executable, "-c", waiter, "-w", str(workspace.root), "import", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "loading\n"
    process.terminate()
    process.communicate(timeout=60)

    assert process.returncode == 143
    assert query(workspace, "SELECT COUNT(*) FROM orders") == [(0,)]
    assert not list((workspace.dataroom / "files").rglob("*/*"))
    sound(workspace)
    take(workspace, path)
    assert query(workspace, "SELECT COUNT(*) FROM orders") == [(5,)]


class Failing(sqlite3.Connection):
    """A connection whose n-th change fails as a full disk would."""

    left = -1

    def _spend(self, sql: str) -> None:
        word = sql.lstrip().split(" ", 1)[0].upper()
        if word not in {"INSERT", "UPDATE", "DELETE", "COMMIT", "CREATE"}:
            return
        Failing.left -= 1
        if Failing.left == 0:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        self._spend(sql)
        return super().execute(sql, *args)

    def executemany(self, sql: str, *args: Any) -> sqlite3.Cursor:
        self._spend(sql)
        return super().executemany(sql, *args)


def fail_every(workspace: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> int:
    """Import again and again, each time with a later statement failing, until none does."""
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **{**k, "factory": Failing}))
    before = dump(workspace.warehouse)
    codes: set[str] = set()
    for number in range(1, 2000, step):
        Failing.left = number
        try:
            take(workspace, path)
        except OmniError as error:
            codes.add(error.code)
        finally:
            survived, Failing.left = Failing.left > 0, -1
        if survived:
            assert codes <= {"E_DISK_FULL", "E_AUDIT_WRITE"}
            return number
        assert dump(workspace.warehouse) == before, f"statement {number}"
    raise AssertionError("the import never got through")


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_whichever_statement_fails_the_old_state_stays(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    take(workspace, put(tmp_path, "a.csv", orders(0, 3, status="Sedang Dikirim")))
    path = put(tmp_path, "b.csv", orders(2, 3, completed="2025-08-05 12:00"))

    assert fail_every(workspace, path, monkeypatch, step) > 20
    assert query(workspace, "SELECT COUNT(*) FROM orders") == [(5,)]
    sound(workspace)


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from omnicli import cli
sys.exit(cli.main(sys.argv[2:]))
"""


def limited(size: int, *args: str | Path) -> "subprocess.CompletedProcess[str]":
    """The command line where no file may grow beyond `size` bytes."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), *map(str, args)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def leftovers(workspace: Workspace) -> list[Path]:
    """Unfinished files: hidden ones and database journals."""
    return [
        p
        for p in workspace.root.rglob("*")
        if p.is_file() and (p.name.startswith(".") or p.name.endswith("-journal"))
    ]


def test_a_disk_that_fills_up_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    """The warehouse cannot grow: one line that says so, exit 1, nothing half done."""
    noisy = random.Random(2)
    many = [
        Order(f"250801{n:08}", receiver=noisy.randbytes(12).hex(), buyer=f"b{n}")
        for n in range(3000)
    ]
    path = put(tmp_path, "besar.csv", export(many))
    before = dump(workspace.warehouse)
    size = workspace.warehouse.stat().st_size
    hidden = leftovers(workspace)
    for room in (16_384, size + 8_192, size + 200_000):
        ran = limited(room, "-w", workspace.root, "import", path)

        assert ran.returncode == 1, ran.stderr
        assert any(code in ran.stderr for code in ("E_DISK_FULL", "E_IO", "E_AUDIT")), ran.stderr
        assert "Traceback" not in ran.stderr
        assert dump_of(workspace) == before
        assert leftovers(workspace) == hidden
        sound(workspace)
    take(workspace, path)
    assert query(workspace, "SELECT COUNT(*) FROM orders") == [(3000,)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_workspace_that_is_read_only_is_refused(
    omni: Omni,
    workspace: Workspace,
    tmp_path: Path,
) -> None:
    path = put(tmp_path, "a.csv", orders(0, 3))
    workspace.dataroom.chmod(0o500)
    try:
        ran = omni("import", path)
    finally:
        workspace.dataroom.chmod(0o700)

    assert (ran.code, ran.first_error) == (1, "E_IO")
    assert query(workspace, "SELECT COUNT(*) FROM orders") == [(0,)]
    assert omni("import", path).code == 0
