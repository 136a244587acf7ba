"""HTML tables, which many platforms name `.xls`. Runs in the limited child process only.

Every table of the page becomes a nameless sheet; the source whose header fits best finds its own.
A cell that spans columns stands in the first of them, one that spans rows in each of them.
"""

import re
from html.parser import HTMLParser

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import Limits
from omnicli.ingest.raw import Notice
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.readers import Readout
from omnicli.ingest.readers._grid import MOST_ROWS
from omnicli.ingest.readers._grid import Grid
from omnicli.ingest.readers.csv import decode

ISOLATED = True
_MOST_TABLES = 500
_PIECE = 1 << 16
_LONGEST_TAG = 1 << 20
_LONGEST_END = 1 << 14
"""Characters of a tag that is not closed yet, and of one the page breaks off in: the parser starts
anew at every `<` of those, and two million of them would take it minutes."""
_SPAN = re.compile(r"\s*(\d{1,6})")
_SILENT = ("script", "style", "title")
_BREAKS = ("br", "p", "div", "li")

Attributes = list[tuple[str, str | None]]


def _span(attributes: Attributes, name: str) -> int:
    """A colspan or rowspan; 1 for nonsense, as browsers do."""
    text = next((v for k, v in attributes if k == name and v), "1")
    found = _SPAN.match(text)
    return int(found[1]) if found else 1


class _Table:
    """One table while its tags go by."""

    def __init__(self, limits: Limits) -> None:
        self.grid = Grid(limits)
        self.cell: list[str] | None = None
        self._row: list[str | None] | None = None
        self._at = 0
        self._across = self._down = 1
        self._spanned: dict[int, tuple[int, str | None]] = {}
        """Column → the last row an earlier cell reaches down to, and its text."""

    def open_row(self) -> None:
        self.close_row()
        self._row, self._at = [], 0

    def open_cell(self, attributes: Attributes) -> None:
        self.close_cell()
        if self._row is None:
            self.open_row()
        self.cell = []
        self._across = max(_span(attributes, "colspan"), 1)
        self._down = _span(attributes, "rowspan") or MOST_ROWS

    def close_cell(self) -> None:
        if self.cell is None:
            return
        text = " ".join("".join(self.cell).split()) or None
        self.cell = None
        self._take_spanned()
        self._write(text)
        if self._down > 1:
            last = self.grid.height + self._down - 1
            self.grid.check_width(self._at + self._across)
            for column in range(self._at, self._at + self._across):
                self._spanned[column] = (last, text if column == self._at else None)
        self._at += self._across

    def _take_spanned(self) -> None:
        """Step over the cells of earlier rows that reach down to where the next one would be."""
        while self._at in self._spanned:
            last, text = self._spanned[self._at]
            if last < self.grid.height:
                del self._spanned[self._at]
                return
            self._write(text)
            self._at += 1

    def _write(self, text: str | None) -> None:
        assert self._row is not None
        self.grid.check_width(self._at + 1)
        self._row.extend([None] * (self._at - len(self._row)))
        self._row.append(text)

    def close_row(self) -> None:
        self.close_cell()
        if self._row is None:
            return
        for column in sorted(c for c in self._spanned if c >= self._at):
            self._at = max(column, self._at)
            self._take_spanned()
        self.grid.add(self._row)
        self._row = None


class _Page(HTMLParser):
    """Collects all tables; a nested one is a table of its own, not text of the outer cell."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._silent = 0
        self._ended = False
        """Whether the page came to its own end: some are written without `</table>`."""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._begin()
        elif self._open:
            table = self._open[-1]
            if tag in ("td", "th"):
                table.open_cell(attrs)
            elif tag == "tr":
                table.open_row()
            elif tag in _BREAKS and table.cell:
                table.cell.append(" ")

    def _begin(self) -> None:
        if len(self.tables) >= _MOST_TABLES:
            raise OmniError(
                "E_FILE_TOO_BIG", detail=(f"> {_MOST_TABLES} tabel", f"> {_MOST_TABLES} tables")
            )
        table = _Table(self.limits)
        self.tables.append(table)
        self._open.append(table)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag in ("td", "th", *_SILENT):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._ended |= tag in ("body", "html")
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif self._open:
            table = self._open[-1]
            if tag in ("td", "th"):
                table.close_cell()
            elif tag == "tr":
                table.close_row()
            elif tag == "table":
                self._open.pop().close_row()

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent:
            cell = self._open[-1].cell
            if cell is not None:
                cell.append(data)

    def check_rest(self, longest: int) -> None:
        """Raise E_FILE_CORRUPT when what is not parsed yet is no tag that could still end."""
        if len(self.rawdata) > longest:
            raise OmniError("E_FILE_CORRUPT", detail=f"HTML: {self.rawdata[:40]}")

    def finish(self) -> list[RawSheet]:
        """The tables that have rows. Raises E_FILE_TRUNCATED for one that nothing closes."""
        self.close()
        if self._open and not self._ended and any(t.grid.height for t in self._open):
            raise OmniError("E_FILE_TRUNCATED")
        while self._open:
            self._open.pop().close_row()
        return [RawSheet(None, t.grid.frame()) for t in self.tables if t.grid.height]


def read(data: bytes, known: frozenset[str], limits: Limits) -> Readout:  # noqa: ARG001
    """Every table of the page. Raises E_FILE_FORMAT for a page without any, as a login page is."""
    text, encoding = decode(data)
    page = _Page(limits)
    try:
        for start in range(0, len(text), _PIECE):
            page.feed(text[start : start + _PIECE])
            page.check_rest(_LONGEST_TAG)
        page.check_rest(_LONGEST_END)
        sheets = page.finish()
    except (AssertionError, ValueError) as error:
        raise OmniError("E_FILE_CORRUPT", detail=f"HTML: {str(error)[:200]}") from error
    if not sheets:
        what = ("halaman web tanpa tabel", "a web page without a table")
        raise OmniError("E_FILE_FORMAT", what=what)
    notices = () if encoding == "utf-8" else (Notice("N_ENCODING", encoding),)
    return Readout(sheets=tuple(sheets), notices=notices)
