"""Reference tables: official regions and couriers, csv files read when first asked for."""

import csv
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Place:
    """An official region; `code` is its dotted Kemendagri code, nested by level."""

    code: str
    name: str

    @property
    def province(self) -> str:
        """The code of the province it is or lies in."""
        return self.code[:2]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/<name>.csv`; lines that start with # tell source and date."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


@cache
def provinces() -> Mapping[str, Place]:
    """The 38 provinces by code."""
    return _places("provinces")


@cache
def regencies() -> Mapping[str, Place]:
    """The 514 regencies (`Kabupaten …`) and cities (`Kota …`) by code."""
    return _places("regencies")


@cache
def districts() -> Mapping[str, Mapping[str, str]]:
    """Regency code → district code → name. 7,230 rows: the largest table, read last."""
    nested: dict[str, dict[str, str]] = {}
    for row in rows("districts"):
        nested.setdefault(row["code"][:5], {})[row["code"]] = row["name"]
    return MappingProxyType(nested)


@cache
def region_aliases() -> tuple[tuple[str, str], ...]:
    """(code, other spelling) of provinces and regencies."""
    return tuple((row["code"], row["alias"]) for row in rows("region_aliases"))


def _places(name: str) -> Mapping[str, Place]:
    return MappingProxyType({row["code"]: Place(row["code"], row["name"]) for row in rows(name)})
