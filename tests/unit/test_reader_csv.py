"""Delimited text of every make, and every way it can be damaged."""

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ingest_builders import TOY_HEADERS
from ingest_builders import csv_bytes
from ingest_builders import read
from ingest_builders import read_part
from ingest_builders import toy_row
from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.readers import csv

ROW = [str(c) for c in toy_row()]
LINES = csv_bytes([TOY_HEADERS, ROW, [str(c) for c in toy_row("AB0002", "Wajan, besar")]])


def products(data: bytes) -> list[str]:
    """The product of each item row."""
    children = read_part(data).children
    assert children is not None
    return children["product_name"].to_list()


def refusal(data: bytes) -> tuple[str, object]:
    """Code and row `data` is refused with."""
    with pytest.raises(OmniError) as caught:
        read(data, name="a.csv")
    return caught.value.code, caught.value.fields.get("row")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\r", "\r\n"])
def test_encodings_with_and_without_a_mark(encoding: str, newline: str) -> None:
    """UTF-16 without a byte order mark is told by its zero bytes."""
    text = LINES.decode().replace("\n", newline)
    assert products(text.encode(encoding)) == ["Panci", "Wajan, besar"]


@pytest.mark.parametrize("mark", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_sep_line_wins_over_what_the_rows_look_like(mark: str) -> None:
    """Rows full of commas are still separated by semicolons."""
    rows = [TOY_HEADERS, [str(c) for c in toy_row(product="a,b,c,d,e,f,g,h,i,j,k")]]
    data = f"{mark}\r\n".encode() + csv_bytes(rows, delimiter=";", newline="\r\n")
    assert products(data) == ["a,b,c,d,e,f,g,h,i,j,k"]


def test_quoted_line_breaks_and_quotes_stay_in_their_cell() -> None:
    """A row of the table is not a line of the file, and row numbers count rows."""
    data = csv_bytes([TOY_HEADERS, [str(c) for c in toy_row(product='Panci\n"besar"')], ROW])
    part = read_part(data)
    assert products(data) == ['Panci\n"besar"', "Panci"]
    assert part.origins["row_no"].to_list() == [2, 3]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(("", "a", "b c", "'", "é")), max_size=4), max_size=50))
def test_every_line_end_gives_the_same_rows(rows: list[list[str]]) -> None:
    """Also below a title, and where rows are blank or end early."""
    lines = [",".join(row) for row in [*rows[:1], list("wide"), *rows[1:]]]
    sheets = [
        csv.read(end.join([*lines, ""]).encode(), frozenset(), DEFAULT).sheets[0]
        for end in ("\n", "\r\n", "\r")
    ]

    assert [s.frame.rows() for s in sheets] == [sheets[0].frame.rows()] * 3
    assert [s.short for s in sheets] == [sheets[0].short] * 3
    cells = [(line.split(",") + [""] * 4)[:4] for line in lines]
    assert [[c or "" for c in row] for row in sheets[0].frame.rows()] == cells


def test_a_row_that_alone_ends_early_is_a_cut_download() -> None:
    last = LINES.rstrip().rfind(b",")

    found = read(LINES[: last - 1], name="a.csv")

    assert [(i.code, i.row) for i in found.issues] == [("E_ROW_SHORT", 3)]
    assert found.parts[0].rows_rejected == 1


def test_rows_are_counted_where_cells_hold_delimiters_and_line_ends() -> None:
    cut = b'a,b,c\n"1,2","x\ny",3\n4,5\n"6,""7",8,9\n' * 30

    sheet = csv.read(cut, frozenset(), DEFAULT).sheets[0]

    assert sheet.frame.height == 120
    assert sheet.short == dict.fromkeys(range(3, 121, 4), 2)


def test_a_short_row_has_empty_cells_at_its_end() -> None:
    """Programs leave out trailing empty cells; what is needed and missing refuses the row."""
    part = read_part(csv_bytes([TOY_HEADERS, ROW[:-1], ROW]))
    assert part.children is not None
    assert part.children["unit_price_sen"].to_list() == [None, 7_500_000]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (csv_bytes([TOY_HEADERS, *[ROW] * 50, [*ROW, "x", "y"]]), ("E_CSV_SHAPE", 52)),
        (csv_bytes([TOY_HEADERS, *[ROW] * 50]) + b'AB1,"never closed\n', ("E_CSV_SHAPE", 52)),
        (LINES[:-30] + b"\0\0\0" + LINES[-30:], ("E_CSV_NUL", 3)),
    ],
)
def test_damaged_text_is_refused_with_its_row(data: bytes, expected: tuple[str, int]) -> None:
    """Nothing is cut off, glued together or skipped in silence."""
    assert refusal(data) == expected


def test_zero_bytes_behind_the_last_row_do_no_harm() -> None:
    """Some programs pad a file to a whole block."""
    assert products(LINES + bytes(512)) == ["Panci", "Wajan, besar"]


def test_mutated_text_is_read_or_refused() -> None:
    """Any damage gives a result or a typed error."""
    chance = random.Random(41)
    for _ in range(100):
        data = bytearray(LINES)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data))
            data[place : place + chance.choice((0, 1, 1, 7))] = chance.choice(
                (b'"', b"\0", b"\n", b"\r", b",", b";", b"\xff\xfe", b"\xe9", b"sep=;", b"\t")
            )
        with contextlib.suppress(OmniError):
            assert read(bytes(data), name="a.csv").parts
