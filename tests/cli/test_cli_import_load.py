"""A fault while files are loaded: it takes its own file, never the others, and leaves nothing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from canonical import dump
from canonical import named
from conftest import Omni
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

A, B, C = "250801AAAAAAAA", "250801BBBBBBBB", "250802CCCCCCCC"
Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put


@pytest.fixture
def three(write: Write) -> list[Path]:
    """Files that overlap; the middle one has the order that the warehouse will not take."""
    return [
        write("a.csv", export([Order(A, status="Sedang Dikirim")])),
        write("b.csv", export([Order(B), Order(A)])),
        write("c.csv", export([Order(C), Order(A, completed="2025-08-05 12:00")])),
    ]


def refuse(workspace: Workspace, number: str) -> None:
    """Let the warehouse refuse one order, as a rule would that the spec does not know."""
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        db.execute(
            "CREATE TRIGGER no_such_order BEFORE INSERT ON orders"
            f" WHEN NEW.order_no = '{number}' BEGIN SELECT RAISE(ABORT, 'no such order'); END"
        )


def kept(workspace: Workspace) -> set[str]:
    """Originals and frames of the dataroom."""
    return {p.name for f in ("files", "frames") for p in (workspace.dataroom / f).glob("??/*")}


def test_a_fault_while_loading_ends_the_batch_and_leaves_nothing(
    omni: Omni, workspace: Workspace, three: list[Path]
) -> None:
    refuse(workspace, B)
    before = dump(workspace.warehouse), kept(workspace)

    assert omni("import", *three).code == 70
    assert (dump(workspace.warehouse), kept(workspace)) == before


@pytest.mark.parametrize("dry_run", [False, True])
def test_with_keep_going_a_fault_while_loading_takes_its_own_file_only(
    omni: Omni, workspace: Workspace, three: list[Path], tmp_path: Path, dry_run: bool
) -> None:
    refuse(workspace, B)
    ran = omni("import", *three, "--keep-going", "--json", *["--dry-run"] * dry_run)

    assert ran.code == 6
    assert [f["state"] for f in ran.json["files"]] == ["imported", "rejected", "imported"]
    assert ran.json["files"][1]["issues"][-1]["code"] == "E_BUG"
    counts = [f["rows"] for f in ran.json["files"]]
    assert [(c["inserted"], c["updated"]) for c in counts] == [(1, 0), (0, 0), (1, 1)]
    if dry_run:
        assert (named(workspace.warehouse, "orders"), kept(workspace)) == ([], set())
        return
    files = omni("batches", "show", "1", "--json").json["files"]
    assert [f["file"] for f in files if f["state"] == "rejected"] == ["b.csv"]
    fresh = tmp_path / "fresh"
    omni("init", fresh)
    omni("-w", fresh, "import", three[0], three[2])
    other = Workspace(fresh)
    assert dump(workspace.warehouse) == dump(other.warehouse)
    assert kept(workspace) == kept(other)
    assert omni("rebuild", "--json").json["same"] is True


def test_where_every_file_fails_while_loading_nothing_is_imported(
    omni: Omni, workspace: Workspace, three: list[Path]
) -> None:
    refuse(workspace, B)
    ran = omni("import", three[1], "--keep-going", "--json")

    assert ran.code == 3
    assert [i["code"] for i in ran.json["files"][0]["issues"]] == ["E_BUG"]
    assert (named(workspace.warehouse, "orders"), kept(workspace)) == ([], set())
    assert omni("batches", "list", "--json").json == []


def test_a_copy_of_a_file_that_fails_while_loading_fails_with_it(
    omni: Omni, workspace: Workspace, three: list[Path], write: Write
) -> None:
    refuse(workspace, B)
    copy = write("copy.csv", three[1].read_bytes())
    ran = omni("import", three[0], three[1], copy, "--keep-going", "--json")

    assert [f["state"] for f in ran.json["files"]] == ["imported", "rejected", "rejected"]
