"""From printed lines to the rows of a statement, each word and each amount accounted for."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import NoReturn

from omnicli.domain.errors import OmniError
from omnicli.ingest.layouts.amounts import AmountReader
from omnicli.ingest.layouts.amounts import Priced
from omnicli.ingest.layouts.days import Dated
from omnicli.ingest.layouts.days import DayColumn
from omnicli.ingest.layouts.model import Layout
from omnicli.ingest.layouts.model import Line
from omnicli.ingest.layouts.model import matcher
from omnicli.ingest.layouts.regions import Region
from omnicli.ingest.layouts.regions import Span
from omnicli.ingest.layouts.regions import row_test
from omnicli.ingest.layouts.rows import Bounded
from omnicli.ingest.layouts.rows import ConflictError
from omnicli.ingest.layouts.rows import Cutter
from omnicli.ingest.layouts.rows import Mark
from omnicli.ingest.layouts.rows import best_mode
from omnicli.ingest.layouts.rows import bounded
from omnicli.ingest.layouts.rows import pitch_of
from omnicli.ingest.layouts.rows import strays
from omnicli.ingest.words import Word

_BESIDE = 6.0
"""Points to the right of a reference within which its next word stands."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a statement as text, in the order of the layout's headings, then their page."""

    rows: tuple[tuple[str | None, ...], ...]
    outside: tuple[Line, ...]
    """Every line that is part of no row: labels and footers."""
    opening: str | None = None
    """The balance that a row before the first movement tells."""
    left: tuple[Line, ...] = ()
    """Lines inside a table that belong to no row and hold no amount."""


@dataclass(slots=True)
class _Columns:
    """The words of all pages by the column they stand in."""

    anchors: list[Priced] = field(default_factory=list)
    dates: list[Word] = field(default_factory=list)
    numbers: list[Word] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)
    references: list[Line] = field(default_factory=list)


def read_table(regions: Sequence[Region], layout: Layout) -> Table:
    """All rows of all pages. Raises E_PDF_ROW, with the page, for what fits into no row."""
    return _Reader(regions, layout).table()


