"""What a command writes: never a workspace's own file, never another's file unasked."""

import os
from pathlib import Path

import pytest

from conftest import Omni
from omnicli.domain.errors import OmniError
from omnicli.outputs import write_output
from omnicli.workspace import Workspace

OWN = ("warehouse.db", "omni.toml", ".omni.lock", "dataroom/a.csv", "outbox/x.html", "Warehouse.DB",
       "warehouse.db-journal", "logs/x.csv", "reports/../warehouse.db")  # fmt: skip


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_written_over_a_file_of_the_workspace(
    workspace: Workspace, name: str, *, force: bool
) -> None:
    before = workspace.warehouse.read_bytes()
    with pytest.raises(OmniError) as caught:
        write_output(workspace.root / name, b"x", replace=force)

    assert caught.value.code == "E_OUTPUT_OWN"
    assert workspace.warehouse.read_bytes() == before


@pytest.mark.parametrize(
    "line",
    [
        ("report", "roas", "--month", "2025-08", "-f", "csv", "-o"),
        ("template", "orders", "-o"),
        ("reconcile", "all", "--month", "2025-08", "--format", "csv", "-o"),
    ],
)
def test_every_command_with_an_output_refuses_it(
    workspace: Workspace, omni: Omni, line: tuple[str, ...]
) -> None:
    link = workspace.root / "laporan.csv"
    link.symlink_to(workspace.warehouse)
    there = workspace.root / "lama.csv"
    there.write_text("milik saya", "utf-8")

    assert omni(*line, link, "--force").first_error == "E_OUTPUT_OWN"
    assert omni(*line, there).first_error == "E_OUTPUT_EXISTS"
    assert there.read_text("utf-8") == "milik saya"
    assert omni(*line, there, "--force").code == 0
    assert there.read_text("utf-8") != "milik saya"
    assert there.stat().st_mode & 0o077 == 0


def test_what_an_import_keeps_is_its_owners_alone(workspace: Workspace, omni: Omni) -> None:
    """Under any umask: an original is full of other people's names."""
    data = workspace.root.parent / "orders.csv"
    assert omni("template", "orders", "-o", data).code == 0
    before = os.umask(0)
    try:
        omni("import", data)
    finally:
        os.umask(before)

    assert not [p for p in workspace.root.rglob("*") if p.stat().st_mode & 0o077]


def test_devices_and_pipes_are_no_outputs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for target in (tmp_path / "pipe.csv", tmp_path, Path(os.devnull)):
        with pytest.raises(OmniError) as caught:
            write_output(target, b"x", replace=True)
        assert caught.value.code == "E_OUTPUT_KIND"
