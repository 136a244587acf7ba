"""The official lists: complete, nested, and every other spelling leads into them."""

import re
import subprocess
import sys
from collections import Counter

import pytest

from omnicli.domain import reference
from omnicli.domain import region_names
from omnicli.domain.regions import SPLIT_FROM
from omnicli.domain.regions import canonical_city
from omnicli.domain.regions import canonical_province
from omnicli.domain.regions import find_province
from omnicli.domain.regions import find_regencies
from omnicli.domain.regions import resolve_region

PROVINCES = reference.provinces()
REGENCIES = reference.regencies()
DISTRICTS = {
    code: name for inside in reference.districts().values() for code, name in inside.items()
}


def _bare(name: str) -> str:
    return name.split(" ", 1)[1]


SHARED = sorted(
    n for n, count in Counter(_bare(r.name) for r in REGENCIES.values()).items() if count > 1
)


def test_there_are_38_provinces_514_regencies_and_7230_districts() -> None:
    kinds = Counter(r.name.split(" ", 1)[0] for r in REGENCIES.values())

    assert (len(PROVINCES), len(REGENCIES), len(DISTRICTS)) == (38, 514, 7230)
    assert kinds == {"Kabupaten": 416, "Kota": 98}


def test_codes_are_unique_and_nested() -> None:
    rows = [
        row["code"]
        for name in ("provinces", "regencies", "districts")
        for row in reference.rows(name)
    ]

    assert len(rows) == len(set(rows))
    assert {code[:2] for code in REGENCIES} == set(PROVINCES)
    assert {code[:5] for code in DISTRICTS} == set(REGENCIES)
    assert all(re.fullmatch(r"\d\d", code) for code in PROVINCES)
    assert all(re.fullmatch(r"\d\d\.\d\d", code) for code in REGENCIES)
    assert all(re.fullmatch(r"\d\d\.\d\d\.\d\d", code) for code in DISTRICTS)


def test_names_are_distinct_as_compared() -> None:
    provinces = {region_names.key(p.name) for p in PROVINCES.values()}
    regencies = {region_names.same_text(r.name) for r in REGENCIES.values()}
    districts = {(code[:5], region_names.district_key(name)) for code, name in DISTRICTS.items()}

    assert (len(provinces), len(regencies), len(districts)) == (38, 514, 7230)


@pytest.mark.parametrize("code", PROVINCES)
def test_a_province_keeps_its_name_however_it_is_written(code: str) -> None:
    name = PROVINCES[code].name
    for text in (name, name.upper(), name.lower(), f"Prov. {name}", f"PROVINSI {name.upper()}"):
        assert canonical_province(text) == name


@pytest.mark.parametrize("code", REGENCIES)
def test_a_regency_keeps_its_name_however_its_kind_is_written(code: str) -> None:
    name, home = REGENCIES[code].name, PROVINCES[code[:2]].name
    short = {"Kabupaten": ("Kab. ", "KAB "), "Kota": ("KOTA ", "Kota Adm. ")}[name.split(" ")[0]]
    for text in (name, name.upper(), name.lower(), *(prefix + _bare(name) for prefix in short)):
        found = resolve_region(home.upper(), text)

        assert canonical_city(text) == name
        assert (found.province, found.city, found.state) == (home, name, "exact")
        assert found.codes == (code[:2], code, None)


def test_every_district_is_found_in_its_regency_and_keeps_its_name() -> None:
    for code, name in DISTRICTS.items():
        regency = REGENCIES[code[:5]]
        found = resolve_region(None, regency.name, name.upper())

        assert (found.district, found.codes[2]) == (name, code)


def test_every_alias_leads_to_its_region_and_hides_no_official_name() -> None:
    official = {region_names.same_text(r.name) for r in REGENCIES.values()}
    for code, alias in reference.region_aliases():
        if len(code) == 2:
            found = find_province(alias.upper())
            assert found is PROVINCES[code], alias
        else:
            assert find_regencies(alias.upper()) == (REGENCIES[code],), alias
            assert region_names.same_text(alias) not in official or alias == REGENCIES[code].name


def test_26_names_are_both_a_city_and_a_regency() -> None:
    assert len(SHARED) == 26
    assert {"Bandung", "Bogor", "Malang", "Banjar", "Sorong"} <= set(SHARED)


@pytest.mark.parametrize("name", SHARED)
def test_a_shared_name_stays_bare_until_prefix_province_or_district_decides(name: str) -> None:
    both = {r for r in REGENCIES.values() if _bare(r.name) == name}
    homes = {r.province for r in both}

    assert canonical_city(name.upper()) == name
    assert resolve_region(None, name).state == "ambiguous"
    for regency in both:
        province = PROVINCES[regency.province].name
        alone = resolve_region(province, name)
        assert (alone.city == regency.name) == (len(homes) == 2)
        other = next(iter(both - {regency}))
        inside = reference.districts()
        elsewhere = {region_names.district_key(d) for d in inside[other.code].values()}
        telling = [
            d
            for d in inside[regency.code].values()
            if region_names.district_key(d) not in elsewhere
        ]
        assert telling
        assert all(resolve_region(province, name, d).city == regency.name for d in telling)


@pytest.mark.parametrize("code", [c for c in REGENCIES if c[:2] in SPLIT_FROM])
def test_the_old_papuan_province_of_a_courier_list_becomes_the_new_one(code: str) -> None:
    old = PROVINCES[SPLIT_FROM[code[:2]]].name
    found = resolve_region(old.upper(), REGENCIES[code].name.upper())

    assert (found.province, found.state) == (PROVINCES[code[:2]].name, "alias")


def test_the_provinces_of_2022_have_their_26_regencies() -> None:
    counts = Counter(c[:2] for c in REGENCIES)

    assert [counts[p] for p in ("91", "92", "93", "94", "95", "96")] == [9, 7, 4, 8, 8, 6]


def test_help_reads_no_list_and_names_in_order_need_no_likeness() -> None:
    code = (
        "import sys; from omnicli import cli; cli.main(['--help']);"
        "m = sys.modules.get('omnicli.domain.reference');"
        "lists = (m.provinces, m.regencies, m.districts, m.region_aliases) if m else ();"
        "loaded = any(each.cache_info().currsize for each in lists);"
        "from omnicli.domain.regions import resolve_region; resolve_region('Bali', 'Denpasar');"
        "print(loaded, 'rapidfuzz' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "False False"
