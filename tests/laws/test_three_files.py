"""Orders told by several files: each case is imported in every order and must end the same."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from campaign import arrivals
from canonical import dump
from conftest import Omni
from import_files import put
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace
from shopee_files import Line
from shopee_files import Order
from shopee_files import export

pytestmark = pytest.mark.law

A = "250801AAAAAAAA"
B = "250801BBBBBBBB"
PAN = Line()
POT = Line(product="Panci Kukus", sku="PK-28", price=157_800)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-01T00:00:00Z")


def day(number: int, **shown: object) -> Order:
    """An order as an export of the `number`-th of August shows it."""
    facts: dict[str, object] = {"status": "Sedang Dikirim", "arranged": f"2025-08-0{number} 12:00"}
    return Order(**{"number": A, **facts, **shown})  # type: ignore[arg-type]


def warehouse(folder: Path, exports: Sequence[bytes]) -> Path:
    """The warehouse after importing the exports one by one."""
    made = set_up(folder).workspace
    for number, data in enumerate(exports):
        path = folder / f"{number}.csv"
        put(path, data)
        with Session.open(made, command="import", action="import.run", write=True) as session:
            import_files(session, ImportRequest(files=[path]), registry())
    return made.warehouse


def in_any_order(folder: Path, exports: Sequence[bytes], sql: str) -> list[tuple[object, ...]]:
    """What `sql` answers, after proving that the order of imports does not matter."""
    made = [
        warehouse(folder / f"w{n}", [exports[i] for i in order])
        for n, order in enumerate(arrivals(len(exports)))
    ]
    first = dump(made[0])
    for other in made[1:]:
        assert dump(other) == first
    with closing(sqlite3.connect(made[0])) as db:
        return db.execute(sql).fetchall()


def test_an_old_part_of_an_order_does_not_bring_back_an_old_city(tmp_path: Path) -> None:
    """The items of two lists are merged; what is true of the order is still the newest told."""
    exports = [
        export([day(2, city="KOTA BANDUNG", receiver="S**i", lines=(PAN,), expected=2)]),
        export([day(3, city="KAB. BOGOR", receiver="Siti", lines=(PAN, POT))]),
        export([day(4, city="", receiver="S**i", lines=(POT,), expected=2)]),
    ]
    sql = "SELECT city, recipient_name, quantity, product_gross_sen / 100 FROM orders"
    ((city, name, quantity, gross),) = in_any_order(tmp_path, exports, sql)

    assert "Bogor" in str(city)
    assert (name, quantity, gross) == ("Siti", 2, PAN.price + POT.price)


def test_parts_of_an_order_add_up_to_the_whole(tmp_path: Path) -> None:
    exports = [
        export([day(2, lines=(PAN,), expected=3, voucher=5_000)]),
        export([day(2, lines=(POT,), expected=3, voucher=5_000)]),
        export([day(2, lines=(PAN, PAN), expected=3, voucher=5_000)]),
    ]
    sql = "SELECT quantity, net_revenue_sen / 100, is_incomplete FROM orders"

    assert in_any_order(tmp_path, exports, sql) == [(3, 2 * PAN.price + POT.price - 5_000, 0)]


def test_a_merged_order_does_not_depend_on_what_others_files_carry(tmp_path: Path) -> None:
    """Returned units that only another order's file tells of are not known of this one."""
    lacking = ["Returned quantity"]
    exports = [
        export([day(2, lines=(PAN,), expected=3)], without=lacking),
        export([day(2, lines=(POT,), expected=3), Order(B)], without=lacking),
        export([Order(B)]),
    ]
    sql = "SELECT returned_quantity IS NULL FROM orders ORDER BY order_no"

    assert in_any_order(tmp_path, exports, sql) == [(1,), (0,)]


NO_SKU = ["Nomor Referensi SKU"]
RENAMED = Line(product="Wajan 24 cm ANTI LENGKET")


@pytest.mark.parametrize(
    ("second", "without"), [(PAN, NO_SKU), (RENAMED, []), (RENAMED, NO_SKU), (POT, NO_SKU)]
)
def test_lines_that_two_files_may_call_differently_complete_no_order(
    tmp_path: Path, second: Line, without: list[str]
) -> None:
    """One piece of two in each file: the same piece by another name, as far as anyone can tell."""
    exports = [
        export([day(2, lines=(PAN,), expected=2)]),
        export([day(3, lines=(second,), expected=2)], without=without),
    ]
    sql = (
        "SELECT quantity, is_incomplete, product_gross_sen / 100,"
        " (SELECT SUM(subtotal_sen) / 100 FROM order_items) FROM orders"
    )
    price = second.price

    assert in_any_order(tmp_path, exports, sql) == [(1, 1, price, price)]


