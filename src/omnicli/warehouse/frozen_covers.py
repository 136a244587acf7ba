"""The cover of payouts that closings froze: keeping it, reading it, and what it holds fast."""

import json
import sqlite3
from collections.abc import Collection
from typing import TYPE_CHECKING

from omnicli.warehouse.match_store import Wallet
from omnicli.warehouse.match_store import frame

if TYPE_CHECKING:
    import polars as pl

_COVER = {"payout_line_id": int, "line_id": int, "amount_sen": int, "rule": str}
_KEY = ("payout_source", "account", "payout_key", "line_source", "line_key")

Loose = tuple[str, str, str, str, str]
"""A frozen cover: source, account and key of the payout, source and key of the line."""


def freeze(db: sqlite3.Connection, to_date: str, decision_id: int) -> None:
    """Keep the cover, as it is now, of each payout before that day that no closing keeps yet."""
    db.execute(
        "INSERT INTO frozen_covers (payout_source, account, payout_key, decision_id, line_source,"
        " line_key, amount_sen, rule)"
        " SELECT p.source, p.account, p.line_key, ?, COALESCE(l.source, ''),"
        " COALESCE(l.line_key, ''), SUM(c.amount_sen), c.rule FROM payout_covers c"
        " JOIN settlement_lines p ON p.line_id = c.payout_line_id"
        " LEFT JOIN settlement_lines l ON l.line_id = c.line_id"
        " WHERE p.occurred_date < ?"
        " AND p.line_id NOT IN (SELECT payout_line_id FROM v_frozen_covers)"
        " GROUP BY c.payout_line_id, c.line_id",
        (decision_id, to_date),
    )


def covers(db: sqlite3.Connection, wallets: Collection[Wallet]) -> "pl.DataFrame":
    """Frozen covers of these wallets, a row per payout and line, as `reconcile.cover` has them."""
    sql = (
        "SELECT f.payout_line_id, f.line_id, SUM(f.amount_sen), f.rule FROM v_frozen_covers f"
        " JOIN settlement_lines p ON p.line_id = f.payout_line_id"
        " WHERE (p.platform, p.account) IN (SELECT json_extract(value, '$[0]'),"
        "  json_extract(value, '$[1]') FROM json_each(?)) GROUP BY f.payout_line_id, f.line_id"
    )
    return frame(db, sql, _COVER, (json.dumps(sorted(wallets)),))


def month_of(db: sqlite3.Connection, line_id: int) -> tuple[str, int] | None:
    """The newest closed month that covers this payout, or with this line; and what it covers of it.

    None where no closing does.
    """
    found = db.execute(
        "SELECT MAX(c.month), SUM(f.amount_sen) FROM v_frozen_covers f"
        " JOIN closed_months c ON c.decision_id = f.decision_id"
        " WHERE f.payout_line_id = ?1 OR f.line_id = ?1",
        (line_id,),
    ).fetchone()
    return None if found[0] is None else (str(found[0]), int(found[1]))


def loose(db: sqlite3.Connection) -> dict[Loose, int]:
    """Frozen covers whose payout or line is gone or is another, and the closing that froze them."""
    names = ", ".join(f"f.{name}" for name in _KEY)
    rows = db.execute(
        f"SELECT {names}, f.decision_id FROM frozen_covers f"
        " LEFT JOIN settlement_lines p ON p.source = f.payout_source AND p.account = f.account"
        "  AND p.line_key = f.payout_key"
        " WHERE p.line_id IS NULL"
        " OR p.line_id NOT IN (SELECT payout_line_id FROM v_frozen_covers)"
        " OR f.line_key <> '' AND NOT EXISTS (SELECT 1 FROM settlement_lines l"
        "  WHERE l.source = f.line_source AND l.account = f.account AND l.line_key = f.line_key)"
    )
    return {row[:5]: row[5] for row in rows}
