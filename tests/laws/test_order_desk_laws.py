"""What is noted at the order desk obeys the laws of imports: any order, undo, rebuild."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from campaign import arrivals
from canonical import dump
from import_files import put
from omnicli.services.batches import redo_batch
from omnicli.services.batches import undo_batch
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.rebuild import rebuild
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace

pytestmark = pytest.mark.law

ORDERS = "Platform,No Pesanan,Tanggal,Status,Nama,No HP,Nama Produk,Jumlah,Harga Satuan,No Resi\r\n"
NOTES = "Platform,No Pesanan,Status Baru,No Resi,Alasan,Nama,Hapus,Dicatat\r\n"


def order(number: str, status: str, awb: str = "", name: str = "Siti") -> str:
    return f"web,{number},2025-08-01 09:00,{status},{name},081234567890,Tweeter,2,85.000,{awb}\r\n"


FILES = (
    ("a.csv", ORDERS + order("P-1", "menunggu") + order("P-2", "batal"), "2025-08-02T00:00:00Z"),
    ("n1.csv", NOTES + "web,P-1,dikirim,JX1,,,,2025-08-03T00:00:00Z\r\n", "2025-08-03T00:00:00Z"),
    (
        "n2.csv",
        NOTES
        + "web,P-1,menunggu,,,Tuti,,2025-08-04T00:00:00Z\r\n"
        + "web,P-2,,,,,ya,2025-08-04T00:00:00Z\r\n",
        "2025-08-04T00:00:00Z",
    ),
    ("b.csv", ORDERS + order("P-1", "selesai", "JX9", "Bu Siti"), "2025-08-05T00:00:00Z"),
)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-01T00:00:00Z")


def imported(folder: Path, numbers: tuple[int, ...]) -> Workspace:
    """A workspace with these files, imported one by one."""
    made = set_up(folder).workspace
    for number in numbers:
        name, text, at = FILES[number]
        path = folder / name
        put(path, text)
        with Session.open(made, command="import", action="import.run", write=True) as session:
            request = ImportRequest(files=[path], effective_at=at)
            result = import_files(session, request, registry())
            assert result.files[0].state == "imported", result.files[0].issues
    return made


def standing(made: Workspace) -> list[tuple[object, ...]]:
    sql = "SELECT order_no, status, awb, recipient_name FROM v_orders ORDER BY order_no"
    with closing(sqlite3.connect(made.warehouse)) as db:
        return db.execute(sql).fetchall()


def test_notes_and_files_may_come_in_any_order(tmp_path: Path) -> None:
    """The notes hold whichever came first; a newer file carries the order further."""
    first = None
    for turn, numbers in enumerate(arrivals(len(FILES))):
        made = imported(tmp_path / f"w{turn}", numbers)
        found = dump(made.warehouse)
        first = first or found
        assert found == first, numbers
    assert standing(made) == [("P-1", "completed", "JX1", "Tuti")]


def test_without_the_newer_file_the_last_note_decides(tmp_path: Path) -> None:
    """A move back holds against older files though they were further."""
    assert standing(imported(tmp_path, (0, 1, 2))) == [("P-1", "pending", "JX1", "Tuti")]


@pytest.mark.parametrize("gone", range(len(FILES)))
def test_any_batch_goes_as_if_it_never_came_and_comes_back(tmp_path: Path, gone: int) -> None:
    numbers = tuple(range(len(FILES)))
    made = imported(tmp_path / "all", numbers)
    whole = dump(made.warehouse)
    rest = imported(tmp_path / "rest", tuple(n for n in numbers if n != gone))
    with Session.open(made, command="x", action="batches.undo", write=True) as session:
        undo_batch(session, gone + 1, registry())
    assert dump(made.warehouse) == dump(rest.warehouse)
    with Session.open(made, command="x", action="batches.undo", write=True) as session:
        redo_batch(session, gone + 1, registry())
    assert dump(made.warehouse) == whole


def test_a_rebuild_gives_the_same(tmp_path: Path) -> None:
    made = imported(tmp_path, (1, 0, 3, 2))
    whole = dump(made.warehouse)
    with Session.open(made, command="rebuild", action="warehouse.rebuild", write=True) as session:
        rebuild(session, registry())
    assert dump(made.warehouse) == whole
