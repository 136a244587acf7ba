"""Which row each printed line belongs to, when a row has several lines, some on the next page.

Rows do not overlap on paper: what stands above a date or an amount of row r belongs to row r or an
earlier one. Between two rows that leaves a few ways to cut; the cut that lets the lines of a row
stand together, and at the same height beside its amounts as in the other rows, wins.
"""

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from omnicli.ingest.layouts.model import Line

_LEVEL = 1.0
"""Points by which two things at one height may differ."""
_LONGEST = 24
"""Lines of one row."""
_NO_TEXT = 1.5
_ELSEWHERE = 0.25
"""What a row without text costs, and one whose text stands on another page, in line heights."""
_GAP = 3.0
"""How much worse a gap inside a row is than lines at another height than usual."""
_STRAY = 4.0
"""Line heights from its row beyond which a line has nothing to do with it."""

_MODES: dict[str, Callable[[float], float]] = {
    "top": lambda _last: 0.0,
    "middle": lambda last: last / 2,
    "bottom": lambda last: last,
}
"""Beside which line of a row its amounts stand, by the number of the last one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that certainly belongs to row `row`."""

    page: int
    y: float
    row: int


class ConflictError(Exception):
    """`line` fits into no row."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.text)
        self.line = line


@dataclass(frozen=True, slots=True)
class Bounded:
    """A line and the rows it may belong to."""

    line: Line
    low: int
    high: int


def bounded(lines: Sequence[Line], marks: Sequence[Mark], rows: int) -> list[Bounded]:
    """The rows each line may belong to, by what stands above, below and beside it."""
    ordered = sorted(marks, key=lambda m: (m.page, m.y))
    found: list[Bounded] = []
    above = 0
    low = 0
    for line in lines:
        while above < len(ordered) and _before(ordered[above], line):
            low = max(low, ordered[above].row)
            above += 1
        beside = [m.row for m in ordered[above : above + 8] if _level(m, line)]
        below = [m.row for m in ordered[above : above + 24] if not _level(m, line)]
        high = min([*beside, *below], default=rows - 1)
        found.append(Bounded(line, max([low, *beside]), high))
    return found


def _level(mark: Mark, line: Line) -> bool:
    return mark.page == line.page and abs(mark.y - line.y) <= _LEVEL


def _before(mark: Mark, line: Line) -> bool:
    return (mark.page, mark.y + _LEVEL) < line.place


def pitch_of(lines: Sequence[Line]) -> float:
    """The distance between two lines of one paragraph: the small ones among all distances."""
    gaps = [b.y - a.y for a, b in pairwise(lines) if a.page == b.page and b.y - a.y > _LEVEL]
    if not gaps:
        return 10.0
    return min(gaps) if len(gaps) < 20 else quantiles(gaps, n=20)[0]


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts the lines of a column into rows."""

    anchors: Sequence[tuple[int, float]]
    """Page and height of each row's amounts."""
    pitch: float
    mode: str

    def cut(self, lines: Sequence[Bounded]) -> tuple[float, list[int]]:
        """What the best cut costs, and the row of each line. Raises ConflictError."""
        states: dict[int, tuple[float, _Step | None]] = {0: (0.0, None)}
        for row in range(len(self.anchors)):
            following: dict[int, tuple[float, _Step | None]] = {}
            for start, (cost, step) in states.items():
                for end in self._ends(lines, start, row):
                    spent = cost + self._cost([b.line for b in lines[start:end]], row)
                    if end not in following or spent < following[end][0]:
                        following[end] = (spent, (row, start, step))
            if not following:
                raise ConflictError(lines[min(*states, len(lines) - 1)].line)
            states = following
        if len(lines) not in states:
            raise ConflictError(lines[max(states)].line)
        cost, step = states[len(lines)]
        return cost, _unwound(step, len(lines))

    def _ends(self, lines: Sequence[Bounded], start: int, row: int) -> list[int]:
        """Where the lines of `row` may end that begin at `start`."""
        ends, end = [], start
        while end <= min(start + _LONGEST, len(lines)):
            if end == len(lines) or lines[end].high > row:
                ends.append(end)
            if end == len(lines) or not lines[end].low <= row <= lines[end].high:
                break
            end += 1
        return ends

    def _cost(self, lines: Sequence[Line], row: int) -> float:
        if not lines:
            return _NO_TEXT
        page, y = self.anchors[row]
        heights = [line.y for line in lines if line.page == page]
        cost = 0.0 if len(heights) == len(lines) else _ELSEWHERE
        before = sum(line.page < page for line in lines)
        if heights:
            last = (heights[-1] - heights[0]) / self.pitch + len(lines) - len(heights)
            cost += abs(before + (y - heights[0]) / self.pitch - _MODES[self.mode](last))
        else:
            place = len(lines) if before else -1
            cost += abs(place - _MODES[self.mode](len(lines) - 1))
        return cost + _GAP * self._wide(lines, row)

    def _wide(self, lines: Sequence[Line], row: int) -> float:
        """How much too wide the gaps inside a row are; its amounts may fill one."""
        places = sorted({line.place for line in lines} | {self.anchors[row]})
        if places[0] == self.anchors[row] or places[-1] == self.anchors[row]:
            places = [line.place for line in lines]
        gaps = [b - a for (p, a), (q, b) in pairwise(places) if p == q]
        return sum(max(gap / self.pitch - 1.15, 0.0) for gap in gaps)


_Step = tuple[int, int, "_Step | None"]


def _unwound(step: "_Step | None", end: int) -> list[int]:
    rows: list[int] = []
    while step is not None:
        row, start, step = step
        rows += [row] * (end - start)
        end = start
    return rows[::-1]


def best_mode(
    anchors: Sequence[tuple[int, float]], pitch: float, lines: Sequence[Bounded], sample: int = 300
) -> str:
    """At which height text stands beside its amounts, by the first rows of the file."""
    few, some = anchors, lines
    if len(anchors) > sample:
        few = anchors[:sample]
        some = [b for b in lines if b.line.place <= few[-1] and b.high < sample]
    costs = {mode: _total(Cutter(few, pitch, mode), some) for mode in _MODES}
    return min(costs, key=lambda mode: (round(costs[mode], 3), list(_MODES).index(mode)))


def _total(cutter: Cutter, lines: Sequence[Bounded]) -> float:
    try:
        return cutter.cut(lines)[0]
    except ConflictError:
        return float("inf")


def strays(
    lines: Sequence[Line], rows: Sequence[int], anchors: Sequence[tuple[int, float]], pitch: float
) -> set[int]:
    """Indexes of lines that stand far from all else of their row, on one page with it."""
    found = set()
    for index, (line, row) in enumerate(zip(lines, rows, strict=True)):
        page, y = anchors[row]
        near = [y] if page == line.page else []
        near += [
            lines[place].y
            for place in (index - 1, index + 1)
            if 0 <= place < len(lines) and rows[place] == row and lines[place].page == line.page
        ]
        if near and min(abs(line.y - other) for other in near) > _STRAY * pitch:
            found.add(index)
    return found
