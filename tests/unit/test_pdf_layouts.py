"""The table in a PDF statement: whatever its heights and page breaks, every row is found whole."""

from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

import pdf_files
import source_fixtures
from omnicli.domain.errors import OmniError
from omnicli.ingest.layouts.model import Layout
from omnicli.ingest.layouts.sheet import laid_out
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.readers import Readout
from omnicli.ingest.readers import read
from omnicli.ingest.words import Word
from omnicli.sources import registry
from statements import Align
from statements import Movement
from statements import Style
from statements import expected
from statements import kopra
from statements import month

LAYOUTS = [layout for spec in registry().values() for layout in spec.layouts]
FIXTURES = [f for f in source_fixtures.fixtures() if source_fixtures.is_pdf(f)]
COLUMNS = "#columns 40 105 290 410> 480> 560>"
HEAD = f"{COLUMNS}\nPosting Date\tRemark\tReference No.\tDebit\tCredit\tBalance"
TITLE = "#page\nAccount Statement\nAccount No. 1370012345678\nCurrency IDR"
TOP = f"{TITLE}\nOpening Balance 0.00\nClosing Balance 750.00\n"
FIRST = "02 Jan 2026,\tDARI A\t-\t0.00\t1,000.00\t1,000.00\n09:00:00"
SECOND = "03 Jan 2026,\tKE B\t-\t250.00\t0.00\t750.00\n10:00:00"


def words(data: bytes, *passwords: str) -> tuple[Word, ...]:
    """The words of a PDF, read in this process."""
    return read("pdf", data, frozenset(), DEFAULT, passwords).words


def sheet(data: bytes) -> Readout:
    """The sheet that any known layout makes of a PDF."""
    return laid_out(words(data), LAYOUTS)


def rows(data: bytes, head: str = "Posting Date") -> list[tuple[str | None, ...]]:
    """The data rows, with their page."""
    table = sheet(data).sheets[0].frame.rows()
    start = next(n for n, row in enumerate(table) if row[0] == head)
    return table[start + 1 :]


def drawn(*lines: str) -> list[tuple[str | None, ...]]:
    """The rows of a description."""
    return rows(pdf_files.draw("\n".join(lines)))


def refused(*lines: str) -> OmniError:
    """Why a description is refused; the error prints in both languages."""
    with pytest.raises(OmniError) as caught:
        drawn(*lines)
    for lang in ("id", "en"):
        assert "{" not in caught.value.message(lang) + caught.value.hint(lang)
    return caught.value


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
@pytest.mark.parametrize("gap", [4.0, 0.0])
@pytest.mark.parametrize("whole_rows", [True, False])
def test_rows_are_found_at_any_height_and_over_page_breaks(
    align: Align, gap: float, *, whole_rows: bool
) -> None:
    """Date, time, remark, reference and amounts of a row meet again wherever a page cuts it."""
    movements = month(40, seed=11, lines=(1, 2, 3, 4, 6))
    style = Style(align, gap=gap, height=130.0, whole_rows=whole_rows)
    assert [row[:6] for row in rows(kopra(movements, style))] == expected(movements)


def test_rows_name_their_page() -> None:
    """So that an error can."""
    found = rows(kopra(month(12, lines=(2,)), Style(height=130.0, whole_rows=True)))
    assert [row[6] for row in found] == ["1"] * 5 + ["2"] * 5 + ["3"] * 2


def test_a_date_above_its_line_belongs_to_it() -> None:
    """And the time below it does too."""
    found = drawn(
        TOP, HEAD, "02 Jan 2026,", "\tDARI A\t-\t0.00\t1,000.00\t1,000.00", "09:00:00", "#down 4",
        "03 Jan 2026,", "\tKE B\t-\t250.00\t0.00\t750.00", "10:00:00",
    )  # fmt: skip
    assert [(row[0], row[1], row[5]) for row in found] == [
        ("02 Jan 2026 09:00:00", "DARI A", "1,000.00"),
        ("03 Jan 2026 10:00:00", "KE B", "750.00"),
    ]


