"""What people keep lists of: one file per register, each with a `REGISTER` constant.

From that file come the table, the source `omni import` reads, the form `omni template` writes, the
commands of its noun, its view, its actions and its documentation; no list is edited.
`_model.py` explains the fields; `python -m omnicli.registers NAME` prints the table's SQL.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from omnicli.registers._model import Register


@cache
def registers() -> Mapping[str, Register]:
    """Every register by name. ValueError where a file is called otherwise."""
    found: dict[str, Register] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        register = importlib.import_module(f"{__name__}.{module.name}").REGISTER
        if register.name.replace("-", "_") != module.name:
            raise ValueError(f"the register {register.name} stands in {module.name}.py")
        found[register.name] = register
    return MappingProxyType(dict(sorted(found.items())))
