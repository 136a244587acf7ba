"""Tables that are named .xls and are none: BIFF, HTML and SpreadsheetML 2003."""

import contextlib
import random
from collections.abc import Sequence
from html import escape

import pytest

from biff import BiffCell
from biff import Failed
from biff import xls
from ingest_builders import TOY_HEADERS
from ingest_builders import read
from ingest_builders import toy_row
from ingest_builders import toy_xlsx
from omnicli.domain.errors import OmniError
from omnicli.ingest.launch import read_sheets
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.limits import Limits
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.readers import reader_for
from omnicli.ingest.readers._biff import cells_by_sheet

_SS = "urn:schemas-microsoft-com:office:spreadsheet"
ROW = [str(c) for c in toy_row()]
OTHER = [str(c) for c in toy_row("AB0002", "Wajan & <tutup>")]


def html(*rows: Sequence[str], before: str = "") -> bytes:
    """A page with one table, as platforms write it."""
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"<html><meta charset=utf-8><body>{before}<table>{body}</table></body></html>".encode()


def xml_cell(text: str, kind: str = "String", place: str = "") -> str:
    """A SpreadsheetML cell."""
    return f'<Cell{place}><Data ss:Type="{kind}">{escape(text)}</Data></Cell>'


def xml(*rows: str, name: str = "Sheet1", more: str = "") -> bytes:
    """A SpreadsheetML workbook of one sheet."""
    body = "".join(f"<Row>{row}</Row>" if not row.startswith("<Row") else row for row in rows)
    return (
        f'<?xml version="1.0"?>\n<Workbook xmlns="{_SS}" xmlns:ss="{_SS}">'
        f'<Worksheet ss:Name="{name}"><Table>{body}</Table></Worksheet>{more}</Workbook>'
    ).encode()


def xml_row(cells: Sequence[str]) -> str:
    """A row of text cells."""
    return "".join(xml_cell(c) for c in cells)


def sheets(kind: str, data: bytes, limits: Limits = DEFAULT) -> tuple[RawSheet, ...]:
    """What the reader of `kind` finds, in its child process."""
    return read_sheets(kind, data, frozenset(), limits).sheets


def refusal(data: bytes, name: str = "a.xls") -> OmniError:
    """What `data` is refused with."""
    with pytest.raises(OmniError) as caught:
        read(data, name=name)
    return caught.value


def test_one_table_reads_alike_in_every_container() -> None:
    """The container changes nothing about records, items, rows and issues."""
    expected = read(toy_xlsx(ROW, OTHER), name="a.xlsx")
    for data in (
        html(TOY_HEADERS, ROW, OTHER),
        xml(*(xml_row(r) for r in (TOY_HEADERS, ROW, OTHER))),
        xls({"orders": [TOY_HEADERS, ROW, OTHER]}),
    ):
        found = read(data, name="a.xls")
        assert found.issues == ()
        assert found.parts[0].records.equals(expected.parts[0].records)
        assert found.parts[0].children is not None
        assert expected.parts[0].children is not None
        assert found.parts[0].children.equals(expected.parts[0].children)


def test_html_finds_the_table_with_the_best_header() -> None:
    """A menu and a layout table around it are not the export."""
    menu = "<table><tr><td>Menu</td><td>Status</td></tr></table>"
    found = read(html(TOY_HEADERS, ROW, before=menu), name="a.xls")
    assert found.parts[0].origins["row_no"].to_list() == [2]
    inner = html(TOY_HEADERS, ROW).decode()
    nested = f"<table><tr><td>luar{inner}</td><td>x</td></tr></table>".encode()
    assert read(nested, name="a.xls").parts[0].records.height == 1


def test_html_cells_are_text() -> None:
    """Entities, line breaks, nested tags and spaces become what a person reads."""
    data = (
        "<table><tr><td> <b>J&amp;T</b>&nbsp;Express<td>Jl. Uji<br>No 1<td>&#48;812<td>"
        "<td><script>x</script>é</table>"
    ).encode()
    assert sheets("html", data)[0].frame.rows() == [
        ("J&T Express", "Jl. Uji No 1", "0812", None, "é")
    ]


