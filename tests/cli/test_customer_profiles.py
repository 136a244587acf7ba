"""S1-24…S1-31: customers as the shop keeps them, and the lead that becomes a customer."""

from pathlib import Path

import polars as pl

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


def test_a_place_that_is_not_on_the_list_is_kept_with_what_it_may_mean(
    omni: Omni, tmp_path: Path
) -> None:
    """S1-05: each cell by itself; the official spelling where it is certain."""
    path = tmp_path / "pelanggan.csv"
    path.write_text(
        "Kategori,Nama,No HP,Provinsi,Kota,Kecamatan\n"
        "Leads,Ani,081200000011,JAWA BARAT,bandung kota,Coblong\n"
        "Leads,Budi,081200000012,Jawa Brat,Kota Bandung,Coblong\n"
        "Leads,Citra,081200000013,Jawa Barat,Kota Bndung,\n"
        "Leads,Dewi,081200000014,Jawa Barat,Kota Bandung,Cobong\n"
        "Leads,Eka,081200000015,Zzzzz,,\n",
        encoding="utf-8",
    )
    ran = omni("import", "customers", path, "--json")

    assert ran.code == 0
    shown = [(i["code"], i["row"], i["column"], i["value"]) for i in ran.json["files"][0]["issues"]]
    assert shown == [
        ("W_PLACE_UNKNOWN", 3, "Provinsi", "Jawa Brat"),
        ("W_PLACE_UNKNOWN", 4, "Kota", "Kota Bndung"),
        ("W_PLACE_UNKNOWN", 5, "Kecamatan", "Cobong"),
        ("W_PLACE_UNLIKE", 6, "Provinsi", "Zzzzz"),
    ]
    texts = omni("import", "customers", path, "--dry-run").out
    rows = {r["name"]: r for r in omni("customers", "profiles", "--json").json}
    assert (rows["Ani"]["province"], rows["Ani"]["city"]) == ("Jawa Barat", "Kota Bandung")
    assert rows["Citra"]["city"] == "Kota Bndung"
    assert "Kota Bandung" in texts or "Kota Bandung" in ran.out


def test_kept_rows_with_such_cells_come_back_in_the_errors_file_and_close(
    omni: Omni, tmp_path: Path
) -> None:
    """S1-05, F-09: the same layout, with what each cell may mean; repaired, nothing is open."""
    import fastexcel

    path = tmp_path / "pelanggan.csv"
    path.write_text(
        "Kategori,Nama,No HP,Provinsi,Kota\n"
        "Leads,Ani,081200000011,Jawa Barat,Kota Bandung\n"
        "Leads,Citra,081200000013,Jawa Barat,Kota Bndung\n"
        "Leads,Dewi,,Jawa Brat,\n",
        encoding="utf-8",
    )
    ran = omni("import", "customers", path, "--effective-at", "2025-01-01T00:00:00Z")
    made = next((tmp_path / "toko").glob("reports/errors/*.xlsx"))
    assert made.name in ran.out + ran.err
    rows = fastexcel.read_excel(made).load_sheet(0, dtypes="string").to_polars()

    assert rows.columns[:5] == ["Kategori", "Nama", "No HP", "Provinsi", "Kota"]
    assert rows["Nama"].to_list() == ["Citra", "Dewi"], "one kept, one refused for its phone"
    assert rows["No HP"].to_list()[0] == "081200000013"
    assert "Kota Bandung" in rows["omni: alasan"].to_list()[0]
    fixed = rows.with_columns(
        pl.Series("Kota", ["Kota Bandung", None]),
        pl.Series("Provinsi", ["Jawa Barat", "Jawa Barat"]),
        pl.Series("No HP", ["081200000013", "081200000014"]),
    )
    fixed.write_excel(tmp_path / "perbaikan.xlsx")
    assert omni("import", tmp_path / "perbaikan.xlsx").code == 0
    people = {r["name"]: r["city"] for r in omni("customers", "profiles", "--json").json}
    assert people == {"Ani": "Kota Bandung", "Citra": "Kota Bandung", "Dewi": None}
    still = "SELECT COUNT(*) AS n FROM import_issues WHERE closed_by IS NULL"
    assert omni("sql", still, "--json").json == [{"n": 0}]


def test_the_form_lists_every_district_under_its_regency(omni: Omni, tmp_path: Path) -> None:
    """S1-03, S1-05, S1-06: the reference list is in the form, and its columns are the declared."""
    import fastexcel

    assert omni("template", "customers", "-o", tmp_path / "form.xlsx").code == 0
    book = fastexcel.read_excel(tmp_path / "form.xlsx")
    listed = book.load_sheet("Wilayah").to_polars()
    assert listed.columns == ["Provinsi", "Kota", "Kecamatan"]
    assert listed.height == 7_230
    assert ("Jawa Barat", "Kota Bandung", "Coblong") in set(listed.iter_rows())
