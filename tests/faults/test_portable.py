"""The demo, import and reconciliation where the modules of POSIX systems do not exist."""

import os
import subprocess
import sys
from pathlib import Path

HIDING = """
import sys, warnings
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "pwd", "grp", "resource", "termios"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
for name in ("fcntl", "pwd", "grp", "resource", "termios"):
    sys.modules.pop(name, None)
import os
for name in ("memfd_create", "geteuid", "pwrite"):
    if hasattr(os, name):
        delattr(os, name)
warnings.simplefilter("ignore")
from omnicli.cli import main
for line in sys.argv[1:]:
    print(f"exit {main(line.split())}", file=sys.stderr)
"""


def hidden(*lines: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run command lines of omni one after the other without those modules."""
    return subprocess.run(
        [sys.executable, "-c", HIDING, *lines],
        cwd=cwd,
        env={**os.environ, "OMNI_NOW": "2025-09-15T10:00:00+07:00", "USERNAME": "uji"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_demo_runs_without_posix_modules(tmp_path: Path) -> None:
    """Making a workspace, importing, matching and a report."""
    lines = (
        "demo --dir contoh --no-open",
        "-w contoh reconcile all",
        "-w contoh report roas --month 2025-08",
        "-w contoh check",
    )
    ran = hidden(*lines, cwd=tmp_path)
    assert "Traceback" not in ran.stderr
    ends = [int(line.split()[1]) for line in ran.stderr.splitlines() if line.startswith("exit ")]
    assert ends[0] == 0, ran.stderr
    assert len(ends) == len(lines), ran.stderr
    assert set(ends) <= {0, 6}, ran.stderr
