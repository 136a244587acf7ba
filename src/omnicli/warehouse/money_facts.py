"""Payouts, bank credits and lines as the frames that matching reads, and its results as rows."""

import json
import sqlite3
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

import polars as pl

from omnicli.warehouse.inserting import insert_rows
from omnicli.warehouse.match_store import Wallet
from omnicli.warehouse.match_store import frame
from omnicli.warehouse.match_store import wallets_with_payouts

_PAYOUT: dict[str, Any] = {
    "line_id": int,
    "source": str,
    "platform": str,
    "account": str,
    "line_key": str,
    "occurred_at": str,
    "occurred_date": str,
    "occurred_day": int,
    "net_sen": int,
    "payout_ref": str,
}
_CREDIT: dict[str, Any] = {
    "transaction_id": int,
    "posted_date": str,
    "posted_day": int,
    "credit_sen": int,
    "description": str,
    "counterparty": str,
}
_LINE: dict[str, Any] = {
    "line_id": int,
    "platform": str,
    "account": str,
    "line_key": str,
    "occurred_at": str,
    "occurred_date": str,
    "net_sen": int,
    "payout_ref": str,
    "is_own": int,
}
_OWN = "kind IN ('add_balance', 'financing')"
_STRAIGHT: dict[str, Any] = {
    "line_id": int,
    "platform": str,
    "account": str,
    "line_key": str,
    "occurred_day": int,
    "net_sen": int,
    "payout_ref": str,
}
LINES, MOVEMENTS = "settlement_lines", "bank_transactions"
TABLES = (LINES, MOVEMENTS)
"""Where the facts of matching stand."""

_OF_WALLET = "ledger = 'wallet' AND kind = 'withdraw'"


def payouts(db: sqlite3.Connection) -> "pl.DataFrame":
    """Every withdrawal, in the order of natural keys, its amount positive."""
    sql = (
        "SELECT line_id, source, platform, account, line_key, occurred_at, occurred_date,"
        " occurred_day, -net_sen, payout_ref FROM settlement_lines"
        f" INDEXED BY settlement_lines_withdrawn WHERE {_OF_WALLET} AND net_sen < 0"
        " ORDER BY source, account, line_key"
    )
    return frame(db, sql, _PAYOUT)


def credits(db: sqlite3.Connection) -> "pl.DataFrame":  # noqa: A001 - read as money_facts.credits
    """Every bank credit, in the order of natural keys."""
    sql = (
        "SELECT transaction_id, posted_date, posted_day, credit_sen, description, counterparty"
        " FROM bank_transactions WHERE credit_sen > 0"
        " ORDER BY account_no, posted_date, credit_sen, seq"
    )
    return frame(db, sql, _CREDIT)


def wallets_of(
    db: sqlite3.Connection, records: "Sequence[pl.DataFrame]", keys: "pl.DataFrame | None"
) -> set[Wallet]:
    """The wallets that records speak of, and those of the stored lines with these keys."""
    found: set[Wallet] = set()
    for frame_ in records:
        found |= set(frame_.select("platform", "account").unique().iter_rows())
    if keys is not None:
        for source, account in keys.select("source", "account").unique().iter_rows():
            found |= set(
                db.execute(
                    "SELECT DISTINCT platform, account FROM settlement_lines NOT INDEXED"
                    " WHERE source = ? AND account = ?",
                    (source, account),
                )
            )
    return found


def wallets_of_lines(db: sqlite3.Connection, line_ids: Collection[int]) -> set[Wallet]:
    """The wallets these lines belong to."""
    sql = "SELECT platform, account FROM settlement_lines WHERE line_id = ?"
    return {tuple(db.execute(sql, (line_id,)).fetchone()) for line_id in line_ids}


