"""`omni report customer`: one person and all transactions, for those who may, and noted down."""

import json
from collections.abc import Callable

import pytest

from conftest import Fill
from conftest import Omni
from omnicli.services.site import names
from omnicli.session import Session
from omnicli.workspace import Workspace
from shopee_files import Line
from shopee_files import Order
from shopee_files import export

PAGE = ("report", "customer", "--month", "2025-08")


def _shop(omni: Omni, workspace: Workspace) -> None:
    orders = [
        Order(
            f"25080{day}AAAAAA0{day}",
            buyer=buyer,
            created=f"2025-08-0{day} {clock}",
            lines=(Line(price=price),),
        )
        for day, buyer, clock, price in (
            (1, "sari", "00:00", 100_000),
            (2, "sari", "23:59", 50_000),
            (3, "budi", "10:00", 70_000),
        )
    ]
    path = workspace.root / "satu.csv"
    path.write_bytes(export(orders))
    assert omni("import", path).code == 0


@pytest.fixture(autouse=True)
def _store(prepared: Callable[[Fill], None]) -> None:
    prepared(_shop)


def test_it_shows_the_transactions_of_that_person_alone(omni: Omni) -> None:
    shown = omni(*PAGE, "--customer", "shopee:sari", "--json").json["metrics"]

    assert [row["value"] for row in shown["customer_orders"]] == [50_000, 100_000]
    assert [row["ordered_date"] for row in shown["customer_orders"]] == ["2025-08-02", "2025-08-01"]
    assert shown["customer_card"][0]["spent"] == 150_000


@pytest.mark.parametrize("asked", [(), ("--customer", "shopee:nobody")])
def test_nobody_is_no_page(omni: Omni, asked: tuple[str, ...]) -> None:
    assert omni(*PAGE, *asked).first_error == "E_CUSTOMER_UNKNOWN"


def test_who_was_looked_at_is_noted_down_without_the_key(omni: Omni) -> None:
    assert omni(*PAGE, "--customer", "shopee:sari", "--json").code == 0
    (last,) = [run for run in omni("audit", "list", "--json").json if run["target"] == "customer"][
        -1:
    ]

    assert last["detail"]["customer"]
    assert "sari" not in json.dumps(last)


def test_no_site_holds_it(omni: Omni, workspace: Workspace) -> None:
    with Session.open(workspace, command="report", action="report.run") as session:
        on_a_site = {manifest.name for manifest in names(session)}
    assert "customers" in on_a_site
    assert "customer" not in on_a_site
