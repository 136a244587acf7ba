"""How programs write one table as xlsx: the same rows, in the XML of three kinds of writers.

`platform`  a marketplace: declaration, styles, shared texts; every cell is text
`resaved`   a spreadsheet saved the file again: many attributes, shared texts, numbers and days
`inline`    a library that streams: texts inside their cells, numbers bare
"""

import zipfile
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that must not be read as text: its attributes and what stands inside."""

    attributes: str
    inner: str


Value = str | int | datetime | Odd
Place = Callable[[str], int]
"""The number of a shared text."""

EXACT = {
    "galat": Odd(' t="e"', "<v>#N/A</v>"),
    "rumus": Odd("", "<f>A1&amp;B1</f>"),
    "nomor": Odd("", "<v>12345678901234567</v>"),
}
"""Cells that need the exact look, by what they are."""

FORMATS = "http://schemas.openxmlformats.org"
MAIN = f"{FORMATS}/spreadsheetml/2006/main"
REL = f"{FORMATS}/officeDocument/2006/relationships"
PACKAGE = f"{FORMATS}/package/2006"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone
_SAVED = (
    'customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0"'
    ' collapsed="false"'
)


@dataclass(frozen=True, slots=True)
class Writer:
    """What a writer makes of a row and of its cells."""

    declaration: str
    row: str
    """Attributes of a row besides its number."""
    style: str
    """Attributes of a cell that is neither a day nor odd."""
    number: str
    """Attributes of a number besides its style."""
    shared: bool
    numbers: bool
    """Whether amounts, quantities and days are numbers."""

    def cell(self, place: str, value: Value, shared: Place) -> str:
        """One cell."""
        if isinstance(value, Odd):
            return f'<c r="{place}"{self.style}{value.attributes}>{value.inner}</c>'
        if isinstance(value, datetime):
            serial = (value - _DAY_0).total_seconds() / 86_400
            return f'<c r="{place}" s="2"{self.number}><v>{serial:.9f}</v></c>'
        if isinstance(value, int):
            return f'<c r="{place}"{self.style}{self.number}><v>{value}</v></c>'
        if self.shared:
            return f'<c r="{place}"{self.style} t="s"><v>{shared(value)}</v></c>'
        if not value:
            return ""
        return f'<c r="{place}"{self.style} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WRITERS = {
    "platform": Writer(_DECLARED, "", ' s="1"', "", shared=True, numbers=False),
    "resaved": Writer(_DECLARED, f" {_SAVED}", ' s="0"', ' t="n"', shared=True, numbers=True),
    "inline": Writer(_DECLARED, "", "", "", shared=False, numbers=True),
}


def _letters(index: int) -> str:
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)


def _types(parts: dict[str, str]) -> str:
    overrides = (
        f'<Override PartName="/xl/{name}.xml" ContentType="{SHEET_TYPE}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    default = f'<Default Extension="rels" ContentType="{RELS_TYPE}"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{default}{"".join(overrides)}</Types>'


def _relations(targets: dict[str, str]) -> str:
    entries = (
        f'<Relationship Id="rId{number}" Type="{REL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(entries)}</Relationships>'


_STYLES = (
    f'<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="10"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" xfId="0"/><xf numFmtId="49" xfId="0"/>'
    '<xf numFmtId="22" xfId="0"/></cellXfs></styleSheet>'
)
_FIXED_PARTS = {
    "[Content_Types].xml": _types(
        {
            "workbook": "sheet.main",
            "worksheets/sheet1": "worksheet",
            "sharedStrings": "sharedStrings",
            "styles": "styles",
        }
    ),
    "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">'
    '<sheets><sheet name="orders" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _relations(
        {
            "worksheet": "worksheets/sheet1.xml",
            "sharedStrings": "sharedStrings.xml",
            "styles": "styles.xml",
        }
    ),
    "xl/styles.xml": _STYLES,
}


def _part(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def write_sheet(
    path: Path, writer: Writer, headers: list[Value], rows: Iterable[list[Value]]
) -> None:
    """Write a workbook of one sheet; memory holds only the distinct texts."""
    texts: dict[str, int] = {}
    letters = [_letters(index) for index in range(len(headers))]

    def shared(text: str) -> int:
        return texts.setdefault(text, len(texts))

    def line(row_no: int, values: list[Value]) -> bytes:
        cells = (
            writer.cell(f"{letter}{row_no}", value, shared)
            for letter, value in zip(letters, values, strict=True)
        )
        return f'<row r="{row_no}"{writer.row}>{"".join(cells)}</row>'.encode()

    with zipfile.ZipFile(path, "w") as archive:
        for name, text in _FIXED_PARTS.items():
            archive.writestr(_part(name), writer.declaration + text)
        with archive.open(_part("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write(f'{writer.declaration}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            sheet.write(line(1, headers))
            for row_no, values in enumerate(rows, start=2):
                sheet.write(line(row_no, values))
            sheet.write(b"</sheetData></worksheet>")
        with archive.open(_part("xl/sharedStrings.xml"), "w") as strings:
            strings.write(
                f'{writer.declaration}<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">'.encode()
            )
            for text in texts:
                strings.write(f"<si><t>{escape(text)}</t></si>".encode())
            strings.write(b"</sst>")
