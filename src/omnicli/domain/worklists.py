"""What a worklist holds and is worth: a pair that is suggested stands once, and counts once."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

Row = Mapping[str, object]


def payouts_left(payouts: Iterable[Row], suggestions: Iterable[Row]) -> list[Row]:
    """Payouts that are in no bank line, and in none of the suggested pairs."""
    names = ("source", "account", "payout_date")
    paired = Counter(_key(row, *names, "value_sen") for row in suggestions)
    left = []
    for row in payouts:
        key = _key(row, *names, "net_sen")
        if row["state"] == "suggested" and paired[key]:
            paired[key] -= 1
        elif row["state"] in {"not_in_bank", "suggested"}:
            left.append(row)
    return left


def credits_left(credits_: Iterable[Row], suggestions: Iterable[Row]) -> list[Row]:
    """Credits of unknown origin in none of the suggested pairs, and not fit for several payouts."""
    names = ("account_no", "description")
    paired = Counter(_key(row, "bank_name", *names, "bank_date", "bank_sen") for row in suggestions)
    left = []
    for row in credits_:
        key = _key(row, "bank", *names, "posted_date", "value_sen")
        if paired[key]:
            paired[key] -= 1
        elif row["reason_code"] != "credit_ambiguous":
            left.append(row)
    return left


def acceptable(row: Row) -> dict[str, object]:
    """A suggested pair with the command that books it as its next step."""
    step = str(row["next_step"])
    return {**row, "next_step": step.replace("match add", f"match accept {row['ref']} --reason …")}


def at_stake(rows: Sequence[Row]) -> int:
    """The amounts of a list in sen.

    Payouts and the credits they may be are the same money: of those the larger side counts.
    """
    sides = [0, 0]
    for row in rows:
        sides["posted_date" in row] += int(str(row["value_sen"] or 0))
    return sum(sides) if not all(sides) else max(sides)


def _key(row: Row, *names: str) -> tuple[object, ...]:
    return tuple(row[name] for name in names)
