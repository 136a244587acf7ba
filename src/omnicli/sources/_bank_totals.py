"""Rows of a statement that are the sums of its columns, although they carry a day like a movement.

Without a balance on every row nothing else tells them from movements: a total that somebody added
below would count everything twice. What they say decides, not only what they are called.
"""

from collections.abc import Iterator
from collections.abc import Sequence

import polars as pl

from omnicli.ingest.datarows import TOTAL_LABEL
from omnicli.sources import _bank_text

_SIDES = ("debit_sen", "credit_sen", "amount_sen")
_STARTS = r"(?i)^\s*(?:grand |sub[- ]?)?(?:total|jumlah)\b"
_ALONE = 2
"""Rows that a sum needs above it where only the first word of its text is one of a sum."""

Sums = tuple[int, ...]


def is_total() -> "pl.Expr":
    """Where a row has no balance and its amounts are the sums of the other rows."""
    return pl.struct(pl.all()).map_batches(_totals, return_dtype=pl.Boolean)


def _totals(rows: "pl.Series") -> "pl.Series":
    lines = rows.struct.unnest()
    sides = [name for name in _SIDES if name in lines.columns]
    money = [c for c in lines.columns if c.endswith("_sen")]
    texts = [c for c in lines.columns if lines[c].dtype == pl.String and c not in money]
    balance = pl.col("balance_sen").is_null() if "balance_sen" in lines.columns else pl.lit(1) == 1
    nothing = pl.lit(value=False)
    strict = pl.any_horizontal(nothing, *(pl.col(t).str.contains(TOTAL_LABEL) for t in texts))
    loose = pl.any_horizontal(nothing, *(pl.col(t).str.contains(_STARTS) for t in texts))
    filled = [pl.col(s).str.contains("[1-9]").fill_null(value=False) for s in sides]
    two = pl.all_horizontal(filled) if len(sides) == _ALONE else nothing
    doubt = lines.select(
        ok=balance & pl.any_horizontal(nothing, *filled),
        strict=strict.fill_null(value=False),
        loose=loose.fill_null(value=False),
        two=two,
    ).with_columns(ask=pl.col("ok") & (pl.col("strict") | pl.col("loose") | pl.col("two")))
    if not doubt["ask"].any():
        return doubt["ask"]
    amounts = [
        tuple(abs(_bank_text.amount(cell) or 0) for cell in row)
        for row in lines.select(sides).iter_rows()
    ]
    own = lines["account_no"].to_list() if "account_no" in lines.columns else [None] * lines.height
    found: list[int] = []
    for n in doubt["ask"].arg_true():
        least = 1 if doubt["strict"][n] or doubt["two"][n] else _ALONE
        others = _others(n, found, own)
        if any(len(o) >= least and _sums(amounts, o) == amounts[n] for o in others):
            found.append(n)
    return pl.Series([n in found for n in range(lines.height)], dtype=pl.Boolean)


def _others(n: int, found: Sequence[int], own: Sequence[str | None]) -> Iterator[list[int]]:
    """The rows that row `n` may be the sum of: above it, of its account, since the last sum."""
    above = [m for m in range(n) if m not in found]
    yield above
    yield [m for m in above if own[m] == own[n]]
    yield [m for m in above if m > max(found, default=-1)]
    yield [m for m in range(len(own)) if m != n and m not in found]


def _sums(amounts: Sequence[Sums], rows: Sequence[int]) -> Sums:
    return tuple(map(sum, zip(*(amounts[m] for m in rows), strict=True)))
