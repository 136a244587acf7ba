"""Opening + movements = closing: when a wallet proves itself, and when nobody can tell."""

import polars as pl

from omnicli.reconcile.proof import prove_wallets

Move = tuple[str, str, int, int | None]


def proved(*moves: Move) -> dict[str, object]:
    """The proof of one wallet; moves are (moment, kind, amount, balance after)."""
    rows = [
        {
            "platform": "shopee",
            "account": "main",
            "line_key": f"{n}",
            "kind": kind,
            "occurred_at": moment if "T" in moment else None,
            "occurred_date": moment[:10],
            "net_sen": amount,
            "balance_sen": balance,
        }
        for n, (moment, kind, amount, balance) in enumerate(moves)
    ]
    found = prove_wallets(pl.DataFrame(rows, infer_schema_length=None))
    return found.row(0, named=True)


def test_a_complete_wallet_is_proved() -> None:
    told = proved(
        ("2025-08-01T01:00:00Z", "revenue", 100, 150),
        ("2025-08-02T01:00:00Z", "withdraw", -120, 30),
        ("2025-08-03T01:00:00Z", "revenue", 40, 70),
    )

    assert (told["opening_sen"], told["credited_sen"], told["paid_out_sen"]) == (50, 140, 120)
    assert (told["closing_sen"], told["proof"], told["gap_sen"]) == (70, "proved", 0)


def test_a_missing_line_breaks_it_by_its_amount() -> None:
    told = proved(
        ("2025-08-01T01:00:00Z", "revenue", 100, 150),
        ("2025-08-03T01:00:00Z", "withdraw", -40, 70),
    )

    assert (told["proof"], told["gap_sen"]) == ("broken", -40)


def test_movements_of_one_moment_are_put_in_their_order_by_their_balances() -> None:
    told = proved(
        ("2025-08-01T01:00:00Z", "withdraw", -100, 10),
        ("2025-08-01T01:00:00Z", "revenue", 60, 110),
        ("2025-08-02T01:00:00Z", "revenue", 5, 15),
    )

    assert (told["opening_sen"], told["proof"]) == (50, "proved")


def test_one_direction_or_no_balances_prove_nothing() -> None:
    out_only = proved(("2025-08-01", "withdraw", -10, 90), ("2025-08-02", "withdraw", -10, 80))
    unnumbered = proved(("2025-08-01", "revenue", 10, None), ("2025-08-02", "withdraw", -10, None))

    assert out_only["proof"] == unnumbered["proof"] == "not_provable"
    assert out_only["opening_sen"] is None
