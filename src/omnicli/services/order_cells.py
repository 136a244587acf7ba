"""What people typed of one order, before it is kept: a cell that would be lost is refused.

A file of thousands costs a bad cell; whoever types one order wants to hear of it at once.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from datetime import timedelta
from zoneinfo import ZoneInfo

from omnicli.domain.clock import instant
from omnicli.domain.couriers import canonical_courier
from omnicli.domain.couriers import couriers
from omnicli.domain.errors import OmniError
from omnicli.domain.phones import normalise_phone
from omnicli.domain.regions import misplaced
from omnicli.ingest.spec import Column
from omnicli.session import Session
from omnicli.sources._order_details import DETAILS
from omnicli.sources.order_desk import TRANSLATED
from omnicli.sources.orders_template import STATUSES

_WORDS = {
    "raw_status": ("Status", {**STATUSES, **{s.replace("_", " "): s for s in STATUSES.values()}}),
    "kind_text": (DETAILS["kind_text"].headers[0], TRANSLATED["product_kind"][1]),
}
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check_cells(cells: Mapping[str, str], time: Column, session: Session) -> None:
    """Raise for a cell that means nothing, and for a time to come; `time` is the column of it.

    E_DESK_WORD, E_DESK_TIME, E_DESK_FUTURE, E_COURIER_UNKNOWN, E_PHONE_UNUSABLE, E_MAIL_ADDRESS.
    """
    for column, (header, words) in _WORDS.items():
        if column in cells and meaning(cells[column], words) is None:
            known = ", ".join(words)
            raise OmniError("E_DESK_WORD", value=cells[column], column=header, known=known)
    check_courier(cells.get("courier_service"))
    phone = cells.get("recipient_phone")
    if phone and normalise_phone(phone) is None:
        raise OmniError("E_PHONE_UNUSABLE", value=phone)
    mail = cells.get("recipient_email")
    if mail and not _MAIL.fullmatch(mail.strip()):
        raise OmniError("E_MAIL_ADDRESS", value=mail)
    if cells.get(time.name):
        _check_time(cells[time.name], time, session)


def _check_time(text: str, column: Column, session: Session) -> None:
    import polars as pl

    from omnicli.ingest.convert.frame import clean
    from omnicli.ingest.convert.frame import convert_column

    zone = session.workspace.settings.timezone
    typed = convert_column(clean(pl.Series(column.name, [text]), column), column, zone)
    at, day = (series[0] for series in typed.series)
    if day is None:
        raise OmniError("E_DESK_TIME", value=text)
    today = f"{session.now.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
    if is_to_come(at, session.now) if at else day > today:
        raise OmniError("E_DESK_FUTURE", value=text)


def is_to_come(at: object, now: datetime) -> bool:
    """Whether an instant lies ahead by more than two machines' clocks may differ."""
    return str(at or "") > instant(now + timedelta(minutes=5))


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
