"""Jobs as cron starts them: real processes that overlap, are killed, or find the disk full."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Omni
from delivery_helpers import Configure
from mail_server import Server
from omnicli.workspace import Workspace
from silent_server import Silent

JOBS = """
[jobs.daily]
steps = ["mail roas --month 2025-07", "backup"]
recipients = ["owner"]
[jobs.second]
steps = ["mail ads --month 2025-07", "backup"]
recipients = ["owner"]
"""


def launch(workspace: Workspace, *line: str, size: int | None = None) -> "subprocess.Popen[str]":
    """The command line as a process, under which no file grows beyond `size` bytes."""

    def limit() -> None:
        if size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return subprocess.Popen(
        [sys.executable, "-m", "omnicli", "-w", str(workspace.root), *line],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit,  # noqa: PLW1509 - the child sets its own limit
    )


@pytest.mark.slow
def test_two_jobs_of_one_minute_both_end_and_each_mail_goes_once(
    omni: Omni, shop: Server, configure: Configure, workspace: Workspace
) -> None:
    configure(JOBS)
    running = [launch(workspace, "run", name) for name in ("daily", "second")]
    ended = [(p.communicate(timeout=300), p.returncode) for p in running]

    assert ended == [(("", ""), 0)] * 2
    assert len({str(m["Subject"]) for m in shop.messages}) == len(shop.taken) == 2
    assert {r["state"] for r in omni("jobs", "list", "--json").json} == {"ok"}
    assert len(omni("restore", "--list", "--json").json) == 2
    assert omni("audit", "verify").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("killed", [False, True])
def test_a_job_that_overruns_its_next_start_goes_on_and_the_next_is_skipped(
    omni: Omni, shop: Server, configure: Configure, workspace: Workspace, *, killed: bool
) -> None:
    configure(JOBS)
    silent = Silent("quit")
    silent.start()
    text = workspace.config_path.read_text("utf-8")
    here = text.replace(f"port = {shop.port}", f"port = {silent.port}")
    workspace.config_path.write_text(here, "utf-8")
    with launch(workspace, "run", "daily") as first:
        assert silent.reached.wait(120)
        next_one = omni("run", "daily")
        if killed:
            first.kill()
        silent.released.set()
        said = first.communicate(timeout=120)

    assert (next_one.code, next_one.first_error) == (5, "E_JOB_RUNNING")
    assert silent.taken == 1
    workspace.config_path.write_text(text, "utf-8")
    if not killed:
        assert (said, first.returncode) == (("", ""), 0)
        states = [r["state"] for r in omni("jobs", "list", "--json").json]
        assert states == ["ok", "skipped"]
        return
    # The one after takes over: what was interrupted is named so, and the mail does not go again.
    assert omni("run", "daily", "--resume").code == 0
    states = [r["state"] for r in omni("jobs", "list", "--json").json]
    assert states == ["interrupted", "skipped", "ok"]
    assert shop.taken == []


@pytest.mark.parametrize("room", [20_000, 200_000])
def test_a_backup_on_a_full_disk_leaves_those_before(
    omni: Omni, workspace: Workspace, room: int
) -> None:
    """The log of the command still fits, the archive does not."""
    kept = Path(omni("backup", "--json").json["file"])
    size = workspace.warehouse.stat().st_size
    ran = launch(workspace, "backup", size=size - room)
    _, said = ran.communicate(timeout=120)

    assert ran.returncode == 1
    assert any(code in said for code in ("E_DISK_FULL", "E_IO")), said
    assert "Traceback" not in said
    assert list(workspace.backups.iterdir()) == [kept]
    assert omni("restore", "--check", kept).code == 0


@pytest.mark.slow
def test_a_job_on_a_full_disk_fails_with_its_reason_and_works_when_there_is_room(
    omni: Omni, shop: Server, configure: Configure, workspace: Workspace
) -> None:
    configure(JOBS)
    # The rows of the run and its steps fit, the copy of the warehouse and the pages do not.
    ran = launch(workspace, "run", "daily", size=workspace.warehouse.stat().st_size + 60_000)
    _, said = ran.communicate(timeout=120)
    assert (ran.returncode, "Traceback" in said) == (1, False)
    assert [run["state"] for run in omni("jobs", "list", "--json").json] == ["failed"]
    (notice,) = shop.messages
    assert "gagal" in str(notice["Subject"])

    assert omni("run", "daily").code == 0
    assert ["ROAS" in str(m["Subject"]) for m in shop.messages] == [False, True]
    assert omni("audit", "verify").code == 0
