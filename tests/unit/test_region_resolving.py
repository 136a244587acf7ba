"""Regions as exports write them: settled when certain, kept as written otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnicli.domain import reference
from omnicli.domain.couriers import canonical_courier
from omnicli.domain.couriers import courier_aliases
from omnicli.domain.couriers import couriers
from omnicli.domain.proposals import propose_city
from omnicli.domain.proposals import propose_courier
from omnicli.domain.proposals import propose_region
from omnicli.domain.regions import canonical_city
from omnicli.domain.regions import canonical_province
from omnicli.domain.regions import resolve_region

NAMES = [p.name for p in (*reference.provinces().values(), *reference.regencies().values())]
PIECES = st.sampled_from(
    [
        "Kab.",
        "Kota",
        "kabupaten",
        "ADM.",
        "Kep.",
        "(",
        ")",
        "/",
        ",",
        "Prov.",
        "City",
        "D.I.",
        "-",
        " ",
    ]
)
WRITTEN = st.lists(
    st.one_of(PIECES, st.sampled_from(NAMES), st.text("abKT -./()", max_size=6)), max_size=5
).map(" ".join)


@pytest.mark.parametrize(
    ("province", "city", "district", "expected"),
    [
        ("JAWA BARAT", "KAB. BOGOR", None, ("Jawa Barat", "Kabupaten Bogor", "exact")),
        ("Jabar", "BANDUNG", "Kec. Coblong", ("Jawa Barat", "Kota Bandung", "alias")),
        ("Jabar", "BANDUNG", "Soreang", ("Jawa Barat", "Kabupaten Bandung", "alias")),
        ("JAWA BARAT", "BANDUNG", None, ("Jawa Barat", "Bandung", "ambiguous")),
        ("JAWA BARAT", "BANDUNG", "C*****", ("Jawa Barat", "Bandung", "ambiguous")),
        ("KALSEL", "Banjar", None, ("Kalimantan Selatan", "Kabupaten Banjar", "alias")),
        ("JAWA TENGAH", "KOTA BANDUNG", None, ("Jawa Tengah", "Kota Bandung", "ambiguous")),
        ("NEGERI DONGENG", "Kota Bandung", None, ("Negeri Dongeng", "Kota Bandung", "unmapped")),
        ("JAWA BARAT", "KOTA X", None, ("Jawa Barat", "Kota X", "unmapped")),
        ("JAWA TENGAH", "KOTA BOYOLALI", None, ("Jawa Tengah", "Kota Boyolali", "unmapped")),
        (None, "DENPASAR", None, ("Bali", "Kota Denpasar", "alias")),
        ("West Java", "Bandung City", None, ("Jawa Barat", "Kota Bandung", "alias")),
        ("Nanggroe Aceh Darussalam (NAD)", None, None, ("Aceh", None, "alias")),
        (None, None, None, (None, None, "exact")),
    ],
)
def test_a_place_is_settled_only_when_it_is_certain(
    province: str | None,
    city: str | None,
    district: str | None,
    expected: tuple[str | None, str | None, str],
) -> None:
    found = resolve_region(province, city, district)

    assert (found.province, found.city, found.state) == expected


@given(WRITTEN)
def test_canonical_names_stay_as_they_are(text: str) -> None:
    city, province = canonical_city(text), canonical_province(text)

    assert city is None or canonical_city(city) == city
    assert province is None or canonical_province(province) == province


@given(WRITTEN, WRITTEN, st.sampled_from([None, "Coblong", "kec. soreang", "x"]))
def test_a_resolved_place_stays_as_it_is(province: str, city: str, district: str | None) -> None:
    once = resolve_region(province, city, district)
    again = resolve_region(once.province, once.city, once.district)

    assert (again.province, again.city, again.district, again.codes) == (
        once.province,
        once.city,
        once.district,
        once.codes,
    )


@pytest.mark.parametrize(
    ("province", "city", "proposal"),
    [
        ("JAWA BARAT", "Kab. Bandung Brat", "Kabupaten Bandung Barat"),
        ("Jawa Barat", "Bandung", "Kabupaten Bandung / Kota Bandung"),
        ("Jawa Tengah", "Kota Boyolali", "Kabupaten Boyolali"),
        ("Jawa Brat", None, "Jawa Barat"),
        ("Jawa", "Kota Bandung", None),
        ("Bali", "Kota X", None),
        (None, None, None),
    ],
)
def test_a_guess_is_proposed_only_when_one_is_clearly_nearest(
    province: str | None, city: str | None, proposal: str | None
) -> None:
    assert propose_region(province, city) == proposal


def test_a_proposal_stays_in_the_stated_province() -> None:
    bali = reference.provinces()["51"]

    assert propose_city("Bandumg Barat") == "Kabupaten Bandung Barat"
    assert propose_city("Bandumg Barat", bali) is None


def test_every_courier_alias_names_its_courier() -> None:
    assert {name: canonical_courier(name) for name in couriers()} == {n: n for n in couriers()}
    assert all(canonical_courier(f"Paket {alias} 1") == name for alias, name in courier_aliases())


@pytest.mark.parametrize(
    ("text", "proposal"),
    [("Sicepatt Halu", "SiCepat"), ("Anter Ajaa", "AnterAja"), ("Kurir Toko", None), ("JNR", None)],
)
def test_a_nearly_named_courier_is_proposed(text: str, proposal: str | None) -> None:
    assert propose_courier(text) == proposal
