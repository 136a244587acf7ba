"""Ad rows of any width and level, for the laws about what counts of them."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from omnicli.warehouse.ad_days import LEVELS
from omnicli.warehouse.ad_days import AdRow

PATHS = {"account": 0, "campaign": 1, "adset": 2, "ad": 3}
"""How many names a row of a level has."""


@st.composite
def an_ad_row(draw: st.DrawFn, level: str | None = None) -> AdRow:
    """An ad row of any width and level."""
    first, level = draw(st.integers(0, 9)), level or draw(st.sampled_from(sorted(LEVELS)))
    names = [draw(st.sampled_from(("A", "B"))) for _ in range(PATHS[level])] + [""] * 3
    figures = {"spend_sen": draw(st.integers(0, 100_000))}
    if draw(st.booleans()):
        figures["results x"] = draw(st.integers(0, 50))
    return AdRow(
        number=0,
        level=level,
        path=(names[0], names[1], names[2]),
        by_id=(False, False, False),
        shown=(names[0], names[1], names[2]),
        first=first,
        last=first + draw(st.integers(0, 6)),
        figures=figures,
    )


def key_of(row: AdRow) -> tuple[object, ...]:
    return row.level, row.path, row.first, row.last


def numbered(rows: Sequence[AdRow]) -> list[AdRow]:
    return [replace(row, number=number) for number, row in enumerate(rows)]
