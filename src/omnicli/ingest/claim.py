"""Exactly one source may claim a file; everything else is an error that says what to do."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.domain.folding import nearest
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.headers import Matcher
from omnicli.ingest.headers import Row
from omnicli.ingest.headers import has_name
from omnicli.ingest.headers import top_rows
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec

Aliases = Mapping[str, Mapping[str, str]]
_TELLING = 3
"""Columns by which a sheet is known whose name nobody knows."""
_CLEARLY = 0.8
"""Score above which a file is called another source's file, not an unknown one."""
_NAMED = 80
"""Letters of a header that a message shows; a cell may hold a page of text."""
_LISTED = 8
"""Headers a message names; an export may have ninety."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source and, for each of its parts, the sheets it reads: the best one, then the others."""

    spec: SourceSpec
    parts: tuple[tuple[HeaderMatch, ...], ...]
    marked: bool

    @property
    def matches(self) -> tuple[HeaderMatch, ...]:
        """The best match of each part."""
        return tuple(matches[0] for matches in self.parts)

    @property
    def best(self) -> HeaderMatch:
        """The part by which the source is known: its first whole one, else the nearest."""
        own = [m for m in self.matches if not m.part.companion] or self.matches
        whole = next((m for m in own if not m.missing), None)
        return whole or max(own, key=lambda m: m.score)

    @property
    def complete(self) -> bool:
        """Whether the source may claim the file."""
        return self.marked and not self.best.missing and not self.best.part.companion

    @property
    def by_hand(self) -> bool:
        """Whether people fill it in: a list of phone numbers is what its owner calls it."""
        return all(part.made_by == "hand" for part in self.spec.parts)

    @property
    def score(self) -> float:
        """The best part's score; a source without its own mark counts half."""
        return round(self.best.score * (1.0 if self.marked else 0.5), 3)


def _sheets_for(part: Part, sheets: Sequence[tuple[RawSheet, list[Row]]]) -> Iterable[int]:
    """Indexes of the sheets a part accepts, preferred first."""
    if not part.sheets:
        return range(len(sheets))
    order = {fold(name): rank for rank, name in enumerate(part.sheets)}
    rest = order.get("*")
    accepted = [
        i
        for i, (s, _) in enumerate(sheets)
        if s.name is None or fold(s.name) in order or rest is not None
    ]
    return sorted(accepted, key=lambda i: order.get(fold(sheets[i][0].name or ""), rest or 0))


def _matches(
    part: Part, sheets: Sequence[tuple[RawSheet, list[Row]]], extra: Mapping[str, str]
) -> tuple[HeaderMatch, ...]:
    """The sheet that fits the part best, then all others whose header fits as well."""
    matcher = Matcher(part, extra)
    found = [m for i in _sheets_for(part, sheets) if (m := matcher.match(*sheets[i]))]
    if len(found) > 1:
        found = _without_copies(part, _without_empty(found))
    preferred = next((m for m in found if not m.missing), None) if part.sheets else None
    best = max(found, key=lambda m: (not m.missing, round(m.score, 6)), default=None)
    first = preferred or best
    if first is None or first.missing:
        return (first,) if first else ()
    more = [
        match
        for sheet, rows in sheets
        if sheet is not first.sheet and _may_hold(part, sheet)
        if (match := matcher.match(sheet, rows)) and not match.missing and not match.ambiguous
        if has_rows(match)
    ]
    return (first, *more)


def _without_copies(part: Part, found: list[HeaderMatch]) -> list[HeaderMatch]:
    """Leave out sheets that show the rows of another, where that one fits under whatever name."""
    copies = {fold(copy) for copy in part.copies}
    own = [m for m in found if not m.missing and fold(m.sheet.name or "") not in copies]
    return own or found


def _without_empty(found: Sequence[HeaderMatch]) -> list[HeaderMatch]:
    """Leave out sheets without rows, where one with rows fits as well as they do.

    The list of a form's columns has a row that looks like a header, but fits worse than the form.
    """
    best = max((round(m.score, 6) for m in found if not m.missing and has_rows(m)), default=-1.0)
    return [m for m in found if m.missing or has_rows(m) or round(m.score, 6) > best]


