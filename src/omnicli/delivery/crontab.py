"""What a crontab or systemd has to hold so that jobs run by themselves; pure text."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.domain.schedules import parse_schedule


@dataclass(frozen=True, slots=True)
class Timed:
    """One job: its command as words, the first an absolute path, and its schedule in store time."""

    name: str
    schedule: str
    command: tuple[str, ...]


def cron_line(job: Timed, minutes: int) -> str:
    """The job's line, its time moved by `minutes` to the machine's clock.

    E_SCHEDULE_ZONE where no single line can say it.
    """
    try:
        moved = parse_schedule(job.schedule).moved(minutes)
    except ValueError as fault:
        raise OmniError("E_SCHEDULE_ZONE", value=job.schedule, detail=str(fault)) from None
    words = shlex.join(job.command)
    if any(not c.isprintable() for c in words):
        raise OmniError("E_SCHEDULE_COMMAND", value=repr(words))
    # cron reads % as the end of the command.
    return f"{moved.cron()} {words.replace('%', chr(92) + '%')}"


def block(jobs: Sequence[Timed], root: Path, minutes: int) -> list[str]:
    """The lines of one workspace, between its marks."""
    if any(not c.isprintable() for c in str(root)):
        raise OmniError("E_SCHEDULE_COMMAND", value=repr(str(root)))
    begin, end = _marks(root)
    return [begin, *(cron_line(job, minutes) for job in jobs), end]


def replaced(crontab: str, root: Path, lines: Sequence[str]) -> str:
    """The crontab with these lines as the workspace's block, all others as they are.

    The block goes first: settings that stand above others in the file are not for our lines. A
    mark without its other end is E_SCHEDULE_MARKS, because nobody knows which lines are ours.
    """
    begin, end = _marks(root)
    kept: list[str] = []
    inside = False
    for line in crontab.splitlines():
        if line in {begin, end}:
            if (line == begin) is inside:
                raise OmniError("E_SCHEDULE_MARKS", value=line)
            inside = not inside
        elif not inside:
            kept.append(line)
    if inside:
        raise OmniError("E_SCHEDULE_MARKS", value=begin)
    both = [*lines, *kept]
    return "\n".join(both) + "\n" if both else ""


def _marks(root: Path) -> tuple[str, str]:
    return f"# omni begin {root}", f"# omni end {root}"


def units(job: Timed, root: Path, zone: str) -> dict[str, str]:
    """A service and a timer of systemd, by file name; the timer knows the store's zone itself."""
    name = f"omni-{root.name}-{job.name}"
    safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in name)
    command = " ".join(_systemd_word(word) for word in job.command)
    times = "\n".join(f"OnCalendar={line}" for line in parse_schedule(job.schedule).calendar(zone))
    return {
        f"{safe}.service": (
            f"[Unit]\nDescription=omni run {job.name}\n\n[Service]\nType=oneshot\n"
            f"ExecStart={command}\n"
        ),
        f"{safe}.timer": (
            f"[Unit]\nDescription=omni run {job.name}\n\n[Timer]\n{times}\nPersistent=true\n\n"
            "[Install]\nWantedBy=timers.target\n"
        ),
    }


def _systemd_word(word: str) -> str:
    if any(not c.isprintable() for c in word):
        raise OmniError("E_SCHEDULE_COMMAND", value=repr(word))
    quoted = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{quoted}"'