class _Reader:
    def __init__(self, regions: Sequence[Region], layout: Layout) -> None:
        self.regions = regions
        self.layout = layout
        self.amounts = AmountReader(layout, regions)
        self.days = DayColumn(layout, [line for r in regions for line in r.lines])
        self.always = {h.name for h in layout.of("amount") if h.always}
        self.is_opening = matcher((layout.opening,) if layout.opening else ())
        self.columns = _Columns()
        self.opening: str | None = None

    def table(self) -> Table:
        is_row = row_test(self.layout)
        for region in self.regions:
            hidden = next((line for line in region.outside if is_row(line.text)), None)
            if hidden is not None:
                self._refuse(hidden, ("di luar tabel", "outside of the table"))
            for line in region.lines:
                self._take(line, region.spans)
        outside = tuple(line for r in self.regions for line in r.outside)
        rows, left = self._rows()
        return Table(tuple(rows), outside, self.opening, tuple(left))

    def _take(self, line: Line, spans: Mapping[str, Span]) -> None:
        """Put a line's words into their columns."""
        priced = self.amounts.read(line, spans)
        if self.is_opening(line.text) and len(priced.amounts) == 1:
            self.opening = self.opening or next(iter(priced.amounts.values()))
            return
        lost = self.amounts.unplaced(priced.rest, spans)
        if lost or (priced.amounts and not self.always <= set(priced.amounts)):
            self._refuse(line, ("angkanya tidak lengkap", "its amounts are not complete"))
        if priced.amounts:
            self.columns.anchors.append(priced)
        self._sort(priced.rest, spans)

    def _sort(self, line: Line, spans: Mapping[str, Span]) -> None:
        text: list[Word] = []
        reference: list[Word] = []
        span = next((spans.get(h.name) for h in self.layout.of("reference")), None)
        numbered = bool(self.layout.of("number"))
        for word in line.words:
            if self.days.holds(word):
                self.columns.dates.append(word)
            elif numbered and word.x1 < self.days.left and word.text.rstrip(".").isdecimal():
                self.columns.numbers.append(word)
            elif span and _in_reference(word, span, reference):
                reference.append(word)
            else:
                text.append(word)
        for words, column in ((text, self.columns.texts), (reference, self.columns.references)):
            if words:
                column.append(Line(line.page, line.y, tuple(words)))

    def _rows(self) -> tuple[list[tuple[str | None, ...]], list[Line]]:
        anchors = [(a.line.page, a.line.y) for a in self.columns.anchors]
        dates = self.days.dates(self.columns.dates)
        self._check_dates(dates, anchors)
        marks = [Mark(page, y, row) for row, (page, y) in enumerate(anchors)]
        marks += [Mark(w.page, w.middle, n) for n, d in enumerate(dates) for w in d.words]
        numbers = self._numbers(len(anchors))
        texts, mode, left = self._texts(anchors, marks)
        references = self._references(anchors, marks, mode)
        rows = [
            self._row(priced, dates[n].cells, numbers[n : n + 1], texts[n], references[n])
            for n, priced in enumerate(self.columns.anchors)
        ]
        return rows, left

    def _row(
        self,
        priced: Priced,
        days: Sequence[str],
        number: Sequence[str],
        text: Sequence[str],
        reference: str,
    ) -> tuple[str | None, ...]:
        """One row in the order of the headings, its page last."""
        cells = {
            "number": iter(number),
            "date": iter(days),
            "text": iter([" ".join(text)]),
            "reference": iter([reference]),
        }
        row = [
            priced.amounts.get(h.name) if h.kind == "amount" else next(cells[h.kind], None) or None
            for h in self.layout.headings
        ]
        return (*row, str(priced.line.page))

    def _check_dates(self, dates: Sequence[Dated], anchors: Sequence[tuple[int, float]]) -> None:
        """Each row has one date, which stands after the row before and before the row after."""
        for n, dated in enumerate(dates[: len(anchors)]):
            place = dated.words[0].page, dated.words[0].middle
            early = n > 0 and place <= anchors[n - 1]
            late = n + 1 < len(anchors) and place >= anchors[n + 1]
            if early or late:
                line = self.columns.anchors[n].line
                self._refuse(line, ("tanpa tanggal", "without a date"))
        if len(dates) > len(anchors):
            words = dates[len(anchors)].words
            line = Line(words[0].page, words[0].middle, words)
            self._refuse(line, ("tanggal tanpa angka", "a date without amounts"))
        if len(dates) < len(anchors):
            line = self.columns.anchors[len(dates)].line
            self._refuse(line, ("tanpa tanggal", "without a date"))

    def _numbers(self, count: int) -> list[str]:
        found = [w.text.rstrip(".") for w in self.columns.numbers]
        if found and len(found) != count:
            word = self.columns.numbers[-1]
            why = (f"{len(found)} nomor, {count} baris", f"{len(found)} numbers, {count} rows")
            self._refuse(Line(word.page, word.middle, (word,)), why)
        return found

    def _texts(
        self, anchors: Sequence[tuple[int, float]], marks: Sequence[Mark]
    ) -> tuple[list[list[str]], str, list[Line]]:
        """The text of each row, at which height it stands, and the lines far from any row."""
        lines = self.columns.texts
        pitch = pitch_of(lines)
        free = bounded(lines, marks, len(anchors))
        mode = best_mode(anchors, pitch, free)
        rows = self._cut(Cutter(anchors, pitch, mode), free)
        gone = strays(lines, rows, anchors, pitch)
        texts: list[list[str]] = [[] for _ in anchors]
        for index, (line, row) in enumerate(zip(lines, rows, strict=True)):
            if index not in gone:
                texts[row].append(line.text)
        return texts, mode, [lines[index] for index in sorted(gone)]

    def _references(
        self, anchors: Sequence[tuple[int, float]], marks: Sequence[Mark], mode: str
    ) -> list[str]:
        lines = self.columns.references
        pitch = pitch_of(lines)
        rows = self._cut(Cutter(anchors, pitch, mode), bounded(lines, marks, len(anchors)))
        found = ["" for _ in anchors]
        for line, row in zip(lines, rows, strict=True):
            both_digits = found[row][-1:].isdecimal() and line.text.isdecimal()
            found[row] += line.text if both_digits or not found[row] else f" {line.text}"
        return found

    def _cut(self, cutter: Cutter, lines: Sequence[Bounded]) -> list[int]:
        try:
            return cutter.cut(lines)[1]
        except ConflictError as error:
            self._refuse(error.line, ("di antara dua baris", "between two rows"))

    def _refuse(self, line: Line, why: tuple[str, str]) -> NoReturn:
        raise OmniError("E_PDF_ROW", page=line.page, value=line.text[:120], why=why)


def _in_reference(word: Word, span: Span, found: Iterable[Word]) -> bool:
    if word.x0 < span[1] and word.x1 > span[0]:
        return True
    return any(0 <= word.x0 - other.x1 <= _BESIDE for other in found)
