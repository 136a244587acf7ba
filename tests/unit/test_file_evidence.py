"""What a file says twice, on several sheets, in stray quotes or in another currency."""

import io
import zipfile
from collections.abc import Sequence

import polars as pl
import pytest

import source_fixtures
from ingest_builders import TOY_HEADERS
from ingest_builders import Cell
from ingest_builders import csv_bytes
from ingest_builders import package
from ingest_builders import read
from ingest_builders import sheet_xml
from ingest_builders import toy
from ingest_builders import toy_row
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import SourceSpec
from omnicli.sources import registry

Rows = Sequence[Sequence[Cell]]


def quantity(rows: Rows, spec: SourceSpec | None = None) -> list[int]:
    """Pieces by order of a toy csv."""
    found = take(rows, spec)
    return found.parts[0].records.sort("order_no")["quantity"].to_list()


def take(rows: Rows, spec: SourceSpec | None = None) -> ReadFile:
    """A toy csv as it is read."""
    text = [[str(cell) for cell in row] for row in (TOY_HEADERS, *rows)]
    return read(csv_bytes(text), spec or toy(), name="a.csv")


def proved() -> SourceSpec:
    """The toy source whose voucher column says how many pieces an order has, in rupiah."""
    return toy(holds=lambda orders: pl.col("quantity") * 100 == orders["voucher_sen"])


A, B = toy_row("AB0001"), toy_row("AB0002")


def test_equal_rows_behind_other_orders_are_repeats() -> None:
    """An export pasted under itself, or under one that overlaps it."""
    assert quantity([A, B, A, B]) == [2, 2]
    assert quantity([A, B, A]) == [2, 2]
    assert [i.code for i in take([A, B, A]).issues] == ["W_ROWS_REPEATED"]
    assert dict(take([A, B, A]).parts[0].skipped) == {"duplicate": 1}


def test_equal_rows_side_by_side_are_two_pieces_with_a_warning() -> None:
    """Two of one kind do happen; nothing in this export says that it was not so."""
    assert quantity([A, A, B]) == [4, 2]
    assert [i.code for i in take([A, A, B]).issues] == ["W_ROWS_TWICE"]


def test_a_file_whose_rows_all_stand_there_twice_is_doubled() -> None:
    assert quantity([A, A, B, B]) == [2, 2]


@pytest.mark.parametrize(("told", "copies", "pieces"), [(2, 2, 2), (4, 2, 4), (4, 4, 4), (2, 3, 2)])
def test_the_pieces_of_an_order_decide(told: int, copies: int, pieces: int) -> None:
    """Two equal lines of a genuine order, and one line that was pasted twice."""
    line = toy_row("AB0001", Kupon=str(told))
    assert quantity([line] * copies + [B], proved()) == [pieces, 2]


def test_one_row_per_order_makes_every_equal_row_a_repeat() -> None:
    assert quantity([A, A, B], toy(single=True)) == [2, 2]


def test_movements_without_a_number_may_be_equal_until_a_block_repeats() -> None:
    """A withdrawal twice in a minute is two; three movements again in their order are a paste."""
    spec = toy(target="settlement_lines", twins=True, key=("line_key",), rows=_numbered, sums=())
    a, b, c = (toy_row(f"AB000{n}") for n in range(3))
    assert take([a, a, b], spec).parts[0].records.height == 3
    assert take([a, b, c, a, b, c], spec).parts[0].records.height == 3
    assert take([c, a, b, c, a, b, c], spec).parts[0].records.height == 4


def _numbered(lines: pl.DataFrame, _ctx: object) -> pl.DataFrame:
    nth = pl.int_range(pl.len()).over("order_no")
    return lines.with_columns(line_key=pl.concat_str("order_no", nth))


def test_a_header_again_is_skipped_with_one_notice() -> None:
    found = take([A, list(TOY_HEADERS), B, list(TOY_HEADERS)])
    assert found.parts[0].records.height == 2
    assert [(i.code, i.severity, i.row) for i in found.issues] == [("N_HEADER_AGAIN", "notice", 3)]


def test_merged_cells_belong_to_the_row_above() -> None:
    """Old workbooks have the order on its first item only."""
    merged = toy_row("", "Wajan", Dibuat="", Status="", Total="", Kupon="", Telepon="")
    assert quantity([A, merged, B]) == [4, 2]
    blank = toy_row("", "Wajan")
    assert [i.code for i in take([A, blank, B]).issues] == ["E_KEY_EMPTY"]


def sheets(**tables: Rows) -> bytes:
    """A workbook of toy tables."""
    return package({name: sheet_xml(rows) for name, rows in tables.items()})


def test_every_sheet_whose_header_fits_is_read() -> None:
    """A month on each sheet; a filtered copy in front adds nothing."""
    found = read(sheets(Agustus=[TOY_HEADERS, A], September=[TOY_HEADERS, B, toy_row("ZZ")]))
    (part,) = found.parts
    assert part.records["order_no"].to_list() == ["AB0001", "AB0002"]
    assert [(i.sheet, i.row) for i in found.issues] == [("September", 3)]
    copied = read(sheets(Salinan=[TOY_HEADERS, A], orders=[TOY_HEADERS, A, B])).parts[0]
    assert copied.records["quantity"].to_list() == [2, 2]


