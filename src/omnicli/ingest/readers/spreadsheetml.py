"""SpreadsheetML 2003 (`<?mso-application progid="Excel.Sheet"?>`), an XML that is named `.xls`.

Read with expat, which refuses every DTD here, so no entity is ever expanded. Runs in the limited
child process only.
"""

import re
from decimal import Decimal
from xml.parsers import expat

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import Limits
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.raw import special_cells
from omnicli.ingest.readers import Readout
from omnicli.ingest.readers import top_of
from omnicli.ingest.readers._grid import MOST_ROWS
from omnicli.ingest.readers._grid import Grid
from omnicli.ingest.sheetsax import cell_name

ISOLATED = True
_MOST_SHEETS = 250
_FAR = 10_000
"""Empty rows in one gap; an export leaves a few, a far cell leaves a million."""
_DATE = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.0*)?$")
_BROKE_OFF = {
    expat.errors.codes[word]
    for word in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}
"""What the parser complains of where the text ends before it should."""
_SCIENTIFIC = re.compile(r"^-?\d(?:\.\d+)?[eE][+-]?\d{1,2}$")


def _number(text: str) -> str:
    """A number without an exponent."""
    if not _SCIENTIFIC.match(text):
        return text
    return format(Decimal(text), "f")


def _instant(text: str) -> str:
    """A date cell as the xlsx reader gives it."""
    found = _DATE.match(text)
    return f"{found[1]} {found[2]}" if found else text


class _Sheet:
    """One worksheet while its tags go by."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.grid = Grid(limits)
        self.row: list[str | None] = []
        self.column = 0
        self.visible = True
        self.special: list[tuple[int, int, str, str | None]] = []

    def _index(self, text: str | None, following: int, what: str) -> int:
        """Where `ss:Index` says, else the next place. Raises "E_FILE_CORRUPT" for a step back."""
        if text is None:
            return following
        if not text.isdecimal() or len(text) > 8 or int(text) < following:
            raise OmniError("E_FILE_CORRUPT", detail=f"ss:Index {text[:20]} ({what} {following})")
        return int(text)

    def open_row(self, index: str | None) -> None:
        number = self._index(index, self.grid.height + 1, "row")
        gap = number - self.grid.height - 1
        if gap > _FAR or number > MOST_ROWS:
            raise OmniError("E_FILE_DIMENSIONS", sheet=self.name, cell=cell_name(number, 1))
        for _ in range(gap):
            self.grid.add([])
        self.row, self.column = [], 0

    def open_cell(self, index: str | None) -> None:
        self.column = self._index(index, self.column + 1, "column")
        if self.column > self.grid.limits.columns:
            cell = cell_name(self.grid.height + 1, self.column)
            raise OmniError("E_FILE_DIMENSIONS", sheet=self.name, cell=cell)

    def put(self, kind: str, text: str) -> None:
        place = (self.grid.height + 1, self.column)
        if kind == "Error":
            self.special.append((*place, "e", text))
            return
        if kind == "Number":
            self.special.append((*place, "n", text))
            text = _number(text)
        elif kind == "DateTime":
            text = _instant(text)
        self.row.extend([None] * (self.column - 1 - len(self.row)))
        self.row.append(text or None)


class _Book:
    """Handlers for expat; `sheets` grows as worksheets are closed."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: list[_Sheet] = []
        self._path: list[str] = []
        self._across = 0
        self._kind = ""
        self._data: list[str] | None = None
        self._visible: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if len(self._path) > 100:
            raise OmniError("E_FILE_CORRUPT", detail="XML: > 100")
        found = {k.rpartition(" ")[2]: v for k, v in attributes.items()}
        if name == "Worksheet":
            if len(self.sheets) >= _MOST_SHEETS:
                raise OmniError("E_FILE_TOO_BIG", detail=f"> {_MOST_SHEETS} sheet")
            self.sheets.append(_Sheet(found.get("Name", ""), self.limits))
        elif not self.sheets:
            return
        elif name == "Row" and parent == "Table":
            self.sheets[-1].open_row(found.get("Index"))
        elif name == "Cell" and parent == "Row":
            self.sheets[-1].open_cell(found.get("Index"))
            across = found.get("MergeAcross", "0")
            self._across = int(across) if across.isdecimal() and len(across) < 6 else 0
        elif name == "Data" and parent == "Cell":
            self._data, self._kind = [], found.get("Type", "String")
        elif name == "Visible":
            self._visible = []

    def end(self, _tag: str) -> None:
        name = self._path.pop()
        if not self.sheets:
            return
        sheet = self.sheets[-1]
        parent = self._path[-1] if self._path else ""
        if name == "Data" and parent == "Cell" and self._data is not None:
            sheet.put(self._kind, "".join(self._data).strip())
            self._data = None
        elif name == "Cell" and parent == "Row":
            sheet.column += self._across
        elif name == "Row" and parent == "Table":
            sheet.grid.add(sheet.row)
            sheet.row = []
        elif name == "Visible" and self._visible is not None:
            sheet.visible = "".join(self._visible).strip() in ("", "SheetVisible")
            self._visible = None

    def text(self, data: str) -> None:
        into = self._data if self._data is not None else self._visible
        if into is not None:
            into.append(data)


def _no_dtd(*_: object) -> None:
    raise OmniError("E_FILE_CORRUPT", detail="XML: DTD")


def read(data: bytes, known: frozenset[str], limits: Limits) -> Readout:  # noqa: ARG001
    """All visible worksheets."""
    book = _Book(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_dtd
    parser.EntityDeclHandler = _no_dtd
    parser.StartElementHandler = book.start
    parser.EndElementHandler = book.end
    parser.CharacterDataHandler = book.text
    try:
        parser.Parse(data.lstrip(), True)  # noqa: FBT003 - positional only
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, expat.ExpatError) and error.code in _BROKE_OFF:
            raise OmniError("E_FILE_TRUNCATED") from error
        raise OmniError("E_FILE_CORRUPT", detail=f"XML: {error}") from error
    shown = [s for s in book.sheets if s.visible]
    return Readout(
        sheets=tuple(RawSheet(s.name, s.grid.frame(), 1, special_cells(s.special)) for s in shown),
        hidden=tuple(s.name for s in book.sheets if not s.visible),
        hidden_tops=tuple(
            top_of(RawSheet(s.name, s.grid.frame())) for s in book.sheets if not s.visible
        ),
    )
