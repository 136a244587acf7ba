"""S1-24…S1-31: customers as the shop keeps them, and the lead that becomes a customer."""

from pathlib import Path

from conftest import Omni
from people_world import ANI
from people_world import CITRA
from people_world import FORMS

WORDS = ("--category", "Leads", "--name", "Ani Lengkap", "--gender", "Wanita")
PLACE = ("--province", "Kalimantan Tengah", "--city", "Sampit", "--district", "Baamang")
HOME = ("--postcode", "74311", "--street", "Jl. Contoh", "--house-no", "07", "--rt-rw", "003/005")
REACH = ("--email", "ani@example.com", "--instagram", "ani.contoh", "--facebook", "ani")


def categories(omni: Omni) -> dict[str, str]:
    """Category by customer name, as metrics see it."""
    ran = omni("sql", "SELECT name, category FROM v_customers ORDER BY name", "--json")
    assert ran.code == 0, ran.err
    return {row["name"]: row["category"] for row in ran.json}


def test_a_profile_holds_person_place_and_handles(omni: Omni) -> None:
    """S1-27 gender, S1-28 region, S1-29 street, S1-30 phone and e-mail, S1-31 handles."""
    words = (*WORDS, *PLACE, *HOME, *REACH, "--phone", ANI)
    assert omni("customers", "add", *words).code == 0
    (row,) = omni("customers", "profiles", "--search", "ani", "--json").json

    assert (row["gender"], row["category"], row["phone"]) == ("wanita", "leads", f"+{ANI}")
    assert (row["postcode"], row["house_no"], row["rt_rw"]) == ("74311", "07", "003/005")
    assert (row["email"], row["instagram"]) == ("ani@example.com", "ani.contoh")


def test_both_spellings_of_dropshipper_are_one_category(omni: Omni) -> None:
    """S1-24: six categories, whatever the spelling."""
    for n, word in enumerate(("Dropshiper", "dropshipper")):
        words = ("--category", word, "--name", "X", "--phone", f"62812000001{n}0")
        assert omni("customers", "add", *words).code == 0
    rows = omni("customers", "profiles", "--where", "category=Dropshiper", "--json").json
    assert len(rows) == 2


def test_a_lead_becomes_a_customer_with_the_first_completed_order(
    omni: Omni, tmp_path: Path
) -> None:
    """S1-25, S1-26: a partner's category stays; a returned parcel makes no customer."""
    (tmp_path / "orders.csv").write_text(FORMS["orders"].lstrip(), encoding="utf-8")
    assert omni("import", tmp_path / "orders.csv").code == 0
    expected = {"Bu Ani": "pelanggan", "Bu Citra": "leads", "Pak Budi": "pelanggan"}
    assert categories(omni) == expected

    assert omni("customers", "add", *WORDS, "--phone", ANI).code == 0
    assert categories(omni) == expected
    reseller = ("--category", "Reseller", "--name", "Citra", "--phone", CITRA)
    assert omni("customers", "add", *reseller).code == 0
    assert categories(omni)["Bu Citra"] == "reseller"