def test_sheets_with_lines_of_their_own_are_refused_by_name() -> None:
    """Two periods or two accounts above two tables: neither says anything of the other."""
    first, second = ([["Periode", month], TOY_HEADERS, A] for month in ("Agustus", "September"))
    with pytest.raises(OmniError) as caught:
        read(sheets(Satu=first, Dua=second))
    assert caught.value.code == "E_SHEETS_SEVERAL"
    assert "Satu, Dua" in caught.value.message("en")


def text(*lines: str) -> bytes:
    return "\n".join([",".join(TOY_HEADERS), *lines]).encode()


LINE = "AB000{0},2025-08-01 10:00,Selesai,150.000,-,081234567890,{1},2,75.000"


def test_rows_between_stray_quotes_are_noticed_by_their_lines() -> None:
    lines = [LINE.format(1, '"Panci'), LINE.format(2, "Wajan"), LINE.format(3, 'Teko"')]
    with pytest.raises(OmniError) as caught:
        read(text(*lines), name="a.csv")
    assert caught.value.code == "E_CSV_QUOTES"
    assert (caught.value.fields["row"], caught.value.fields["last"]) == (2, 4)


def test_a_line_break_inside_a_cell_is_no_fault() -> None:
    found = read(text(LINE.format(1, '"Panci,\nbesar"'), LINE.format(2, "Wajan")), name="a.csv")
    assert found.parts[0].records.height == 2


def test_lines_in_one_pair_of_quotes_are_named_so() -> None:
    quoted = b"\n".join(b'"' + line + b'"' for line in text(LINE.format(1, "Panci")).split(b"\n"))
    with pytest.raises(OmniError) as caught:
        read(quoted, name="a.csv")
    assert caught.value.code == "E_CSV_LINES_QUOTED"


def test_one_bad_optional_cell_costs_that_cell() -> None:
    """A stray letter in a date nobody needs; the same in a date that is needed costs the row."""
    fixture = source_fixtures.SOURCES / "orderonline-orders/2026-csv.csv"
    header, first, *rest = fixture.read_text().splitlines()
    place = header.split(",").index("paid_at")
    cells = [*first.split(",")]
    cells[place] = "12-08-2025x"
    found = read_file(
        None,
        "\n".join([header, ",".join(cells), *rest]).encode(),
        file_name="a.csv",
        specs=registry(),
    )
    (issue,) = [i for i in found.issues if i.code == "W_CELL_IGNORED"]
    assert (issue.code, issue.severity, issue.column) == ("W_CELL_IGNORED", "warning", "paid_at")
    assert found.parts[0].rows_rejected == 0


@pytest.mark.parametrize("name", ["Currency", "Mata uang"])
def test_another_currency_is_refused_wherever_it_stands(name: str) -> None:
    """In a column or above the table, of any source."""
    rows: list[list[Cell]] = [[*TOY_HEADERS, name], [*A, "IDR"], [*B, "MYR"]]
    with pytest.raises(OmniError) as caught:
        read(csv_bytes([[str(c) for c in row] for row in rows]), name="a.csv")
    assert (caught.value.code, caught.value.fields["value"]) == ("E_CURRENCY", "MYR")
    above = csv_bytes([[name, "SGD"], list(TOY_HEADERS), [str(c) for c in A]])
    with pytest.raises(OmniError, match="E_CURRENCY"):
        read(above, name="a.csv")


def with_producer(data: bytes, application: str) -> bytes:
    """The workbook as a program says it wrote it."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as book:
        book.writestr(
            "docProps/app.xml", f"<Properties><Application>{application}</Application></Properties>"
        )
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("application", "kind"),
    [
        *[("Go Excelize", "original"), ("Go XLSX", "original"), ("Microsoft Excel", "resaved")],
        *[("LibreOffice/7.4", "resaved"), ("Microsoft Macintosh Excel", "resaved")],
    ],
)
def test_a_verdict_names_the_program_that_saved_the_file(application: str, kind: str) -> None:
    verdict = read(with_producer(sheets(orders=[TOY_HEADERS, A]), application)).verdict
    assert (verdict.kind, verdict.producer) == (kind, application)


def test_a_verdict_names_the_signs_of_a_hand() -> None:
    early, late = toy_row("AB0001"), toy_row("AB0002", Dibuat="2025-08-02 10:00")
    third = toy_row("AB0003", Dibuat="2025-08-01 12:00")
    spec = toy(sorted_by="ordered_at")
    assert take([early, third, late], spec).verdict.kind == "original"
    verdict = take([early, late, third, early], spec).verdict
    assert (verdict.kind, verdict.signs) == ("edited", ("repeated_rows", "row_order"))
