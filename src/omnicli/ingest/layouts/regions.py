"""Where the table of each page is: below its header, above its footer."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from omnicli.ingest.layouts.model import Heading
from omnicli.ingest.layouts.model import Layout
from omnicli.ingest.layouts.model import Line
from omnicli.ingest.layouts.model import keys
from omnicli.ingest.layouts.model import matcher
from omnicli.ingest.words import Word

Span = tuple[float, float]
_AROUND = 14.0
"""Points within which the words of one header stand above each other."""
_LINES = 12
"""Lines above and below among which they are looked for."""
_ADJACENT = 7.0
"""Points between two words of one heading."""


@dataclass(frozen=True, slots=True)
class Region:
    """One page: the lines of its table, all others, and how wide each heading is."""

    page: int
    lines: tuple[Line, ...]
    outside: tuple[Line, ...]
    spans: Mapping[str, Span]


def regions(lines: Sequence[Line], layout: Layout) -> list[Region]:
    """Every page in order; a page without the header has no table."""
    finder = _Finder(layout)
    return [finder.region(n, list(page)) for n, page in groupby(lines, key=lambda line: line.page)]


def row_test(layout: Layout) -> Callable[[str], bool]:
    """Whether a line reads as a whole row: its date first, its amounts last.

    No footer and no total does, so that none of them can hide a row.
    """
    always = sum(h.always for h in layout.headings)
    behind = "|".join(layout.suffixes)
    amount = f"(?:{layout.amount})" + (f"(?:\\s?(?:{behind}))?" if behind else "")
    head = rf"^(?:\d{{1,5}}\.?\s+)?(?:{layout.day})\b"
    return matcher((rf"{head}.*(?:\s{amount}){{{always}}}$",))


class _Finder:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.is_row = row_test(layout)
        self.ends = matcher(layout.ends)
        self.dropped = matcher(layout.dropped)
        self.named = {w for h in layout.headings for w in h.words}
        self.vocabulary = self.named | set(layout.header_words)

    def region(self, number: int, lines: list[Line]) -> Region:
        for index, line in enumerate(lines):
            spans = self._spans(line, lines[max(index - _LINES, 0) : index + _LINES])
            if spans is not None:
                return self._below(number, lines, self._last(lines, index), spans)
        return Region(number, (), tuple(lines), {})

    def _spans(self, line: Line, lines: list[Line]) -> Mapping[str, Span] | None:
        """How wide each heading is, when `line` is the one that carries the text's heading."""
        text = self.layout.of("text")[0]
        if not any(keys(w) & set(text.words) for w in line.words):
            return None
        near = [w for other in lines if abs(other.y - line.y) <= _AROUND for w in other.words]
        near.sort(key=lambda w: w.x0)
        spans: dict[str, Span] = {}
        edge = 0.0
        for heading in self.layout.headings:
            head = _first(heading, near, edge)
            if head is not None:
                spans[heading.name] = self._wide(heading, head, near)
                edge = head.x0 + 0.1
        needed = self.layout.of("text", "amount")
        return spans if all(h.name in spans for h in needed) else None

    def _wide(self, heading: Heading, head: Word, near: Iterable[Word]) -> Span:
        """The heading's own word with the words beside, above and below it."""
        x0, x1 = head.x0, head.x1
        for word in near:
            also = keys(word) & (self.vocabulary - self.named | set(heading.words))
            if also and word.x0 <= x1 + _ADJACENT and word.x1 >= x0 - _ADJACENT:
                x0, x1 = min(x0, word.x0), max(x1, word.x1)
        return x0, x1

    def _last(self, lines: list[Line], index: int) -> int:
        """The header's last line: below the first, only words of a header."""
        while index + 1 < len(lines):
            following = lines[index + 1]
            words = all(keys(w) & self.vocabulary for w in following.words)
            if not words or following.y - lines[index].y > _AROUND:
                break
            index += 1
        return index

    def _below(
        self, number: int, lines: list[Line], header: int, spans: Mapping[str, Span]
    ) -> Region:
        rest = lines[header + 1 :]
        last = max((n for n, line in enumerate(rest) if self.is_row(line.text)), default=-1)
        ends = (n for n, line in enumerate(rest) if n > last and self.ends(line.text))
        end = next(ends, len(rest))
        footer = [n > last and self.dropped(line.text) for n, line in enumerate(rest[:end])]
        table = [line for line, out in zip(rest, footer, strict=False) if not out]
        outside = [line for line, out in zip(rest, footer, strict=False) if out]
        all_outside = (*lines[: header + 1], *outside, *rest[end:])
        return Region(number, tuple(table), all_outside, spans)


def _first(heading: Heading, words: Iterable[Word], edge: float) -> Word | None:
    named = set(heading.words)
    return next((w for w in words if w.x0 >= edge and keys(w) & named), None)