def test_a_year_and_a_sign_that_are_printed_apart_join() -> None:
    """`20 25` is a year, `- 250.00` an amount, and `-` in its own column still a reference."""
    found = drawn(TOP, HEAD, FIRST.replace("2026", "20 26"), SECOND.replace("\t250", "\t- 250"))
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("02 Jan 2026 09:00:00", "-", "0.00"),
        ("03 Jan 2026 10:00:00", "-", "-250.00"),
    ]


def test_an_amount_inside_a_remark_is_no_amount() -> None:
    """Only what stands in the columns of amounts counts."""
    found = drawn(TOP, HEAD, FIRST + "\tSEWA 12,500.00 PER HARI\n\t1,000.00", SECOND)
    assert found[0][1] == "DARI A SEWA 12,500.00 PER HARI 1,000.00"
    assert [row[4] for row in found] == ["1,000.00", "0.00"]


def test_a_row_of_the_opening_balance_is_no_movement() -> None:
    """It tells the balance before the first row, where no label does."""
    lines = (TITLE, "Closing Balance 750.00", HEAD, "\tOpening Balance\t\t\t\t0.00", FIRST, SECOND)
    table = sheet(pdf_files.draw("\n".join(lines))).sheets[0].frame.rows()
    assert ("Opening Balance", "0.00") in [row[:2] for row in table]
    assert len(table) == 7


def test_a_page_without_a_table_is_skipped() -> None:
    """A cover, a page of terms."""
    found = drawn(TOP, HEAD, FIRST, "#page", "Syarat dan ketentuan", "#page", HEAD, SECOND)
    assert [row[6] for row in found] == ["1", "3"]


def test_a_remark_that_looks_like_a_footer_stays() -> None:
    """Footers stand below the last row only."""
    found = drawn(TOP, HEAD, FIRST + "\t7 dari 9\n\tTotal Amount Debited", SECOND, "Page 1 of 1")
    assert found[0][1] == "DARI A 7 dari 9 Total Amount Debited"
    assert found[1][1] == "KE B"


def test_a_line_far_below_the_rows_is_told_not_taken() -> None:
    """Text that belongs to no row is named in a notice with its page."""
    text = "\n".join((TOP, HEAD, FIRST, SECOND, "#down 90", "\tSelamat tahun baru"))
    found = sheet(pdf_files.draw(text))
    assert [(n.code, n.value) for n in found.notices] == [("N_PDF_LINES", "Selamat tahun baru (1)")]
    assert found.sheets[0].frame.rows()[-1][1] == "KE B"


@pytest.mark.parametrize(
    ("lines", "page", "value"),
    [
        (
            (HEAD, FIRST, "03 Jan 2026,\tKE B\t-\t250.00", "10:00:00"),
            1,
            "03 Jan 2026, KE B - 250.00",
        ),
        ((HEAD, FIRST, "\tKE B\t-\t250.00\t0.00\t750.00"), 1, "KE B - 250.00 0.00 750.00"),
        ((HEAD, FIRST, "04 Jan 2026,\tKE C", "11:00:00"), 1, "04 Jan 2026, 11:00:00"),
        ((HEAD, FIRST, "#page", SECOND), 2, "03 Jan 2026, KE B - 250.00 0.00 750.00"),
        ((HEAD, FIRST, "lalu,\tKE C"), 1, "lalu,"),
    ],
    ids=["amounts missing", "no date", "no amounts", "no header", "no such date"],
)
def test_what_fits_into_no_row_refuses_the_file(
    lines: tuple[str, ...], page: int, value: str
) -> None:
    """Never half a row, never a row less: the page and the text say where."""
    error = refused(TOP, *lines)
    assert (error.code, error.fields["page"], error.fields["value"]) == ("E_PDF_ROW", page, value)


