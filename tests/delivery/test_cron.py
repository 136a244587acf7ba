"""A real cron fires an installed job within its minute, and the mail arrives (C-01)."""

import os
import shutil
import subprocess
import time

import pytest

from conftest import Omni
from delivery_helpers import Configure
from mail_server import Server

REQUIRED = os.environ.get("OMNI_REQUIRE_CRON") == "1"
CRON = shutil.which("cron", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@pytest.mark.slow
@pytest.mark.skipif(not REQUIRED, reason="OMNI_REQUIRE_CRON is not 1")
def test_cron_runs_the_job_and_the_mail_arrives(
    omni: Omni, shop: Server, configure: Configure
) -> None:
    assert CRON, "cron is not installed"
    configure(
        '[jobs.daily]\nsteps = ["mail roas --month 2025-07"]\nschedule = "* * * * *"\n'
        'recipients = ["owner"]\n'
    )
    daemon = subprocess.Popen([CRON, "-f"])
    try:
        assert omni("schedule", "install").code == 0
        deadline = time.monotonic() + 150
        while not shop.taken and time.monotonic() < deadline:
            time.sleep(1)
    finally:
        omni("schedule", "remove")
        daemon.terminate()
        daemon.wait(10)

    assert len(shop.messages) == 1
