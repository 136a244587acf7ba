"""Any well-formed XML of a worksheet, read tag by tag: exact, and slower than `sheetxml`."""

from collections.abc import Iterator
from xml.parsers import expat

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.workbook import Workbook

MOST_ROWS = 1 << 20


def letters(column: int) -> str:
    """28 → AB."""
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


def column_number(text: str) -> int:
    """AB → 28."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """`B7` for row 7, column 2."""
    return f"{letters(column)}{row}"


def kinds(cells: "pl.DataFrame") -> "pl.DataFrame":
    """The four columns of `sheetxml.cells_of`; cells without content are left out."""
    kind = (
        pl.when(pl.col("type") == "e")
        .then(pl.lit("e"))
        .when(pl.col("inline") & pl.col("value").is_null())
        .then(pl.lit("s"))
        .when(pl.col("formula") & pl.col("value").is_null() & (pl.col("type") != "str"))
        .then(pl.lit("f"))
        .when(pl.col("value").is_null())
        .then(None)
        .when(pl.col("type").is_in(["s", "str", "inlineStr", "d"]))
        .then(pl.lit("s"))
        .otherwise(pl.col("type"))
    )
    chosen = cells.select("row", "column", kind.alias("type"), "value")
    return chosen.filter(pl.col("type").is_not_null())


def prove_text(text: bytes, part: str) -> None:
    """Raise E_FILE_CORRUPT unless `text` is a well-formed document."""
    try:
        _parser().Parse(text, True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise OmniError("E_FILE_CORRUPT", detail=f"{part}: XML: {error}") from error


def _refuse_doctype(*_: object) -> None:
    raise OmniError("E_FILE_CORRUPT", detail="DTD")


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def prove_part(workbook: Workbook, part: str) -> int:
    """The size of a part, which must be well-formed XML. Raises E_FILE_CORRUPT."""
    parser, size = _parser(), 0
    try:
        for piece in workbook.inflate(part):
            size += len(piece)
            parser.Parse(piece, False)  # noqa: FBT003
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise OmniError("E_FILE_CORRUPT", detail=f"{part}: XML: {error}") from error
    return size


class _Cells:
    """Collects the filled cells of a sheet while a real XML parser reads it."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.row = self.column = 0
        self.rows: list[tuple[int, int, str, str | None, bool, bool]] = []
        self._type = "n"
        self._value: list[str] | None = None
        self._formula = self._inline = self._open = False
        self._text = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._open_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self.row, self.column = int(number) if number.isdecimal() else self.row + 1, 0
        elif self._open and name == "v":
            self._value = []
        elif self._open and name == "f":
            self._formula = True
        elif self._open and name == "is":
            self._inline = True

    def _open_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        name = place.rstrip("0123456789")
        self.column = column_number(name) if name.isalpha() and name.isascii() else self.column + 1
        digits = place[len(name) :]
        if digits:
            self.row = int(digits[:8])
        self._type, self._open = attributes.get("t", "n"), True
        self._formula = self._inline = False
        self._text = ""

    def text(self, data: str) -> None:
        """Characters inside an element."""
        if self._value is not None:
            self._value.append(data)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name == "v" and self._value is not None:
            self._text, self._value = "".join(self._value).strip(), None
        elif name == "c" and self._open:
            self._open = False
            if not (self._text or self._formula or self._inline):
                return
            if self.column > self.limit or self.row > MOST_ROWS:
                raise OmniError("E_FILE_DIMENSIONS", cell=cell_name(self.row, self.column))
            self.rows.append(
                (self.row, self.column, self._type, self._text or None, self._formula, self._inline)
            )


def every_cell(workbook: Workbook, part: str) -> Iterator["pl.DataFrame"]:
    """Every filled cell, by a parser that takes any XML; one call per tag, so it takes its time."""
    cells, parser = _Cells(workbook.limits.columns), _parser()
    parser.StartElementHandler = cells.start
    parser.EndElementHandler = cells.end
    parser.CharacterDataHandler = cells.text
    schema = {
        "row": pl.Int64,
        "column": pl.Int64,
        "type": pl.String,
        "value": pl.String,
        "formula": pl.Boolean,
        "inline": pl.Boolean,
    }
    pieces = workbook.inflate(part)
    ended = False
    while not ended:
        piece = next(pieces, None)
        ended = piece is None
        try:
            parser.Parse(piece or b"", ended)
        except expat.ExpatError as error:
            raise OmniError("E_FILE_CORRUPT", detail=f"{part}: XML: {error}") from error
        if cells.rows or ended:
            yield kinds(pl.DataFrame(cells.rows, schema=schema, orient="row"))
            cells.rows.clear()