def wallet_lines(db: sqlite3.Connection, wallets: Collection[Wallet]) -> "pl.DataFrame":
    """What the payouts of these wallets may have paid out: each rupiah once.

    A withdrawal that came back is money in the wallet again; an opening balance is its oldest line.
    """
    refs = db.execute(
        f"SELECT 1 FROM settlement_lines WHERE {_OF_WALLET} AND payout_ref IS NOT NULL LIMIT 1"
    ).fetchone()
    ref = "payout_ref" if refs else "NULL"
    # `+` keeps SQLite from walking an index and fetching every row by itself.
    one = next(iter(wallets)) if len(wallets) == 1 else None
    names = "platform, account" if one is None else "NULL, NULL"
    where = "" if one is None else " AND +platform = ? AND +account = ?"
    sql = (
        f"SELECT line_id, {names}, line_key, occurred_at, occurred_date, net_sen, {ref}, {_OWN}"
        f" FROM v_money_lines WHERE 1{where} UNION ALL"
        f" SELECT line_id, {names}, line_key, occurred_at,"
        " CASE kind WHEN 'opening_balance' THEN '' ELSE occurred_date END, net_sen, NULL, 0"
        " FROM settlement_lines WHERE ledger = 'wallet'"
        f" AND (kind = 'opening_balance' OR (kind = 'withdraw' AND net_sen > 0)){where}"
    )
    found = frame(db, sql, _LINE, () if one is None else (*one, *one))
    if one is None:
        return found

    return found.with_columns(platform=pl.lit(one[0]), account=pl.lit(one[1]))


def lines_of(db: sqlite3.Connection, line_ids: Sequence[int]) -> "pl.DataFrame":
    """Single lines, as `wallet_lines` tells them."""
    sql = (
        "SELECT line_id, platform, account, line_key, occurred_at,"
        " CASE kind WHEN 'opening_balance' THEN '' ELSE occurred_date END, net_sen, payout_ref,"
        f" {_OWN}"
        " FROM settlement_lines WHERE line_id IN (SELECT value FROM json_each(?))"
    )
    return frame(db, sql, _LINE, (json.dumps(list(line_ids)),))


def straight_lines(db: sqlite3.Connection, balances: Collection[str]) -> "pl.DataFrame":
    """Lines of platforms (other than `balances`) from whose wallets nothing was ever withdrawn."""
    found = db.execute("SELECT DISTINCT platform, account FROM settlement_lines").fetchall()
    paid = wallets_with_payouts(db)
    without = [w for w in sorted(found) if w[0] not in balances and w not in paid]
    sql = (
        "SELECT line_id, platform, account, line_key, occurred_day, net_sen, payout_ref"
        " FROM v_money_lines WHERE ledger = 'detail' AND net_sen <> 0"
        " AND platform = ? AND account = ?"
    )
    empty = frame(db, f"{sql} AND 0", _STRAIGHT, ("", ""))
    return pl.concat([empty, *(frame(db, sql, _STRAIGHT, wallet) for wallet in without)])


def wallet_sums(
    db: sqlite3.Connection, one: Wallet | None = None
) -> "tuple[pl.DataFrame, pl.DataFrame]":
    """What the movements of each wallet add up to, and the balances at its two ends.

    The columns are those that `reconcile.proof` reads. Summed here: a ledger of years has millions
    of movements. All wallets are read in one go, one by itself: its rows need not be sorted first.
    """
    values = () if one is None else one
    moved, wallet, grouped = (
        (_MOVED, "platform, account", " GROUP BY platform, account")
        if one is None
        else (f"{_MOVED} AND platform = ?1 AND account = ?2", "?1 AS platform, ?2 AS account", "")
    )
    sums = f"SELECT {wallet}, {_SUMS} FROM ({moved}){grouped}"
    db.execute(
        f"CREATE TEMP TABLE _sums AS SELECT * FROM ({sums}) WHERE date_from IS NOT NULL", values
    )
    try:
        summed = frame(db, "SELECT * FROM _sums", _SUMMED)
        ends = f"{_ENDS.format(moved=moved)} ORDER BY before_sen, after_sen"
        edges = frame(db, ends, _EDGES, values)
    finally:
        db.execute("DROP TABLE temp._sums")
    return summed, edges


