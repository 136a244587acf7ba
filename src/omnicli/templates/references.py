"""Sheets to look spellings up in, which several forms have."""

from collections.abc import Sequence

from omnicli.domain.couriers import couriers
from omnicli.domain.reference import provinces
from omnicli.domain.reference import regencies
from omnicli.templates.form import Reference


def _regions() -> Sequence[Sequence[str]]:
    """Every regency and city under its province, by official code."""
    names = {code: place.name for code, place in provinces().items()}
    rows = [(names[place.province], place.name) for place in regencies().values()]
    return [("Provinsi", "Kota"), *rows]


def _couriers() -> Sequence[Sequence[str]]:
    return [("Kurir",), *((name,) for name in couriers())]


REGIONS = Reference("Wilayah", _regions)
COURIERS = Reference("Kurir", _couriers)
REFERENCES = {"regions": REGIONS, "couriers": COURIERS}
"""By the name a register asks for them with."""