def test_text_printed_twice_for_bold_is_read_once() -> None:
    """Some generators fake bold type by printing a character again half a point beside."""
    page = pdf_files.Page()
    for piece in _pieces(TOP, HEAD, FIRST, SECOND):
        twin = pdf_files.Drawn(piece.x + 0.3, piece.y, piece.text, piece.size)
        page.texts += [piece, twin]
    assert [row[1] for row in rows(pdf_files.pdf([page]))] == ["DARI A", "KE B"]


def test_words_without_spaces_between_them_are_words() -> None:
    """Many generators place each word by itself and print no space."""
    page = pdf_files.Page()
    for piece in _pieces(TOP, HEAD, FIRST, SECOND):
        x = piece.x
        for word in piece.text.split():
            page.texts.append(pdf_files.Drawn(x, piece.y, word, piece.size))
            x += pdf_files.text_width(f"{word} ", piece.size)
    assert [row[:2] for row in rows(pdf_files.pdf([page]))] == [
        ("02 Jan 2026 09:00:00", "DARI A"),
        ("03 Jan 2026 10:00:00", "KE B"),
    ]


def test_a_stamp_across_the_page_is_no_text() -> None:
    """A slanted watermark runs through every row."""
    page = pdf_files.Page(_pieces(TOP, HEAD, FIRST, SECOND))
    stamp = b"\nBT /F1 40 Tf 0.7 0.7 -0.7 0.7 120 600 Tm (SALINAN COPY) Tj ET"
    raw = pdf_files.Page(raw=page.content() + stamp)
    assert [row[1] for row in rows(pdf_files.pdf([raw]))] == ["DARI A", "KE B"]


def _pieces(*lines: str) -> list[pdf_files.Drawn]:
    return pdf_files.pages("\n".join(lines))[0].texts


def test_a_statement_without_its_ends_is_refused() -> None:
    """Without the page of balances, rows that follow from each other are not all rows."""
    error = refused(TITLE, HEAD, FIRST)
    assert error.code == "E_PDF_INCOMPLETE"
    assert error.fields["missing"] == "Opening Balance, Closing Balance"


def test_two_accounts_in_one_file_are_refused() -> None:
    """Their balances would not follow from each other."""
    more = (HEAD, FIRST, "#page", "Account No. 1370099999999", HEAD, SECOND)
    error = refused(TOP, *more)
    assert (error.code, error.fields["value"]) == ("E_PDF_ACCOUNTS", "1370012345678, 1370099999999")


JANUARY = f"{TITLE}\nPeriod January 2026\nOpening Balance 0.00\nClosing Balance 750.00\n"
FEBRUARY = f"{TITLE}\nPeriod February 2026\nOpening Balance 750.00\nClosing Balance 9.00\n"


def test_two_statements_in_one_file_are_two_sheets() -> None:
    """Each has pages of its own, and balances that prove its own rows; a page may say nothing."""
    more = ("#page", HEAD, SECOND)
    text = "\n".join((JANUARY, HEAD, FIRST, *more, FEBRUARY, HEAD, SECOND))
    sheets = sheet(pdf_files.draw(text)).sheets
    assert [sheet.name for sheet in sheets] == ["January 2026", "February 2026"]
    texts = [[cell for row in one.frame.rows() for cell in row] for one in sheets]
    assert [("DARI A" in cells, cells.count("KE B")) for cells in texts] == [(True, 1), (False, 1)]
    assert "750.00" in texts[0]


@pytest.mark.parametrize(
    "printed",
    [
        (JANUARY, HEAD, FIRST, FEBRUARY, HEAD, SECOND, JANUARY, HEAD, SECOND),
        (JANUARY, FEBRUARY.removeprefix("#page\n"), HEAD, FIRST, SECOND),
    ],
    ids=["mixed up", "on one page"],
)
def test_statements_that_do_not_stand_apart_are_named(printed: tuple[str, ...]) -> None:
    """Each has balances of its own, so the rows of both prove neither."""
    error = refused(*printed)
    assert error.code == "E_PDF_STATEMENTS"
    assert error.fields["value"] == "January 2026, February 2026"


