"""What keeps a closed month as it is: changes that would move it are refused, imports show them.

Everything is compared as it stands before and after, within the transaction of the change.
"""

import sqlite3
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager

from omnicli.domain.errors import OmniError
from omnicli.domain.money import rupiah_texts
from omnicli.warehouse import closing
from omnicli.warehouse import decisions
from omnicli.warehouse import frozen_covers
from omnicli.warehouse.adjustments import Cell
from omnicli.warehouse.adjustments import Moved
from omnicli.warehouse.match_store import Leg

Moves = Mapping[Cell, Moved]


@contextmanager
def keeping_closed(db: sqlite3.Connection, *, imports: Collection[int] = ()) -> Iterator[None]:
    """Refuse what the body does when it moves a closed month. Raises E_MONTH_CLOSED.

    `imports` that came after the closing only ever made adjustments: those may go, and come again.
    """
    before, loose = closing.moves(db), frozen_covers.loose(db)
    yield
    after, loosened = closing.moves(db), frozen_covers.loose(db)
    since = decisions.first_of_imports(db, imports)
    barred: dict[tuple[str, ...], int] = {
        cell: max(m.decision_id for m in (before.get(cell), after.get(cell)) if m)
        for cell in before.keys() | after.keys()
        if _value(before, cell) != _value(after, cell)
    }
    # A withdrawal is no income, so no sum tells of one that went away from under its frozen cover.
    barred |= {("", "cover", *key): by for key, by in (loose.items() ^ loosened.items())}
    held = {cell: by for cell, by in barred.items() if since is None or by > since}
    if held:
        names = {c.decision_id: c.month for c in closing.closed(db)}
        raise OmniError(
            "E_MONTH_CLOSED",
            month=", ".join(sorted({names[by] for by in held.values()})),
            orders=len({cell[2:5] for cell in held if cell[1] == "order"}),
            sums=len({cell for cell in held if cell[1] != "order"}),
        )


def refuse_covered(db: sqlite3.Connection, legs: Collection[Leg]) -> None:
    """Refuse to decide by hand about money that a closing has paid out. Raises E_MONTH_CLOSED.

    It would have no effect: a frozen cover goes before every match. What such a line has left may
    still be put together with a later payout.
    """
    sides = {leg.side for leg in legs}
    if sides not in ({"payout", "line"}, {"line", "bank"}):
        return
    months = []
    for leg in legs:
        if leg.side == "bank" or leg.row_id is None:
            continue
        found = frozen_covers.month_of(db, leg.row_id)
        if found and ("bank" in sides or abs(found[1]) >= abs(leg.amount_sen)):
            months.append(found[0])
    if months:
        closed = ", ".join(sorted(set(months)))
        raise OmniError("E_MONTH_CLOSED", month=closed, orders=0, sums=len(months))


def _value(moves: Moves, cell: Cell) -> tuple[bool, str | None]:
    return (cell in moves, moves[cell].now if cell in moves else None)


def adjusted(before: Moves, after: Moves) -> list[OmniError]:
    """What an import moved in closed months: a note per month, with the one it is booked in."""
    changed = [
        cell for cell in before.keys() | after.keys() if _value(before, cell) != _value(after, cell)
    ]
    notes = []
    for month in sorted({cell[0] for cell in changed}):
        mine = [cell for cell in changed if cell[0] == month]
        booked = next((m.booked_month for m in (after.get(c) or before[c] for c in mine)), "–")
        notes.append(
            OmniError(
                "W_CLOSED_ADJUSTED",
                month=month,
                booked=booked,
                count=len(mine),
                orders=len({cell[2:5] for cell in mine if cell[1] == "order"}),
                revenue=_sum(before, after, mine, "order", "net_revenue_sen"),
                delivered=_sum(before, after, mine, "order", "delivered_revenue_sen"),
                settled=_sum(before, after, mine, "settlement", "amount_sen"),
                ads=_sum(before, after, mine, "ads", "amount_sen"),
            )
        )
    return notes


def _sum(
    before: Moves, after: Moves, cells: list[Cell], subject: str, column: str
) -> tuple[str, str]:
    moved = [cell for cell in cells if cell[1] == subject and cell[6] == column]
    return rupiah_texts(sum(_difference(after, c) - _difference(before, c) for c in moved))


def _difference(moves: Moves, cell: Cell) -> int:
    return moves[cell].difference_sen if cell in moves else 0
