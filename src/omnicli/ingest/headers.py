"""Finds the header row of a sheet and which of its columns a part knows."""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache

from omnicli.domain.folding import fold
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.spec import Part

LOOK_AT = 30
"""Rows from the top among which the header is looked for."""

_SUFFIX = re.compile(r"(?s)^(.*\S)\s*\(([^()]*)\)\s*$")

Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A header row as one part reads it."""

    part: Part
    sheet: RawSheet
    index: int
    """0-based row of the header in the sheet's frame."""
    headers: Row
    positions: Mapping[str, int]
    """Canonical name to frame column."""
    units: Mapping[str, str] = field(default_factory=dict)
    ambiguous: tuple[str, ...] = ()
    """Headers that stand there twice and are needed."""
    spare: tuple[int, ...] = ()
    """Columns that carry another name of a column already found."""
    idle: tuple[int, ...] = ()
    """Columns that are known and not read."""

    @property
    def row(self) -> int:
        """The header's row number as a spreadsheet shows it."""
        return self.index + 1

    def header_of(self, column: str) -> str:
        """What the file calls a canonical column; the name itself where it calls it nothing."""
        stem = f"{column.removesuffix('_date')}_at"
        place = self.positions.get(column, self.positions.get(stem))
        return (self.headers[place] if place is not None else None) or column

    @property
    def missing(self) -> tuple[str, ...]:
        """First alias of every required column that is not there."""
        columns = self.part.columns
        return tuple(c.aliases[0] for c in columns if c.required and c.name not in self.positions)

    @property
    def matched(self) -> int:
        """How many of the file's columns this part knows."""
        return len({*self.positions.values(), *self.spare, *self.idle})

    @property
    def score(self) -> float:
        """0 to 1: required columns present, share of the file explained, of the part found."""
        required = [c.name for c in self.part.columns if c.required]
        present = sum(name in self.positions for name in required)
        named = sum(1 for h in self.headers if h is not None and not fold(h).startswith("omni:"))
        need = present / len(required) if required else 1.0
        known = len(self.part.columns)
        found = len(self.positions) + len(self.idle)
        return 0.6 * need + 0.25 * self.matched / max(named, 1) + 0.15 * found / known


def top_rows(sheet: RawSheet) -> list[Row]:
    """The rows among which the header must be, empty texts as None."""
    rows = sheet.frame.head(LOOK_AT).rows()
    return [tuple(c if c is not None and c.strip() else None for c in row) for row in rows]


def _split_suffix(header: str) -> tuple[str, str] | None:
    found = _SUFFIX.match(header)
    return (fold(found[1]), found[2].strip()) if found else None


@lru_cache(maxsize=LOOK_AT * 8)
def _names(row: Row) -> tuple[tuple[tuple[str, str | None], ...], frozenset[str | None]]:
    """Each text of a row as names are compared, with and without its suffix, and all of them.

    Every part of every source asks for the same few rows.
    """
    split = [(fold(cell), _split_suffix(cell)) for cell in row if cell is not None]
    names = tuple((name, found[0] if found else None) for name, found in split)
    return names, frozenset(text for pair in names for text in pair)


def has_name(match: HeaderMatch, names: Iterable[str]) -> bool:
    """Whether one of `names` is a header of `match`, with or without a varying suffix."""
    wanted = {fold(name) for name in names}
    there = [h for h in match.headers if h is not None]
    stems = {s[0] for h in there if (s := _split_suffix(h))}
    return bool(wanted & (stems | {fold(h) for h in there}))


class Matcher:
    """A part's aliases, folded once."""

    def __init__(self, part: Part, extra: Mapping[str, str] | None = None) -> None:
        """`extra` maps a user's own header to a canonical name."""
        self.part = part
        self.aliases = {c.name: [fold(a) for a in (*c.aliases, c.name)] for c in part.columns}
        for header, name in (extra or {}).items():
            if name in self.aliases:
                self.aliases[name].insert(0, fold(header))
        self.exact = {a for aliases in self.aliases.values() for a in aliases}
        self.stems = {a for c in part.columns if c.suffix for a in self.aliases[c.name]}
        self.several = {a for c in part.columns if c.nth > 1 for a in self.aliases[c.name]}

    def hits(self, row: Row) -> int:
        """How many cells of `row` are names this part knows."""
        exact, stems = self.exact, self.stems
        names, texts = _names(row)
        if texts.isdisjoint(exact) and texts.isdisjoint(stems):
            return 0  # nearly every row of nearly every source
        return sum(name in exact or stem in stems for name, stem in names)

    def match(self, sheet: RawSheet, rows: list[Row]) -> HeaderMatch | None:
        """The best header row of `rows`, or None when no row holds a known name."""
        best = max(range(len(rows)), key=lambda i: self.hits(rows[i]), default=None)
        if best is None or self.hits(rows[best]) == 0:
            return None
        return self._columns(sheet, best, rows[best])

    def _columns(self, sheet: RawSheet, index: int, headers: Row) -> HeaderMatch:
        places = _places(headers)
        stems = _places(s[0] if (s := h and _split_suffix(h)) else None for h in headers)
        positions: dict[str, int] = {}
        units: dict[str, str] = {}
        twice: list[str] = []
        spare: list[int] = []
        idle: list[int] = []
        for column in self.part.columns:
            aliases = self.aliases[column.name]
            found = [p for a in aliases if (p := places.get(a))]
            if column.suffix:
                found += [p for a in aliases if (p := stems.get(a))]
            if not found and column.unnamed:
                found = _unnamed(sheet, index, headers, column.unnamed)
            if not found or len(found[0]) < column.nth:
                continue
            first = found[0][column.nth - 1 :]
            if not column.read:
                idle += first
                continue
            positions[column.name] = first[0]
            spare += [p[0] for p in found[1:] if p[0] not in first]
            if len(first) > 1 and fold(headers[first[0]] or "") not in self.several:
                twice.append(headers[first[0]] or column.name)
            split = _split_suffix(headers[first[0]] or "") if column.suffix else None
            if split:
                units[column.name] = split[1]
        return HeaderMatch(
            self.part,
            sheet,
            index,
            headers,
            positions,
            units,
            tuple(twice),
            tuple(spare),
            tuple(idle),
        )


def _unnamed(sheet: RawSheet, index: int, headers: Row, pattern: str) -> list[list[int]]:
    """The place of the column without a header that fits `pattern` most often."""
    below = sheet.frame.slice(index + 1)
    fits = {
        j: int(below[f"c{j}"].str.contains(f"^\\s*(?:{pattern})\\s*$").sum() or 0)
        for j, header in enumerate(headers)
        if header is None
    }
    best = max(fits, key=lambda j: fits[j], default=None)
    return [[best]] if best is not None and fits[best] else []


def _places(names: Iterable[str | None]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for j, name in enumerate(names):
        if name is not None:
            places.setdefault(fold(name), []).append(j)
    return places