def has_rows(match: HeaderMatch) -> bool:
    """Whether anything stands under the header: a sheet that nobody filled in says nothing."""
    below = match.sheet.frame.slice(match.index + 1)
    return any(c.str.contains(r"\S").any() for c in below.iter_columns())


def _may_hold(part: Part, sheet: RawSheet) -> bool:
    """Whether a further sheet may hold rows of the part: a companion's only under its own name."""
    name = fold(sheet.name or "")
    if name in {fold(copy) for copy in part.copies}:
        return False
    return not part.companion or any(name.startswith(fold(own)) for own in part.sheets)


def candidates(
    sheets: Sequence[RawSheet], specs: Iterable[SourceSpec], aliases: Aliases
) -> list[Candidate]:
    """Every source that knows at least one column of the file, best first."""
    tops = [(sheet, top_rows(sheet)) for sheet in sheets]
    found = []
    for spec in specs:
        extra = aliases.get(spec.name, {})
        parts = [m for part in spec.parts if (m := _matches(part, tops, extra))]
        if parts:
            marked = not spec.marks or any(has_name(m[0], spec.marks) for m in parts)
            found.append(Candidate(spec, tuple(parts), marked))
    return sorted(found, key=lambda c: (-c.complete, -c.score, c.spec.name))


def hinted(hint: str | None, specs: Mapping[str, SourceSpec]) -> frozenset[str]:
    """Names of the sources a hint (source, platform, `auto` or None) allows."""
    if hint is None or hint == "auto":
        return frozenset(specs)
    allowed = frozenset(n for n, s in specs.items() if hint in (n, s.platform))
    if not allowed:
        names = sorted({*specs, *(s.platform for s in specs.values())})
        near = nearest(hint, names, least=0.4)
        raise OmniError("E_SOURCE_UNKNOWN", value=hint, nearest=near, known=", ".join(names))
    return allowed


def _listed(names: Iterable[str | None]) -> str:
    """The first names in one line, and how many more there are."""
    tidy = [" ".join(n[:_NAMED].split()) for n in names if n]
    rest = [f"… (+{len(tidy) - _LISTED})"] if len(tidy) > _LISTED else []
    return ", ".join(tidy[:_LISTED] + rest) or "–"


def _missing(candidate: Candidate) -> OmniError:
    match = candidate.best
    unknown = [h for j, h in enumerate(match.headers) if h and j not in match.positions.values()]
    close = [f"{m} ≈ {n}" for m in match.missing if (n := nearest(m, unknown))]
    return OmniError(
        "E_COLUMN_MISSING",
        sheet=match.sheet.name,
        source=candidate.spec.name,
        missing=_listed(match.missing),
        found=_listed(match.headers),
        nearest=_listed(close),
        column=match.missing[0],
        row=match.row,
    )


def _lists(found: Iterable[Candidate]) -> list[str]:
    """Forms of ours that explain most of the file and only lack a mark of their own."""
    whole = [c for c in found if c.by_hand and not c.best.missing]
    return [c.spec.name for c in whole if c.best.matched * 2 >= sum(map(bool, c.best.headers))]


def _unknown(best: Candidate | None, sheets: Sequence[RawSheet], lists: Sequence[str]) -> OmniError:
    if best is None:
        first = next((row for s in sheets for row in top_rows(s) if any(row)), ())
        none = ("Tidak satu pun kolomnya dikenal.", "None of its columns is known.")
        return OmniError("E_UNKNOWN_FILE", near=none, found=_listed(first), percent=0)
    name, percent = best.spec.name, round(best.score * 100)
    missing = _listed(best.best.missing or best.spec.marks)
    near = (
        f"Termirip: {name} ({percent} %); kolom yang kurang: {missing}",
        f"Nearest: {name} ({percent} %); columns not found: {missing}",
    )
    if lists:
        near = (
            f"Kolomnya cukup untuk: {_listed(lists)}; sebut namanya: omni import {lists[0]} BERKAS",
            f"Its columns are enough for {_listed(lists)}; name it: omni import {lists[0]} FILE",
        )
    listed = _listed(best.best.headers)
    return OmniError("E_UNKNOWN_FILE", near=near, found=listed, percent=percent)


