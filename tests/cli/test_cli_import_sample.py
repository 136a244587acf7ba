"""A real month of Shopee orders, and the same month told in other ways."""

import random
import sqlite3
from pathlib import Path

import pytest

from canonical import dump
from conftest import Omni
from ingest_builders import xlsx
from omnicli.workspace import Workspace
from samples import cells
from samples import sample

ORDERS = "Order.completed.20250801_20250820.xlsx"


def test_the_figures_are_those_of_the_file(omni: Omni, workspace: Workspace) -> None:
    ran = omni("import", "shopee", sample(ORDERS), "--json")
    db = sqlite3.connect(workspace.warehouse)

    assert ran.code == 0
    file = ran.json["files"][0]
    assert file["source"] == "shopee-orders"
    assert file["rows"] == {
        "read": 1371, "inserted": 1371, "updated": 0, "unchanged": 0, "rejected": 0, "skipped": 0,
    }  # fmt: skip
    assert file["entities"]["orders"] == {
        "inserted": 892, "updated": 0, "superseded": 0, "unchanged": 0,
    }  # fmt: skip
    assert file["money"]["subtotal"] == 169_903_892
    assert file["money"]["buyer_total"] == 158_423_000
    assert db.execute(
        "SELECT COUNT(*), SUM(quantity), SUM(net_revenue_sen) / 100, SUM(buyer_total_sen) / 100"
        " FROM orders"
    ).fetchone() == (892, 1734, 165_555_910, 158_423_000)
    assert db.execute(
        "SELECT status, COUNT(*) FROM orders GROUP BY status ORDER BY status"
    ).fetchall() == [("completed", 888), ("rts", 4)]
    assert db.execute(
        "SELECT SUM(net_revenue_sen - refund_sen) / 100 FROM orders WHERE status = 'completed'"
    ).fetchone() == (164_550_310,)
    assert db.execute("SELECT COUNT(*) FROM order_items").fetchone() == (1371,)
    assert db.execute("SELECT COUNT(*) FROM customers").fetchone() == (840,)
    db.close()


def test_the_same_file_again_is_unchanged(omni: Omni) -> None:
    omni("import", sample(ORDERS))
    again = omni("import", "shopee-orders", sample(ORDERS), "--json")

    assert again.code == 0
    file = again.json["files"][0]
    assert file["state"] == "unchanged"
    assert file["rows"]["read"] == file["rows"]["unchanged"] == 1371


@pytest.mark.parametrize("telling", ["shuffled columns", "renamed", "halves", "halves reversed"])
def test_told_in_another_way_it_is_the_same_warehouse(
    omni: Omni, workspace: Workspace, tmp_path: Path, telling: str
) -> None:
    original = sample(ORDERS)
    omni("import", original)
    expected = dump(workspace.warehouse, by_file=False)
    other = tmp_path / "other"
    omni("init", other, "-w", other)
    files = _retold(original, tmp_path, telling)

    for file in files:
        assert omni("import", "shopee", file, "-w", other).code == 0
    assert dump(other / "warehouse.db", by_file=False) == expected


def _retold(original: Path, folder: Path, telling: str) -> list[Path]:
    if telling == "renamed":
        (folder / "x.csv").write_bytes(original.read_bytes())
        return [folder / "x.csv"]
    head, *rows = cells(original)
    if telling == "shuffled columns":
        order = list(range(len(head)))
        random.Random(7).shuffle(order)
        table = [[row[i] for i in order] for row in (head, *rows)]
        (folder / "shuffled.xlsx").write_bytes(xlsx(table))
        return [folder / "shuffled.xlsx"]
    numbers = list(dict.fromkeys(row[0] for row in rows))
    first, second = set(numbers[:500]), set(numbers[400:])
    for name, chosen in (("a.xlsx", first), ("b.xlsx", second)):
        (folder / name).write_bytes(xlsx([head, *(r for r in rows if r[0] in chosen)]))
    halves = [folder / "a.xlsx", folder / "b.xlsx"]
    return halves[::-1] if telling == "halves reversed" else halves


def test_undone_and_imported_again_it_is_the_same_warehouse(
    omni: Omni, workspace: Workspace
) -> None:
    omni("import", sample(ORDERS))
    before = dump(workspace.warehouse)

    assert omni("batches", "undo", "1").code == 0
    assert dump(workspace.warehouse)["orders"] == []
    assert omni("import", sample(ORDERS)).code == 0
    assert dump(workspace.warehouse) == before
