"""`omni orders`: what a person decides about single orders, and how it is taken back."""

import sqlite3

from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.domain.errors.orders import E_ORDER_NOT_DECIDED
from omnicli.domain.errors.orders import E_ORDER_REFERENCE
from omnicli.domain.errors.orders import E_ORDER_UNKNOWN
from omnicli.services.rereading import rules_of
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse import sales
from omnicli.warehouse import test_orders
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.sales import Number


def parse_order(text: str, account: str) -> Number:
    """`platform:order_no` as a natural key. Raises E_ORDER_REFERENCE."""
    platform, colon, order_no = text.partition(":")
    if not (platform and colon and order_no):
        raise OmniError(E_ORDER_REFERENCE, value=text)
    return platform, account, order_no


def link_sale(
    session: Session, copy: Number, sale: Number | None, *, reason: str | None = None
) -> None:
    """Decide that `copy` is the same sale as `sale`, or (None) a sale of its own."""
    with session.transaction() as db:
        for number in (copy, *([sale] if sale else [])):
            _require(db, number)
        _decide(session, db, "sale_link", copy, {"sale": list(sale) if sale else None}, reason)
        sales.relink(db)
        session.finish(order=_text(copy), sale=_text(sale) if sale else None)
    _mirror(session)


def unlink_sale(session: Session, copy: Number, *, reason: str | None = None) -> None:
    """Take the decision about `copy` back; the rules speak again. Raises E_ORDER_NOT_DECIDED."""
    with session.transaction() as db:
        _take_back(session, db, "sale_link", copy, reason)
        sales.relink(db)
        session.finish(order=_text(copy))
    _mirror(session)


def mark_test(session: Session, order: Number, *, reason: str | None = None) -> None:
    """Decide that an order was only a test; no metric counts it."""
    with session.transaction() as db:
        _require(db, order)
        _decide(session, db, test_orders.KIND, order, {}, reason)
        test_orders.mark(db, rules_of(session))
        session.finish(order=_text(order))
    _mirror(session)


def unmark_test(session: Session, order: Number, *, reason: str | None = None) -> None:
    """Take the mark back. Raises E_ORDER_NOT_DECIDED."""
    with session.transaction() as db:
        _take_back(session, db, test_orders.KIND, order, reason)
        test_orders.mark(db, rules_of(session))
        session.finish(order=_text(order))
    _mirror(session)


def _text(number: Number) -> str:
    return "/".join(number)


def _require(db: sqlite3.Connection, number: Number) -> None:
    found = db.execute(
        "SELECT 1 FROM orders WHERE platform = ? AND account = ? AND order_no = ?", number
    ).fetchone()
    if found is None:
        raise OmniError(E_ORDER_UNKNOWN, value=f"{number[0]}:{number[2]}", account=number[1])


def _decide(
    session: Session,
    db: sqlite3.Connection,
    kind: str,
    order: Number,
    payload: dict[str, object],
    reason: str | None,
) -> None:
    """Record a decision about an order, in place of an earlier one of its kind."""
    subject = _text(order)
    earlier = decisions.standing(db, kind, subject)
    number = decisions.decide(
        db,
        at=instant(session.now),
        actor=session.actor.username,
        kind=kind,
        subject=subject,
        payload={"order": list(order), **payload, "undoes": [e["decision_id"] for e in earlier]},
        reason=reason,
    )
    for entry in earlier:
        decisions.undo(db, entry["decision_id"], number)


def _take_back(
    session: Session, db: sqlite3.Connection, kind: str, order: Number, reason: str | None
) -> None:
    made = decisions.standing(db, kind, _text(order))
    if not made:
        raise OmniError(E_ORDER_NOT_DECIDED, value=f"{order[0]}:{order[2]}", account=order[1])
    number = decisions.decide(
        db,
        at=instant(session.now),
        actor=session.actor.username,
        kind=f"{kind}_undone",
        subject=_text(order),
        payload={"undoes": [e["decision_id"] for e in made]},
        reason=reason,
    )
    for entry in made:
        decisions.undo(db, entry["decision_id"], number)


def _mirror(session: Session) -> None:
    decisions.mirror(session.db, Dataroom(session.workspace.dataroom))
