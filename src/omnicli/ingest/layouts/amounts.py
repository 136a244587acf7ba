"""The amounts at the end of a line, and which column each stands in."""

import re
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from omnicli.domain.folding import fold
from omnicli.ingest.layouts.model import Layout
from omnicli.ingest.layouts.model import Line
from omnicli.ingest.layouts.regions import Region
from omnicli.ingest.layouts.regions import Span
from omnicli.ingest.words import Word

_ATTACHED = 5.0
"""Points between an amount and the sign or the suffix that belongs to it."""
_ALIGNED = 12.0
"""Points by which the right end of an amount may miss that of its column."""
_ENOUGH = 3
"""Lines with every amount, from which on they say where the columns end."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One printed amount: its words from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Sign and digits without space, a suffix with one."""
        head, *rest = [w.text for w in self.words]
        joined = head + rest.pop(0) if head in "+-" and rest else head
        return " ".join([joined, *rest])

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right end of its digits."""
        return max(w.x1 for w in self.words if any(c.isdigit() for c in w.text))


@dataclass(frozen=True, slots=True)
class Priced:
    """A line of the table taken apart: amounts by column, and everything else."""

    line: Line
    rest: Line
    """Its words that are no amounts."""
    amounts: Mapping[str, str]


class AmountReader:
    """Knows the amount columns of one file."""

    def __init__(self, layout: Layout, regions: Sequence[Region]) -> None:
        self.columns = layout.of("amount")
        self.suffixes = {fold(s) for s in layout.suffixes}
        either = "|".join(map(re.escape, sorted(layout.suffixes, key=len, reverse=True)))
        glued = f"(?:{either})?" if either else ""
        self.pattern = re.compile(f"(?:{layout.amount}){glued}", re.IGNORECASE)
        self.edges = self._learn(regions)

    def read(self, line: Line, spans: Mapping[str, Span]) -> Priced:
        """The line's amounts in their columns; those of a remark stay words."""
        run = self.trailing(line)
        placed = self._placed(run, spans)
        used = [w for amount in placed.values() for w in amount.words]
        return Priced(line, line.without(used), {n: a.text for n, a in placed.items()})

    def trailing(self, line: Line) -> list[Amount]:
        """The amounts that end the line, as many as there are columns."""
        found: list[Amount] = []
        words = list(line.words)
        while words and len(found) < len(self.columns):
            taken = [words.pop()]
            if fold(taken[0].text) in self.suffixes and words and _near(words[-1], taken[0]):
                taken.insert(0, words.pop())
            if not self.pattern.fullmatch(taken[0].text):
                break
            if words and words[-1].text in ("+", "-") and _near(words[-1], taken[0]):
                taken.insert(0, words.pop())
            found.insert(0, Amount(tuple(taken)))
        return found

    def unplaced(self, line: Line, spans: Mapping[str, Span]) -> list[str]:
        """Amounts among the words of a line that stand in a column of amounts all the same."""
        single = [Amount((w,)) for w in line.words if self.pattern.fullmatch(w.text)]
        return [a.text for a in single if self._column(a, spans) is not None]

    def _learn(self, regions: Sequence[Region]) -> dict[str, float]:
        """Where the digits of each column end, by the lines that fill them all."""
        full = [
            run
            for region in regions
            for line in region.lines
            if len(run := self.trailing(line)) == len(self.columns)
        ]
        if len(full) < _ENOUGH:
            return {}
        return {h.name: median(run[i].x1 for run in full) for i, h in enumerate(self.columns)}

    def _placed(self, run: Sequence[Amount], spans: Mapping[str, Span]) -> dict[str, Amount]:
        """Amounts by column: by place, or by order where each row prints them all."""
        names = [h.name for h in self.columns]
        order = [self._column(amount, spans) for amount in run]
        placed = [place for place in order if place is not None]
        if len(placed) == len(run) and placed == sorted(set(placed)):
            return {names[place]: amount for place, amount in zip(placed, run, strict=True)}
        if len(run) == len(names) and all(h.always for h in self.columns):
            return dict(zip(names, run, strict=True))
        if placed != sorted(set(placed)):
            return {}
        pairs = zip(order, run, strict=True)
        return {names[place]: amount for place, amount in pairs if place is not None}

    def _column(self, amount: Amount, spans: Mapping[str, Span]) -> int | None:
        """The column whose end or heading the amount stands at."""
        misses: list[tuple[float, int]] = []
        for place, heading in enumerate(self.columns):
            span = spans[heading.name]
            edge = self.edges.get(heading.name, span[1])
            overlaps = amount.x0 < span[1] and amount.x1 > span[0]
            miss = abs(amount.x1 - edge)
            if miss <= _ALIGNED or overlaps:
                misses.append((miss, place))
        return min(misses)[1] if misses else None


def _near(left: Word, right: Word) -> bool:
    return right.x0 - left.x1 <= _ATTACHED
