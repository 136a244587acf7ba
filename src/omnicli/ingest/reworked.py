"""A file of a format that cannot be edited in place, as a workbook of the same cells.

Old workbooks (xls), pages that are called xls, workbooks as XML, and the tables of a PDF: what is
read of them is what their reader sees, so a workbook with the same texts in the same places says
the same, and can lose some of them (`ingest/redact.py`). The same bytes give the same bytes.
Hidden sheets are left out.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from omnicli.domain.errors import OmniError
from omnicli.ingest.launch import read_sheets
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.raw import RawSheet

REWORKED = frozenset({"xls", "html", "spreadsheetml"})
"""Formats of cells that are read, but not written."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Where a writer of zips puts no time: the file says nothing of when it was made."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def as_workbook(kind: str, data: bytes) -> bytes | None:
    """The cells of `data` as xlsx; None for what cannot be read, which no import takes either."""
    try:
        readout = read_sheets(kind, data, frozenset(), DEFAULT)
    except OmniError:
        return None
    return workbook_of(readout.sheets)


def workbook_of(sheets: tuple[RawSheet, ...]) -> bytes:
    """The same cells as xlsx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in _parts(sheets):
            made = zipfile.ZipInfo(name, _EPOCH)
            made.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(made, _HEAD + text)
    return out.getvalue()


def _parts(sheets: tuple[RawSheet, ...]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f"{overrides}</Types>"
        ),
    )
    yield (
        "_rels/.rels",
        (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
    )
    names = [sheet.name or f"Tabel {n}" for n, sheet in zip(numbers, sheets, strict=True)]
    listed = "".join(
        f'<sheet name="{_text(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    )
    for number, sheet in zip(numbers, sheets, strict=True):
        rows = "".join(_rows(sheet))
        yield (
            f"xl/worksheets/sheet{number}.xml",
            f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        )


def _rows(sheet: RawSheet) -> Iterator[str]:
    special = {} if sheet.special is None else {
        (row, column): (kind, value) for row, column, kind, value in sheet.special.iter_rows()
    }  # fmt: skip
    for number, row in enumerate(sheet.frame.iter_rows(), 1):
        cells = "".join(
            _cell(f"{_letters(column)}{number}", text, *special.get((number, column), ("", None)))
            for column, text in enumerate(row, sheet.first_column)
        )
        if cells:
            yield f'<row r="{number}">{cells}</row>'


def _cell(place: str, text: str | None, kind: str, value: str | None) -> str:
    """A number stays one: whether an id was typed as a number decides whether it is trusted."""
    if kind == "e":
        return f'<c r="{place}" t="e"><v>{_text(value or "#N/A")}</v></c>'
    if text is None:
        return ""
    if kind == "n" and _NUMBER.fullmatch(text):
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>'


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text), {'"': "&quot;"})


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
