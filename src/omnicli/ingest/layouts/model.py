"""What a layout is, as data, and the printed lines it is laid over."""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from omnicli.domain.folding import fold
from omnicli.ingest.words import Word

Kind = Literal["number", "date", "text", "reference", "amount"]

ENGLISH = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}-?"
INDONESIAN = r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d{2}-?"
"""Amounts with two decimals: nothing else on a statement looks like that."""

_SAME_LINE = 0.35
"""Share of the type size by which two words of one line may stand apart."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what it is called in the sheet, and the words that head it on the page."""

    name: str
    words: tuple[str, ...]
    kind: Kind
    always: bool = False
    """For amounts: whether every row prints one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one kind of statement is printed.

    `signs` are patterns that must all occur on the first two pages. `day` and `time` are patterns
    of what stands in the date column; a layout with two date headings prints two days. Patterns
    know no case. A line that matches `ends` closes the table of its page; one that matches
    `dropped` is no part of it; one that matches `opening` tells the balance before the first row.
    """

    name: str
    title: tuple[str, str]
    signs: tuple[str, ...]
    headings: tuple[Heading, ...]
    amount: str
    day: str
    time: str = ""
    header_words: tuple[str, ...] = ()
    """Other words of the header: translations, units, the second half of a name."""
    suffixes: tuple[str, ...] = ()
    """Words behind an amount that belong to it (`D`, `DB`)."""
    opening: str = ""
    ends: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    prints: tuple[str, ...] = ("Opening Balance", "Closing Balance")
    """Labels that no whole statement lacks: without its ends, rows prove nothing."""

    def of(self, *kinds: Kind) -> tuple[Heading, ...]:
        """The headings of some kinds, from left to right."""
        return tuple(h for h in self.headings if h.kind in kinds)


@dataclass(frozen=True)
class Line:
    """Words that stand side by side."""

    page: int
    y: float
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The line as one reads it."""
        return " ".join(w.text for w in self.words)

    @property
    def place(self) -> tuple[int, float]:
        """Where it stands among all lines of the file."""
        return self.page, self.y

    def without(self, dropped: Iterable[Word]) -> "Line":
        """The line less some of its words."""
        gone = set(dropped)
        return Line(self.page, self.y, tuple(w for w in self.words if w not in gone))


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines of all pages from top to bottom, each from left to right."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.page, w.middle, w.x0)):
        first = groups[-1][0] if groups else None
        near = _SAME_LINE * (word.bottom - word.top)
        if first and first.page == word.page and word.middle - first.middle <= near:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(g[0].page, g[0].middle, tuple(sorted(g, key=lambda w: w.x0))) for g in groups]


def keys(word: Word) -> set[str]:
    """What a header word may be called: `Tanggal/Date` is both, `(IDR)` is `idr`."""
    return {k for piece in word.text.split("/") if (k := fold(piece).strip("().:,"))}


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a text matches any of `patterns`, case aside."""
    if not patterns:
        return lambda _text: False
    compiled = re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
    return lambda text: compiled.search(text) is not None