# The index on the order number would lead through the table at random.
_MOVED = (
    "SELECT platform, account, kind, net_sen, balance_sen, occurred_date,"
    " COALESCE(occurred_at, occurred_date) AS moment"
    " FROM settlement_lines NOT INDEXED WHERE ledger = 'wallet' AND net_sen <> 0"
)
_ENDS = (
    "SELECT platform, account, moment = first_moment AS is_first, moment = last_moment AS is_last,"
    " balance_sen - net_sen AS before_sen, balance_sen AS after_sen FROM ({moved})"
    " JOIN _sums USING (platform, account) WHERE moment IN (first_moment, last_moment)"
)
_SUMS = (
    "MIN(occurred_date) AS date_from, MAX(occurred_date) AS date_to,"
    " SUM(CASE WHEN kind <> 'withdraw' THEN net_sen ELSE 0 END) AS credited_sen,"
    " SUM(CASE WHEN kind = 'withdraw' THEN -net_sen ELSE 0 END) AS paid_out_sen,"
    " COUNT(balance_sen) AS balances, COUNT(*) - COUNT(balance_sen) AS without,"
    " 1 + (MIN(net_sen) < 0 AND MAX(net_sen) > 0) AS ways,"
    " MIN(moment) AS first_moment, MAX(moment) AS last_moment"
)
_SUMMED: dict[str, Any] = {
    "platform": str,
    "account": str,
    "date_from": str,
    "date_to": str,
    "credited_sen": int,
    "paid_out_sen": int,
    "balances": int,
    "without": int,
    "ways": int,
    "first_moment": str,
    "last_moment": str,
}
_EDGES: dict[str, Any] = {
    "platform": str,
    "account": str,
    "is_first": int,
    "is_last": int,
    "before_sen": int,
    "after_sen": int,
}


def covered_days(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """First and last day of every stretch that the statements of an account tell of, end to end."""
    found = db.execute(
        "SELECT account_no, from_day, to_day FROM bank_statements"
        " UNION SELECT account_no, MIN(posted_day), MAX(posted_day) FROM bank_transactions"
        " GROUP BY account_no HAVING NOT EXISTS (SELECT 1 FROM bank_statements)"
        " ORDER BY account_no, from_day, to_day"
    )
    stretches: list[tuple[str, int, int]] = []
    for account, first, last in found:
        before = stretches[-1] if stretches else None
        if before and before[0] == account and first <= before[2] + 1:
            stretches[-1] = (account, before[1], max(before[2], last))
        else:
            stretches.append((account, first, last))
    return sorted({(first, last) for _, first, last in stretches})


def store_covers(
    db: sqlite3.Connection, wallets: Collection[Wallet] | None, covers: "pl.DataFrame"
) -> None:
    """Put the covers of some wallets (None: of all) in place of those that were there."""
    if wallets is None:
        db.execute("DELETE FROM payout_covers")
    else:
        db.executemany(
            "DELETE FROM payout_covers WHERE payout_line_id IN (SELECT line_id"
            f" FROM settlement_lines WHERE platform = ? AND account = ? AND {_OF_WALLET})",
            sorted(wallets),
        )
    insert_rows(db, "payout_covers", covers)


def store_misses(db: sqlite3.Connection, misses: "pl.DataFrame") -> None:
    """Put all misses in place of those that were there."""
    db.execute("DELETE FROM match_misses")
    insert_rows(db, "match_misses", misses)


def store_proofs(db: sqlite3.Connection, one: Wallet | None, proofs: "pl.DataFrame") -> None:
    """Put the proof of one wallet (None: of all) in place of what was there."""
    where = "" if one is None else " WHERE platform = ? AND account = ?"
    db.execute(f"DELETE FROM wallet_proofs{where}", one or ())
    insert_rows(db, "wallet_proofs", proofs)


def store_terms(
    db: sqlite3.Connection,
    terms: Mapping[str, int],
    fees: Sequence[tuple[str, str, int, int]],
) -> None:
    """Let the views know what the settings say of each payer's terms: days, and fees by day."""
    db.execute("DELETE FROM settlement_terms")
    db.execute("DELETE FROM fee_terms")
    db.executemany(
        "INSERT INTO settlement_terms (platform, settlement_days) VALUES (?, ?)",
        sorted(terms.items()),
    )
    db.executemany(
        "INSERT INTO fee_terms (platform, from_date, rate_bps, flat_sen) VALUES (?, ?, ?, ?)", fees
    )
