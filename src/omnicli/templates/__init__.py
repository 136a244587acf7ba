"""Our own forms: what a template is, found by looking in this folder, and the files it becomes."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from omnicli.registers import registers
from omnicli.templates.form import Template
from omnicli.templates.register import template_of


@cache
def templates() -> Mapping[str, Template]:
    """Every template by name: the modules of this folder with a TEMPLATE constant."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        template = getattr(importlib.import_module(f"{__name__}.{module.name}"), "TEMPLATE", None)
        if isinstance(template, Template):
            found[template.name] = template
    for name, register in registers().items():
        found[name] = template_of(register)
    return MappingProxyType(dict(sorted(found.items())))
