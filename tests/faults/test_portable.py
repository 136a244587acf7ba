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
sys.exit(main(sys.argv[1:]))
"""


def hidden(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run omni without those modules."""
    return subprocess.run(
        [sys.executable, "-c", HIDING, *args],
        cwd=cwd,
        env={**os.environ, "OMNI_NOW": "2025-09-15T10:00:00+07:00", "USERNAME": "uji"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_demo_runs_without_posix_modules(tmp_path: Path) -> None:
    """Making a workspace, importing, matching and a report."""
    demo = hidden("demo", "--dir", str(tmp_path / "contoh"), "--no-open", cwd=tmp_path)
    assert demo.returncode == 0, demo.stderr
    for command in (("reconcile", "all"), ("report", "roas", "--month", "2025-08"), ("check",)):
        ran = hidden("-w", str(tmp_path / "contoh"), *command, cwd=tmp_path)
        assert "Traceback" not in ran.stderr
        assert ran.returncode in (0, 6), (command, ran.stderr)
