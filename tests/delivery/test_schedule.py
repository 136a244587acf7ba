"""`omni schedule` (F-50): right lines, only our own, at the store's hour."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from conftest import Omni
from delivery_helpers import Configure
from omnicli.delivery import crontab
from omnicli.delivery.crontab import Timed
from omnicli.domain.errors import OmniError
from omnicli.domain.schedules import is_schedule
from omnicli.domain.schedules import parse_schedule
from omnicli.services import schedule
from omnicli.workspace import Workspace

DAILY = '[jobs.daily]\nsteps = ["status"]\nschedule = "0 7 * * 1-6"\n'
ROOT = Path("/srv/toko")


@pytest.mark.parametrize(
    ("text", "minutes", "moved"),
    [
        ("0 7 * * 1-6", -420, "0 0 * * 1,2,3,4,5,6"),
        ("0 6 * * 1", -420, "0 23 * * 0"),
        ("30 23 * * 6", 60, "30 0 * * 0"),
        ("0 6,7 * * *", -420, "0 0,23 * * *"),
        ("15 * * * *", -420, "15 * * * *"),
        ("0 7 1 * *", -420, "0 0 1 * *"),
        ("0 7 * * 0", 0, "0 7 * * 0"),
    ],
)
def test_a_schedule_moves_with_the_clock_and_its_weekday_follows(
    text: str, minutes: int, moved: str
) -> None:
    assert parse_schedule(text).moved(minutes).cron() == moved


@pytest.mark.parametrize("text", ["0 6 1 * *", "0 6,7 * * 1", "0 * * * 1", "* * * * *"])
def test_what_no_line_can_say_on_another_clock_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_schedule(text).moved(-419 if text == "* * * * *" else -420)


@pytest.mark.parametrize("text", ["", "0 7 * *", "60 7 * * *", "0 7 * * 8", "5-1 * * * *", "a"])
def test_a_schedule_is_five_fields_of_numbers(text: str) -> None:
    assert not is_schedule(text)


def test_systemd_knows_the_zone_itself() -> None:
    assert parse_schedule("0 7 * * 1-3").calendar("Asia/Jakarta") == [
        "Mon,Tue,Wed *-*-* 07:00:00 Asia/Jakarta"
    ]


def test_a_command_cannot_end_at_a_per_cent_sign_or_begin_a_line() -> None:
    line = crontab.cron_line(Timed("a", "0 7 * * *", ("/bin/omni", "50% off; rm")), 0)

    assert line == r"0 7 * * * /bin/omni '50\% off; rm'"
    with pytest.raises(OmniError, match="E_SCHEDULE_COMMAND"):
        crontab.block([], Path("/srv/a\n* * * * * evil"), 0)


def test_only_lines_between_our_marks_are_touched() -> None:
    others = "MAILTO=a@b.c\n5 4 * * * /bin/true\n"
    lines = crontab.block([Timed("a", "0 7 * * *", ("/bin/omni",))], ROOT, 0)

    once = crontab.replaced(others, ROOT, lines)

    assert once.endswith(others)
    assert crontab.replaced(once, ROOT, lines) == once
    assert crontab.replaced(once, ROOT, []) == others
    assert crontab.replaced(once, Path("/srv/lain"), []) == once
    with pytest.raises(OmniError, match="E_SCHEDULE_MARKS"):
        crontab.replaced(f"# omni begin {ROOT}\n{others}", ROOT, [])


def test_install_and_remove_in_a_crontab(
    omni: Omni,
    configure: Configure,
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = tmp_path / "table"
    program = tmp_path / "crontab"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = -l ] || {{ cat > {table}; exit 0; }}\n'
        f'[ -f {table} ] && cat {table} || {{ echo "no crontab for x" >&2; exit 1; }}\n'
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(schedule, "minutes_to_machine", lambda *_: -420)
    assert omni("schedule", "print", "--cron").first_error == "E_SCHEDULE_NONE"
    configure(DAILY)

    printed = omni("schedule", "print", "--cron", "--systemd").out
    assert omni("schedule", "install").code == 0

    begin, line, end = table.read_text().splitlines()
    assert line.startswith("0 0 * * 1,2,3,4,5,6 /")
    assert line.endswith(f"-w {workspace.root} run daily")
    assert f"{begin}\n{line}\n{end}\n" in printed
    assert "OnCalendar=Mon,Tue,Wed,Thu,Fri,Sat *-*-* 07:00:00 Asia/Jakarta" in printed
    assert omni("schedule", "remove").code == 0
    assert table.read_text() == ""


@pytest.mark.parametrize(
    ("schedule", "due"),
    [
        ("0 7 * * *", "2025-08-06T07:00"),
        ("30 10 * * *", "2025-08-05T10:30"),
        ("*/20 * * * *", "2025-08-06T10:00"),
        ("0 7 1 * *", "2025-08-01T07:00"),
        ("0 7 * * 0", "2025-08-03T07:00"),
        ("0 7 4 * 0", "2025-08-04T07:00"),
        ("0 7 31 12 *", "2024-12-31T07:00"),
        ("0 7 30 2 *", None),
    ],
)
def test_a_schedule_knows_its_last_time(schedule: str, due: str | None) -> None:
    found = parse_schedule(schedule).last_before(datetime.fromisoformat("2025-08-06T10:15"))
    assert (found and found.isoformat()[:16]) == due
