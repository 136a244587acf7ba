"""Every declared table and derivation, found by looking where they are declared."""

import importlib
import pkgutil
import sqlite3
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from types import MappingProxyType
from types import ModuleType

from omnicli.warehouse.tables.declaration import Derivation
from omnicli.warehouse.tables.declaration import TableSpec
from omnicli.warehouse.tables.declaration import in_order

HOMES = ("omnicli.warehouse.tables", "omnicli.registers")
"""Packages whose modules declare tables. Registers lie above the warehouse, so they are found by
name: what is declared there is data, and nothing here depends on what it says."""


def _modules() -> Iterator[ModuleType]:
    for home in HOMES:
        found = find_spec(home)
        if found is None:
            continue
        for module in pkgutil.iter_modules(found.submodule_search_locations):
            if not module.name.startswith("_"):
                yield importlib.import_module(f"{home}.{module.name}")


@cache
def catalog() -> Mapping[str, TableSpec]:
    """Every table by name, in the order they are loaded. ValueError where two have one name."""
    specs = [spec for module in _modules() for spec in getattr(module, "TABLES", ())]
    found = {spec.name: spec for spec in in_order(specs)}
    if len(found) < len(specs):
        twice = sorted({s.name for s in specs if [x.name for x in specs].count(s.name) > 1})
        raise ValueError(f"declared twice: {', '.join(twice)}")
    return MappingProxyType(found)


@cache
def derivations() -> tuple[Derivation, ...]:
    """Everything that follows from whole tables, in the order it is derived."""
    found = [step for module in _modules() for step in getattr(module, "DERIVATIONS", ())]
    return tuple(sorted(found, key=lambda step: (step.order, step.name)))


def table_spec(name: str) -> TableSpec:
    """The declaration of one table. KeyError for a name nobody declared."""
    return catalog()[name]


def with_roles(*roles: str) -> list[TableSpec]:
    """The tables of some roles, in order."""
    return [spec for spec in catalog().values() if spec.role in roles]


def title_of(name: str, lang: str) -> str:
    """What the rows of a table are called in a language; its name where nothing is declared."""
    spec = catalog().get(name)
    return (spec.title[lang == "en"] if spec else "") or name


@cache
def sides() -> Mapping[str, tuple[TableSpec, str]]:
    """As what rows take part in matching → their table, and the SQL of their amount."""
    return {
        side: (spec, amount) for spec in catalog().values() for side, amount in spec.sides.items()
    }


def children_first(db: sqlite3.Connection, specs: list[TableSpec]) -> list[TableSpec]:
    """Tables in an order in which they can be emptied: no row goes before what hangs on it."""
    parents = {
        spec.name: {row[2] for row in db.execute(f"PRAGMA foreign_key_list({spec.name})")}
        for spec in specs
    }
    left = {spec.name: spec for spec in specs}
    ordered = []
    while left:
        held = {parent for name in left for parent in parents[name] - {name}}
        free = [name for name in left if name not in held] or list(left)
        ordered += [left.pop(name) for name in free]
    return ordered
