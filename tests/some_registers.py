"""For which registers a test runs: for all, or for some in every run and for all in a campaign."""

import pytest

from omnicli.registers import registers

REGISTERS = list(registers().values())
_QUICK = {"customers", "products", "harvests"}
"""They have every type of field between them."""

each = pytest.mark.parametrize("register", REGISTERS, ids=[r.name for r in REGISTERS])
some = pytest.mark.parametrize(
    "register",
    [
        pytest.param(r, id=r.name, marks=() if r.name in _QUICK else pytest.mark.slow)
        for r in REGISTERS
    ],
)
