"""`omni schedule`: the jobs of omni.toml in the crontab of this account."""

import shutil
import subprocess
import sys
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from omnicli.delivery import crontab
from omnicli.delivery.crontab import Timed
from omnicli.domain.errors import OmniError
from omnicli.session import Session
from omnicli.workspace import Workspace


def timed_jobs(workspace: Workspace) -> list[Timed]:
    """The jobs that have a schedule. E_SCHEDULE_NONE where there is none."""
    found = [
        Timed(job.name, job.schedule, (*omni_command(), "-w", str(workspace.root), "run", job.name))
        for job in workspace.settings.jobs.values()
        if job.schedule
    ]
    if not found:
        raise OmniError("E_SCHEDULE_NONE", file=str(workspace.config_path))
    return found


def omni_command() -> tuple[str, ...]:
    """How this very program is called, by absolute path: a job has no PATH to search."""
    beside = Path(sys.executable).with_name("omni")
    return (str(beside),) if beside.is_file() else (sys.executable, "-P", "-m", "omnicli")


def minutes_to_machine(workspace: Workspace, now: datetime) -> int:
    """How far the machine's clock is ahead of the store's.

    E_SCHEDULE_ZONE where that changes within the year: cron would be an hour off for months.
    """
    zone = ZoneInfo(workspace.settings.timezone)
    ahead = set()
    for month in range(12):
        moment = now.astimezone(UTC) + timedelta(days=30 * month)
        machine, store = moment.astimezone().utcoffset(), moment.astimezone(zone).utcoffset()
        assert machine is not None
        assert store is not None
        ahead.add(int((machine - store).total_seconds() // 60))
    if len(ahead) > 1:
        detail = ("jam musim panas", "daylight saving time")
        raise OmniError("E_SCHEDULE_ZONE", value=workspace.settings.timezone, detail=detail)
    return ahead.pop()


def cron_lines(session: Session) -> list[str]:
    """The workspace's block."""
    workspace = session.workspace
    minutes = minutes_to_machine(workspace, session.now)
    return crontab.block(timed_jobs(workspace), workspace.root, minutes)


def systemd_units(workspace: Workspace) -> dict[str, str]:
    """Every job's service and timer by file name."""
    zone = workspace.settings.timezone
    found: dict[str, str] = {}
    for job in timed_jobs(workspace):
        found.update(crontab.units(job, workspace.root, zone))
    return found


def install(session: Session) -> list[str]:
    """Put the block into the crontab, in place of an older one; the lines that now run."""
    lines = cron_lines(session)
    _write(crontab.replaced(_read(), session.workspace.root, lines))
    return lines[1:-1]


def remove(session: Session) -> bool:
    """Take the block out; whether there was one."""
    before = _read()
    after = crontab.replaced(before, session.workspace.root, [])
    if after == before:
        return False
    _write(after)
    return True


def _read() -> str:
    ran = _crontab("-l")
    if ran.returncode == 0:
        return ran.stdout
    if "no crontab" in ran.stderr:
        return ""
    raise OmniError("E_CRONTAB", detail=ran.stderr.strip())


def _write(text: str) -> None:
    ran = _crontab("-", given=text)
    if ran.returncode != 0:
        raise OmniError("E_CRONTAB", detail=ran.stderr.strip())


def _crontab(argument: str, given: str = "") -> subprocess.CompletedProcess[str]:
    program = shutil.which("crontab")
    if program is None:
        raise OmniError("E_CRONTAB", detail=("tidak terpasang", "not installed"))
    return subprocess.run(  # noqa: S603 - our own words
        [program, argument],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
