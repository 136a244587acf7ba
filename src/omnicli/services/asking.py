"""Reading what a question is about: the period, the revenue basis and the day to count to."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from omnicli.assets import query
from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.domain.period import parse_period
from omnicli.reports.words import word
from omnicli.session import Session

BASES = ("placed", "delivered", "cash")
DEFAULT_BASIS = "delivered"
_NAMED = 6


def newest_order(session: Session) -> date | None:
    """The day of the newest order, or None while there is none."""
    (newest,) = session.db.execute(query("newest_order")).fetchone()
    return date.fromisoformat(newest) if newest else None


def newest_money(session: Session) -> date | None:
    """The newest day of a settlement or bank line, not one to come, or None while there is none."""
    (newest,) = session.db.execute(query("newest_money")).fetchone()
    today = local_date(session.now, session.workspace.settings.timezone)
    return min(date.fromisoformat(newest), today) if newest else None


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a report, read."""

    period: Period
    basis: str
    as_of: date | None
    elsewhere: tuple[str, ...] = ()
    """The newest months that have orders, where the period has none."""


def ask(
    session: Session,
    *,
    month: str | None = None,
    from_: str | None = None,
    to: str | None = None,
    last: str | None = None,
    basis: str = DEFAULT_BASIS,
    as_of: str | None = None,
    money: bool = False,
) -> Asked:
    """Read the options: the period by the one parser, the basis, the day. E_PERIOD, E_USAGE.

    Questions about `money` start from its newest month where there is no order at all.
    """
    basis = read_basis(basis, session.command)
    zone = session.workspace.settings.timezone
    period = parse_period(
        month=month,
        from_=from_,
        to=to,
        last=last,
        today=local_date(session.now, zone),
        newest_order=newest_order(session) or (newest_money(session) if money else None),
    )
    return Asked(
        period,
        basis,
        parse_period(from_=as_of, to=as_of, today=period.end).start if as_of else None,
        _elsewhere(session.db, period),
    )


def months_with_orders(db: sqlite3.Connection) -> list[str]:
    """The months that have an order, newest first, as 2025-08."""
    return [row[0] for row in db.execute(query("months_with_orders"))]


def _elsewhere(db: sqlite3.Connection, period: Period) -> tuple[str, ...]:
    months = {"first": f"{period.start:%Y-%m}", "last": f"{period.end:%Y-%m}"}
    (found,) = db.execute(query("has_orders"), months).fetchone()
    return () if found else tuple(months_with_orders(db)[:_NAMED])


def read_basis(text: str, command: str) -> str:
    """The basis by its name or by what pages call it, in either language. E_USAGE."""
    wanted = text.casefold()
    for basis in BASES:
        spoken = [word("basis", basis, lang).casefold() for lang in ("id", "en")]
        if wanted in {basis, *spoken, *(part for text in spoken for part in text.split())}:
            return basis
    known = [f"{word('basis', basis, 'id')} ({basis})" for basis in BASES]
    detail = (
        f"--basis {text} tidak dikenal; yang ada: {', '.join(known)}",
        f"--basis {text} is unknown; there are {', '.join(BASES)}",
    )
    raise OmniError("E_USAGE", detail=detail, command=command)