def test_a_whole_list_stays_whole_beside_a_newer_part_in_another_layout(tmp_path: Path) -> None:
    exports = [
        export([day(2, lines=(PAN, POT))]),
        export([day(3, lines=(PAN,), expected=2)], without=NO_SKU),
    ]
    sql = (
        "SELECT quantity, is_incomplete, product_gross_sen / 100, net_revenue_sen / 100,"
        " (SELECT COUNT(*) FROM order_items) FROM orders"
    )
    whole = PAN.price + POT.price

    assert in_any_order(tmp_path, exports, sql) == [(2, 0, whole, whole, 2)]


def test_a_status_never_moves_backwards(tmp_path: Path) -> None:
    exports = [
        export([day(2, status="Selesai", completed="2025-08-05 12:00")]),
        export([day(9, status="Sedang Dikirim")]),
        export([day(3, status="Perlu Dikirim")]),
    ]
    sql = "SELECT status, raw_status, completed_date FROM orders"

    assert in_any_order(tmp_path, exports, sql) == [("completed", "Selesai", "2025-08-05")]


def test_equal_stamps_are_settled_by_the_files_themselves(tmp_path: Path) -> None:
    """Three files of the same moment that disagree: one answer, whatever came first."""
    exports = [export([day(2, city=f"KOTA {name}")]) for name in ("BANDUNG", "BOGOR", "DEPOK")]

    assert len(in_any_order(tmp_path, exports, "SELECT city FROM orders")) == 1


def test_a_file_without_a_column_does_not_empty_it(tmp_path: Path) -> None:
    exports = [
        export([day(2)]),
        export([day(3)], without=["Kota/Kabupaten", "Metode Pembayaran"]),
        export([day(4, city="")]),
    ]
    sql = "SELECT payment_method IS NOT NULL, city IS NOT NULL FROM orders"

    assert in_any_order(tmp_path, exports, sql) == [(1, 1)]


def test_an_order_that_changes_its_buyer_leaves_the_old_one_as_the_rest_says(
    tmp_path: Path,
) -> None:
    """The buyer who loses an order is described by the orders that remain, or is gone."""
    exports = [
        export([day(2, buyer="satu", receiver="Siti"), Order(B, buyer="satu", receiver="Sinta")]),
        export([day(4, buyer="dua", receiver="Dua")]),
        export([Order(B, buyer="satu", receiver="Sinta", created="2025-08-01 10:00")]),
    ]
    sql = (
        "SELECT k.key, c.name FROM customers c JOIN customer_keys k USING (customer_id)"
        " ORDER BY k.key"
    )

    assert in_any_order(tmp_path, exports, sql) == [
        ("shopee:dua", "Dua"),
        ("shopee:satu", "Sinta"),
    ]


def test_items_follow_their_orders_when_numbers_came_out_of_order(
    omni: Omni,
    workspace: Workspace,
    tmp_path: Path,
) -> None:
    """A later file with earlier order numbers: each order still gets its own new items."""
    late, early = "250809ZZZZZZZZ", "250801AAAAAAAA"
    for name, orders in (
        ("a.csv", [Order(late, arranged="2025-08-02 10:00")]),
        ("b.csv", [Order(early, arranged="2025-08-02 10:00")]),
        (
            "c.csv",
            [
                Order(early, arranged="2025-08-03 10:00", lines=(POT,)),
                Order(late, arranged="2025-08-03 10:00"),
            ],
        ),
    ):
        (tmp_path / name).write_bytes(export(orders))
        ran = omni("import", tmp_path / name, "--json")
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        found = db.execute(
            "SELECT o.order_no, i.product_name FROM orders o JOIN order_items i USING (order_id)"
            " ORDER BY 1"
        ).fetchall()

    assert found == [(early, POT.product), (late, PAN.product)]
    assert ran.json["files"][0]["rows"] == {
        "read": 2, "inserted": 1, "updated": 1, "unchanged": 0, "rejected": 0, "skipped": 0,
    }  # fmt: skip
