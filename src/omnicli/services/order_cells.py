"""What people typed of one order, before it is kept: a cell that would be lost is refused.

A file of thousands costs a bad cell; whoever types one order wants to hear of it at once.
"""

import re
from collections.abc import Mapping

from omnicli.domain.couriers import canonical_courier
from omnicli.domain.couriers import couriers
from omnicli.domain.errors import OmniError
from omnicli.domain.phones import normalise_phone
from omnicli.domain.regions import misplaced
from omnicli.sources._order_details import DETAILS
from omnicli.sources.order_desk import TRANSLATED
from omnicli.sources.orders_template import STATUSES

_WORDS = {
    "raw_status": ("Status", {**STATUSES, **{s.replace("_", " "): s for s in STATUSES.values()}}),
    "kind_text": (DETAILS["kind_text"].headers[0], TRANSLATED["product_kind"][1]),
}


def check_cells(cells: Mapping[str, str]) -> None:
    """Raise E_DESK_WORD, E_COURIER_UNKNOWN or E_PHONE_UNUSABLE for a cell that means nothing."""
    for column, (header, words) in _WORDS.items():
        if column in cells and meaning(cells[column], words) is None:
            known = ", ".join(words)
            raise OmniError("E_DESK_WORD", value=cells[column], column=header, known=known)
    check_courier(cells.get("courier_service"))
    phone = cells.get("recipient_phone")
    if phone and normalise_phone(phone) is None:
        raise OmniError("E_PHONE_UNUSABLE", value=phone)


def check_courier(name: str | None) -> None:
    """Raise E_COURIER_UNKNOWN for a text that names no courier."""
    if name and canonical_courier(name) is None:
        raise OmniError("E_COURIER_UNKNOWN", value=name, near=", ".join(couriers()))


def meaning(text: str, words: Mapping[str, str]) -> str | None:
    """What a word of a form means, however it is spaced and written."""
    return words.get(re.sub(r"[_\s-]+", " ", text.lower()).strip())


def doubts(cells: Mapping[str, str]) -> list[OmniError]:
    """Places that are kept as typed and are not on the list, with what they may mean."""
    places = [cells.get(level) for level in ("province", "city", "district")]
    return [
        OmniError("W_PLACE_TYPED", value=value, near=near or "–")
        for _, value, near in misplaced(*places)[1]
    ]
