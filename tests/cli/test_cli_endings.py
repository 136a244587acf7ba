"""How a command line ends: what stands on which stream, and with which exit status."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Omni
from omnicli import cli
from omnicli.services import importing
from omnicli.workspace import Workspace

Write = Callable[[str, bytes], Path]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "pesanan.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    return path


def test_a_refused_file_is_told_on_stderr(omni: Omni, broken: Path) -> None:
    ran = omni("import", broken)

    assert (ran.code, ran.out) == (3, "")
    assert "E_UNKNOWN_FILE" in ran.err


def test_quiet_is_silent_when_all_is_well(omni: Omni, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    lines = [
        ("template", "orders", "-o", form),
        ("users", "add", "sari", "--role", "cs"),
    ]
    for line in lines:
        ran = omni(*line, "-q")
        assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_pipe_that_ends_early_does_not_hide_a_failure(workspace: Workspace, broken: Path) -> None:
    """`omni import … | head -1` used to report success."""
    omni = f"{sys.executable} -m omnicli import {broken} --json"
    line = f"{omni} | head -c 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], cwd=workspace.root, capture_output=True, check=False
    )

    assert done.returncode == 3


def test_a_stopped_import_says_that_nothing_changed(
    omni: Omni, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "import_files", stopped)
    ran = omni("import", broken, "--lang", "en")

    assert (ran.code, ran.err) == (130, "Stopped. Nothing was changed.\n")


def test_a_closed_folder_is_no_bug(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another account of the computer meets a code and what to do, not a traceback."""

    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", closed)

    assert cli.main(["-w", str(workspace.root), "whoami"]) == 4
    assert "E_CLOSED" in capsys.readouterr().err


def test_a_command_that_takes_away_names_its_workspace(workspace: Workspace, omni: Omni) -> None:
    assert str(workspace.root) in omni("batches", "undo", "7").err
    assert str(workspace.root) not in omni("batches", "list").err