def test_html_spans_keep_every_cell_in_its_column() -> None:
    """Across: in the first column. Down: in each row it covers, as the page shows it."""
    data = (
        b"<table><tr><th rowspan=2>No<th colspan=2>Biaya<th rowspan='2'>Kurir</tr>"
        b"<tr><th>COD<th>Ongkir</tr>"
        b"<tr><td rowspan=0>A1<td>1<td>2<td>JNE</tr><tr><td>3<td>4<td>SAP</tr></table>"
    )
    assert sheets("html", data)[0].frame.rows() == [
        ("No", "Biaya", None, "Kurir"),
        ("No", "COD", "Ongkir", "Kurir"),
        ("A1", "1", "2", "JNE"),
        ("A1", "3", "4", "SAP"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_html_in_other_encodings(encoding: str) -> None:
    """Found as for csv, and said when it is not UTF-8."""
    data = html(TOY_HEADERS, [str(c) for c in toy_row(product="Café")]).decode().encode(encoding)
    found = read(data, name="a.xls")
    children = found.parts[0].children
    assert children is not None
    assert children["product_name"].to_list() == ["Café"]
    assert bool(found.issues) == (encoding != "utf-8-sig")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><form>Silakan masuk</form></html>", "E_FILE_FORMAT"),
        (b"<table><tr><td colspan=999999>a<td>b</table>", "E_FILE_CORRUPT"),
        (b"<table><tr><td colspan=999 rowspan=9>a</table>", "E_FILE_CORRUPT"),
        (b"<table>" * 501, "E_FILE_TOO_BIG"),
        (b"<table><tr>" + b"<td>x" * 301, "E_FILE_CORRUPT"),
        (b"<table><tr><td>No Order</tr><tr><td>AB1", "E_FILE_TRUNCATED"),
        (b"<table>" + b"<tr>" * 1_100_000, "E_FILE_TOO_BIG"),
    ],
)
def test_html_bombs_and_pages_are_refused(data: bytes, code: str) -> None:
    """Within limits, each with its code."""
    assert refusal(data).code == code


def test_html_that_keeps_the_parser_busy_runs_out_of_time() -> None:
    """The child has a limit of CPU seconds; we do not wait longer."""
    with pytest.raises(OmniError) as caught:
        sheets("html", b"<table>" + b"<tr><td>x</td></tr>" * 900_000, Limits(cpu_seconds=1))
    assert caught.value.code == "E_FILE_TOO_BIG"


def test_spreadsheetml_gaps_keep_places() -> None:
    """`ss:Index` skips rows and cells; a merged cell takes the columns it covers."""
    far = xml_cell("d", place=' ss:Index="4"')
    data = xml(
        f'<Row ss:Index="2">{xml_cell("a")}{far}</Row>',
        xml_cell("m", place=' ss:MergeAcross="1"') + xml_cell("c"),
    )
    assert sheets("spreadsheetml", data)[0].frame.rows() == [
        (None, None, None, None),
        ("a", None, None, "d"),
        ("m", None, "c", None),
    ]


def test_spreadsheetml_typed_cells_become_text() -> None:
    """Numbers without exponent, dates as in an xlsx; a comment is no cell."""
    note = "<Comment><ss:Data>catatan</ss:Data></Comment></Cell>"
    data = xml(
        xml_cell("1.5E5", "Number")
        + xml_cell("2025-08-01T10:00:00.000", "DateTime")
        + xml_cell("x").replace("</Cell>", note)
    )
    assert sheets("spreadsheetml", data)[0].frame.rows() == [("150000", "2025-08-01 10:00:00", "x")]


def test_spreadsheetml_hidden_sheets_are_not_used() -> None:
    """Hidden and very hidden sheets are only listed."""
    options = '<WorksheetOptions xmlns="urn:x"><Visible>SheetHidden</Visible></WorksheetOptions>'
    more = f'<Worksheet ss:Name="h"><Table/>{options}</Worksheet>'
    readout = read_sheets("spreadsheetml", xml(xml_row(["a"]), more=more), frozenset(), DEFAULT)
    assert ([s.name for s in readout.sheets], readout.hidden) == (["Sheet1"], ("h",))


ENTITY = b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><Workbook'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (xml(xml_cell("a")).replace(b"<Workbook", ENTITY, 1), "E_FILE_CORRUPT"),
        (xml(xml_cell("a"))[:-30], "E_FILE_TRUNCATED"),
        (xml('<Row ss:Index="900000"/>'), "E_FILE_DIMENSIONS"),
        (xml(xml_cell("a", place=' ss:Index="16384"')), "E_FILE_DIMENSIONS"),
        (xml('<Row ss:Index="3"/>', '<Row ss:Index="2"/>'), "E_FILE_CORRUPT"),
    ],
)
def test_spreadsheetml_that_is_hostile_or_broken_is_refused(data: bytes, code: str) -> None:
    """No DTD, no far cell, no step back."""
    assert refusal(data).code == code


