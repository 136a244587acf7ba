"""Whether a wallet's own balances prove its lines: opening + movements = closing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

PROVED, BROKEN, NOT_PROVABLE = "proved", "broken", "not_provable"


def prove_wallets(wallet_lines: "pl.DataFrame") -> "pl.DataFrame":
    """One row per platform and account: opening, credited, paid out, closing, proof, gap.

    wallet_lines: platform, account, line_key, kind, occurred_at, occurred_date, net_sen,
    balance_sen of the ledger `wallet`. A wallet that shows one direction only, or fewer than two
    balances, can prove nothing.
    """
    import polars as pl

    key = ["platform", "account"]
    told = wallet_lines.filter(pl.col("net_sen") != 0)
    moment = pl.coalesce("occurred_at", "occurred_date")
    summed = told.group_by(key).agg(
        date_from=pl.col("occurred_date").min(),
        date_to=pl.col("occurred_date").max(),
        credited_sen=pl.col("net_sen").filter(pl.col("kind") != "withdraw").sum(),
        paid_out_sen=-pl.col("net_sen").filter(pl.col("kind") == "withdraw").sum(),
        _balances=pl.col("balance_sen").count(),
        _without=pl.col("balance_sen").null_count(),
        _signs=pl.col("net_sen").sign().n_unique(),
        _first=pl.struct(before=pl.col("balance_sen") - pl.col("net_sen"), after="balance_sen")
        .filter(moment == moment.min())
        .sort(),
        _last=pl.struct(before=pl.col("balance_sen") - pl.col("net_sen"), after="balance_sen")
        .filter(moment == moment.max())
        .sort(),
    )
    rows = [_judged(row) for row in summed.sort(key).iter_rows(named=True)]
    return pl.DataFrame(rows, schema=_SCHEMA)


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


def _judged(wallet: dict[str, object]) -> dict[str, object]:
    """A wallet's sums with its proof; `gap` is what the balances know and no line tells."""
    told = {name: wallet.get(name) for name in _SCHEMA}
    credited, paid = wallet["credited_sen"], wallet["paid_out_sen"]
    assert isinstance(credited, int)
    assert isinstance(paid, int)
    if wallet["_signs"] == 1 or wallet["_without"] or not wallet["_balances"]:
        return {**told, "proof": NOT_PROVABLE}
    opening, closing = _opening(wallet["_first"]), _closing(wallet["_last"])
    gap = closing - (opening + credited - paid)
    told |= {"opening_sen": opening, "closing_sen": closing}
    return {**told, "proof": BROKEN if gap else PROVED, "gap_sen": gap}


def _opening(first: object) -> int:
    """The balance before the first movement: of several at one moment, the one none other made."""
    steps = _steps(first)
    made = {after for _, after in steps}
    free = [before for before, _ in steps if before not in made]
    return free[0] if free else steps[0][0]


def _closing(last: object) -> int:
    """The balance after the last movement: of several at one moment, the one none other used."""
    steps = _steps(last)
    used = {before for before, _ in steps}
    free = [after for _, after in steps if after not in used]
    return free[-1] if free else steps[-1][1]


def _steps(rows: object) -> list[tuple[int, int]]:
    assert isinstance(rows, list)
    return [(row["before"], row["after"]) for row in rows]
