"""`omni orders`: what a person decides about single orders, and how it is taken back."""

import sqlite3

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.engine.rules import rules_of
from omnicli.services.deciding import decide
from omnicli.services.deciding import deciding
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse import line_orders
from omnicli.warehouse import order_tests
from omnicli.warehouse import sales
from omnicli.warehouse.sales import Number


def parse_order(text: str, account: str) -> Number:
    """`platform:order_no` as a natural key. Raises E_ORDER_REFERENCE."""
    platform, colon, order_no = text.partition(":")
    if not (platform and colon and order_no):
        raise OmniError("E_ORDER_REFERENCE", value=text)
    return platform, fold(account), order_no


def link_sale(
    session: Session, copy: Number, sale: Number | None, *, reason: str | None = None
) -> None:
    """Decide that `copy` is the same sale as `sale`, or (None) a sale of its own."""
    with deciding(session) as db:
        for number in (copy, *([sale] if sale else [])):
            _require(db, number)
        _decide(session, db, "sale_link", copy, {"sale": list(sale) if sale else None}, reason)
        sales.relink(db)
        line_orders.refresh(db)
        session.finish(order=_text(copy), sale=_text(sale) if sale else None)


def unlink_sale(session: Session, copy: Number, *, reason: str | None = None) -> None:
    """Take the decision about `copy` back; the rules speak again. Raises E_ORDER_NOT_DECIDED."""
    with deciding(session) as db:
        _take_back(session, db, "sale_link", copy, reason)
        sales.relink(db)
        line_orders.refresh(db)
        session.finish(order=_text(copy))


def mark_test(session: Session, order: Number, *, reason: str | None = None) -> None:
    """Decide that an order was only a test; no metric counts it."""
    with deciding(session) as db:
        _require(db, order)
        _decide(session, db, order_tests.KIND, order, {}, reason)
        order_tests.mark(db, rules_of(session.workspace.settings).tests)
        line_orders.refresh(db)
        session.finish(order=_text(order))


def unmark_test(session: Session, order: Number, *, reason: str | None = None) -> None:
    """Take the mark back. Raises E_ORDER_NOT_DECIDED."""
    with deciding(session) as db:
        _take_back(session, db, order_tests.KIND, order, reason)
        order_tests.mark(db, rules_of(session.workspace.settings).tests)
        line_orders.refresh(db)
        session.finish(order=_text(order))


def _text(number: Number) -> str:
    return "/".join(number)


def _require(db: sqlite3.Connection, order: Number) -> None:
    if not sales.exists(db, order):
        raise OmniError("E_ORDER_UNKNOWN", value=f"{order[0]}:{order[2]}", account=order[1])


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
    full = {"order": list(order), **payload}
    decide(session, db, kind, subject, full, reason=reason, instead_of=earlier)


def _take_back(
    session: Session, db: sqlite3.Connection, kind: str, order: Number, reason: str | None
) -> None:
    subject = _text(order)
    made = decisions.standing(db, kind, subject)
    if not made:
        raise OmniError("E_ORDER_NOT_DECIDED", value=f"{order[0]}:{order[2]}", account=order[1])
    decide(session, db, f"{kind}_undone", subject, reason=reason, instead_of=made)
