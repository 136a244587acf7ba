"""Linking customers by hand: metrics count one person, and it can be taken back."""

import pytest

from canonical import dump
from conftest import Omni
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

ANI, BUDI = "shopee:ani", "shopee:budi"


@pytest.fixture
def shop(omni: Omni, workspace: Workspace) -> Omni:
    """Two orders of `ani` and, a month later, one of `budi`."""
    files = {
        "juli.csv": [
            Order("250701AAAAAAAA", created="2025-07-01 10:00", buyer="ani"),
            Order("250702AAAAAAAA", created="2025-07-02 10:00", buyer="ani"),
        ],
        "agustus.csv": [Order("250801BBBBBBBB", created="2025-08-01 10:00", buyer="budi")],
    }
    for name, orders in files.items():
        (workspace.root / name).write_bytes(export(orders))
        assert omni("import", workspace.root / name).code == 0
    return omni


def _repeat(omni: Omni) -> int:
    rows = omni("metric", "run", "roas", "--month", "2025-08", "--json").json["rows"]
    return int(rows[0]["repeat_orders"])


def test_a_link_makes_two_keys_one_customer_and_metrics_follow(shop: Omni) -> None:
    assert _repeat(shop) == 0
    change = shop("customers", "link", ANI, BUDI, "--reason", "satu orang", "--json").json

    assert [p["orders"] for p in change["before"]] == [2, 1]
    assert [p["orders"] for p in change["after"]] == [3]
    assert change["after"][0]["keys"] == [ANI, BUDI]
    assert _repeat(shop) == 1


def test_a_link_shows_what_it_moves_in_the_metrics(shop: Omni) -> None:
    """One buyer less, one repeat order more, the money the same on every basis."""
    change = shop("customers", "link", ANI, BUDI, "--json").json
    moved = {row["metric"]: (row["before"], row["after"]) for row in change["metrics"]}

    assert moved["customers"] == moved["buyers"] == (2, 1)
    assert moved["repeat_buyers"] == (1, 1)
    assert moved["orders"] == moved["counted_orders"] == (3, 3)
    assert (moved["new_orders"], moved["repeat_orders"]) == ((2, 1), (1, 2))
    assert all(moved[basis][0] == moved[basis][1] for basis in ("placed", "delivered", "cash"))
    assert moved["placed"][0] == sum(p["placed"] for p in change["before"])
    assert moved["segments"] == ("New, Returning", "Returning")
    assert [p["segment"] for p in change["after"]] == ["Returning"]


def test_the_table_marks_the_figures_that_move(shop: Omni) -> None:
    out = shop("customers", "link", ANI, BUDI, "--lang", "en").out
    lines = [line for line in out.splitlines() if line.rstrip().endswith("*")]

    assert [line.split()[0] for line in lines] == [
        "customers",
        "buyers",
        "new",
        "repeat",
        "segments",
    ]


def test_unlinking_gives_back_what_was(shop: Omni, workspace: Workspace) -> None:
    before = dump(workspace.warehouse)
    shop("customers", "link", ANI, BUDI)
    assert dump(workspace.warehouse) != before
    change = shop("customers", "unlink", BUDI, ANI, "--json").json

    assert [p["orders"] for p in change["after"]] == [1, 2]
    assert dump(workspace.warehouse) == before


@pytest.mark.parametrize("way", ["undo and redo", "rebuild", "import again"])
def test_a_link_survives_what_happens_to_the_files(
    shop: Omni, workspace: Workspace, way: str
) -> None:
    shop("customers", "link", ANI, BUDI)
    linked = dump(workspace.warehouse)
    if way == "rebuild":
        assert shop("rebuild").code == 0
    else:
        assert shop("batches", "undo", "2").code == 0
        assert shop("customers", "show", ANI, "--json").json["orders"] == 2
        again: tuple[str, ...] = ("batches", "redo", "2")
        if way == "import again":
            again = ("import", str(workspace.root / "agustus.csv"))
        assert shop(*again).code == 0

    assert dump(workspace.warehouse) == linked


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("link", ANI, "shopee:nobody"), "E_CUSTOMER_UNKNOWN"),
        (("link", ANI, ANI), "E_CUSTOMER_SAME"),
        (("unlink", ANI, BUDI), "E_CUSTOMER_NOT_LINKED"),
        (("show", "phone:+620"), "E_CUSTOMER_UNKNOWN"),
    ],
)
def test_what_cannot_be_linked_is_refused(shop: Omni, line: tuple[str, ...], code: str) -> None:
    ran = shop("customers", *line)

    assert (ran.code, ran.first_error) == (2, code)
