"""`omni run` and `omni jobs` (F-50, C-01): alone, resumable, logged, silent when all goes well."""

import time
from pathlib import Path

import pytest

from conftest import Omni
from delivery_helpers import Configure
from delivery_helpers import later
from mail_server import Server
from omnicli.warehouse.lock import named_lock
from omnicli.workspace import Workspace


def test_a_job_imports_and_mails_and_says_nothing(
    omni: Omni, shop: Server, configure: Configure
) -> None:
    configure("""
[jobs.daily]
steps = ["status", "mail roas --month 2025-07"]
recipients = ["owner"]
""")

    ran = omni("run", "daily")

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert len(shop.taken) == 1
    (run,) = omni("jobs", "list", "--json").json
    assert (run["state"], [s["state"] for s in run["steps"]]) == ("ok", ["done", "done"])


def test_a_failure_stops_tells_the_owner_and_is_resumed(
    omni: Omni, shop: Server, configure: Configure, workspace: Workspace
) -> None:
    configure('[jobs.daily]\nsteps = ["status", "import missing.csv", "whoami"]\n')

    ran = omni("run", "daily")

    assert ran.code == 3
    assert "missing.csv" in ran.err
    (notice,) = shop.messages
    assert "daily" in str(notice["Subject"])
    states = [s["state"] for s in omni("jobs", "show", "1", "--json").json["steps"]]
    assert states == ["done", "failed", "waiting"]

    text = workspace.config_path.read_text("utf-8")
    missing = workspace.root / "missing.csv"
    missing.write_text("Day,Campaign name,Amount spent (IDR)\n2025-07-24,A,500\n", "utf-8")
    assert text.count("missing.csv") == 1
    assert omni("run", "daily", "--resume").code == 0
    states = [s["state"] for s in omni("jobs", "show", "2", "--json").json["steps"]]
    assert states == ["kept", "done", "done"]


def test_a_second_run_at_the_same_time_is_skipped_and_noted(
    omni: Omni, configure: Configure, workspace: Workspace
) -> None:
    configure('[jobs.daily]\nsteps = ["status"]\n')

    with named_lock(workspace, "job-daily") as mine:
        assert mine
        ran = omni("run", "daily")

    assert (ran.code, ran.first_error) == (5, "E_JOB_RUNNING")
    assert [run["state"] for run in omni("jobs", "list", "--json").json] == ["skipped"]


def test_a_file_that_is_refused_every_morning_stops_no_mail_and_is_named_in_it(
    omni: Omni, shop: Server, configure: Configure, workspace: Workspace
) -> None:
    """A download that broke off lies in the inbox until somebody looks: the reports go on."""
    configure("""
[jobs.daily]
steps = ["import inbox --keep-going", "mail roas --month 2025-07"]
recipients = ["owner", "gudang@example.com"]
""")
    (workspace.root / "inbox").mkdir(exist_ok=True)
    (workspace.root / "inbox" / "rusak.xlsx").write_bytes(b"PK\x03\x04 cut off")

    codes = [omni("run", "daily").code for _ in range(2)]

    assert codes == [6, 6]
    texts = {
        str(mail["To"]): mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        for mail in shop.messages
    }
    assert len(shop.messages) == 2
    told = [to for to, text in texts.items() if "rusak.xlsx – omni explain E_FILE_" in text]
    assert told == ["owner <owner@example.com>"]
    assert omni("import", workspace.root / "inbox" / "rusak.xlsx", "--keep-going").code == 3


def test_an_unknown_job_is_named_with_those_there_are(omni: Omni) -> None:
    assert omni("run", "dialy").first_error == "E_JOB_UNKNOWN"
    assert omni("jobs", "show", "9").first_error == "E_JOB_RUN_UNKNOWN"


def test_a_mail_that_cannot_go_does_not_stop_the_steps_after_it(
    omni: Omni, shop: Server, configure: Configure
) -> None:
    shop.rcpt = ["550 nobody"]
    configure("""
[jobs.daily]
steps = ["mail roas --month 2025-07", "status"]
recipients = ["owner"]
""")

    ran = omni("run", "daily")

    assert ran.code == 7
    (run,) = omni("jobs", "list", "--json").json
    assert [step["exit_code"] for step in run["steps"]] == [7, 0]


def test_a_mail_that_may_go_later_goes_while_the_job_has_time(
    omni: Omni, shop: Server, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.rcpt = ["451 later", "451 later"]
    configure("""
[jobs.daily]
steps = ["mail roas --month 2025-07", "status"]
recipients = ["owner"]
""")
    waited: list[float] = []

    def wait(seconds: float) -> None:
        # Waiting for a lock takes a moment, for the next attempt minutes.
        if seconds >= 1:
            waited.append(seconds)
            later(monkeypatch, minutes=1)

    monkeypatch.setattr(time, "sleep", wait)

    ran = omni("run", "daily")

    # Silent, for all is well in the end; and the log says so.
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    (run,) = omni("jobs", "list", "--json").json
    assert [(step["state"], step["exit_code"]) for step in run["steps"]] == [("done", 0)] * 2
    assert len(shop.taken) == 1
    assert waited[:2] == [60, 300]
    assert len(waited) < 8


def test_a_clock_set_back_keeps_no_mail_waiting_and_no_backup_from_being_the_newest(
    omni: Omni, shop: Server, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.rcpt = ["451 later"]
    assert omni("mail", "roas", "--month", "2025-07", "--to", "owner").code == 7
    text = workspace.config_path.read_text("utf-8").replace("keep = 10", "keep = 2")
    workspace.config_path.write_text(text, "utf-8")
    before = [Path(omni("backup", "--json").json["file"]) for _ in range(2)]

    later(monkeypatch, minutes=-3 * 24 * 60)

    assert omni("mail", "roas", "--month", "2025-07", "--to", "owner").code == 0
    assert len(shop.taken) == 1
    now = Path(omni("backup", "--json").json["file"])
    assert [now.exists(), *(file.exists() for file in before)].count(True) == 2
    assert now.exists()
    assert omni("restore", "--list", "--json").json[0]["file"].endswith(now.name)
    assert omni("audit", "verify").code == 0
    configure = '[jobs.daily]\nsteps = ["status"]\n'
    workspace.config_path.write_text(f"{text}\n{configure}", "utf-8")
    assert omni("run", "daily").code == 0
