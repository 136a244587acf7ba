"""What a person writes to name a payout, a line, an order or a bank movement."""

import re
import sqlite3
from decimal import Decimal

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.warehouse.match_store import Leg
from omnicli.warehouse.match_store import leg

FORMS = {
    "order": "PLATFORM[:ACCOUNT]:NUMBER",
    "line": "PLATFORM[:ACCOUNT]:KEY",
    "payout": "PLATFORM[:ACCOUNT]:KEY, PLATFORM[:ACCOUNT]:DATE:AMOUNT",
    "bank": "ACCOUNT_NO:DATE:AMOUNT[:N]",
}
_WHAT = {
    "order": ("pesanan", "order"),
    "line": ("baris pencairan", "settlement line"),
    "payout": ("penarikan", "payout"),
    "bank": ("mutasi bank", "bank movement"),
}
_DATED = re.compile(r"^(\d{4}-\d{2}-\d{2}):(-?\d+(?:\.\d{1,2})?)(?::(\d+))?$")
_BANK = re.compile(r"^(\d+):(\d{4}-\d{2}-\d{2}):(-?\d+(?:\.\d{1,2})?)(?::(\d+))?$")
_SHOWN = 5

_LINES = (
    "SELECT line_id FROM settlement_lines WHERE (platform = ?1 OR source = ?1)"
    " AND (?2 IS NULL OR account = ?2) AND (line_key = ?3 OR payout_ref = ?3 OR order_no = ?3)"
)
_DATED_LINES = (
    "SELECT line_id FROM settlement_lines WHERE (platform = ?1 OR source = ?1)"
    " AND (?2 IS NULL OR account = ?2) AND occurred_date = ?3 AND net_sen = ?4"
)
_PAYOUT = " AND ledger = 'wallet' AND kind = 'withdraw' AND net_sen < 0"
_ORDER = " AND NOT (ledger = 'wallet' AND kind = 'withdraw')"


def resolve(db: sqlite3.Connection, side: str, text: str) -> Leg:
    """The one object a text names. E_MATCH_REFERENCE, E_MATCH_UNKNOWN or E_MATCH_SEVERAL."""
    text = text.strip()
    found = _bank(db, text) if side == "bank" else _named(db, side, text)
    what = _WHAT[side]
    if found is None:
        raise OmniError("E_MATCH_REFERENCE", value=text, what=what, form=FORMS[side])
    if not found:
        raise OmniError("E_MATCH_UNKNOWN", value=text, what=what)
    if len(found) > 1:
        several = ", ".join(leg(db, side, row_id).text for row_id in found[:_SHOWN])
        raise OmniError("E_MATCH_SEVERAL", value=text, what=what, found=several)
    return leg(db, side, found[0])


def _ids(db: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> list[int]:
    return [row_id for (row_id,) in db.execute(sql, values)]


def _sen(text: str) -> int:
    return int(Decimal(text) * 100)


def _bank(db: sqlite3.Connection, text: str) -> list[int] | None:
    """Movements by the last digits of the account, day, amount (minus: a debit) and number."""
    if text.isdigit():
        sql = "SELECT transaction_id FROM bank_transactions WHERE transaction_id = ?"
        return _ids(db, sql, (int(text),))
    found = _BANK.match(text)
    if found is None:
        return None
    account, day, amount, seq = found.groups()
    sql = (
        "SELECT transaction_id FROM bank_transactions WHERE account_no LIKE '%' || ?"
        " AND posted_date = ? AND credit_sen - debit_sen = ? AND (? IS NULL OR seq = ?)"
        " ORDER BY account_no, seq"
    )
    return _ids(db, sql, (account, day, _sen(amount), seq, seq))


def _named(db: sqlite3.Connection, side: str, text: str) -> list[int] | None:
    """Objects of a platform (or a source): the account may be left out where one is meant."""
    owner, colon, rest = text.partition(":")
    if not (owner and colon and rest):
        return None
    account, second, key = rest.partition(":")
    readings: list[tuple[str | None, str]] = [(None, rest)]
    if second and key:
        readings.append((fold(account), key))
    found: list[int] = []
    for of, name in readings:
        found = found or _reading(db, side, owner, of, name)
    return found


def _reading(
    db: sqlite3.Connection, side: str, owner: str, account: str | None, name: str
) -> list[int]:
    if side == "order":
        sql = (
            "SELECT order_id FROM orders WHERE platform = ?1 AND (?2 IS NULL OR account = ?2)"
            " AND order_no = ?3 ORDER BY account"
        )
        return _ids(db, sql, (owner, account, name))
    only = _PAYOUT if side == "payout" else _ORDER
    dated = _DATED.match(name)
    if dated is None:
        return _ids(db, f"{_LINES}{only} ORDER BY line_key", (owner, account, name))
    day, amount, nth = dated.groups()
    signed = -_sen(amount) if side == "payout" else _sen(amount)
    sql = f"{_DATED_LINES}{only} ORDER BY source, account, line_key"
    found = _ids(db, sql, (owner, account, day, signed))
    return found[int(nth) - 1 : int(nth)] if nth else found
