"""What was taken back leaves nothing, what was put back is there, and settings count at once."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from canonical import dump
from canonical import named
from conftest import Omni
from import_files import put
from money_files import Movement
from money_files import balance
from money_files import bank
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

A, B, C = "250801AAAAAAAA", "250801BBBBBBBB", "250802CCCCCCCC"
MONEY = (
    Movement(1, "revenue", 100_000, A),
    Movement(2, "revenue", 60_000, B),
    Movement(3, "withdraw", -100_000),
)


@pytest.fixture
def write(tmp_path: Path) -> "Write":
    return Write(tmp_path)


class Write:
    """Files by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str, data: bytes) -> Path:
        return put(self._folder / name, data)

    def orders(self, name: str, numbers: Sequence[str]) -> Path:
        return self(name, export([Order(n) for n in numbers]))


def test_a_wallet_that_is_taken_back_leaves_no_row_anywhere(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    assert omni("import", write("a.csv", balance(MONEY))).code == 0
    assert named(workspace.warehouse, "payout_covers")
    assert omni("batches", "undo", "1").code == 0

    assert {table: rows for table, rows in dump(workspace.warehouse).items() if rows} == {}
    assert omni("import", write("b.csv", balance(MONEY[:2]))).code == 0
    assert named(workspace.warehouse, "payout_covers") == []


def test_the_id_of_a_row_that_went_is_no_other_rows(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    omni("import", write.orders("a.csv", [A, B]))
    first = {r["order_no"]: r["order_id"] for r in named(workspace.warehouse, "orders")}
    people = {r["customer_id"] for r in named(workspace.warehouse, "customers")}
    omni("batches", "undo", "1")
    omni("import", write.orders("c.csv", [C]))

    (row,) = named(workspace.warehouse, "orders")
    assert row["order_id"] not in first.values()
    assert people.isdisjoint({r["customer_id"] for r in named(workspace.warehouse, "customers")})


def test_a_batch_put_in_again_holds_files_that_came_again_meanwhile(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    x, y = write.orders("x.csv", [A, B]), write.orders("y.csv", [C])
    omni("import", x)
    whole = dump(workspace.warehouse)
    omni("batches", "undo", "1")
    omni("import", x, y)
    assert omni("batches", "redo", "1").code == 0
    assert omni("batches", "undo", "2").code == 0

    assert dump(workspace.warehouse) == whole
    assert omni("rebuild", "--json").json["same"] is True
    assert omni("batches", "undo", "1").code == 0
    assert named(workspace.warehouse, "orders") == []
    assert omni("batches", "redo", "1").code == 0
    assert dump(workspace.warehouse) == whole


def test_a_lost_warehouse_knows_which_batch_took_a_file_over(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    x = write.orders("x.csv", [A, B])
    omni("import", x)
    omni("batches", "undo", "1")
    omni("import", x)
    omni("batches", "redo", "1")
    omni("batches", "undo", "2")
    whole = dump(workspace.warehouse)
    workspace.warehouse.unlink()
    omni("init", workspace.root)

    assert omni("rebuild").code == 0
    assert dump(workspace.warehouse) == whole


def test_an_account_is_one_however_it_is_written(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    x = write.orders("x.csv", [A])
    first = omni("import", x, "--account", "Toko  Dua")
    assert first.code == 0, first
    again = omni("import", x, "--account", "toko dua", "--json").json

    assert [f["state"] for f in again["files"]] == ["unchanged"]
    assert {r["account"] for r in named(workspace.warehouse, "orders")} == {"toko dua"}


def test_the_same_bytes_under_another_account_are_told_at_once(omni: Omni, write: Write) -> None:
    x = write.orders("x.csv", [A])
    omni("import", x)
    ran = omni("import", x, "--account", "dua", "--json")

    (shown,) = [i for i in ran.json["files"][0]["issues"] if i["code"] == "W_OTHER_ACCOUNT"]
    assert shown["severity"] == "warning"
    assert "main" in shown["message"]


def test_settings_count_with_the_next_command_whatever_it_is(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    omni("import", write.orders("x.csv", [A]), write("bank.csv", bank((2, 7_000, "DARI TOKOKU"))))
    buyer = str(named(workspace.warehouse, "orders")[0]["recipient_name"])
    config = workspace.config_path.read_text("utf-8")
    workspace.config_path.write_text(
        f'[test_orders]\nnames = ["{buyer}"]\n[payers]\nshopee = ["tokoku"]\n', "utf-8"
    )
    assert omni("batches", "list").code == 0

    assert [r["is_test"] for r in named(workspace.warehouse, "orders")] == [1]
    (moved,) = named(workspace.warehouse, "bank_transactions")
    assert moved["counterparty"] == "shopee"
    workspace.config_path.write_text(config, "utf-8")
    assert omni("batches", "list").code == 0
    assert [r["is_test"] for r in named(workspace.warehouse, "orders")] == [0]


def test_doctor_finds_derived_rows_that_do_not_follow(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    import sqlite3
    from contextlib import closing

    omni("import", write("a.csv", balance(MONEY)))

    def states() -> dict[str, str]:
        return {c["key"]: c["state"] for c in omni("doctor", "--json").json["checks"]}

    assert states()["derived"] == "ok"
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        db.execute("UPDATE payout_covers SET amount_sen = amount_sen - 1")
        db.execute("INSERT INTO row_origins VALUES ('orders', 99, 1, 1)")
        db.commit()
    assert states()["derived"] == "error"
    assert states()["links"] == "error"