def numeric(number: str) -> list[bytes]:
    """A toy order whose number is a numeric cell, beside a good one, in both formats."""
    cells: list[BiffCell | Failed] = [float(number), *ROW[1:]]
    typed = xml_cell(number, "Number") + xml_row(ROW[1:])
    return [
        xls({"orders": [TOY_HEADERS, OTHER, cells]}),
        xml(xml_row(TOY_HEADERS), xml_row(OTHER), typed),
    ]


@pytest.mark.parametrize("data", numeric("576461413038785752"), ids=["xls", "spreadsheetml"])
def test_a_long_numeric_id_rejects_its_row(data: bytes) -> None:
    """Its last digits are lost; the other rows are fine."""
    found = read(data, name="a.xls")
    assert [(i.code, i.row) for i in found.issues] == [("E_ID_PRECISION", 3)]
    assert found.parts[0].records["order_no"].to_list() == ["AB0002"]


def test_a_key_column_of_numbers_is_a_damaged_file() -> None:
    """As in an xlsx: which digits are gone cannot be seen."""
    cells: list[BiffCell | Failed] = [576461413038785752.0, *ROW[1:]]
    typed = xml_cell("5764", "Number") + xml_row(ROW[1:])
    for data in (
        xls({"orders": [TOY_HEADERS, cells, cells]}),
        xml(xml_row(TOY_HEADERS), typed, typed),
    ):
        caught = refusal(data)
        assert (caught.code, caught.fields["column"]) == ("E_ID_NUMERIC", "No Order")


def test_error_cells_in_mapped_columns_reject_their_row() -> None:
    """The parser hands them over as empty."""
    cells: list[BiffCell | Failed] = [*OTHER[:3], Failed(), *OTHER[4:]]
    typed = xml_row(OTHER[:3]) + xml_cell("#N/A", "Error") + xml_row(OTHER[4:])
    for data in (
        xls({"orders": [TOY_HEADERS, ROW, cells]}),
        xml(xml_row(TOY_HEADERS), xml_row(ROW), typed),
    ):
        found = read(data, name="a.xls")
        assert [(i.code, i.row, i.column) for i in found.issues] == [("E_CELL_ERROR", 3, "Total")]


def test_numbers_and_hidden_sheets_of_a_biff_workbook() -> None:
    """Amounts come as plain digits; a hidden sheet is never used."""
    rows: list[list[BiffCell | Failed]] = [["a", "b"], [150000, 2.5], [-7, None]]
    readout = read_sheets("xls", xls({"x": rows, "h": [["y"]]}, "h"), frozenset(), DEFAULT)
    assert readout.sheets[0].frame.rows() == [("a", "b"), ("150000", "2.5"), ("-7", None)]
    assert readout.hidden == ("h",)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few bytes or tags damaged, doubled or gone."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(out))
        out[place : place + chance.choice((0, 1, 1, 9, 60))] = chance.choice(
            (b"<", b">", b"<table>", b"</tr>", b"<!--", b"<![", b"&#", b"\0", b"\xff", b"")
        )
    return bytes(out)


@pytest.mark.parametrize("kind", ["html", "spreadsheetml"])
def test_mutated_markup_is_read_or_refused(kind: str) -> None:
    """Any damage gives sheets or a typed error."""
    rows = (TOY_HEADERS, ROW, OTHER)
    good = html(*rows) if kind == "html" else xml(*(xml_row(r) for r in rows))
    chance = random.Random(16)
    for _ in range(200):
        with contextlib.suppress(OmniError):
            assert reader_for(kind).read(mutated(good, chance), frozenset(), DEFAULT).sheets


def test_mutated_biff_is_read_or_refused() -> None:
    """The records are looked at without harm, whatever they hold; the parser runs in its child."""
    good = xls({"orders": [TOY_HEADERS, ROW, [1, 2.5, Failed()]]})
    chance = random.Random(17)
    for _ in range(200):
        with contextlib.suppress(OmniError):
            assert isinstance(cells_by_sheet(mutated(good, chance)), dict)
    for _ in range(5):
        with contextlib.suppress(OmniError):
            sheets("xls", mutated(good, chance), Limits(cpu_seconds=3))
