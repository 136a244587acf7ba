"""Which cells of a column are numbers: told by their count where it can be, else cell by cell."""

import random

import polars as pl
import pytest

from ingest_builders import Cell
from ingest_builders import Raw
from ingest_builders import formula
from ingest_builders import number
from ingest_builders import package
from ingest_builders import sheet_xml
from omnicli.ingest import sheetxml
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.kinds import workbook_numbers
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.preflight import Preflight
from omnicli.ingest.preflight import preflight
from omnicli.ingest.readers import xlsx
from omnicli.sources import registry

NUMBERS: tuple[Cell, ...] = (number("12"), number("89000"), formula("7"), number("0.5"), None)
OTHERS: tuple[Cell, ...] = (*NUMBERS, "12", "89.000", Raw(' t="b"', "<v>1</v>"), formula())
NAMES = ("order_no", "status", "ordered_at", "price")


def opened(rows: list[list[Cell]], header: int) -> tuple[Preflight, HeaderMatch]:
    """A sheet and a match that takes its columns, whatever they are called, below `header`."""
    data = package({"orders": sheet_xml(rows)})
    sheet = xlsx.read(data, frozenset(), DEFAULT).sheets[0]
    part = registry()["shopee-orders"].parts[0]
    places = {name: n for n, name in enumerate(NAMES[: sheet.frame.width])}
    return preflight(data, DEFAULT), HeaderMatch(part, sheet, header, (), places)


@pytest.mark.parametrize("seed", range(15))
def test_numbers_told_by_their_count_are_those_that_each_cell_tells(seed: int) -> None:
    chance = random.Random(seed)
    header = chance.choice((0, 2))
    above: list[list[Cell]] = [
        [chance.choice((None, "x", number("3"))) for _ in NAMES] for _ in range(header)
    ]
    kinds = [chance.choice((NUMBERS, OTHERS)) for _ in NAMES]
    below = [[chance.choice(kind) for kind in kinds] for _ in range(chance.randrange(1, 12))]
    checked, match = opened([*above, list(NAMES), *below], header)
    scan = checked.scans["orders"]
    cells = sheetxml.cells_of(checked.workbook, scan, range(1, len(NAMES) + 1))
    cells = cells.filter(pl.col("type") == "n", pl.col("row") > header + 1)

    found = workbook_numbers(checked, match, NAMES)

    rows = [
        (row, NAMES[column - 1], float(value))
        for row, column, value in cells.select("row", "column", "value").iter_rows()
    ]
    told = [(row, name, float(text)) for name in found for row, text in found[name].iter_rows()]
    assert sorted(told) == sorted(rows)


def test_a_column_of_numbers_only_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    below: list[list[Cell]] = [[number("5") for _ in NAMES] for _ in range(3)]
    checked, match = opened([list(NAMES), *below], 0)
    monkeypatch.setattr(sheetxml, "cells_of", None)

    found = workbook_numbers(checked, match, NAMES)

    assert [*found] == [*NAMES]
    assert all(cells["row"].to_list() == [2, 3, 4] for cells in found.values())
