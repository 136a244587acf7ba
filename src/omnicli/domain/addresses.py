"""Mail addresses, one at a time: what may stand in a header or an SMTP command."""

import re

_LONGEST = 254
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# A name without a dot is a machine of one's own: `owner@localhost`.
_ADDRESS = re.compile(rf"({_LOCAL})@({_LABEL}(?:\.{_LABEL})*)")


def is_address(value: object) -> bool:
    """Whether it is one plain address: no display name, no second address, no line break."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    found = _ADDRESS.fullmatch(value)
    return found is not None and len(found[1]) <= 64


def folded_address(address: str) -> str:
    """The address as outbox keys hold it: nobody gives two people addresses that differ in case."""
    return address.casefold()
