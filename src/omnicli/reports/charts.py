"""Where the marks of a chart go. The macros of `_charts.html` only draw what stands here.

All positions are rounded to a tenth, so a page is the same on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from itertools import pairwise

from omnicli.reports import numbers

WIDTH, HEIGHT = 560.0, 264.0
LEFT, RIGHT, TOP, BOTTOM = 78.0, 14.0, 20.0, 32.0
LABELS_SHOWN = 7
LETTER, LABEL_GAP = 10.2, 10.0
"""Room of a letter of a label below, as large as phones show it, and between two labels."""
TICKS = 5

Series = Sequence[tuple[str, Sequence[int | None]]]


_LINE_HEIGHT, _VALUE_WIDTH, _ABOVE, _BELOW = 16.0, 110.0, 12.0, 20.0
"""What a value written at a point takes, and how far above or below it stands."""
_CLEAR = 28.0
"""How far down the next point must be for its value to stand above it, clear of this one's dot."""
DENSE, DOT, LAST_DOT = 40, 3.5, 5.0
"""More points than these are a line without dots, but for those that no line reaches."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what it reads."""

    at: float
    label: str
    strong: bool = False
    second: str = ""
    """The rest of the label, where it takes two lines."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar, its box; or a point, `w` its radius and `h` how far below it its value is written."""

    x: float
    y: float
    w: float
    h: float
    series: int
    says: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart laid out: grid, axis labels, marks and (for lines) the paths between points."""

    width: float
    height: float
    grid: tuple[Tick, ...]
    across: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    paths: tuple[tuple[int, str], ...] = ()
    left: float = LEFT
    zero: float = 0.0


def nice_ticks(low: int, high: int) -> list[int]:
    """Round values from at or below `low` to at or above `high`, about five of them."""
    low, high = min(low, 0), max(high, 0)
    span = max(high - low, 1)
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if span <= step * (TICKS - 1):
                first, last = low // step, -(-high // step)
                return [step * n for n in range(first, max(last, first + 1) + 1)]
        size *= 10


def axis_label(value: int, unit: str, step: int, lang: str) -> str:
    """A tick's label, with no more decimals than the step needs."""
    if unit == "times":
        places = 0 if step % 10_000 == 0 else 1 if step % 1_000 == 0 else 2
        return numbers.decimal(value // 10 ** (4 - places), places, lang) + "×"
    if unit == "percent":
        return numbers.decimal(value // 100, 0, lang) + "%"
    return numbers.show(value, "short_rupiah" if unit == "rupiah" else unit, lang)


class _Scale:
    """From values to heights inside the plot."""

    def __init__(self, values: Sequence[int], unit: str, lang: str) -> None:
        ticks = nice_ticks(min(values, default=0), max(values, default=0))
        self.low, self.high = ticks[0], ticks[-1]
        step = ticks[1] - ticks[0]
        self.grid = tuple(Tick(self.y(v), axis_label(v, unit, step, lang), v == 0) for v in ticks)

    def y(self, value: int) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _slots(labels: Sequence[str]) -> tuple[float, tuple[Tick, ...]]:
    """Width of one category, and the labels that fit below; the last one always shows."""
    width = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    last = len(labels) - 1
    every, broken = _every(labels, width), _broken(labels, width)
    if every > 1 and broken and _every([max(two, key=len) for two in broken], width) == 1:
        every = 1
    else:
        broken = [(label, "") for label in labels]
    ticks = (
        Tick(round(LEFT + width * (n + 0.5), 1), first, n == last, second)
        for n, (first, second) in enumerate(broken)
        if (last - n) % every == 0
    )
    return width, tuple(ticks)


def _broken(labels: Sequence[str], width: float) -> list[tuple[str, str]]:
    """The labels, in two lines where one is too long; nothing for days or three words."""
    room = (width - LABEL_GAP) / LETTER
    words = [label.split(" ") if len(label) > room else [label] for label in labels]
    if any(two[2:] or (two[1:] and two[0].isdigit()) for two in words):
        return []
    return [(two[0], "".join(two[1:])) for two in words]


def _every(labels: Sequence[str], width: float) -> int:
    """The least n for which every n-th label, the last among them, stands clear of the next."""
    last = len(labels) - 1
    for every in range(max(-(-len(labels) // LABELS_SHOWN), 1), len(labels)):
        shown = [label for n, label in enumerate(labels) if (last - n) % every == 0]
        takes = (LETTER * (len(a) + len(b)) / 2 + LABEL_GAP for a, b in pairwise(shown))
        if max(takes, default=0) <= width * every:
            return every
    return max(len(labels), 1)


def _says(label: str, name: str, value: int | None, unit: str, lang: str) -> str:
    return f"{label} · {name}: {numbers.show(value, unit, lang)}"


def columns(labels: Sequence[str], series: Series, unit: str, lang: str = "id") -> Plot:
    """Upright bars, the series of one category side by side."""
    scale = _Scale([v for _, vs in series for v in vs if v is not None], unit, lang)
    slot, across = _slots(labels)
    room = min(slot * 0.72, 44.0 * len(series))
    wide = room / len(series)
    marks = [
        _upright(
            LEFT + slot * (n + 0.5) - room / 2 + wide * s,
            wide * 0.92,
            (scale.y(0), scale.y(value)),
            s,
            _says(labels[n], name, value, unit, lang),
        )
        for s, (name, values) in enumerate(series)
        for n, value in enumerate(values)
        if value is not None
    ]
    return Plot(WIDTH, HEIGHT, scale.grid, across, tuple(marks), zero=scale.y(0))


def stacked(labels: Sequence[str], series: Series, unit: str, lang: str = "id") -> Plot:
    """Upright bars, the series of one category on top of each other; amounts below zero count 0."""
    sums = [sum(max(vs[n] or 0, 0) for _, vs in series) for n in range(len(labels))]
    scale = _Scale(sums, unit, lang)
    slot, across = _slots(labels)
    wide = min(slot * 0.62, 56.0)
    marks = []
    for n, label in enumerate(labels):
        below = 0
        for s, (name, values) in enumerate(series):
            value = max(values[n] or 0, 0)
            if value:
                box = (scale.y(below), scale.y(below + value))
                says = _says(label, name, value, unit, lang)
                marks.append(_upright(LEFT + slot * (n + 0.5) - wide / 2, wide, box, s, says))
            below += value
    return Plot(WIDTH, HEIGHT, scale.grid, across, tuple(marks), zero=scale.y(0))


def _upright(x: float, wide: float, box: tuple[float, float], series: int, says: str) -> Mark:
    top, bottom = min(box), max(box)
    return Mark(round(x, 1), top, round(wide, 1), round(max(bottom - top, 0.5), 1), series, says)


def lines(labels: Sequence[str], series: Series, unit: str, lang: str = "id") -> Plot:
    """Points joined by lines; a missing value breaks the line. The last point shows its value."""
    scale = _Scale([v for _, vs in series for v in vs if v is not None], unit, lang)
    slot, across = _slots(labels)
    marks: list[Mark] = []
    paths: list[tuple[int, str]] = []
    for s, (name, values) in enumerate(series):
        known = [(n, v) for n, v in enumerate(values) if v is not None]
        spots = {n: (round(LEFT + slot * (n + 0.5), 1), scale.y(v)) for n, v in known}
        for n, value in known:
            last = n == known[-1][0]
            says = _says(labels[n], name, value, unit, lang)
            shown = numbers.show(value, unit, lang) if last else ""
            alone = n - 1 not in spots and n + 1 not in spots
            dot = LAST_DOT if last else DOT if len(labels) <= DENSE or alone else 0.0
            marks.append(Mark(*spots[n], dot, -_ABOVE, s, says, shown))
        steps = [
            f"M{spots[a][0]} {spots[a][1]}L{spots[b][0]} {spots[b][1]}"
            for (a, _), (b, _) in pairwise(known)
            if b == a + 1
        ]
        paths.append((s, "".join(steps)))
    marks = _apart(marks)
    return Plot(WIDTH, HEIGHT, scale.grid, across, tuple(marks), tuple(paths), zero=scale.y(0))


def _apart(marks: list[Mark]) -> list[Mark]:
    """Values that would be written over each other stand in a row: one above, the others below.

    Where the axis is too near, all of them stand above.
    """
    groups: list[list[Mark]] = []
    for mark in sorted((m for m in marks if m.value), key=lambda m: m.y):
        near = groups and abs(groups[-1][-1].x - mark.x) < _VALUE_WIDTH
        if near and mark.y - _ABOVE - _written(groups[-1])[-1] < _CLEAR:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    down = {
        id(mark): round(at - mark.y, 1)
        for group in groups
        for mark, at in zip(group, _written(group), strict=True)
    }
    return [replace(m, h=down.get(id(m), m.h)) for m in marks]


def _written(group: Sequence[Mark]) -> list[float]:
    """Where the values of points near each other are written, from the highest point down."""
    first, below = group[0].y - _ABOVE, group[-1].y + _BELOW
    more = len(group) - 1
    if below + _LINE_HEIGHT * (more - 1) < HEIGHT - BOTTOM:
        return [first, *(below + _LINE_HEIGHT * n for n in range(more))]
    return [first - _LINE_HEIGHT * (more - n) for n in range(more + 1)]


def bars(labels: Sequence[str], series: Series, unit: str, lang: str = "id") -> Plot:
    """Lying bars, longest possible to the right, each under its own label and value."""
    row, wide = 46.0, 460.0
    sums = [sum(max(vs[n] or 0, 0) for _, vs in series) for n in range(len(labels))]
    most = max([*sums, 1])
    marks: list[Mark] = []
    for n, label in enumerate(labels):
        x = 0.0
        for s, (name, values) in enumerate(series):
            value = max(values[n] or 0, 0)
            length = round(wide * value / most, 1)
            seen = max(length, 1.5) if value else 0.0
            says = _says(label, name, value, unit, lang)
            marks.append(Mark(min(x, wide - seen), row * n + 21, seen, 12, s, says))
            x = round(x + length, 1)
    known = [any(vs[n] is not None for _, vs in series) for n in range(len(labels))]
    shown = "average" if unit == "rupiah" else unit
    across = tuple(
        Tick(row * n + 13, numbers.show(sums[n] if known[n] else None, shown, lang))
        for n in range(len(labels))
    )
    rows = tuple(Tick(row * n + 13, label) for n, label in enumerate(labels))
    return Plot(wide, row * max(len(labels), 1), rows, across, tuple(marks), left=0.0)


def waterfall(
    labels: Sequence[str],
    values: Sequence[int],
    sums: Sequence[bool],
    unit: str,
    lang: str = "id",
) -> Plot:
    """Lying bars that each start where the one above ended; `sums` start from zero again.

    A mark's series: 0 a total, 1 what comes on top, 2 what goes off.
    """
    row, wide = 44.0, 460.0
    spans: list[tuple[int, int]] = []
    reached = 0
    for value, is_sum in zip(values, sums, strict=True):
        start = 0 if is_sum else reached
        reached = start + value
        spans.append((start, reached))
    low = min((min(span) for span in spans), default=0)
    high = max((max(span) for span in spans), default=0)
    room = max(high - min(low, 0), 1)

    def x(amount: int) -> float:
        return round(wide * (amount - min(low, 0)) / room, 1)

    marks, joins = [], []
    for n, (start, end) in enumerate(spans):
        left = min(x(start), x(end))
        length = max(round(abs(x(end) - x(start)), 1), 1.5)
        series = 0 if sums[n] else 1 if values[n] >= 0 else 2
        says = f"{labels[n]}: {numbers.show(values[n], unit, lang)}"
        marks.append(Mark(min(left, wide - length), row * n + 20, length, 13, series, says))
        if n:
            joins.append(f"M{x(spans[n - 1][1])} {row * n - 11}V{row * n + 20}")
    shown = [numbers.show(value, unit, lang) for value in values]
    across = tuple(Tick(row * n + 13, text) for n, text in enumerate(shown))
    rows = tuple(Tick(row * n + 13, text, sums[n]) for n, text in enumerate(labels))
    height = row * max(len(labels), 1)
    return Plot(wide, height, rows, across, tuple(marks), ((0, "".join(joins)),), left=0.0)


def spark(values: Sequence[int | None], width: float = 120.0, height: float = 28.0) -> Plot | None:
    """A line of a card, from zero, so that a slope says how much moved. None below two values."""
    known = [(n, v) for n, v in enumerate(values) if v is not None]
    if len(known) < 2:
        return None
    low, high = min(0, *(v for _, v in known)), max(0, *(v for _, v in known))
    span = high - low
    room = height - 8
    spots = [
        (
            round(4 + (width - 8) * n / (len(values) - 1), 1),
            round(4 + room * (high - v) / span if span else height / 2, 1),
        )
        for n, v in known
    ]
    path = "M" + "L".join(f"{x} {y}" for x, y in spots)
    last = Mark(*spots[-1], 0, 0, 0, "")
    return Plot(width, height, (), (), (last,), ((0, path),))
