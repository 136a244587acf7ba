"""Reading what a question is about: the period, the revenue basis and the day to count to."""

from dataclasses import dataclass
from datetime import date

from omnicli.assets import query
from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.domain.period import parse_period
from omnicli.session import Session

BASES = ("placed", "delivered", "cash")
DEFAULT_BASIS = "delivered"


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
    if basis not in BASES:
        detail = f"--basis {basis} ({', '.join(BASES)})"
        raise OmniError("E_USAGE", detail=detail, command=session.command)
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
    )
