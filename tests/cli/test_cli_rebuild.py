"""`omni batches` and `omni rebuild`: history, taking back, and coming back from loss."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from canonical import dump
from conftest import Omni
from conftest import Prepared
from omnicli.services.setup import set_up
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

A, B, C = "250801AAAAAAAA", "250801BBBBBBBB", "250801CCCCCCCC"


def fill(omni: Omni, workspace: Workspace) -> None:
    """Three batches: two that share an order, the last with a bad row; the second is undone."""
    bad = Order(C, extra={"Harga Awal": "delapan"})
    for number, orders in enumerate(
        (
            [Order(A, status="Sedang Dikirim"), Order(B)],
            [Order(A, completed="2025-08-05 12:00")],
            [Order(B, city="KOTA BOGOR", completed="2025-08-06 12:00"), bad],
        ),
        1,
    ):
        path = workspace.root.parent / f"{number}.csv"
        path.write_bytes(export(orders))
        assert omni("import", path).code in {0, 6}
    assert omni("batches", "undo", "2", "--reason", "akun salah").code == 0


@pytest.fixture
def history(omni: Omni, prepared: Prepared) -> Iterator[Omni]:
    """The command line where those batches are in."""
    prepared(fill)
    yield omni
    assert omni("audit", "verify").code == 0


def query(workspace: Workspace, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        return db.execute(sql).fetchall()


def test_list_shows_every_batch_newest_first(history: Omni) -> None:
    rows = history("batches", "list", "--json").json

    assert [(r["batch"], r["state"], r["files"]) for r in rows] == [
        (3, "imported", 1),
        (2, "undone", 1),
        (1, "imported", 1),
    ]
    assert rows[0]["rejected"] == 1


@pytest.mark.parametrize(("lang", "title"), [("id", "dibaca"), ("en", "read")])
def test_titles_are_in_the_language_asked_for(history: Omni, lang: str, title: str) -> None:
    assert title in history("batches", "list", "--lang", lang).out.splitlines()[0]


def test_show_tells_the_files_of_a_batch(history: Omni) -> None:
    shown = history("batches", "show", "3", "--json").json

    assert shown["state"] == "imported"
    assert [(f["file"], f["open_issues"]) for f in shown["files"]] == [("3.csv", 1)]


def test_errors_tells_each_issue_in_the_language_asked_for(history: Omni) -> None:
    (issue,) = history("batches", "errors", "3", "--json").json
    (english,) = history("batches", "errors", "3", "--json", "--lang", "en").json

    assert (issue["code"], issue["row"], issue["column"]) == ("E_MONEY", 3, "Harga Awal")
    assert issue["message"] != english["message"]
    assert issue["closed"] is False


def test_errors_writes_a_workbook_where_told(history: Omni, tmp_path: Path) -> None:
    assert history("batches", "errors", "3", "-o", tmp_path / "perbaiki.xlsx").code == 0
    assert (tmp_path / "perbaiki.xlsx").read_bytes().startswith(b"PK")


def test_undo_takes_back_what_only_that_batch_said(history: Omni, workspace: Workspace) -> None:
    sql = "SELECT status, completed_date FROM orders WHERE order_no = '" + A + "'"

    assert query(workspace, sql) == [("shipped", None)]
    assert history("batches", "redo", "2").code == 0
    assert query(workspace, sql) == [("completed", "2025-08-05")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("undo", "9"), "E_BATCH_UNKNOWN"),
        (("redo", "9"), "E_BATCH_UNKNOWN"),
        (("show", "9"), "E_BATCH_UNKNOWN"),
        (("errors", "9"), "E_BATCH_UNKNOWN"),
        (("undo", "2"), "E_BATCH_NOT_IMPORTED"),
        (("redo", "1"), "E_BATCH_NOT_UNDONE"),
    ],
)
def test_what_cannot_be_done_is_refused(history: Omni, line: tuple[str, str], code: str) -> None:
    ran = history("batches", *line)

    assert (ran.code, ran.first_error) == (2, code)


def test_a_rebuild_finds_no_difference(history: Omni, workspace: Workspace) -> None:
    before = dump(workspace.warehouse)
    ran = history("rebuild", "--json")

    assert ran.code == 0
    assert (ran.json["same"], ran.json["files"], ran.json["restored"]) == (True, 2, 0)
    assert dump(workspace.warehouse) == before


def test_a_rebuild_mends_what_was_changed_by_hand(history: Omni, workspace: Workspace) -> None:
    before = dump(workspace.warehouse)
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        db.execute("UPDATE orders SET buyer_total_sen = 1")
        db.commit()
    rehearsal = history("rebuild", "--dry-run", "--json").json

    assert rehearsal["differences"]["orders"]["changed"] == 2
    assert dump(workspace.warehouse) != before
    assert history("rebuild").code == 0
    assert dump(workspace.warehouse) == before


def lose(workspace: Workspace) -> None:
    """The warehouse is gone and a new, empty one takes its place."""
    workspace.warehouse.unlink()
    set_up(workspace.root)


def test_a_lost_warehouse_comes_back_with_its_history(history: Omni, workspace: Workspace) -> None:
    """Also what was undone stays undone, can be redone, and the bad rows are known again."""
    before = dump(workspace.warehouse)
    ledger = "SELECT import_id, batch_id, rows_inserted, rows_rejected, undone_at FROM import_files"
    files = query(workspace, ledger)
    lose(workspace)
    ran = history("rebuild", "--json")

    assert (ran.code, ran.json["restored"]) == (0, 3)
    assert dump(workspace.warehouse) == before
    assert query(workspace, ledger) == files
    assert len(history("batches", "errors", "3", "--json").json) == 1
    assert history("batches", "redo", "2").code == 0


def test_an_import_into_a_warehouse_older_than_its_journal_is_refused(
    history: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    """Its decision would take a number the journal knows, and be lost."""
    lose(workspace)
    path = tmp_path / "baru.csv"
    path.write_bytes(export([Order(C)]))
    ran = history("import", path)

    assert (ran.code, ran.first_error) == (8, "E_JOURNAL_AHEAD")
    assert history("rebuild").code == 0
    assert history("import", path).code == 0


def test_a_warehouse_from_an_old_copy_catches_up(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    for number, orders in enumerate(([Order(A)], [Order(B)], [Order(C)])):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(export(orders))
        omni("import", path)
        if number == 0:
            copy = workspace.warehouse.read_bytes()
    omni("batches", "undo", "1")
    before = dump(workspace.warehouse)
    workspace.warehouse.write_bytes(copy)

    assert omni("rebuild", "--json").json["restored"] == 2
    assert dump(workspace.warehouse) == before


def originals(workspace: Workspace) -> list[Path]:
    return sorted(p for p in (workspace.dataroom / "files").rglob("*") if p.is_file())


@pytest.mark.parametrize("fault", ["missing", "damaged", "cut"])
def test_a_lost_original_stops_a_rebuild(history: Omni, workspace: Workspace, fault: str) -> None:
    before = dump(workspace.warehouse)
    for path in originals(workspace):
        data = path.read_bytes()
        if fault == "missing":
            path.unlink()
        else:
            path.write_bytes(data[:40] if fault == "cut" else data[:-20] + bytes(20))
    ran = history("rebuild")

    code = "E_DATAROOM_MISSING" if fault == "missing" else "E_DATAROOM_DAMAGED"
    assert (ran.code, ran.first_error) == (8, code)
    assert dump(workspace.warehouse) == before


def test_a_torn_last_line_of_the_journal_is_completed(
    history: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    journal = workspace.dataroom / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-30])
    (tmp_path / "n.csv").write_bytes(export([Order(C)]))
    assert history("import", tmp_path / "n.csv").code == 0

    assert journal.read_bytes().startswith(whole)
    assert journal.read_bytes().count(b"\n") == whole.count(b"\n") + 1


def test_a_damaged_journal_is_named(history: Omni, workspace: Workspace) -> None:
    journal = workspace.dataroom / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([lines[0], b"{rusak\n", *lines[2:]]))
    lose(workspace)
    ran = history("rebuild")

    assert (ran.code, ran.first_error) == (8, "E_JOURNAL_DAMAGED")
    journal.write_bytes(b"".join(lines))
    assert history("rebuild").code == 0


@pytest.mark.parametrize("fault", ["lost", "cut", "flipped"])
def test_a_damaged_cache_costs_a_second_reading_only(
    history: Omni, workspace: Workspace, fault: str
) -> None:
    """Redoing a batch recalls the others: from their originals where the cache fails."""
    for path in (workspace.dataroom / "frames").rglob("*"):
        if not path.is_file():
            continue
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        if fault == "lost":
            path.unlink()
        else:
            path.write_bytes(data if fault == "flipped" else data[: len(data) // 2])

    assert history("batches", "redo", "2").code == 0
    assert query(workspace, "SELECT order_no, status FROM orders ORDER BY order_no") == [
        (A, "completed"),
        (B, "completed"),
    ]
    assert history("rebuild", "--json").json["same"] is True


def test_an_empty_dataroom_has_nothing_to_rebuild(omni: Omni) -> None:
    ran = omni("rebuild")

    assert (ran.code, ran.first_error) == (1, "E_NOTHING_TO_REBUILD")


def test_a_workspace_whose_batches_are_all_undone_rebuilds_to_nothing(
    history: Omni, workspace: Workspace
) -> None:
    """There are imports; none of them counts now."""
    for batch in ("1", "3"):
        assert history("batches", "undo", batch).code == 0
    before = dump(workspace.warehouse)
    ran = history("rebuild", "--json")

    assert (ran.code, ran.json["files"]) == (0, 0)
    assert dump(workspace.warehouse) == before
