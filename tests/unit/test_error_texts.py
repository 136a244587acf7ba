"""What messages about files say of places and values."""

import pytest

from ingest_builders import TOY_HEADERS
from ingest_builders import Cell
from ingest_builders import csv_bytes
from ingest_builders import read
from ingest_builders import toy_row
from ingest_builders import toy_xlsx
from ingest_builders import xlsx
from omnicli.domain.errors import OmniError

CLASH = (toy_row(), toy_row(product="Wajan", Total="175000"))


def texts(row: list[Cell]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def test_an_unknown_file_names_eight_headers_and_counts_the_rest() -> None:
    """A message that lists ninety headers hides the two that matter."""
    with pytest.raises(OmniError) as caught:
        read(xlsx([[f"H{n}" for n in range(1, 50)], ["x"] * 49]))

    assert caught.value.code == "E_UNKNOWN_FILE"
    assert "H7, H8, … (+41)" in caught.value.hint("id")
    assert "H9" not in caught.value.hint("id")
    assert caught.value.message("en").endswith("None of its columns is known.")


def test_a_file_without_sheets_is_not_told_of_one() -> None:
    data = csv_bytes([TOY_HEADERS, texts(toy_row(Jumlah="1.5"))])
    issue = read(data, name="toko.csv").issues[0].error()

    assert "sheet" not in issue.message("id") + issue.message("en")
    assert issue.message("en").startswith("toko.csv, row 2, column Jumlah: ")


def test_a_workbook_names_its_sheet() -> None:
    issue = read(toy_xlsx(toy_row(Jumlah="1.5"))).issues[0].error()

    assert f", sheet {issue.fields['sheet']}, row 2" in issue.message("en")


def test_a_field_nobody_gave_prints_as_an_ellipsis() -> None:
    """A message with a hole is better than none."""
    assert OmniError("E_FILE_EMPTY").message("en") == "… is empty (0 bytes)"


def test_contradicting_money_is_told_in_rupiah() -> None:
    """As the file has it, not as it is stored."""
    said = read(toy_xlsx(*CLASH)).issues[0].error()

    assert said.code == "E_ROWS_CONTRADICT"
    assert "150000 ≠ 175000" in said.message("id")
