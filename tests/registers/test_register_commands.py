"""The commands that all registers share: filters, search, who may do what, what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Omni
from omnicli.registers import registers
from omnicli.services.registers import list_rows
from omnicli.session import Session
from omnicli.workspace import Workspace

COUNT = ("--sku", "007", "--pieces", "12", "--as-of", "2025-08-31", "--name", "Kopi Gayo Arabika")
TEA = ("--sku", "T-1", "--pieces", "3", "--as-of", "2025-08-31", "--name", "Teh Melati")


@pytest.fixture
def stock(omni: Omni) -> Omni:
    """Two SKUs counted on one day."""
    assert omni("stock", "add", *COUNT).code == 0
    assert omni("stock", "add", *TEA).code == 0
    return omni


def skus(omni: Omni, *words: str) -> list[str]:
    return [row["sku"] for row in omni("stock", "list", *words, "--json").json]


def test_rows_are_filtered_as_the_form_is_read(stock: Omni) -> None:
    assert skus(stock) == ["007", "T-1"]
    assert skus(stock, "--where", "Stok=12") == ["007"]
    assert skus(stock, "--where", "as_of=31/08/2025", "--where", "sku=T-1") == ["T-1"]
    assert skus(stock, "--where", "name=") == []


def test_search_finds_the_beginnings_of_words(stock: Omni) -> None:
    assert skus(stock, "--search", "arab kop") == ["007"]
    assert skus(stock, "--search", "mel") == ["T-1"]
    assert skus(stock, "--search", 'x" OR "kopi') == []


def test_a_table_has_titles_and_an_empty_one_says_so(omni: Omni) -> None:
    assert "Belum ada" in omni("stock", "list").out
    omni("stock", "add", *COUNT)
    assert "Per Tanggal" in omni("stock", "list").out.splitlines()[0]
    assert "As of" in omni("stock", "list", "--lang", "en").out.splitlines()[0]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("list", "--where", "warna=merah"), "E_REGISTER_COLUMN"),
        (("list", "--where", "sku"), "E_REGISTER_COLUMN"),
        (("list", "--where", "pieces=dua"), "E_REGISTER_VALUE"),
        (("show", "X"), "E_REGISTER_ROW"),
        (("edit", "007", "--pieces", "dua"), "E_REGISTER_VALUE"),
        (("edit", "007", "--pieces", ""), "E_REGISTER_EMPTY"),
        (("add", "--sku", "9", "--as-of", "2025-08-31"), "E_REGISTER_EMPTY"),
        (("export", "-o", "stok.pdf"), "E_FORMAT"),
    ],
)
def test_what_cannot_be_is_refused(stock: Omni, line: tuple[str, ...], code: str) -> None:
    ran = stock("stock", *line)

    assert (ran.code, ran.first_error) == (2, code)
    assert skus(stock) == ["007", "T-1"]


def test_a_key_of_several_rows_must_be_told_whole(stock: Omni) -> None:
    assert stock("stock", "add", "--sku", "007", "--pieces", "9", "--as-of", "2025-09-30").code == 0
    assert stock("stock", "edit", "007", "--pieces", "8").first_error == "E_REGISTER_SEVERAL"
    assert len(stock("stock", "show", "007", "--json").json) == 2
    assert stock("stock", "edit", "007", "30/09/2025", "--pieces", "8").code == 0
    assert [row["pieces"] for row in stock("stock", "show", "007", "--json").json] == [12, 8]


def test_an_unknown_choice_is_refused_with_the_words_there_are(omni: Omni) -> None:
    line = ("products", "add", "--sku", "K", "--name", "Kopi", "--price", "79000")
    ran = omni(*line, "--kind", "gas")

    assert ran.first_error == "E_REGISTER_VALUE"
    assert "fisik, digital" in ran.err
    assert omni(*line, "--kind", "digital").code == 0


def test_dated_costs_of_one_product_stand_beside_each_other(omni: Omni) -> None:
    line = ("products", "add", "--sku", "K", "--name", "Kopi", "--price", "79.000", "--cost")
    assert omni(*line, "30.000").code == 0
    assert omni(*line, "31.500,50", "--cost-from", "2025-08-15").code == 0
    rows = omni("products", "list", "--json").json

    assert [(r["cost"], r["cost_from_date"]) for r in rows] == [
        (30_000, None),
        (31_500.5, "2025-08-15"),
    ]


def test_two_equal_edits_are_two_entries_and_the_last_one_holds(stock: Omni) -> None:
    for pieces in ("5", "6", "5"):
        assert stock("stock", "edit", "007", "--pieces", pieces).code == 0

    assert stock("stock", "show", "007", "--json").json[0]["pieces"] == 5


def test_a_row_that_was_deleted_comes_back_clean(stock: Omni) -> None:
    """What was known of it before the deletion is not known again."""
    assert stock("stock", "delete", "007").code == 0
    assert stock("stock", "add", "--sku", "007", "--pieces", "1", "--as-of", "2025-08-31").code == 0

    (row,) = stock("stock", "show", "007", "--json").json
    assert (row["name"], row["pieces"]) == (None, 1)


def test_a_form_may_delete_rows(stock: Omni, tmp_path: Path) -> None:
    path = tmp_path / "hapus.csv"
    path.write_text("SKU,Stok,Per Tanggal,Hapus\n007,12,2025-08-31,ya\n", encoding="utf-8")

    assert stock("import", "stock", path, "--effective-at", "2099-01-01").code == 0
    assert skus(stock) == ["T-1"]


def test_an_export_is_not_written_over_a_file(stock: Omni, tmp_path: Path) -> None:
    target = tmp_path / "stok.csv"
    target.write_text("milik saya")

    assert stock("stock", "export", "-o", target).first_error == "E_OUTPUT_EXISTS"
    assert target.read_text() == "milik saya"
    assert stock("stock", "export", "-o", target, "--force").code == 0
    assert target.read_text().splitlines()[0] == "SKU,Nama,Stok,Per Tanggal"


def test_entries_by_hand_are_in_the_trail_with_their_action(stock: Omni) -> None:
    trail = stock("audit", "list", "--last", "5", "--json").json

    assert "stock.edit" in {row["action"] for row in trail}


def test_who_may_not_edit_sees_no_personal_column(omni: Omni, workspace: Workspace) -> None:
    """What masks is the declaration and the role; the row itself stays as it is."""
    omni("stock", "add", *COUNT)
    stock = registers()["stock"]
    name = replace(stock.field("name"), personal=True)
    personal = replace(stock, fields=tuple(name if f.name == "name" else f for f in stock.fields))
    with Session.open(workspace, command="stock list", action="stock.read") as session:
        assert list_rows(session, personal)[0]["name"] == "Kopi Gayo Arabika"
        session.actor = replace(session.actor, role="viewer")
        assert list_rows(session, personal)[0]["name"] == "K•••••"
        assert list_rows(session, stock)[0]["name"] == "Kopi Gayo Arabika"


def test_what_is_doubtful_of_an_entry_by_hand_is_said(omni: Omni) -> None:
    """An import would warn of it: a negative count, a day to come, a campaign that ends first."""
    ran = omni("stock", "add", "--sku", "A", "--pieces", "-3", "--as-of", "2025-09-01")
    assert (ran.code, "! Stok: -3 kurang dari nol." in ran.err) == (0, True)
    scan = ("--parcel-no", "J", "--received", "2099-08-01", "--condition", "baik")
    ran = omni("returns", "add", *scan, "--json")
    assert [i["code"] for i in ran.json["issues"]] == ["W_DATE_RANGE"]
    days = ("--from", "2025-11-11", "--to", "2025-11-10")
    ran = omni("campaign", "add", "--campaign", "11.11", "--kind", "mega", *days, "--json")
    assert [i["code"] for i in ran.json["issues"]] == ["W_DAYS_REVERSED"]
    ran = omni("campaign", "edit", "11.11", "--to", "2025-11-12", "--json")
    assert ran.json["issues"] == []


def test_a_sub_campaign_of_none_is_a_campaign_of_its_own(omni: Omni) -> None:
    """It would be in no sum; once its parent is entered it is a part of it."""
    days = ("--kind", "mega", "--from", "2025-11-11", "--to", "2025-11-11")
    assert omni("campaign", "add", "--campaign", "Puncak", "--parent", "11.11", *days).code == 0
    pace = ("metric", "run", "campaign_pace", "--month", "2025-11", "--json")
    assert [row["role"] for row in omni(*pace).json["rows"]] == ["main"]
    assert omni("campaign", "add", "--campaign", "11.11", *days).code == 0
    assert {row["campaign"]: row["role"] for row in omni(*pace).json["rows"]} == {
        "11.11": "main",
        "Puncak": "sub",
    }
