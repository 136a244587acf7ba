"""Loyalty as the shop uses it: a program, points, an exchange, a return, what it costs."""

from collections.abc import Callable

import pytest

from conftest import Fill
from conftest import Omni
from import_files import Write
from omnicli.workspace import Workspace

ORDERS = (
    "Platform,No Pesanan,Tanggal,Status,Nama,No HP,SKU,Nama Produk,Jumlah,Harga Satuan,Dikirim,"
    "Selesai\r\n"
)


def row(number: str, day: str, status: str, price: int, done: str) -> str:
    who = f"Siti,081234567890,A,Tweeter,2,{price}"
    return f"web,{number},{day},{status},{who},{day},{done}\r\n"


def _shop(omni: Omni, workspace: Workspace) -> None:
    path = workspace.root / "pesanan.csv"
    rows = row("1", "2025-08-01", "selesai", 500_000, "2025-08-04")
    path.write_text(ORDERS + rows + row("2", "2025-08-20", "selesai", 100_000, "2025-08-25"))
    assert omni("import", path, "--effective-at", "2025-08-26").code == 0


@pytest.fixture(autouse=True)
def _store(prepared: Callable[[Fill], None]) -> None:
    prepared(_shop)


def balance(omni: Omni) -> dict[str, tuple[int, int, int, int, float]]:
    names = ("earned", "reversed", "redeemed", "balance", "liability")
    rows = omni("loyalty", "list", "--json").json
    return {r["program"]: tuple(r[n] for n in names) for r in rows}


def test_points_are_earned_exchanged_and_reversed(omni: Omni, write: Write) -> None:
    """S1-09, S1-10, S1-19, S1-20, S1-42: an exchange lands on the next order."""
    assert balance(omni) == {}
    program = ("loyalty-programs", "add", "--program", "Setia", "--program-kind", "Total Belanja")
    assert omni(*program, "--unit", "100000", "--points", "10").code == 0
    reward = ("loyalty-rewards", "add", "--program", "Setia", "--tier-points", "100")
    assert omni(*reward, "--amount", "50000").code == 0
    assert balance(omni) == {"Setia": (120, 0, 0, 120, 60_000)}
    assert omni("customers", "show", "phone:+6281234567890", "--json").json["points"] == 120
    give = ("loyalty-redemptions", "add", "--program", "Setia", "--phone", "081234567890")
    assert omni(*give, "--redeemed", "2025-08-10", "--tier-points", "100").code == 0
    assert balance(omni) == {"Setia": (120, 0, 100, 20, 10_000)}
    landed = omni(
        "sql",
        "SELECT o.order_no, l.value_sen FROM loyalty_ledger AS l JOIN orders AS o"
        " ON o.order_id = l.order_id WHERE l.kind = 'redeemed'",
        "--json",
    ).json
    assert landed == [{"order_no": "2", "value_sen": 5_000_000}]
    back = row("2", "2025-08-20", "dikembalikan", 100_000, "2025-08-25")
    path = write("retur.csv", (ORDERS + back).encode())
    assert omni("import", path, "--effective-at", "2025-08-30").code == 0
    assert balance(omni)["Setia"] == (120, 20, 100, 0, 0)
    assert omni("batches", "undo", "5").code == 0
    assert balance(omni)["Setia"] == (120, 0, 100, 20, 10_000)


def test_a_program_by_product_for_a_category(omni: Omni) -> None:
    """S1-12, S1-13: two pieces of A give ten points, but only to resellers."""
    program = ("loyalty-programs", "add", "--program", "Produk", "--program-kind", "Jenis Produk")
    rule = ("--sku", "A", "--unit-pieces", "2", "--points", "10")
    assert omni(*program, *rule, "--for-reseller", "ya").code == 0
    assert balance(omni) == {}
    who = ("customers", "add", "--category", "Reseller", "--name", "Siti")
    assert omni(*who, "--phone", "081234567890").code == 0
    assert balance(omni) == {"Produk": (20, 0, 0, 20, 0)}


def test_a_new_program_is_tried_on_past_orders(omni: Omni) -> None:
    """F-63: nothing is kept by it."""
    ask = ("loyalty", "what-if", "--unit", "100.000", "--points", "10", "--month", "2025-08")
    shown = omni(*ask, "--tier", "100=50000", "--tier", "50=1%", "--json").json[0]
    assert shown == {
        "orders": 2,
        "customers": 1,
        "points": 120,
        "reversed": 0,
        "reaching": 1,
        "cost": 60_000,
        "revenue": 1_200_000,
    }
    assert balance(omni) == {}
    for tier in ("umrah", "100=101%", "100=150 %"):
        assert omni(*ask, "--tier", tier).first_error == "E_LOYALTY_TIER"
