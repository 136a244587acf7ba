"""Which ad row counts for which day, and with how much: a pure function of the rows.

Exports overlap: the same spend stands in a monthly file by campaign and in a daily file by ad. The
finest rows count as they are (a day before anything wider, an ad before an ad set before a campaign
before the account). A coarser row keeps only its rest: what finer rows of the same thing inside its
span leave of it, never less than zero. The rest of a wide row is spread over its days without finer
rows, or over all of them where there is no such day; that of a day stays on the day. So whoever
asks for days that hold a row whole gets the platform's own total.

Two rows are of the same thing unless a name that both carry differs. Where a finer row lacks a name
that a coarser one has (days by ad without their campaign, months by campaign), nobody knows whose
part it is: what it tells is taken from all of them, in proportion.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from itertools import combinations

from omnicli.domain.money import split_by_weights
from omnicli.domain.money import split_evenly

LEVELS = {"ad": 0, "adset": 1, "campaign": 2, "account": 3}
"""Finest first."""

SHARED = ("spend_sen", "impressions", "clicks", "results", "conversions", "revenue_sen")
"""Figures that add up over days; reach does not and stays with its row."""

NAMES = ("campaign", "adset", "ad")
Path = tuple[str, str, str]
"""The names of a row, '' for what it does not say: by id where the file has one."""

Figures = dict[str, int]
"""By name; results are named with their kind, so that unlike kinds never meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdRow:
    """A row of `ad_performance` as the resolution sees it."""

    number: int
    level: str
    path: Path
    by_id: tuple[bool, bool, bool]
    """Whether each name of the path is an id."""
    shown: Path
    """The names as people read them."""
    first: int
    last: int
    figures: Figures

    @property
    def days(self) -> range:
        """The days it covers."""
        return range(self.first, self.last + 1)


@dataclass(slots=True)
class Part:
    """What counts of a row: its figures day by day, and whether it stands untouched.

    spend: what of its spend counts, all days together.
    """

    row: AdRow
    spend: int
    shares: dict[int, Figures] = field(default_factory=dict)
    whole: bool = False
    """A row of one day that counts as exported."""


Shape = frozenset[int]
"""Which of the three names are there."""


def _shape(path: Path) -> Shape:
    return frozenset(place for place, name in enumerate(path) if name)


def _pick(path: Path, places: Iterable[int]) -> tuple[tuple[int, str], ...]:
    return tuple((place, path[place]) for place in sorted(places))


class _FinerDays:
    """What finer rows state, day by day, to be asked for by any of their names."""

    def __init__(self) -> None:
        self._days: dict[Shape, dict[tuple[tuple[int, str], ...], dict[int, Figures]]] = {}

    @property
    def shapes(self) -> list[Shape]:
        return list(self._days)

    def add(self, path: Path, shares: Mapping[int, Figures]) -> None:
        shape = _shape(path)
        named = self._days.setdefault(shape, {})
        for size in range(len(shape) + 1):
            for places in combinations(sorted(shape), size):
                days = named.setdefault(_pick(path, places), {})
                for day, figures in shares.items():
                    _add(days.setdefault(day, {}), figures)

    def of(self, shape: Shape, names: tuple[tuple[int, str], ...]) -> Mapping[int, Figures]:
        """The days stated by rows of one shape that carry these names."""
        return self._days[shape].get(names, {})


def _add(into: Figures, figures: Figures) -> None:
    for name, value in figures.items():
        into[name] = into.get(name, 0) + value


@dataclass(slots=True)
class _Group:
    """The rows of one window that say the same names: one, but for ids that share a name."""

    path: Path
    rows: list[AdRow]
    rest: Figures
    taken: dict[str, set[int]] = field(default_factory=dict)
    """Per figure the days of the span that finer rows tell of it."""

    def note(self, days: Mapping[int, Figures], span: range) -> Figures:
        """Take in what is stated inside the span; the sums of it."""
        found: Figures = {}
        inside = (d for d in span if d in days) if len(span) < len(days) else days
        for day in inside:
            if day not in span:
                continue
            _add(found, days[day])
            for name in days[day]:
                self.taken.setdefault(name, set()).add(day)
        return found


def resolved(rows: Sequence[AdRow]) -> Iterator[Part]:
    """What counts of each row of one report of an ad account, the finest first."""
    finer_days = _FinerDays()
    windows: dict[tuple[int, int, int, int, int, int], list[AdRow]] = {}
    for row in _linked(rows):
        windows.setdefault(_window(row), []).append(row)
    for window in sorted(windows):
        parts = list(_of_window(windows[window], finer_days))
        for part in parts:
            finer_days.add(part.row.path, part.shares)
        yield from parts


