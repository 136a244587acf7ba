"""The exports omni knows: one file per source, each with a `SPEC` constant."""

import importlib
import pkgutil
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
    found: dict[str, SourceSpec] = {}
    for name, register in registers().items():
        found[name] = register.spec
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        spec = getattr(importlib.import_module(f"{__name__}.{module.name}"), "SPEC", None)
        if not isinstance(spec, SourceSpec):
            continue
        if spec.name in found:
            raise ValueError(f"two source files define {spec.name}")
        found[spec.name] = spec
    return MappingProxyType(dict(sorted(found.items())))
