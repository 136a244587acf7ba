"""What changed in an export since it was last imported, and which metrics that concerns."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from omnicli.domain.folding import fold
from omnicli.ingest.drift import has_layout
from omnicli.ingest.drift import since
from omnicli.ingest.result import Drift
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import Part
from omnicli.services.import_result import BatchResult
from omnicli.session import Session
from omnicli.warehouse import ledger
from omnicli.warehouse.table import Table
from omnicli.warehouse.tables.catalog import table_spec

_RECENT = 20
"""Earlier files of a source among which the one most like the new file is looked for."""


def tell(session: Session, result: BatchResult) -> None:
    """Complete the drift of every file that was read, for the summary and `--json`."""
    own = {outcome.import_id for outcome in result.files}
    for outcome in result.files:
        if outcome.read is not None:
            outcome.drift = _drift(session.db, outcome.read, own)


def _drift(db: sqlite3.Connection, read: ReadFile, own: set[int | None]) -> tuple[Drift, ...]:
    found = list(dict.fromkeys(read.drift))
    main = next((p for p in read.parts if p.sheet == read.claim.sheet), None)
    before: Sequence[str] = ()
    if main is not None:
        name, pdf = read.spec.name, read.format == "pdf"
        earlier = ledger.recent_headers(db, name, _RECENT, besides=own, pdf=pdf)
        mapped = ledger.accepted_aliases(db).get(name, {})
        same = [headers for headers in earlier if has_layout(main.part, headers, mapped)]
        before = _most_alike(read.headers, same)
    if main is not None and before:
        found += since(main.part, read.headers, before, found)
    parts = [part.part for part in read.parts]
    return tuple(replace(d, metrics=_metrics(db, parts, d)) for d in found)


def _most_alike(headers: Sequence[str], earlier: Sequence[Sequence[str]]) -> Sequence[str]:
    """The earlier file with most columns in common: a source may have several layouts."""
    mine = {fold(h) for h in headers if h}

    def alike(other: Sequence[str]) -> float:
        theirs = {fold(h) for h in other if h}
        return len(mine & theirs) / max(len(mine | theirs), 1)

    return max(earlier, key=alike, default=())


def _metrics(db: sqlite3.Connection, parts: Sequence[Part], drift: Drift) -> tuple[str, ...]:
    """The metrics that read the column; where it only serves others, all that read its table."""
    if not drift.canonical:
        return ()
    from omnicli.metrics.touch import touching

    part = next((p for p in parts if any(c.name == drift.canonical for c in p.columns)), parts[0])
    tables = (part.target, *table_spec(part.target).children)
    stored = {name for table in tables for name in Table(db, table_spec(table)).columns}
    return touching([drift.canonical] if drift.canonical in stored else [part.target])
