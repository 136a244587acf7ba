"""Files that are damaged, hostile or not what they say: a typed error each, never a crash."""

import gzip
import io
import random
import sys
import zipfile
from pathlib import Path

import pytest

from campaign import seeds
from ingest_builders import TOY_HEADERS
from ingest_builders import Cell
from ingest_builders import csv_bytes
from ingest_builders import error
from ingest_builders import formula
from ingest_builders import number
from ingest_builders import package
from ingest_builders import read
from ingest_builders import sheet_xml
from ingest_builders import toy_row
from ingest_builders import toy_xlsx
from ingest_builders import xlsx
from omnicli.domain.errors import OmniError

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
GOOD = toy_xlsx(*[toy_row(f"AB{i:04}") for i in range(40)])


def refused(data: bytes, name: str = "a.xlsx") -> OmniError:
    """The error `data` is refused with; it must print in both languages and name the file."""
    with pytest.raises(OmniError) as caught:
        read(data, name=name)
    for lang in ("id", "en"):
        assert name in caught.value.message(lang)
        assert "{" not in caught.value.message(lang) + caught.value.hint(lang)
    return caught.value


def zipped(**entries: bytes) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def far(reference: str, *, quote: str = '"') -> bytes:
    """A good sheet with one more cell at `reference`."""
    place = f"r={quote}{reference}{quote}"
    cell = f"<c {place} t={quote}inlineStr{quote}><is><t>x</t></is></c>"
    row = "".join(c for c in reference if c.isdigit())
    return xlsx([TOY_HEADERS, toy_row()], extra=f'<row r="{row}">{cell}</row>')


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E_FILE_EMPTY"),
        (b"\xef\xbb\xbf\r\n  ", "E_FILE_EMPTY"),
        (bytes(2048), "E_FILE_EMPTY"),
        (GOOD[: len(GOOD) // 2], "E_FILE_TRUNCATED"),
        (GOOD[:-10], "E_FILE_TRUNCATED"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "E_FILE_ENCRYPTED"),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "E_FILE_CORRUPT"),
        (OLE + bytes(600), "E_FILE_FORMAT"),
        (OLE + bytes(90), "E_FILE_TRUNCATED"),
        (zipped(a=b"x"), "E_FILE_NOT_XLSX"),
        (gzip.compress(b"No Order", mtime=0), "E_FILE_FORMAT"),
        (b"%PDF-1.7\n", "E_PDF_CUT"),
        (b"<html><body><form>Masuk</form></body></html>", "E_FILE_FORMAT"),
        (b'{"orders": []}', "E_FILE_FORMAT"),
        (b"ini bukan tabel\nhanya catatan\n", "E_UNKNOWN_FILE"),
        (package({"orders": sheet_xml([TOY_HEADERS])}, leave_out="orders"), "E_FILE_CORRUPT"),
        (xlsx([]), "E_FILE_NO_ROWS"),
    ],
)
def test_a_file_that_is_no_export_is_refused_by_name(data: bytes, code: str) -> None:
    """Each kind of wrong file has its own code."""
    assert refused(data).code == code


