"""The fixtures under `tests/sources/<source>/`: text files that stand for exports.

A `.csv`, `.tsv` or `.xls` (an HTML table, as some platforms name it) is an export as it is. A
`<case>.pdf.txt` is drawn as a PDF, see `pdf_files`. A
`<case>.xlsx.tsv` describes a workbook: a line `#sheet NAME` starts a sheet, the lines after it are
its rows, cells separated by tabs, and the builder turns it into the bytes of an xlsx whose cells
are all text, as the platforms write them.
"""

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pdf_files

SOURCES = Path(__file__).parent / "sources"

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{sheets}</Types>'
)
_TYPE = (
    '<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}'
    "</Relationships>"
)
_RELATION = (
    '<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"/>'
)
_WORKBOOK = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    "<sheets>{sheets}</sheets></workbook>"
)
_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData></worksheet>"
)

Sheets = dict[str, list[list[str]]]


def fixtures() -> list[Path]:
    """Every fixture of every source, sorted."""
    kinds = ("csv", "tsv", "xls", "pdf.txt")
    found = [p for kind in kinds for p in SOURCES.glob(f"*/*.{kind}")]
    return sorted(found)


def is_workbook(fixture: Path) -> bool:
    """Whether the fixture describes an xlsx, rather than being the export itself."""
    return fixture.name.endswith(".xlsx.tsv")


def period(fixture: Path) -> tuple[str, str] | None:
    """The `--period` a fixture is imported with: the days in its name, `case.FROM..TO.csv`."""
    found = re.search(r"\.(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)\.", fixture.name)
    return (found[1], found[2]) if found else None


def file_name(fixture: Path) -> str:
    """The name of the export the fixture stands for."""
    shown = fixture.name.removesuffix(".txt")
    return shown.removesuffix(".tsv") if is_workbook(fixture) else shown


def is_pdf(fixture: Path) -> bool:
    """Whether the fixture describes the pages of a PDF."""
    return fixture.name.endswith(".pdf.txt")


def passwords(fixture: Path) -> tuple[str, ...]:
    """The password the fixture says its PDF is locked with, behind a wrong one."""
    found = re.search(r"(?m)^#password (\S+)", fixture.read_text(encoding="utf-8"))
    return ("bukan-ini", found[1]) if is_pdf(fixture) and found else ()


def content(fixture: Path) -> bytes:
    """The bytes of the export the fixture stands for."""
    if is_pdf(fixture):
        return pdf_files.draw(fixture.read_text(encoding="utf-8"))
    if not is_workbook(fixture):
        return fixture.read_bytes()
    return xlsx(parse(fixture.read_text(encoding="utf-8")))


def parse(text: str) -> Sheets:
    """Sheets and rows of a workbook description."""
    sheets: Sheets = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("#sheet "):
            name = line.removeprefix("#sheet ")
            sheets[name] = []
        elif line:
            sheets[name].append(line.split("\t"))
    return sheets


def xlsx(sheets: Sheets) -> bytes:
    """A workbook of text cells, written as plain XML so that nothing corrects it on the way."""
    numbered = list(enumerate(sheets, start=1))
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered
    )
    links = "".join(
        _RELATION.format(n=n, kind="worksheet", target=f"worksheets/sheet{n}.xml")
        for n, _ in numbered
    )
    root = _RELATION.format(n=1, kind="officeDocument", target="xl/workbook.xml")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        types = "".join(_TYPE.format(n=n) for n, _ in numbered)
        book.writestr("[Content_Types].xml", _TYPES.format(sheets=types))
        book.writestr("_rels/.rels", _RELATIONS.format(all=root))
        book.writestr("xl/workbook.xml", _WORKBOOK.format(sheets=listed))
        book.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format(all=links))
        for n, name in numbered:
            book.writestr(f"xl/worksheets/sheet{n}.xml", _sheet(sheets[name]))
    return buffer.getvalue()


def _sheet(rows: list[list[str]]) -> str:
    body = [
        f'<row r="{r}">' + "".join(_cell(r, c, text) for c, text in enumerate(row)) + "</row>"
        for r, row in enumerate(rows, start=1)
    ]
    return _SHEET.format(rows="".join(body))


def _cell(row: int, column: int, text: str) -> str:
    place = f"{_letters(column)}{row}"
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _letters(column: int) -> str:
    """0 → A, 26 → AA."""
    head = _letters(column // 26 - 1) if column >= 26 else ""
    return head + chr(ord("A") + column % 26)
