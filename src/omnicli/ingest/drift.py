"""How a file's header and vocabulary differ from what its spec knows, and from files before it."""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from difflib import SequenceMatcher

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.domain.folding import similarity
from omnicli.ingest.convert.frame import clean
from omnicli.ingest.convert.frame import convert_column
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.result import Drift
from omnicli.ingest.spec import Choice
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import When

OWN = "omni:"
"""Headers of our errors file: reason and suggestion, never data."""

REF = "omni: ref"
"""The one of them that is read back: which rejected row a repaired row stands for."""

_NAMED_ALIKE = 0.8
"""Likeness of two names that is enough, unless the values speak against it."""
_VALUES_ALIKE = 0.6
"""Likeness that is enough where the values are what the missing column would hold."""
_SAMPLE = 200
_FEW = 3
_HALF = 0.5

Place = tuple[str, int]
"""A header and its column in the frame."""


def _added(match: HeaderMatch) -> "list[Place]":
    """The headers nobody knows, and their places."""
    used = {*match.positions.values(), *match.spare, *match.idle}
    return [
        (h, j)
        for j, h in enumerate(match.headers)
        if h is not None and j not in used and not fold(h).startswith(OWN)
    ]


def header_drift(match: HeaderMatch, zone: str) -> list[Drift]:
    """Added columns, and which of them may be a missing one under a new name.

    Names that are alike propose it, less alike ones where the values agree; values that do not fit
    the missing column's type speak against it.
    """
    added = _added(match)
    gone = [c for c in match.part.columns if c.read and c.name not in match.positions]
    drift = [Drift(kind="duplicate", column=match.headers[j] or "") for j in match.spare]
    for column in gone:
        close = _renamed(match, column, added, zone)
        if close:
            drift.append(
                Drift(
                    kind="renamed", column=close[0], detail=column.aliases[0], canonical=column.name
                )
            )
            added.remove(close)
    drift += [Drift(kind="added", column=header) for header, _ in added]
    return drift


def _renamed(match: HeaderMatch, column: Column, added: "list[Place]", zone: str) -> "Place | None":
    """The added header that is most likely `column`."""
    alike = {p: max(similarity(a, p[0]) for a in column.aliases) for p in added}
    for place in sorted(added, key=lambda p: -alike[p]):
        if alike[place] < _VALUES_ALIKE:
            return None
        fits = _profile(match, place[1], column, zone)
        agree = fits == 1 and isinstance(column.type, When | Day | Choice | Id)
        enough = _VALUES_ALIKE if agree else _NAMED_ALIKE
        if alike[place] >= enough and (fits is None or fits > _HALF):
            return place
    return None


def _profile(match: HeaderMatch, place: int, column: Column, zone: str) -> float | None:
    """The share of the first values that `column` could hold; None where that says nothing."""
    kind = column.type
    silent = not isinstance(kind, When | Day | Choice | Money | Count | Id)
    if silent or (isinstance(kind, Id) and kind.pattern is None):
        return None
    top = match.sheet.frame[f"c{place}"][match.index + 1 : match.index + 1 + _SAMPLE]
    cells = clean(top, column).drop_nulls().rename(column.name)
    if len(cells) < _FEW:
        return None
    try:
        typed = convert_column(cells, column, zone)
    except OmniError:
        return None
    if isinstance(kind, Choice):
        return 1 - typed.series[0].null_count() / len(cells)
    return 1 - int(typed.bad.sum()) / len(cells) if typed.bad is not None else None


def value_drift(match: HeaderMatch, unknown: Iterable[tuple[str, str]]) -> list[Drift]:
    """Texts outside a closed set, per column of the file."""
    return [
        Drift(
            kind="new_value",
            column=match.headers[match.positions[name]] or name,
            detail=value,
            canonical=name,
        )
        for name, value in unknown
    ]


def since(
    part: Part, headers: Sequence[str], before: Sequence[str], found: Collection[Drift]
) -> list[Drift]:
    """What changed since an earlier file of the same source: columns gone, columns moved.

    Which columns an export may have is for its spec to say; that one had a column and the next
    lacks it is news, unless it stands there under a new name (`found`).
    """
    headers, before = _foreign(headers), _foreign(before)
    names, known = [fold(h) for h in headers], [fold(h) for h in before]
    renamed = {d.canonical for d in found if d.kind == "renamed"}
    lost = [h for h in before if h and fold(h) not in names]
    drift = []
    for header in lost:
        column = _column(part, header)
        if column is not None and column.name not in renamed and not _there(column, names):
            drift.append(Drift(kind="missing", column=header, canonical=column.name))
    shared = [n for n in names if n and n in known]
    moved = _moved(shared, [n for n in known if n in shared])
    if moved:
        shown = [h for h in headers if fold(h) in moved]
        drift.append(Drift(kind="reordered", column=", ".join(shown)))
    return drift


def _foreign(headers: Sequence[str]) -> list[str]:
    return [h for h in headers if not fold(h).startswith(OWN)]


def has_layout(part: Part, headers: Sequence[str], mapped: Mapping[str, str]) -> bool:
    """Whether a file with these headers is of the layout of `part`: it has what that demands.

    `mapped` names the columns of headers that someone explained (`omni sources map`).
    """
    names = {fold(h) for h in headers}
    explained = {column for header, column in mapped.items() if fold(header) in names}
    required = [c for c in part.columns if c.required and c.name not in explained]
    return all(_there(c, names) for c in required)


def _column(part: Part, header: str) -> Column | None:
    wanted = fold(header)
    return next(
        (c for c in part.columns if c.read and wanted in map(fold, (*c.aliases, c.name))), None
    )


def _there(column: Column, names: Collection[str]) -> bool:
    return any(fold(alias) in names for alias in column.aliases)


def _moved(names: Sequence[str], before: Sequence[str]) -> set[str]:
    """The fewest names whose move explains the new order."""
    matcher = SequenceMatcher(None, before, names, autojunk=False)
    kept = {
        n for block in matcher.get_matching_blocks() for n in names[block.b : block.b + block.size]
    }
    return set(names) - kept
