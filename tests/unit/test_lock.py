"""The writer lock, with real processes."""

import os

import pytest

import processes
from omnicli.domain.errors import OmniError
from omnicli.warehouse.lock import Holder
from omnicli.warehouse.lock import holder
from omnicli.warehouse.lock import writer_lock
from omnicli.workspace import Workspace


def test_a_second_writer_is_told_who_holds_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = processes.start(processes.HOLD, workspace.root, "60")
    monkeypatch.setenv("OMNI_LOCK_TIMEOUT", "0.2")
    seen: list[Holder] = []
    try:
        with pytest.raises(OmniError) as caught, writer_lock(workspace, "x", on_wait=seen.append):
            raise AssertionError("the lock was given twice")
    finally:
        processes.stop(other)

    assert caught.value.code == "E_BUSY"
    assert caught.value.exit == 5
    assert caught.value.fields["pid"] == other.pid
    assert "import contoh.xlsx" in caught.value.message("id")
    assert [who.pid for who in seen] == [other.pid]


def test_a_killed_holder_leaves_no_lock(workspace: Workspace) -> None:
    processes.stop(processes.start(processes.HOLD, workspace.root, "60"))

    with writer_lock(workspace, "next"):
        assert holder(workspace).pid == os.getpid()


def test_a_waiting_writer_gets_its_turn(workspace: Workspace) -> None:
    other = processes.start(processes.HOLD, workspace.root, "0.5")
    with writer_lock(workspace, "next"):
        note = holder(workspace)

    assert note.command == "next"
    assert processes.wait_until_gone(other) == 0


def test_a_free_lock_names_nobody(workspace: Workspace) -> None:
    with writer_lock(workspace, "x"):
        pass

    assert holder(workspace).pid is None


def test_an_error_inside_frees_the_lock(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(workspace, "x"):
        raise ZeroDivisionError
    with writer_lock(workspace, "y"):
        assert holder(workspace).command == "y"


def test_a_link_in_the_place_of_the_lock_is_refused(workspace: Workspace) -> None:
    victim = workspace.root / "precious"
    victim.write_text("gold")
    workspace.lock_path.unlink()
    workspace.lock_path.symlink_to(victim)
    with pytest.raises(OmniError, match="E_IO"), writer_lock(workspace, "x"):
        pass

    assert victim.read_text() == "gold"
