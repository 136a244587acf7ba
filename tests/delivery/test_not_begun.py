"""A job that cannot even begin is told to its owner: a schedule is never dead without a word."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Omni
from delivery_helpers import Configure
from delivery_helpers import later
from mail_server import Server
from omnicli.domain.clock import parse_instant
from omnicli.services import doctor
from omnicli.ui.texts.doctor import TEXTS
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

JOB = '[jobs.daily]\nsteps = ["status"]\nschedule = "0 7 * * *"\nrecipients = ["owner"]\n'


def _older(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=False)
    db.execute("DELETE FROM schema_migrations WHERE version = 1")
    db.execute("PRAGMA user_version = 1")
    db.close()


def _damaged(workspace: Workspace) -> None:
    workspace.warehouse.write_bytes(b"no database" * 100)


def _disabled(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=False)
    db.execute("UPDATE users SET status = 'disabled'")
    db.close()


def _mistyped(workspace: Workspace) -> None:
    text = workspace.config_path.read_text("utf-8")
    workspace.config_path.write_text(text.replace("keep = 10", "keeep = 10"), "utf-8")


def _renamed(workspace: Workspace) -> None:
    text = workspace.config_path.read_text("utf-8")
    workspace.config_path.write_text(text.replace("[jobs.daily]", "[jobs.harian]"), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_older, "E_SCHEMA_OLD"),
        (_damaged, "E_DB_FOREIGN"),
        (_disabled, "E_USER_DISABLED"),
        (_mistyped, "E_CONFIG_KEY"),
        (_renamed, "E_JOB_UNKNOWN"),
    ],
)
def test_what_keeps_a_job_from_beginning_is_told_once_a_day_with_what_to_do(
    omni: Omni,
    shop: Server,
    configure: Configure,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Workspace], None],
    code: str,
) -> None:
    configure(JOB)
    spoil(workspace)

    ran = [omni("run", "daily") for _ in range(2)]

    assert {one.first_error for one in ran} == {code}, ran
    (mail,) = shop.messages
    assert "daily" in str(mail["Subject"])
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert code in text
    assert text.count("\n- ") == 2, text
    later(monkeypatch, minutes=24 * 60)
    omni("run", "daily")
    assert len(shop.taken) == 2


def test_a_server_that_is_down_is_asked_again_at_the_next_run(
    omni: Omni, shop: Server, configure: Configure, workspace: Workspace
) -> None:
    configure(JOB)
    _older(workspace)
    shop.rcpt = ["451 later"]
    assert omni("run", "daily").first_error == "E_SCHEMA_OLD"
    assert shop.taken == []
    assert omni("run", "daily").first_error == "E_SCHEMA_OLD"
    assert len(shop.taken) == 1


def test_status_and_doctor_name_a_job_that_missed_its_time_or_failed(
    omni: Omni, shop: Server, configure: Configure, workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    configure(JOB)
    written = parse_instant("2025-08-02T00:30:00Z").timestamp()
    os.utime(workspace.config_path, (written, written))
    # It is 10 in the morning, but at 7 the job was just being written down: not late yet.
    assert omni("doctor").code == 0
    later(monkeypatch, minutes=24 * 60)
    ran = omni("doctor", "--json")
    (job,) = [one for one in ran.json["checks"] if one["key"] == "jobs"]
    assert (ran.code, job["state"], job["value"]) == (
        6, "warning", "daily: tidak berjalan pada 2025-08-03 07:00"
    )  # fmt: skip
    assert "omni schedule install" in job["hint"]
    assert "daily: tidak berjalan" in omni("status").err
    assert omni("run", "daily").code == 0
    assert omni("doctor").code == 0
    configure("# \n")
    text = workspace.config_path.read_text("utf-8")
    workspace.config_path.write_text(text.replace('["status"]', '["import x.csv"]'), "utf-8")
    assert omni("run", "daily").code == 3
    assert "omni jobs show 2" in omni("doctor").out


def test_every_finding_of_doctor_has_a_hint() -> None:
    text = Path(doctor.__file__).read_text("utf-8")
    keys = set(re.findall(r'Check\(\s*"([a-z_]+)"', text)) - {"omni", "workspace"}
    assert len(keys) > 10
    assert {key for key in keys if f"hint_{key}" not in TEXTS} <= {"modes"}
