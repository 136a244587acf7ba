"""What a broadcast list brought: its people against those held out of it (F-89).

Both were drawn from the same list by chance, so what the one group buys more than the other, the
list brought. Everybody on the list counts, whether the chat tool reached them or not.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from math import sqrt
from typing import Literal

from omnicli.domain.clock import instant
from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.services.broadcast import KIND
from omnicli.services.broadcast import RESULT_DAYS
from omnicli.services.broadcast import listed_names
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

Verdict = Literal["no_comparison", "running", "more", "less", "chance"]
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Group:
    """People of a list and what they ordered. profit_sen: of the orders whose costs are known."""

    people: int
    buyers: int
    orders: int
    revenue_sen: int
    profit_sen: int
    unknown: int
    """Orders whose profit is not known: no cost of their goods."""

    @property
    def share_bps(self) -> int | None:
        """Share of the people who bought."""
        return round(10_000 * self.buyers / self.people) if self.people else None

    def to_dict(self) -> Record:
        """The figures with the share."""
        return {**asdict(self), "share_bps": self.share_bps}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A list against those held out of it; amounts in sen, extra_* of all people of the list."""

    name: str
    at: str
    until: str
    reason: str | None
    sent: Group
    held_out: Group
    verdict: Verdict
    difference_bps: int | None = None
    """How many more of 10,000 bought than among those held out."""
    low_bps: int | None = None
    high_bps: int | None = None
    """Between which the difference lies, at 95 %."""
    extra_buyers: int | None = None
    extra_revenue_sen: int | None = None
    extra_profit_sen: int | None = None

    def to_dict(self) -> Record:
        """The result as `--json` prints it, but for the amounts' units."""
        return {**asdict(self), "sent": self.sent.to_dict(), "held_out": self.held_out.to_dict()}


def result(session: Session, name: str | None = None) -> Result:
    """What the list of that file name brought; without a name the newest that held people out.

    Raises E_BROADCAST_UNKNOWN, E_BROADCAST_NONE.
    """
    entry = _entry(decisions.standing(session.db, KIND), name)
    zone = session.workspace.settings.timezone
    since = datetime.fromisoformat(entry["at"])
    until = since + timedelta(days=RESULT_DAYS)
    first, last = local_date(since, zone), local_date(until, zone)
    window = {
        "since": instant(since),
        "until": instant(until),
        "from_date": first.isoformat(),
        "to_date": last.isoformat(),
    }
    rows = ask(session.db, "broadcast_orders", window)
    profits: Mapping[tuple[object, ...], object] = {}
    if rows:
        asked = {
            "from_date": first,
            "to_date": last + timedelta(days=1),
            "as_of": local_date(session.now, zone),
        }
        found = run_metric(session.db, get("order_profit"), asked, reader=session.reader)
        profits = {_order(row): row["profit_sen"] for row in found.records(printed=False)}
    named = listed_names(session.workspace)
    rows = [{**row, "who": named(str(row["phone_key"]).removeprefix("phone:"))} for row in rows]
    written = set(entry["payload"]["people"])
    sent = _group(written, rows, profits)
    held = _group(set(entry["payload"].get("held_out", ())) - written, rows, profits)
    return _compared(entry, sent, held, window["until"], running=session.now < until)


def _entry(lists: list[decisions.Entry], name: str | None) -> decisions.Entry:
    """The list asked for: of several of one name the newest."""
    for entry in reversed(lists):
        if entry["subject"] == name or (name is None and entry["payload"].get("held_out")):
            return entry
    if name is None and lists:
        return lists[-1]
    if not lists:
        raise OmniError("E_BROADCAST_NONE")
    known = ", ".join(dict.fromkeys(str(entry["subject"]) for entry in reversed(lists)))
    raise OmniError("E_BROADCAST_UNKNOWN", value=name, known=known)


def _order(row: Mapping[str, object]) -> tuple[object, ...]:
    return row["platform"], row["account"], row["order_no"]


def _group(
    people: AbstractSet[str],
    rows: list[Record],
    profits: Mapping[tuple[object, ...], object],
) -> Group:
    """The orders of people; one that is theirs by two phones counts once."""
    theirs = {_order(row): row for row in rows if row["who"] in people}
    known = [value for key in theirs if isinstance(value := profits.get(key), int)]
    return Group(
        people=len(people),
        buyers=len({row["customer_id"] for row in theirs.values()}),
        orders=len(theirs),
        revenue_sen=sum(v for r in theirs.values() if isinstance(v := r["net_revenue_sen"], int)),
        profit_sen=sum(known),
        unknown=len(theirs) - len(known),
    )


def _compared(
    entry: decisions.Entry, sent: Group, held: Group, until: str, *, running: bool
) -> Result:
    """Both groups beside each other, and whether chance alone may explain the difference."""
    plain = Result(
        name=entry["subject"],
        at=entry["at"],
        until=until,
        reason=entry["reason"],
        sent=sent,
        held_out=held,
        verdict="no_comparison",
    )
    if not sent.people or not held.people:
        return plain
    difference, low, high = _difference(sent, held)
    verdict: Verdict = "more" if low > 0 else "less" if high < 0 else "chance"

    def extra(mine: int, other: int) -> int:
        return round(mine - other * sent.people / held.people)

    return Result(
        name=plain.name,
        at=plain.at,
        until=until,
        reason=plain.reason,
        sent=sent,
        held_out=held,
        verdict="running" if running else verdict,
        difference_bps=round(10_000 * difference),
        low_bps=round(10_000 * low),
        high_bps=round(10_000 * high),
        extra_buyers=extra(sent.buyers, held.buyers),
        extra_revenue_sen=extra(sent.revenue_sen, held.revenue_sen),
        extra_profit_sen=None
        if sent.unknown or held.unknown
        else extra(sent.profit_sen, held.profit_sen),
    )


def _difference(sent: Group, held: Group) -> tuple[float, float, float]:
    """The difference of both shares and its interval (Newcombe's, which holds for few people)."""
    one, other = sent.buyers / sent.people, held.buyers / held.people
    (low1, high1), (low2, high2) = _wilson(one, sent.people), _wilson(other, held.people)
    gap = one - other
    low = gap - sqrt((one - low1) ** 2 + (high2 - other) ** 2)
    return gap, low, gap + sqrt((high1 - one) ** 2 + (other - low2) ** 2)


def _wilson(share: float, many: int) -> tuple[float, float]:
    """Wilson's interval of a share of `many` people at 95 %."""
    middle = share + _Z**2 / (2 * many)
    half = _Z * sqrt(share * (1 - share) / many + _Z**2 / (4 * many**2))
    whole = 1 + _Z**2 / many
    return (middle - half) / whole, (middle + half) / whole
