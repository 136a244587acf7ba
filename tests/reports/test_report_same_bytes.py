"""The same warehouse, versions and parameters give the same bytes, wherever they are rendered."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from omnicli.services.reporting import list_reports
from stores import copy_of

RENDER = """
import sys
from pathlib import Path
from omnicli.domain.period import Period
from omnicli.services.reporting import build_report
from omnicli.session import Session
from omnicli.workspace import find_workspace
workspace = find_workspace(Path(sys.argv[1]))
with Session.open(workspace, command="report", action="report.run") as session:
    for name in sys.argv[3:]:
        report = build_report(session, name, Period.of_month(2025, 8))
        for fmt in ("html", "xlsx", "csv", "json"):
            Path(sys.argv[2], f"{name}.{fmt}").write_bytes(report.render(fmt))
"""


def _digests(root: Path, out: Path, names: Sequence[str], **env: str) -> dict[str, str]:
    out.mkdir()
    line = [sys.executable, "-c", RENDER, str(root), str(out), *names]
    subprocess.run(line, check=True, env={**os.environ, **env}, timeout=600)
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir())}


def test_zone_hash_seed_and_locale_of_the_machine_change_nothing(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = copy_of("full", tmp_path_factory).root
    _same(root, tmp_path, ("roas", "orders"))


@pytest.mark.slow
def test_no_report_depends_on_zone_hash_seed_or_locale(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = [one.name for one in list_reports() if one.name not in ("customer", "audit", "users")]
    _same(copy_of("full", tmp_path_factory).root, tmp_path, names)


def _same(root: Path, tmp_path: Path, names: Sequence[str]) -> None:
    first = _digests(root, tmp_path / "a", names, TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C")
    second = _digests(root, tmp_path / "b", names, TZ="Asia/Jayapura", PYTHONHASHSEED="77")
    assert len(first) == 4 * len(names)
    assert first == second
