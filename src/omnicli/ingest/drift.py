"""How a file's header and vocabulary differ from what its spec knows."""

from collections.abc import Iterable

from omnicli.domain.folding import fold
from omnicli.domain.folding import nearest
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.result import Drift

OWN = "omni:"
"""Headers of our errors file: reason and suggestion, never data."""

REF = "omni: ref"
"""The one of them that is read back: which rejected row a repaired row stands for."""


def _added(match: HeaderMatch) -> list[str]:
    used = {*match.positions.values(), *match.spare, *match.idle}
    return [
        h
        for j, h in enumerate(match.headers)
        if h is not None and j not in used and not fold(h).startswith(OWN)
    ]


def header_drift(match: HeaderMatch) -> list[Drift]:
    """Added and missing columns, with a proposal where an added one looks like a missing one."""
    added = _added(match)
    gone = [c for c in match.part.columns if c.read and c.name not in match.positions]
    drift = [Drift(kind="duplicate", column=match.headers[j] or "") for j in match.spare]
    for column in gone:
        close = next((n for a in column.aliases if (n := nearest(a, added, least=0.8))), None)
        if close:
            drift.append(Drift(kind="renamed", column=close, detail=column.aliases[0]))
            added.remove(close)
    drift += [Drift(kind="added", column=header) for header in added]
    return drift


def value_drift(match: HeaderMatch, unknown: Iterable[tuple[str, str]]) -> list[Drift]:
    """Texts outside a closed set, per column of the file."""
    return [
        Drift(kind="new_value", column=match.headers[match.positions[name]] or name, detail=value)
        for name, value in unknown
    ]