def _refuse(found: list[Candidate], allowed: frozenset[str], hint: str | None) -> OmniError | None:
    """Why nothing inside the hint may claim the file, when a particular reason is known."""
    inside = [c for c in found if c.spec.name in allowed]
    outside = [c for c in found if c.spec.name not in allowed]
    near = max(inside, key=lambda c: c.score, default=None)
    other = max(outside, key=lambda c: (c.complete, c.score), default=None)
    clearly = other is not None and (other.complete or other.score >= _CLEARLY)
    if other and clearly and (near is None or near.score < other.score):
        return OmniError(
            "E_WRONG_SOURCE",
            hint=hint,
            looks_like=other.spec.name,
            percent=round(other.score * 100),
        )
    if near and near.best.missing and near.best.score >= 0.5:
        return _missing(near)
    return None


def _with_renamed(chosen: Candidate, sheets: Sequence[RawSheet], aliases: Aliases) -> Candidate:
    """Also the parts that stand on a sheet of another name, where nothing else reads that sheet.

    Adjustments on a `Sheet3` are money as well.
    """
    extra = aliases.get(chosen.spec.name, {})
    whole = [match for matches in chosen.parts for match in matches if not match.missing]
    read, known = {id(m.sheet) for m in whole}, {id(m.part) for m in whole}
    copies = {fold(copy) for part in chosen.spec.parts for copy in part.copies}
    free = [s for s in sheets if id(s) not in read and fold(s.name or "") not in copies]
    more: list[tuple[HeaderMatch, ...]] = []
    for part in (p for p in chosen.spec.parts if p.companion and id(p) not in known):
        matcher = Matcher(part, extra)
        found = [m for s in free if (m := matcher.match(s, top_rows(s))) and not m.missing]
        found = [m for m in found if len(m.positions) >= _TELLING and has_rows(m)]
        more += [(m,) for m in found[:1]]
    if not more:
        return chosen
    renamed = {id(matches[0].part) for matches in more}
    kept = [m for m in chosen.parts if id(m[0].part) not in renamed]
    return replace(chosen, parts=(*kept, *more))


def recognise(
    sheets: Sequence[RawSheet],
    specs: Mapping[str, SourceSpec],
    hint: str | None,
    aliases: Aliases,
) -> tuple[Candidate, Candidate | None]:
    """The one source that claims the file, and the runner-up.

    Raises E_WRONG_SOURCE, E_COLUMN_MISSING, E_UNKNOWN_FILE, E_SOURCE_AMBIGUOUS or
    E_HEADER_AMBIGUOUS; never guesses.
    """
    allowed = hinted(hint, specs)
    if all(sheet.frame.is_empty() for sheet in sheets):
        raise OmniError("E_FILE_NO_ROWS")
    found = candidates(sheets, specs.values(), aliases)
    claims = [c for c in found if c.complete and c.spec.name in allowed]
    if not claims and not any(c.complete for c in found):
        claims = [c for c in found if c.spec.name == hint and c.by_hand and not c.best.missing]
    if not claims:
        near = max(found, key=lambda c: (c.best.matched, c.score), default=None)
        lists = _lists(found) if hint in (None, "auto") else []
        raise (not lists and _refuse(found, allowed, hint)) or _unknown(near, sheets, lists)
    first, second = claims[0], claims[1] if len(claims) > 1 else None
    if second and second.score == first.score:
        raise OmniError("E_SOURCE_AMBIGUOUS", sources=f"{first.spec.name}, {second.spec.name}")
    for match in first.matches:
        if not match.missing and match.ambiguous:
            raise OmniError("E_HEADER_AMBIGUOUS", sheet=match.sheet.name, column=match.ambiguous[0])
    first = _with_renamed(first, sheets, aliases)
    others = [c for c in found if c.spec is not first.spec]
    return first, others[0] if others else None
