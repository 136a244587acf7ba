"""`omni backup` and `omni restore`: the whole state, proved, all or nothing."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Omni
from omnicli.warehouse import swapping
from omnicli.workspace import Workspace


def orders(omni: Omni) -> int:
    return int(omni("sql", "SELECT COUNT(*) AS n FROM orders", "--json").json[0]["n"])


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The archive with entries changed by somebody who keeps the zip itself whole."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def test_a_backup_brings_back_rows_originals_and_settings(
    workspace: Workspace, omni: Omni, two: Path, tmp_path: Path
) -> None:
    assert omni("import", two).code == 0
    settings = workspace.config_path.read_bytes()
    made = omni("backup", "-o", tmp_path / "luar", "--json").json
    file = Path(made["file"])
    assert made["orders"] == 2
    assert file.stat().st_mode & 0o777 == 0o600
    shutil.rmtree(workspace.dataroom)
    workspace.config_path.write_bytes(settings + b"\n# changed\n")
    assert omni("batches", "undo", "1", "--yes").code == 0

    assert omni("restore", "--check", file).code == 0
    assert orders(omni) == 0
    ran = omni("restore", file, "--json")
    assert ran.code == 0
    assert orders(omni) == 2
    assert workspace.config_path.read_bytes() == settings
    assert omni("rebuild", "--dry-run").code == 0
    assert omni("audit", "verify").code == 0
    newest = [run for run in omni("audit", "list", "--json").json if run["command"] == "restore"]
    assert newest[-1]["outcome"] == "ok"
    assert newest[-1]["detail"]["before"] == Path(ran.json["before"]).name

    assert omni("restore", ran.json["before"]).code == 0
    assert orders(omni) == 0


def test_backups_are_listed_and_pruned_by_kind(workspace: Workspace, omni: Omni) -> None:
    text = workspace.config_path.read_text("utf-8").replace("keep = 10", "keep = 2")
    workspace.config_path.write_text(text, "utf-8")
    made = [omni("backup", "--json").json["file"] for _ in range(3)]
    assert omni("restore", made[2]).code == 0
    listed = omni("restore", "--list", "--json").json

    assert [found["reason"] for found in listed].count("manual") == 2
    assert [found["reason"] for found in listed].count("before-restore") == 1


@pytest.mark.parametrize("kind", ["cut", "swapped", "counts", "outside", "text"])
def test_what_is_no_sound_backup_changes_nothing(
    workspace: Workspace, omni: Omni, two: Path, tmp_path: Path, kind: str
) -> None:
    file, bad = Path(omni("backup", "--json").json["file"]), tmp_path / f"bad-{kind}.omni.zip"
    omni("import", two)
    if kind == "cut":
        bad.write_bytes(file.read_bytes()[:-200])
    elif kind == "text":
        bad.write_text("not a zip", "utf-8")
    else:

        def change(name: str, data: bytes) -> bytes:
            if name == "omni.toml" and kind == "swapped":
                return data + b"# more\n"
            if name == "manifest.json" and kind != "swapped":
                body = json.loads(data)
                body["rows"]["orders"] = 7
                if kind == "outside":
                    body["files"]["../x"] = body["files"].pop("omni.toml")
                return json.dumps(body).encode()
            return data

        rewritten(file, bad, change)
    for line in (("restore", "--check", bad), ("restore", bad)):
        ran = omni(*line)
        assert (ran.code, ran.first_error) == (8, "E_BACKUP_FILE")
    assert orders(omni) == 2
    assert not list(workspace.root.glob(".omni-restore*"))


@pytest.mark.parametrize("damage", ["missing", "garbage", "empty"])
def test_a_lost_or_damaged_warehouse_is_restored(
    workspace: Workspace, omni: Omni, two: Path, damage: str
) -> None:
    omni("import", two)
    file = omni("backup", "--json").json["file"]
    workspace.warehouse.unlink()
    if damage != "missing":
        workspace.warehouse.write_bytes(b"x" * 9000 if damage == "garbage" else b"")
        workspace.warehouse.chmod(0o600)

    assert omni("restore", file).code == 0
    assert orders(omni) == 2


@pytest.mark.parametrize("step", range(6))
def test_a_kill_while_renaming_leaves_the_old_state_or_the_new(
    workspace: Workspace, omni: Omni, two: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    file = omni("backup", "--json").json["file"]
    omni("import", two)
    left = [step]
    replace, rename = Path.replace, Path.rename

    def counted(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def run(path: Path, target: Path) -> Path:
            if ".omni-restore" in f"{path}{target}":
                left[0] -= 1
                if left[0] < 0:
                    raise KeyboardInterrupt
            return move(path, target)

        return run

    monkeypatch.setattr(Path, "replace", counted(replace))
    monkeypatch.setattr(Path, "rename", counted(rename))
    omni("restore", file)
    monkeypatch.undo()
    decided = swapping.is_pending(workspace) or step > 4

    assert orders(omni) == (0 if decided else 2)
    assert bool(list(workspace.dataroom.glob("files/*/*"))) == (not decided)
    assert not swapping.is_pending(workspace)
