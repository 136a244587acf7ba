"""The exports omni knows: one file per source, each with a `SPEC` constant."""

import importlib
import pkgutil
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from omnicli.ingest.spec import SourceSpec
from omnicli.registers import registers


@cache
def registry() -> Mapping[str, SourceSpec]:
    """Every source by name: those of this folder, and the forms of the registers.

    Raises ValueError when two files define one name.
    """
    found = {name: register.spec for name, register in registers().items()}
    for module in pkgutil.iter_modules(__path__):
        spec = None if module.name.startswith("_") else _spec(module.name)
        if spec is None:
            continue
        if spec.name in found:
            raise ValueError(f"two source files define {spec.name}")
        found[spec.name] = spec
    return MappingProxyType(dict(sorted(found.items())))


def find(name: str) -> SourceSpec | None:
    """The source of that name, for who needs one or two.

    No other source's file is loaded where the file is called as the source is.
    """
    if name in registers():
        return registers()[name].spec
    module = name.replace("-", "_")
    if any(m.name == module for m in pkgutil.iter_modules(__path__)):
        spec = _spec(module)
        if spec and spec.name == name:
            return spec
    return registry().get(name)


def _spec(module: str) -> SourceSpec | None:
    spec = getattr(importlib.import_module(f"{__name__}.{module}"), "SPEC", None)
    return spec if isinstance(spec, SourceSpec) else None


class Titles(Mapping[str, tuple[str, str]]):
    """Source → its title in both languages, each looked up when it is asked for."""

    def __getitem__(self, name: str) -> tuple[str, str]:
        """Its title in Indonesian and in English."""
        spec = find(name)
        if spec is None:
            raise KeyError(name)
        return spec.title

    def __iter__(self) -> Iterator[str]:
        """Every source, by name."""
        return iter(registry())

    def __len__(self) -> int:
        """How many sources there are."""
        return len(registry())
