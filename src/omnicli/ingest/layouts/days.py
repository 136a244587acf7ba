"""The date column: which words stand in it, and the dates they make over lines and pages."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from omnicli.domain.errors import OmniError
from omnicli.ingest.layouts.model import Layout
from omnicli.ingest.layouts.model import Line
from omnicli.ingest.words import Word

_ALIGNED = 8.0
"""Points by which dates of one column may start apart."""
_ADJACENT = 6.0
"""Points between the words of one date; the next column is further away."""
_LEADING = 8
"""Words at the start of a line among which a date is looked for."""
_NOISE = re.compile(r"(?i)^(?:[\s,:;.\-–|]|WIB|WITA|WIT)*$")


@dataclass(frozen=True, slots=True)
class Dated:
    """One row's date as printed, and the places of its words."""

    cells: tuple[str, ...]
    words: tuple[Word, ...]


class DayColumn:
    """Where dates stand in one file."""

    def __init__(self, layout: Layout, lines: Sequence[Line]) -> None:
        self.count = len(layout.of("date"))
        days = r"\s+".join(f"(?P<day{n}>{layout.day})" for n in range(self.count))
        time = rf"(?:\s*,?\s*(?P<time>{layout.time}))?" if layout.time else "(?P<time>$^)?"
        self.pattern = re.compile(f"{days}{time}", re.IGNORECASE)
        found = [f for line in lines if (f := self.leading(line))]
        starts = [words[0].x0 for words in found]
        self.left = median(starts) if starts else 0.0
        here = [words for words in found if abs(words[0].x0 - self.left) <= _ALIGNED]
        self.right = max((words[-1].x1 for words in here), default=0.0)

    def leading(self, line: Line) -> list[Word]:
        """The date that starts the line, or follows its number; none is an empty list."""
        for skip in (0, 1):
            words = line.words[skip : skip + _LEADING]
            found = self.pattern.match(" ".join(w.text for w in words))
            if found and (skip == 0 or line.words[0].text.isdecimal()):
                return self._together(words, found.end())
        return []

    def _together(self, words: Sequence[Word], end: int) -> list[Word]:
        """The words a match covers, up to the first gap that a date does not have."""
        taken: list[Word] = []
        length = 0
        for word in words:
            if length >= end:
                break
            far = taken and word.x0 - taken[-1].x1 > _ADJACENT
            if far and self.count == 1:
                break
            taken.append(word)
            length += len(word.text) + 1
        return taken

    def holds(self, word: Word) -> bool:
        """Whether `word` stands in the date column."""
        return self.left - _ALIGNED <= word.x0 < self.right

    def dates(self, words: Iterable[Word]) -> list[Dated]:
        """All dates of the column, a time below its date, a year apart from its century.

        Raises E_PDF_ROW for anything else that stands there.
        """
        column = list(words)
        starts, text = [], ""
        for word in column:
            starts.append(len(text))
            text += word.text + " "
        found, done = [], 0
        for match in self.pattern.finditer(text):
            inside = _between(column, starts, match.start(), match.end())
            _only_noise(text[done : match.start()], _between(column, starts, done, match.start()))
            found.append(Dated(self._cells(match), tuple(inside)))
            done = match.end()
        _only_noise(text[done:], _between(column, starts, done, len(text)))
        return found

    def _cells(self, match: re.Match[str]) -> tuple[str, ...]:
        days = [_tidy(match[f"day{n}"]) for n in range(self.count)]
        time = re.sub(r"[^\d:.]", "", match["time"] or "").rstrip(":.").replace(".", ":")
        return (*days[:-1], f"{days[-1]} {time}".strip())


def _tidy(day: str) -> str:
    return re.sub(r"\b20\s+(\d\d)$", r"20\1", " ".join(day.split()))


def _between(words: Sequence[Word], starts: Sequence[int], start: int, end: int) -> list[Word]:
    return list(words[bisect_left(starts, start) : bisect_left(starts, end)])


def _only_noise(text: str, words: Sequence[Word]) -> None:
    if _NOISE.match(text):
        return
    why = ("di kolom tanggal", "in the column of dates")
    page = words[0].page if words else "?"
    raise OmniError("E_PDF_ROW", page=page, value=text.strip()[:80], why=why)
