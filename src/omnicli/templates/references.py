"""Sheets to look spellings up in, which several forms have."""

from collections.abc import Sequence

from omnicli.domain.couriers import couriers
from omnicli.domain.reference import districts
from omnicli.domain.reference import provinces
from omnicli.domain.reference import regencies
from omnicli.templates.form import Reference


def _regions() -> Sequence[Sequence[str]]:
    """Every regency and city under its province, by official code."""
    names = {code: place.name for code, place in provinces().items()}
    rows = [(names[place.province], place.name) for place in regencies().values()]
    return [("Provinsi", "Kota"), *rows]


def _districts() -> Sequence[Sequence[str]]:
    """Every district under its regency and province, by official code."""
    names = {code: place.name for code, place in provinces().items()}
    rows = [
        (names[place.province], place.name, district)
        for code, place in regencies().items()
        for district in districts().get(code, {}).values()
    ]
    return [("Provinsi", "Kota", "Kecamatan"), *rows]


def _couriers() -> Sequence[Sequence[str]]:
    return [("Kurir",), *((name,) for name in couriers())]


REGIONS = Reference("Wilayah", _regions)
COURIERS = Reference("Kurir", _couriers)
DISTRICTS = Reference("Wilayah", _districts)
REFERENCES = {"regions": REGIONS, "districts": DISTRICTS, "couriers": COURIERS}
"""By the name a register asks for them with."""