def test_a_pdf_that_is_no_statement_is_refused_with_what_is_known() -> None:
    """An invoice in PDF is readable text, and nothing omni knows."""
    error = refused("#page", "Faktur penjualan", "Total 1,000.00")
    assert error.code == "E_PDF_LAYOUT"
    assert "Livin" in error.hint("id")


def test_an_empty_statement_is_a_table_without_rows() -> None:
    """A month without a movement."""
    assert drawn(TOP, "Period 01 Jan 2026 - 31 Jan 2026", HEAD) == []


def test_labels_with_their_values_below_are_read() -> None:
    """Balances printed as a small table of their own."""
    lines = ("#columns 40 200", "Opening Balance\tClosing Balance", "1,500.00\t2,250.00")
    table = sheet(pdf_files.draw("\n".join((TITLE, *lines, HEAD, FIRST)))).sheets[0].frame.rows()
    assert {row[0]: row[1] for row in table[:5]} == {
        "Account No": "1370012345678",
        "Currency": "IDR",
        "Opening Balance": "1,500.00",
        "Closing Balance": "2,250.00",
        "Posting Date": "Remark",
    }


def test_the_older_inquiry_of_mcm_is_read() -> None:
    """`TRANSACTION INQUIRY`: a value date with dots in its time, `Saldo` for the balance."""
    found = drawn(
        "#page", "TRANSACTION INQUIRY", "Account No : 1370012345678",
        "#columns 40 130 300 410> 480> 560>",
        "Value Date\tDescription\tReference No.\tDebit\tCredit\tSaldo",
        "05/01/2026 10.11.12\tDARI A\t123456789012345\t0.00\t1,000.00\t1,000.00",
    )  # fmt: skip
    assert [row[:3] for row in found] == [("05/01/2026 10:11:12", "DARI A", "123456789012345")]


def test_the_older_statement_with_two_days_is_read() -> None:
    """`Rekening Koran`: posting and value date on each row."""
    lines = (
        "#page", "Rekening Koran", "No. Rekening : 1370012345678",
        "#columns 40 95 170 410> 480> 560>",
        "Tanggal\tTanggal Valuta\tKeterangan\tDebet\tKredit\tSaldo",
        "05/01/2026\t06/01/2026\tDARI A\t0.00\t1,000.00\t1,000.00",
    )  # fmt: skip
    found = rows(pdf_files.draw("\n".join(lines)))
    assert [row[:3] for row in found] == [("05/01/2026", "06/01/2026", "DARI A")]


@pytest.mark.parametrize("fixture", FIXTURES, ids=[f.name for f in FIXTURES])
def test_exactly_one_layout_knows_a_fixture(fixture: Path) -> None:
    """So that the order of banks and layouts does not matter."""
    found = words(source_fixtures.content(fixture), *source_fixtures.passwords(fixture))
    assert len([layout for layout in LAYOUTS if _knows(layout, found)]) == 1


def _knows(layout: Layout, found: tuple[Word, ...]) -> bool:
    try:
        laid_out(found, [layout])
    except OmniError as error:
        return error.code != "E_PDF_LAYOUT"
    return True


def test_a_row_longer_than_any_page_is_still_one_row() -> None:
    """Twenty lines of one remark over two pages."""
    at = datetime(2026, 1, 5, 8, 0, 5, tzinfo=UTC)
    long = Movement(at, tuple(f"baris {n}" for n in range(20)), credit=500_00)
    movements = [long, *month(3)]
    found = rows(kopra(movements, Style(height=120.0)))
    assert [row[:6] for row in found] == expected(movements)
