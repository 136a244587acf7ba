"""What people and spreadsheet programs do to a file: rows twice or gone, days, amounts."""

import random
import re
from collections.abc import Callable
from decimal import Decimal
from decimal import InvalidOperation

Rows = list[list[str]]
Mutation = Callable[[Rows, int, random.Random], Rows]
"""(rows of a sheet, index of the first row under its header, chance) → the rows as changed."""

_DAY = re.compile(r"\b(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"-?\d{1,3}(?:\.\d{3})+")


def doubled(rows: Rows, top: int, _chance: random.Random) -> Rows:
    """The whole export pasted under itself."""
    return [*rows, *rows[top:]]


def pasted(rows: Rows, top: int, chance: random.Random) -> Rows:
    """The last part of an export again, as the first part of the next one."""
    start = chance.randrange(top, len(rows))
    return [*rows, *rows[start:]]


def pasted_with_header(rows: Rows, top: int, _chance: random.Random) -> Rows:
    """The same with its header."""
    return [*rows, *rows[top - 1 :]]


def cut(rows: Rows, top: int, chance: random.Random) -> Rows:
    """One row deleted."""
    gone = chance.randrange(top, len(rows))
    return [row for i, row in enumerate(rows) if i != gone]


def filtered(rows: Rows, top: int, chance: random.Random) -> Rows:
    """Some rows left of many."""
    return [row for i, row in enumerate(rows) if i < top or chance.random() < 0.6]


def swapped(rows: Rows, top: int, _chance: random.Random) -> Rows:
    """Day and month exchanged wherever both can be a month, as a spreadsheet does."""
    return [[_swapped(c) for c in row] if i >= top else row for i, row in enumerate(rows)]


def _swapped(cell: str) -> str:
    def other(first: str, second: str) -> bool:
        return int(first) <= 12 and int(second) <= 12

    text = _DAY.sub(
        lambda m: f"{m[3]}{m[2]}{m[1]}{m[2]}{m[4]}" if other(m[1], m[3]) else m[0], cell
    )
    return _ISO.sub(lambda m: f"{m[1]}-{m[3]}-{m[2]}" if other(m[2], m[3]) else m[0], text)


def resaved(rows: Rows, top: int, _chance: random.Random) -> Rows:
    """Amounts with one dot taken for decimals: `86.330` is 86.33 then, and `89.000` 89."""

    def saved(cell: str) -> str:
        if _DOTTED.fullmatch(cell) and cell.count(".") == 1:
            return cell.rstrip("0").rstrip(".")
        return cell

    return [[saved(c) for c in row] if i >= top else row for i, row in enumerate(rows)]


def thousandth(cell: str) -> str:
    """An amount divided by a thousand, as a program prints it."""
    digits = cell.replace(".", "") if _DOTTED.fullmatch(cell) else cell
    try:
        amount = Decimal(digits) / 1000
    except InvalidOperation:
        return cell
    return f"{amount.normalize():f}"


MUTATIONS: tuple[Mutation, ...] = (
    *(doubled, pasted, pasted_with_header, cut, filtered, swapped, resaved),
)
