"""Whether a wallet's own balances prove its lines: opening + movements = closing."""

from typing import Any

import polars as pl

PROVED, BROKEN, NOT_PROVABLE = "proved", "broken", "not_provable"


def prove_wallets(sums: "pl.DataFrame", edges: "pl.DataFrame") -> "pl.DataFrame":
    """One row per platform and account: opening, credited, paid out, closing, proof, gap.

    sums: platform, account, date_from, date_to, credited_sen, paid_out_sen, `balances` and
    `without` (how many movements have a balance, and have none), `ways` (1: all in one direction).
    edges: the movements of each wallet's first and last moment: platform, account, `is_first`,
    `is_last`, `before_sen` and `after_sen` (the balances around it), in ascending order.
    A wallet that shows one direction only, or fewer than two balances, can prove nothing.
    """
    steps: dict[tuple[str, str, bool], list[tuple[int, int]]] = {}
    for platform, account, is_first, is_last, *step in edges.select(_EDGE).iter_rows():
        for end, is_there in ((True, is_first), (False, is_last)):
            if is_there:
                steps.setdefault((platform, account, end), []).append((step[0], step[1]))
    rows = [_proved(row, steps) for row in sums.sort("platform", "account").iter_rows(named=True)]
    return pl.DataFrame(rows, schema=_SCHEMA)


_EDGE = ("platform", "account", "is_first", "is_last", "before_sen", "after_sen")
_SCHEMA = {
    "platform": str,
    "account": str,
    "date_from": str,
    "date_to": str,
    "opening_sen": int,
    "credited_sen": int,
    "paid_out_sen": int,
    "closing_sen": int,
    "proof": str,
    "gap_sen": int,
}


def _proved(
    wallet: dict[str, Any], steps: dict[tuple[str, str, bool], list[tuple[int, int]]]
) -> dict[str, object]:
    """A wallet's sums with its proof; `gap` is what the balances know and no line tells."""
    proof = {name: wallet.get(name) for name in _SCHEMA}
    if wallet["ways"] == 1 or wallet["without"] or not wallet["balances"]:
        return {**proof, "proof": NOT_PROVABLE}
    name = wallet["platform"], wallet["account"]
    opening, closing = _opening(steps[*name, True]), _closing(steps[*name, False])
    gap = closing - (opening + wallet["credited_sen"] - wallet["paid_out_sen"])
    proof |= {"opening_sen": opening, "closing_sen": closing}
    return {**proof, "proof": BROKEN if gap else PROVED, "gap_sen": gap}


def _opening(steps: list[tuple[int, int]]) -> int:
    """The balance before the first movement: of several at one moment, the one none other made."""
    made = {after for _, after in steps}
    free = [before for before, _ in steps if before not in made]
    return free[0] if free else steps[0][0]


def _closing(steps: list[tuple[int, int]]) -> int:
    """The balance after the last movement: of several at one moment, the one none other used."""
    used = {before for before, _ in steps}
    free = [after for _, after in steps if after not in used]
    return free[-1] if free else steps[-1][1]