@pytest.mark.parametrize("reference", ["XFD1048576", "XFD2", "A1048576"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_far_cell_is_refused_before_the_parser_aborts(reference: str, quote: str) -> None:
    """A legal cell far out would make the parser ask for half a terabyte."""
    caught = refused(far(reference, quote=quote))
    assert (caught.code, caught.fields["cell"]) == ("E_FILE_DIMENSIONS", reference)


def test_a_far_cell_in_a_hidden_sheet_is_refused_too() -> None:
    """The parser would read that sheet as well."""
    hidden = sheet_xml([["x"]], extra='<row r="9"><c r="XFD9" t="n"><v>1</v></c></row>')
    data = package({"orders": sheet_xml([TOY_HEADERS]), "h": hidden}, hidden=["h"])
    assert refused(data).code == "E_FILE_DIMENSIONS"


def test_a_parser_that_aborts_ends_its_child_not_us() -> None:
    """What the cheap look lets through meets the child's limits."""
    from omnicli.ingest.launch import read_sheets
    from omnicli.ingest.limits import DEFAULT

    with pytest.raises(OmniError) as caught:
        read_sheets("xlsx", far("XFD1048576"), frozenset(), DEFAULT)
    assert caught.value.code == "E_FILE_TOO_BIG"


def test_a_child_that_prints_much_does_not_stop_with_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More on stderr than a pipe holds: allocators and parsers print what they like."""
    from omnicli.ingest.launch import read_sheets
    from omnicli.ingest.limits import DEFAULT

    loud = tmp_path / "python"
    noise = "head -c 1000000 /dev/zero | tr '\\0' x >&2"
    loud.write_text(f'#!/bin/sh\n{noise}\nexec {sys.executable} "$@"\n')
    loud.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(loud))

    assert read_sheets("xlsx", GOOD, frozenset(), DEFAULT).sheets[0].frame.height == 41


def test_a_zip_bomb_is_refused_by_its_ratio() -> None:
    """60 MB of nothing in 60 KB."""
    bomb = sheet_xml([TOY_HEADERS], extra=" " * 60_000_000)
    assert refused(package({"orders": bomb})).code == "E_FILE_TOO_BIG"


def test_a_zip_that_lies_about_its_sizes_is_counted_while_it_unpacks() -> None:
    """Declared sizes are only a claim."""
    data = bytearray(package({"orders": sheet_xml([TOY_HEADERS], extra="<row/>" * 10_000_000)}))
    directory = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    data[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    assert refused(bytes(data)).code == "E_FILE_TOO_BIG"


def test_entities_are_refused() -> None:
    """A DTD has no business in a sheet."""
    text = sheet_xml([TOY_HEADERS]).replace(
        "<worksheet", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet', 1
    )
    assert refused(package({"orders": text})).code == "E_FILE_CORRUPT"


def test_content_decides_not_the_name() -> None:
    """A workbook named .csv and a csv named .xlsx are read, with a notice."""
    book = read(toy_xlsx(toy_row()), name="x.csv")
    text = read(csv_bytes([TOY_HEADERS, [str(c) for c in toy_row()]]), name="x.xlsx")
    assert [i.code for i in (*book.issues, *text.issues)] == ["N_EXTENSION", "N_EXTENSION"]
    assert book.parts[0].records.equals(text.parts[0].records)


def test_a_key_column_of_numbers_is_a_damaged_file() -> None:
    """A spreadsheet rewrote the ids; which digits are gone cannot be seen."""
    rows = [toy_row(number("576461413038785752")) for _ in range(3)]
    caught = refused(toy_xlsx(*rows))
    assert (caught.code, caught.fields["column"]) == ("E_ID_NUMERIC", "No Order")


@pytest.mark.parametrize("text", ["5764614130387857", "5.7646141303878579E+17"])
def test_one_long_numeric_id_rejects_its_row(text: str) -> None:
    """The last digits of a long number are lost; the other rows are fine."""
    found = read(toy_xlsx(toy_row(), toy_row(number(text))))
    assert [(i.code, i.row, i.value) for i in found.issues] == [("E_ID_PRECISION", 3, text)]
    assert found.parts[0].rows_rejected == 1
    assert found.parts[0].records.height == 1


@pytest.mark.parametrize(
    ("cell", "code"), [(error("#N/A"), "E_CELL_ERROR"), (formula(), "E_FORMULA_NO_VALUE")]
)
def test_a_cell_without_a_value_in_a_mapped_column_rejects_its_row(cell: Cell, code: str) -> None:
    """The parser would hand it over as empty."""
    found = read(toy_xlsx(toy_row("AB0001"), toy_row("AB0002", Total=cell)))
    assert [(i.code, i.row, i.column) for i in found.issues] == [(code, 3, "Total")]
    assert found.parts[0].origins["row_no"].to_list() == [2]


def test_trailing_rows_of_bare_formulas_are_not_lost() -> None:
    """The parser drops them; they are counted and reported all the same."""
    bare: list[Cell] = [formula() for _ in TOY_HEADERS]
    part = read(toy_xlsx(toy_row(), bare, bare)).parts[0]
    assert (part.rows_read, part.rows_rejected) == (3, 2)


def test_such_cells_elsewhere_do_no_harm() -> None:
    """Genuine exports carry errors and formulas beside the data and above the header."""
    header: list[Cell] = [*TOY_HEADERS, "Catatan saya"]
    rows: list[list[Cell]] = [
        [error(), formula()],
        header,
        [*toy_row(), error()],
        [*toy_row("AB0002"), formula("3")],
    ]
    found = read(xlsx(rows))
    assert (found.issues, found.parts[0].rows_rejected) == ((), 0)
    assert found.parts[0].origins["row_no"].to_list() == [3, 4]


def mutants(seed: int, count: int) -> list[bytes]:
    """Copies of good files with bytes flipped, cut, doubled, or XML tokens exchanged."""
    chance = random.Random(seed)
    plain = sheet_xml([TOY_HEADERS, *[toy_row(f"AB{i:04}", Jumlah=number("2")) for i in range(9)]])
    table = csv_bytes([TOY_HEADERS, *[[str(c) for c in toy_row(f"AB{i:04}")] for i in range(9)]])
    tokens = [
        "<",
        ">",
        '"',
        "</c>",
        "<row>",
        "&",
        "&#0;",
        "t=",
        "r=",
        "9999999",
        "\x00",
        "<v>",
        "é",
    ]
    made = []
    for n in range(count):
        kind = n % 4
        if kind in (0, 3):
            text = plain
            for _ in range(chance.randrange(1, 5)):
                at = chance.randrange(len(text))
                text = text[:at] + chance.choice(tokens) + text[at + chance.randrange(6) :]
            made.append(package({"orders": text}))
            continue
        data = bytearray(GOOD if kind == 1 else table)
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = chance.randrange(len(data)) if chance.random() < 0.2 else len(data)
        made.append(bytes(data[:cut]))
    return made


def survive(data: bytes) -> None:
    """Success or an OmniError that can be printed; anything else fails the test."""
    try:
        found = read(data)
    except OmniError as caught:
        printed = caught.to_dict("id") | caught.to_dict("en")
    else:
        printed = {"message": "ok", "hint": "ok"}
        for part in found.parts:
            accounted = part.origins.height + part.rows_rejected + sum(part.skipped.values())
            assert part.rows_read == accounted
    assert printed["message"]
    assert printed["hint"]


@pytest.mark.parametrize("seed", range(4))
def test_mutated_files_end_in_success_or_a_typed_error(seed: int) -> None:
    """No other exception, no abort, no hang."""
    for data in mutants(seed, 50):
        survive(data)


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(40, 100))
def test_many_mutated_files(seed: int) -> None:
    """The same, two thousand times."""
    for data in mutants(seed, 50):
        survive(data)
