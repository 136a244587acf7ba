"""Rows and cells that say nothing: column numbers under a header, ids that are a word for none."""

from itertools import islice

import pytest

import fixture_cells
import kinds
from fixture_cells import Example
from mutants import Rows
from omnicli.domain.errors import OmniError
from omnicli.ingest.spec import Id


@pytest.mark.parametrize("source", kinds.sources())
@pytest.mark.parametrize("first", [0, 1])
def test_column_numbers_under_the_header_are_no_row(source: str, first: int) -> None:
    for one in islice(fixture_cells.examples(source), 2):
        width = max(len(row) for row in one.rows[one.top - 1 :])
        if width < 4:
            continue
        numbers = [str(n) for n in range(first, first + width)]
        rows = [*one.rows[: one.top], numbers, *one.rows[one.top :]]
        read = fixture_cells.take(one.fixture, one.content(rows), one.sheets)

        assert kinds.figures(read) == kinds.figures(one.read)
        assert "N_INDEX_ROW" in [i.code for i in read.issues]


def what_is_read(one: Example, rows: Rows) -> object:
    """The figures and faults of the file with these rows, or why it is refused."""
    try:
        read = fixture_cells.take(one.fixture, one.content(rows), one.sheets)
    except OmniError as error:
        return error.code
    faults = {(i.code, i.row, i.column) for i in read.issues if not i.code.startswith("N_")}
    return kinds.figures(read), faults


@pytest.mark.parametrize("word", ["NULL", "N/A", "-"])
@pytest.mark.parametrize("source", kinds.sources())
def test_a_word_for_no_id_is_an_empty_cell(source: str, word: str) -> None:
    """In the first row of each id that no row needs: as if nothing stood there."""
    for one in islice(fixture_cells.examples(source), 1):
        for place in one.places(Id):
            told = []
            for cell in ("", word):
                rows = [list(row) for row in one.rows]
                rows[one.top][place] = cell
                told.append(what_is_read(one, rows))
            assert told[0] == told[1]
