"""S1-34…S1-39, S1-41: the list of customers, its search, its filters, and what to do next."""

from pathlib import Path

import pytest

from conftest import Omni
from conftest import Prepared
from omnicli.workspace import Workspace
from people_world import ANI
from people_world import CITRA
from people_world import FORMS

SHOPEE_BUYER = "toko.sampit"
ORDERS = f"""
Platform,No Pesanan,Tanggal,Status,Nama,No HP,Username,Kota,SKU,Nama Produk,Jumlah,Harga Satuan
orderonline,P1,2025-08-05 10:00,completed,Bu Ani Wibowo,{ANI},,Sampit,KOPI,Kopi,2,100000
orderonline,P4,2025-08-12 10:00,created,Bu Citra,{CITRA},,Kota Palangka Raya,TEH,Teh,1,50000
shopee,250820MEJSVC71,2025-08-20 10:00,completed,,,{SHOPEE_BUYER},Bandung,KOPI,Kopi,1,90000
tokopedia,INV/9,2025-08-22 10:00,shipped,,{ANI},,Sampit,KOPI,Kopi,1,90000
tiktok,57,2025-08-23 10:00,shipped,,{ANI},,Sampit,KOPI,Kopi,1,90000
"""


def _fill(omni: Omni, workspace: Workspace) -> None:
    """Three buyers, of whom one is on three platforms; and a profile who never ordered."""
    path = workspace.root / "orders.csv"
    path.write_text(ORDERS.lstrip(), encoding="utf-8")
    assert omni("import", "orders", path).code == 0
    words = ("--category", "Agen", "--name", "Dewi Agen", "--phone", "081200000099")
    more = ("--city", "Medan", "--email", "dewi@example.com")
    assert omni("customers", "add", *words, *more).code == 0


@pytest.fixture
def shop(omni: Omni, prepared: Prepared) -> Omni:
    """The shop of `_fill`."""
    prepared(_fill)
    return omni


def keys(omni: Omni, *words: str) -> set[str]:
    ran = omni("customers", "list", *words, "--json")
    assert ran.code == 0, ran.err
    return {row["customer"] for row in ran.json}


A, C, D = f"phone:+{ANI}", f"phone:+{CITRA}", "phone:+6281200000099"
S = f"shopee:{SHOPEE_BUYER}"


def test_the_list_has_the_columns_and_everybody_in_it(shop: Omni) -> None:
    """S1-37 columns, S1-39 next action, S1-41: who was entered by hand is there at once."""
    rows = {row["customer"]: row for row in shop("customers", "list", "--json").json}

    assert set(rows) == {A, C, D, S}
    assert rows[A] == {
        "customer": A,
        "name": "Bu Ani Wibowo",
        "last_order_date": "2025-08-23",
        "city": rows[A]["city"],
        "phone": f"+{ANI}",
        "category": "pelanggan",
        "segment": "New",
        "total_orders": 1,
        "last_status": "shipped",
        "total_revenue": 200_000,
        "next_action": "offer_again",
    }
    assert rows[D]["name"] == "Dewi Agen"
    assert {k: r["next_action"] for k, r in rows.items() if k != A} == {
        C: "remind_payment",
        D: "call_partner",
        S: "ask_review",
    }
    table = shop("customers", "list")
    assert "Ingatkan pembayaran" in table.out
    assert "4 pelanggan" in table.err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wibo ani", {A}),
        ("ibowo", set()),
        ("INV/9", {A}),
        ("250820mej", {S}),
        ("toko.sam", {S}),
        ("0812-0000-0011", {A}),
        ("00000099", {D}),
        ("dewi@", {D}),
        ("agen", {D}),
        ("'; DROP TABLE customers --", set()),
    ],
)
def test_a_search_finds_people_by_what_is_known_of_them(
    shop: Omni, text: str, found: set[str]
) -> None:
    """S1-35: name, phone, user name, order number, e-mail; of the name the beginnings of words."""
    assert keys(shop, "--search", text) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--category", "Agen"), {D}),
        (("--category", "pelanggan,leads"), {A, C, S}),
        (("--city", "palangka raya"), {C}),
        (("--city", "Medan"), {D}),
        (("--platform", "TikTok"), {A}),
        (("--platform", "tokopedia", "--platform", "shopee"), {A, S}),
        (("--segment", "Lead"), {C, D}),
        (("--segment", "new", "--platform", "shopee"), {S}),
        (("--next", "Hubungi mitra"), {D}),
        (("--search", "bu", "--segment", "Lead"), {C}),
    ],
)
def test_filters_take_any_value_of_one_and_all_of_several(
    shop: Omni, words: tuple[str, ...], found: set[str]
) -> None:
    """S1-36: category and city, and platform, segment, next action."""
    assert keys(shop, *words) == found


def test_one_is_opened_changed_and_forgotten(shop: Omni, tmp_path: Path) -> None:
    """S1-34, S1-38: detail, edit, delete; the name of the profile goes first."""
    assert shop("customers", "show", A, "--json").json["name"] == "Bu Ani Wibowo"
    words = ("--category", "Reseller", "--name", "Ani Reseller", "--phone", ANI)
    assert shop("customers", "add", *words).code == 0
    assert shop("customers", "edit", ANI, "--city", "Jambi").code == 0
    (row,) = shop("customers", "list", "--search", "reseller", "--json").json
    assert (row["customer"], row["name"], row["city"], row["category"]) == (
        *(A, "Ani Reseller"),
        *("Kota Jambi", "reseller"),
    )
    assert shop("customers", "delete", "081200000099").code == 0
    assert D not in keys(shop)


def test_a_table_is_cut_and_says_so_and_csv_is_whole(shop: Omni) -> None:
    ran = shop("customers", "list", "--limit", "2")
    assert "2 dari 4 pelanggan" in ran.err
    assert len(shop("customers", "list", "--format", "csv").out.splitlines()) == 5


def test_a_search_that_finds_too_many_asks_for_more(
    shop: Omni, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omnicli.services.customer_list.MOST_FOUND", 1)
    assert shop("customers", "list", "--search", "bu").first_error == "E_CUSTOMERS_MANY"


def test_forms_of_the_world_are_listed_too(omni: Omni, tmp_path: Path) -> None:
    """Who refuses messages is not to be written to, whatever else is in favour of it."""
    (tmp_path / "orders.csv").write_text(FORMS["orders"].lstrip(), encoding="utf-8")
    assert omni("import", tmp_path / "orders.csv").code == 0
    assert omni("opt-outs", "add", "--phone", ANI).code == 0
    rows = {row["customer"]: row["next_action"] for row in omni("customers", "list", "--json").json}
    assert rows[A] == "do_not_write"
    assert rows[C] == "no_cod"
