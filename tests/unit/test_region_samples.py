"""The places of the real exports have official names."""

import pytest

from omnicli.domain.regions import resolve_region
from samples import cells
from samples import sample

FILES: list[tuple[str, str, str, set[str]]] = [
    ("Order.completed.20250801_20250820.xlsx", "Provinsi", "Kota/Kabupaten", set()),
    ("Selesai pesanan-2025-08-20-14_38.xlsx", "Province", "Regency and City", {"Bogor"}),
    (
        "Semua pesanan-2026-06-07-19_59.xlsx",
        "Province",
        "Regency and City",
        {"Bandung", "Bogor", "Pasuruan", "Serang"},
    ),
    ("Tokopedia_Order_20241101-20241130.xlsx", "Provinsi", "Kota", set()),
]


@pytest.mark.parametrize(("name", "province", "city", "shared"), FILES)
def test_every_place_of_a_real_export_resolves_but_bare_names_of_two(
    name: str, province: str, city: str, shared: set[str]
) -> None:
    """Districts are masked there, so a bare `Bogor` cannot be told from the other one."""
    rows = iter(cells(sample(name)))
    header = next(row for row in rows if province in row)
    one, two = header.index(province), header.index(city)
    places = {(row[one], row[two]) for row in rows if row[one] and row[two]}
    states = {place: resolve_region(*place).state for place in places}

    assert len(places) > 10
    assert {city for (_, city), state in states.items() if state == "ambiguous"} == shared
    assert "unmapped" not in states.values()
