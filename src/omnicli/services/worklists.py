"""`omni worklist`: what somebody has to work on, and who has it, until when it rests, a note.

The lists are the metric `worklist`, so a row leaves them by itself once its data is imported. What
people say of a row is a decision, and survives a rebuild.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from omnicli.access.columns import Reader
from omnicli.access.users import find_user
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.services.deciding import decide
from omnicli.services.deciding import deciding
from omnicli.services.reconciling import newest_day
from omnicli.services.reconciling import printed
from omnicli.services.reconciling import spoken
from omnicli.session import Session
from omnicli.warehouse import worklist_marks

LISTS = ("undelivered", "overdue", "short", "lost", "claims")
EDIT = "worklist.edit"
MONEY_LISTS = frozenset(LISTS[1:])
_SINCE = date(2000, 1, 1)

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows asked for, those that rest counted apart."""

    as_of: date
    rows: tuple[Row, ...]
    snoozed: int

    def to_list(self) -> list[dict[str, object]]:
        """What `--json` prints: amounts in rupiah under names without `_sen`."""
        return [printed(row) for row in self.rows]


def all_time(as_of: date) -> Period:
    """What is open is open, whenever it was ordered."""
    return Period(_SINCE, as_of)


def rows_of(session: Session, metric: str, as_of: date, reader: Reader) -> list[Row]:
    """The rows of a metric over all time as `reader` may see them, texts in one language."""
    params = {**all_time(as_of).sql_params(), "as_of": as_of.isoformat()}
    result = run_metric(session.db, get(metric), params, reader=reader)
    return [spoken(record, session.lang) for record in result.records(printed=False)]


def worklist(
    session: Session,
    name: str | None = None,
    orders: Sequence[str] = (),
    *,
    owner: str | None = None,
    snoozed: bool = False,
    as_of: date | None = None,
) -> Lists:
    """The rows of one list or of all, of some orders, of one owner; those that rest if asked.

    E_WORKLIST_UNKNOWN; E_DENIED for a list about money that the actor may not see.
    """
    expect_list(session, name)
    day = as_of or newest_day(session)
    found = [
        row
        for row in rows_of(session, "worklist", day, session.reader)
        if name in {None, row["list"]}
        and (not orders or _number(row) in orders)
        and (owner is None or (row["owner"] or "") == owner)
    ]
    awake = [row for row in found if row["state"] != "snoozed"]
    return Lists(day, tuple(found if snoozed or orders else awake), len(found) - len(awake))


def _number(row: Row) -> object:
    """What a person calls a row: its order, or the payer of whom there is no data."""
    return row["order_no"] or row["payer"]


def expect_list(session: Session, name: str | None) -> None:
    """Refuse a list that is none, or that the actor may not see."""
    if name is not None and name not in LISTS:
        raise OmniError("E_WORKLIST_UNKNOWN", value=name, known=", ".join(LISTS))
    if name in MONEY_LISTS:
        session.require("rows.money")


def mark(
    session: Session, name: str | None, orders: Sequence[str], marks: Mapping[str, str]
) -> list[Row]:
    """Note who has the rows of these orders, until when they rest, or a text; empty takes it back.

    Gives the rows as they stand now. E_WORKLIST_ORDERS without a list or orders, E_WORKLIST_ROW
    for an order that is not in it, E_USER_UNKNOWN, E_WORKLIST_DAY for a day that is not to come.
    """
    session.require(EDIT)
    if name is None or not orders:
        raise OmniError("E_WORKLIST_ORDERS")
    if "snoozed_until" in marks:
        marks = {**marks, "snoozed_until": _rest(session, marks["snoozed_until"])}
    owner = marks.get("owner")
    if owner and find_user(session.db, owner) is None:
        raise OmniError("E_USER_UNKNOWN", value=owner)
    rows = worklist(session, name, orders, snoozed=True).rows
    known = {_number(row) for row in rows}
    for order_no in orders:
        if order_no not in known:
            raise OmniError("E_WORKLIST_ROW", value=order_no, name=name)
    with deciding(session, guarded=False) as db:
        for row in rows:
            subject = worklist_marks.subject(row)
            decide(session, db, worklist_marks.KIND, subject, marks)
            worklist_marks.refresh(db, subject)
        session.finish(rows=len(rows), marks=sorted(marks))
    return list(worklist(session, name, orders, snoozed=True).rows)


def _rest(session: Session, text: str) -> str:
    """The day until which a row rests; empty for none. E_WORKLIST_DAY unless it is to come."""
    if not text:
        return ""
    newest = newest_day(session)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise OmniError("E_WORKLIST_DAY", value=text, newest=newest) from error
    if day <= newest:
        raise OmniError("E_WORKLIST_DAY", value=text, newest=newest)
    return day.isoformat()
