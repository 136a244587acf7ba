"""`omni orders list`: search, filter, columns, what is new, and a csv of exactly that."""

from collections.abc import Callable

import pytest

from conftest import Fill
from conftest import Omni
from import_files import Write
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace
from shopee_files import Line
from shopee_files import Order
from shopee_files import export

MONTH = ("--month", "2025-08")


def _sold(number: str, name: str, day: str, price: int, status: str = "Selesai") -> Order:
    return Order(
        number,
        status=status,
        receiver=name,
        buyer=name.replace(" ", "_").lower(),
        created=f"2025-08-{day} 10:00",
        lines=(Line(price=price),),
    )


FIRST = (
    _sold("250801AAAAAA01", "Sari Dewi", "01", 100_000),
    _sold("250802AAAAAA02", "Budi", "02", 50_000),
    _sold("250803AAAAAA03", "Sari Ayu", "03", 70_000, status="Batal"),
)
LATER = _sold("250804AAAAAA04", "Tono", "04", 20_000)


def _shop(omni: Omni, workspace: Workspace) -> None:
    path = workspace.root / "satu.csv"
    path.write_bytes(export(FIRST))
    assert omni("import", path).code == 0


@pytest.fixture(autouse=True)
def _store(prepared: Callable[[Fill], None]) -> None:
    prepared(_shop)


def _numbers(omni: Omni, *options: str) -> list[str]:
    shown = omni("orders", "list", *MONTH, *options, "--json")
    return [row["order_no"][-2:] for row in shown.json["orders"]]


def test_search_and_filters_are_joined_by_and(omni: Omni) -> None:
    assert _numbers(omni) == ["01", "02", "03"]
    assert _numbers(omni, "--search", "SARI") == ["01", "03"]
    assert _numbers(omni, "--search", "sari", "--where", "status=canceled") == ["03"]
    assert _numbers(omni, "--where", "status=completed", "--where", "net_revenue>50000") == ["01"]
    both = ("--where", "net_revenue>=50000", "--where", "status!=canceled")
    assert _numbers(omni, *both) == ["01", "02"]
    assert _numbers(omni, "--search", "250802AAAAAA02") == ["02"]


def test_a_search_tells_nobody_more_of_people_than_they_may_see(
    omni: Omni, workspace: Workspace
) -> None:
    """Who keeps contacts finds people by name and by a whole phone; others by order numbers."""
    phone = "+6281234567890"
    _tamper(workspace, f"UPDATE orders SET recipient_phone = '{phone}' WHERE order_no LIKE '%01'")
    assert _numbers(omni, "--search", "sari") == ["01", "03"]
    assert _numbers(omni, "--search", "81234567890") == ["01"]

    _tamper(workspace, "UPDATE users SET role = 'cs'")
    columns = ("--columns", "order_no,customer,phone")
    shown = omni("orders", "list", *MONTH, "--search", "sari", *columns, "--json")
    assert [row["order_no"][-2:] for row in shown.json["orders"]] == ["01", "03"]
    assert "Sari" not in shown.out
    assert "1234567" not in shown.out
    assert _numbers(omni, "--search", phone) == ["01"]
    assert _numbers(omni, "--search", "8123456") == []

    _tamper(workspace, "UPDATE users SET role = 'viewer'")
    assert _numbers(omni, "--search", "sari") == []
    assert _numbers(omni, "--search", phone) == []
    assert _numbers(omni, "--search", "250802AAAAAA02") == ["02"]


def _tamper(workspace: Workspace, statement: str) -> None:
    db = connect(workspace.warehouse, readonly=False)
    db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    "test", ["customer=sari", "nama=x", "net_revenue=abc", "status>a", "net_revenue>", "status"]
)
def test_only_known_fields_filter(omni: Omni, test: str) -> None:
    ran = omni("orders", "list", *MONTH, "--where", test)
    assert (ran.code, ran.first_error) == (2, "E_ORDERS_WHERE")
    assert "payment_status" in ran.err


def test_csv_is_exactly_what_is_filtered_and_the_summary_says_what_it_comes_to(omni: Omni) -> None:
    """Canceled orders are listed, and no part of value and average."""
    lines = omni("orders", "list", *MONTH, "--search", "sari", "--format", "csv").out.splitlines()
    whole = omni("orders", "list", *MONTH, "--json").json["summary"]

    assert [line.split(",")[0] for line in lines[1:]] == ["250801AAAAAA01", "250803AAAAAA03"]
    assert whole == {"orders": 3, "counted_orders": 2, "value": 150_000, "aov": 75_000}
    assert "75.000" in omni("orders", "list", *MONTH, "--lang", "id").out
    assert "75.000" not in omni("orders", "list", *MONTH, "--no-summary", "--lang", "id").out
    assert "summary" not in omni("orders", "list", *MONTH, "--no-summary", "--json").json


def test_columns_are_remembered_until_they_are_reset(omni: Omni) -> None:
    header = "order_no,net_revenue"
    chosen = omni("orders", "list", *MONTH, "--columns", header, "--format", "csv")
    assert chosen.out.splitlines()[0] == header
    assert omni("orders", "list", *MONTH, "--format", "csv").out.splitlines()[0] == header
    assert omni("orders", "list", *MONTH, "--columns", "warna").first_error == "E_ORDERS_COLUMN"
    again = omni("orders", "list", *MONTH, "--columns", "default", "--format", "csv").out
    assert again.splitlines()[0] != header
    assert omni("orders", "list", *MONTH, "--format", "csv").out == again


def test_new_is_what_came_after_the_last_list(
    omni: Omni, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _numbers(omni, "--since", "last") == ["01", "02", "03"]
    monkeypatch.setenv("OMNI_NOW", "2030-01-01T00:00:00Z")
    assert _numbers(omni, "--since", "last") == []
    monkeypatch.setenv("OMNI_NOW", "2030-01-01T01:00:00Z")
    later = write("dua.csv", export((*FIRST, LATER)))
    assert omni("import", later).code == 0
    assert _numbers(omni, "--since", "last") == ["04"]
    assert _numbers(omni, "--since", "2030-01-01") == ["04"]
    assert omni("orders", "list", *MONTH, "--since", "kemarin").first_error == "E_PERIOD"


def test_fulfilment_sees_what_is_to_be_sent_and_the_seller_everything(
    omni: Omni, write: Write
) -> None:
    """Sent, completed and canceled orders are nothing to pack; columns that are named win."""
    bought = _sold("250809AAAAAA09", "Wati", "09", 30_000, status="Perlu Dikirim")
    assert omni("import", write("tiga.csv", export((*FIRST, bought)))).code == 0
    shown = omni("orders", "list", *MONTH, "--as", "fulfilment", "--json").json["orders"]

    assert [row["order_no"][-2:] for row in shown] == ["09"]
    assert "phone" in shown[0]
    assert "net_revenue" not in shown[0]
    seller = omni("orders", "list", *MONTH, "--as", "seller", "--json").json["orders"]
    assert [row["order_no"][-2:] for row in seller] == ["01", "02", "03", "09"]
    named = omni("orders", "list", *MONTH, "--as", "fulfilment", "--columns", "order_no", "--json")
    assert list(named.json["orders"][0]) == ["order_no"]