def _window(row: AdRow) -> tuple[int, int, int, int, int, int]:
    """The finest first: narrower, of a finer level, with more names, by id; then the later."""
    return (
        row.last - row.first,
        LEVELS[row.level],
        -len(_shape(row.path)),
        -sum(row.by_id),
        -row.last,
        -row.first,
    )


def _of_window(rows: Sequence[AdRow], finer_days: _FinerDays) -> Iterator[Part]:
    span = rows[0].days
    groups: dict[Path, _Group] = {}
    for row in sorted(rows, key=lambda r: (r.path, r.shown, r.number)):
        group = groups.setdefault(row.path, _Group(row.path, [], {}))
        group.rows.append(row)
        _add(group.rest, row.figures)
    shape = _shape(rows[0].path)
    apart = [s for s in finer_days.shapes if not s >= shape]
    for group in groups.values():
        for finer in finer_days.shapes:
            if finer >= shape:
                known = finer_days.of(finer, _pick(group.path, shape))
                _take(group.rest, group.note(known, span))
    for other in sorted(apart, key=lambda s: (-len(s & shape), sorted(s))):
        _take_jointly(list(groups.values()), finer_days, other, shape & other, span)
    for group in groups.values():
        yield from _shared(group, span)


def _take(rest: Figures, known: Figures) -> None:
    """Leave of each figure what finer rows do not state."""
    for name, value in known.items():
        if name in rest:
            rest[name] = max(0, rest[name] - value)


def _take_jointly(
    groups: Sequence[_Group], finer_days: _FinerDays, shape: Shape, common: Shape, span: range
) -> None:
    """Take what rows tell that may be of any of several groups from all of them."""
    pools: dict[tuple[tuple[int, str], ...], list[_Group]] = {}
    for group in groups:
        pools.setdefault(_pick(group.path, common), []).append(group)
    for names, mine in pools.items():
        known = finer_days.of(shape, names)
        sums: Figures = {}
        for group in mine:
            sums = group.note(known, span)
        for figure, value in sums.items():
            with_it = [g for g in mine if g.rest.get(figure, 0) > 0]
            have = [g.rest[figure] for g in with_it]
            left = split_by_weights(max(0, sum(have) - value), have) if have else []
            for group, part in zip(with_it, left, strict=True):
                group.rest[figure] = part


def _shared(group: _Group, span: range) -> Iterator[Part]:
    """The rest of a group, over its rows and their days."""
    alone = len(group.rows) == 1
    divided: dict[str, list[int]] = {}
    for figure, rest in group.rest.items():
        have = [row.figures.get(figure, 0) for row in group.rows]
        touched = figure in group.taken
        divided[figure] = (
            [rest]
            if alone
            else split_by_weights(rest, [max(h, 0) for h in have])
            if touched
            else have
        )
    for place, row in enumerate(group.rows):
        mine = {f: parts[place] for f, parts in divided.items() if f in row.figures}
        untouched = not group.taken
        part = Part(row, mine.get("spend_sen", 0), whole=untouched and len(span) == 1)
        if untouched or any(mine.values()):
            for figure, value in mine.items():
                free = [d for d in span if d not in group.taken.get(figure, ())] or list(span)
                for day, share in zip(free, split_evenly(value, len(free)), strict=True):
                    part.shares.setdefault(day, {})[figure] = share
        yield part


def _linked(rows: Sequence[AdRow]) -> list[AdRow]:
    """The rows, those that know a thing by its name alone called as those that know its id.

    Where several ids carry the name, they and the name are one thing.
    """
    found = list(rows)
    for place in range(len(NAMES)):
        if len({row.by_id[place] for row in found if row.path[place]}) < 2:
            continue
        ids: dict[tuple[Path, str], set[str]] = {}
        for row in found:
            if row.by_id[place]:
                ids.setdefault((_above(row, place), row.shown[place]), set()).add(row.path[place])
        named = sorted(
            {
                (_above(row, place), row.path[place])
                for row in found
                if row.path[place] and not row.by_id[place]
            }
        )
        called: dict[tuple[Path, str], str] = {}
        for above, name in named:
            one = {called.get((above, i), i) for i in ids.get((above, name), ())}
            if one:
                chosen = min(one)
                for old in {
                    *ids[above, name],
                    name,
                    *(k for (a, k), c in called.items() if a == above and c in one),
                }:
                    called[above, old] = chosen
        found = [_renamed(row, place, called) for row in found]
    return found


def _above(row: AdRow, place: int) -> Path:
    path = [name if n < place else "" for n, name in enumerate(row.path)]
    return path[0], path[1], path[2]


def _renamed(row: AdRow, place: int, called: Mapping[tuple[Path, str], str]) -> AdRow:
    name = called.get((_above(row, place), row.path[place]))
    if name is None or name == row.path[place]:
        return row
    path = list(row.path)
    path[place] = name
    return replace(row, path=(path[0], path[1], path[2]))
