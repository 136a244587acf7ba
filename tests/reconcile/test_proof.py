"""Opening + movements = closing: when a wallet proves itself, and when nobody can tell."""

import sqlite3

import polars as pl

from omnicli.reconcile.proof import prove_wallets
from omnicli.warehouse.money_facts import wallet_sums

Move = tuple[str, str, int, int | None]


def proved(*moves: Move) -> dict[str, object]:
    """The proof of one wallet; moves are (moment, kind, amount, balance after).

    Read beside another wallet it is the same as by itself.
    """
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE TABLE settlement_lines (platform, account, ledger, kind, occurred_at,"
        " occurred_date, net_sen, balance_sen)"
    )
    db.executemany(
        "INSERT INTO settlement_lines VALUES ('shopee', ?, 'wallet', ?, ?, ?, ?, ?)",
        [
            (account, kind, moment if "T" in moment else None, moment[:10], amount, balance)
            for account, amounts in (("main", 1), ("other", 2))
            for moment, kind, amount, balance in moves
            for amount in (amounts * amount,)
        ],
    )
    wallets = [("shopee", "main"), ("shopee", "other")]
    alone = [prove_wallets(*wallet_sums(db, wallet)) for wallet in wallets]
    together = prove_wallets(*wallet_sums(db))

    assert pl.concat(alone).equals(together)
    assert prove_wallets(*wallet_sums(db, ("shopee", "unknown"))).is_empty()
    return together.row(0, named=True)


def test_a_complete_wallet_is_proved() -> None:
    shown = proved(
        ("2025-08-01T01:00:00Z", "revenue", 100, 150),
        ("2025-08-02T01:00:00Z", "withdraw", -120, 30),
        ("2025-08-03T01:00:00Z", "revenue", 40, 70),
    )

    assert (shown["opening_sen"], shown["credited_sen"], shown["paid_out_sen"]) == (50, 140, 120)
    assert (shown["closing_sen"], shown["proof"], shown["gap_sen"]) == (70, "proved", 0)


def test_a_missing_line_breaks_it_by_its_amount() -> None:
    shown = proved(
        ("2025-08-01T01:00:00Z", "revenue", 100, 150),
        ("2025-08-03T01:00:00Z", "withdraw", -40, 70),
    )

    assert (shown["proof"], shown["gap_sen"]) == ("broken", -40)


def test_movements_of_one_moment_are_put_in_their_order_by_their_balances() -> None:
    shown = proved(
        ("2025-08-01T01:00:00Z", "withdraw", -100, 10),
        ("2025-08-01T01:00:00Z", "revenue", 60, 110),
        ("2025-08-02T01:00:00Z", "revenue", 5, 15),
    )

    assert (shown["opening_sen"], shown["proof"]) == (50, "proved")


def test_one_direction_or_no_balances_prove_nothing() -> None:
    out_only = proved(("2025-08-01", "withdraw", -10, 90), ("2025-08-02", "withdraw", -10, 80))
    unnumbered = proved(("2025-08-01", "revenue", 10, None), ("2025-08-02", "withdraw", -10, None))

    assert out_only["proof"] == unnumbered["proof"] == "not_provable"
    assert out_only["opening_sen"] is None
