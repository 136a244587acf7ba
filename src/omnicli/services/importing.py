"""`omni import`: files in, canonical rows and an account of every row out.

Files are read and converted outside the transaction; then one transaction loads the whole batch,
or nothing of it.
"""

import difflib
import hashlib
import sys
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from pathlib import Path

from omnicli.domain.clock import instant
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import SourceSpec
from omnicli.services import ledger
from omnicli.services.loading import Reader
from omnicli.services.loading import apply
from omnicli.services.loading import observations_of
from omnicli.services.loading import part_totals
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What the user asked for."""

    files: Sequence[Path]
    hint: str | None = None
    account: str = "main"
    effective_at: str | None = None
    period: tuple[str, str] | None = None
    dry_run: bool = False
    strict: bool = False
    keep_going: bool = False


@dataclass(slots=True, kw_only=True)
class FileOutcome:
    """What became of one file."""

    file: str
    state: str
    source: str | None = None
    import_id: int | None = None
    rows: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    money: dict[str, int] = field(default_factory=dict)
    entities: dict[str, Tally] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    read: ReadFile | None = None
    earlier_import: int | None = None

    @property
    def rejected_rows(self) -> int:
        """Rows that did not make it."""
        return self.rows.get("rejected", 0)


@dataclass(slots=True, kw_only=True)
class BatchResult:
    """What became of a batch. `exit_code` is the process's."""

    files: list[FileOutcome]
    changes: Changes
    batch: int | None = None
    dry_run: bool = False
    exit_code: Exit = Exit.OK
    errors_file: Path | None = None


@dataclass(slots=True)
class _Candidate:
    """A file on its way in: its bytes, then what was read of it, or why it was refused."""

    path: Path
    data: bytes = b""
    sha256: str = ""
    outcome: FileOutcome = field(default_factory=lambda: FileOutcome(file="", state="rejected"))

    @property
    def read(self) -> ReadFile | None:
        return self.outcome.read


Step = Callable[[str, int], None]
"""Told which step begins (`reading FILE`, `loading`) and over how many rows."""


def import_files(
    session: Session,
    request: ImportRequest,
    specs: Mapping[str, SourceSpec],
    *,
    step: Step = lambda _label, _rows: None,
) -> BatchResult:
    """Import files as one atomic batch; with `keep_going`, refused files do not stop the rest."""
    dataroom = Dataroom(session.workspace.dataroom)
    zone = session.workspace.settings.timezone
    reader = Reader(dataroom, specs, zone, ledger.accepted_aliases(session.db))
    candidates = [_Candidate(path) for path in expand(request.files)]
    for candidate in candidates:
        step(candidate.path.name, 0)
        _read(candidate, session, request, reader)
    refused = [c for c in candidates if c.outcome.state == "rejected"]
    if refused and (not request.keep_going or len(refused) == len(candidates)):
        return _refuse_all(session, candidates, dry_run=request.dry_run)
    step("→ warehouse.db", sum(c.outcome.rows.get("read", 0) for c in candidates))
    with session.transaction(rollback=request.dry_run) as db:
        result = _load(session, db, candidates, request, reader)
        session.finish(
            exit_code=result.exit_code,
            batch=result.batch,
            files=[
                {"sha256": c.sha256, "state": c.outcome.state, "rows": c.outcome.rows}
                for c in candidates
            ],
        )
    if not request.dry_run:
        decisions.mirror(session.db, dataroom)
    return result


def expand(paths: Sequence[Path]) -> list[Path]:
    """Files as given, folders as the files in them (sorted, hidden ones left out)."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p
                for p in path.rglob("*")
                if p.is_file()
                and not any(s.startswith((".", "~$")) for s in p.relative_to(path).parts)
            )
            if not inside:
                raise OmniError("E_EMPTY_FOLDER", file=str(path))
            found.extend(inside)
        else:
            found.append(path)
    return found


def _read(candidate: _Candidate, session: Session, request: ImportRequest, reader: Reader) -> None:
    """Read one file; a fault of the file becomes its outcome."""
    name = candidate.path.name
    outcome = candidate.outcome
    outcome.file = name
    try:
        try:
            candidate.data = _bytes_of(candidate.path)
        except FileNotFoundError:
            raise OmniError("E_FILE_NOT_FOUND", file=str(candidate.path)) from None
        except OSError as error:
            raise OmniError(
                "E_FILE_UNREADABLE", file=name, detail=error.strerror or str(error)
            ) from error
        candidate.sha256 = hashlib.sha256(candidate.data).hexdigest()
        earlier = ledger.active_import(session.db, candidate.sha256, request.account)
        if earlier is not None:
            _unchanged(outcome, earlier)
            return
        read = read_file(
            None if name == "-" else candidate.path,
            candidate.data,
            file_name=name,
            specs=reader.specs,
            hint=request.hint,
            account=request.account,
            period=request.period,
            timezone=reader.timezone,
            mapped_aliases=reader.aliases,
        )
        _judge(outcome, read, strict=request.strict)
    except OmniError as error:
        outcome.state = "rejected"
        outcome.issues.append(issue_of(error, name))


def _bytes_of(path: Path) -> bytes:
    return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()


def issue_of(error: OmniError, file: str) -> Issue:
    """A file-level fault as an issue of that file."""
    place = error.place()
    row = place.get("row")
    return Issue(
        error.code,
        "error",
        file,
        sheet=_text(place.get("sheet")),
        row=row if isinstance(row, int) else None,
        column=_text(place.get("column")),
        value=_text(place.get("value")),
        fields={k: v for k, v in error.fields.items() if k not in OmniError.PLACE},
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _unchanged(outcome: FileOutcome, earlier: ledger.Earlier) -> None:
    outcome.state = "unchanged"
    outcome.source = earlier.source
    outcome.earlier_import = earlier.import_id
    outcome.import_id = earlier.import_id
    outcome.rows = {
        "read": earlier.rows_read,
        "inserted": 0,
        "updated": 0,
        "unchanged": earlier.rows_read,
        "rejected": 0,
        "skipped": 0,
    }
    outcome.money = earlier.money


def _judge(outcome: FileOutcome, read: ReadFile, *, strict: bool) -> None:
    """Account for what was read; refuse the file where its issues ask for it."""
    outcome.read = read
    outcome.source = read.spec.name
    outcome.issues.extend(read.issues)
    rejected = sum(p.rows_rejected for p in read.parts)
    kept = sum(p.origins.height for p in read.parts)
    outcome.rows = {
        "read": sum(p.rows_read for p in read.parts),
        "inserted": 0,
        "updated": 0,
        "unchanged": 0,
        "rejected": rejected,
        "skipped": sum(sum(p.skipped.values()) for p in read.parts),
    }
    for part in read.parts:
        for reason, count in part.skipped.items():
            outcome.skipped[reason] = outcome.skipped.get(reason, 0) + count
        for column, sen in part_totals(part).items():
            outcome.money[column] = outcome.money.get(column, 0) + sen
    if rejected and strict:
        raise OmniError("E_STRICT", file=read.file_name, count=rejected)
    if rejected and not kept:
        raise OmniError("E_NO_ROW_KEPT", file=read.file_name, count=rejected)
    outcome.state = "imported"


def _refuse_all(session: Session, candidates: list[_Candidate], *, dry_run: bool) -> BatchResult:
    """Nothing of the batch goes in; files that were fine say which kind of company they kept."""
    for candidate in candidates:
        outcome = candidate.outcome
        if outcome.state == "imported":
            outcome.state = "rejected"
            outcome.issues.append(Issue("E_BATCH_REJECTED", "error", outcome.file))
    session.finish(
        exit_code=Exit.INPUT_REJECTED,
        files=[
            {
                "sha256": c.sha256,
                "state": c.outcome.state,
                "codes": sorted({i.code for i in c.outcome.issues}),
            }
            for c in candidates
        ],
    )
    return BatchResult(
        files=[c.outcome for c in candidates],
        changes=Changes(),
        dry_run=dry_run,
        exit_code=Exit.INPUT_REJECTED,
    )


def _load(
    session: Session,
    db: ledger.Connection,
    candidates: list[_Candidate],
    request: ImportRequest,
    reader: Reader,
) -> BatchResult:
    """Load what was read, inside the open transaction."""
    now = instant(session.now)
    actor = session.actor.username
    # Another process may have imported the same bytes since they were read.
    for candidate in candidates:
        earlier = ledger.active_import(db, candidate.sha256, request.account)
        if candidate.outcome.state == "imported" and earlier is not None:
            candidate.outcome.issues.clear()
            _unchanged(candidate.outcome, earlier)
    fresh = _distinct(candidates)
    batch = ledger.open_batch(db, now, actor, changed=bool(fresh))
    observations = []
    for candidate in fresh:
        read = candidate.outcome.read
        assert read is not None
        first = ledger.first_imported_at(db, read.sha256, request.account) or now
        effective = request.effective_at or min(read.newest_event or first, first)
        import_id = ledger.add_file(
            db,
            batch,
            read,
            candidate.outcome.rows,
            effective,
            first,
            request.period,
            actor,
            "imported",
        )
        candidate.outcome.import_id = import_id
        observations.extend(observations_of(read, import_id, effective))
        if not request.dry_run:
            reader.dataroom.keep(read.sha256, candidate.data)
            reader.keep(read, request.period)
        decisions.decide(
            db,
            at=now,
            actor=actor,
            kind="import",
            subject=f"sha256:{read.sha256}",
            payload=ledger.decision_of(
                db, import_id, given_effective_at=request.effective_at, hint=request.hint
            ),
        )
    changes = apply(db, reader, observations)
    for candidate in candidates:
        _settle(db, batch, candidate, changes)
    ledger.close_issues(db, [c.outcome.import_id for c in fresh if c.outcome.import_id])
    result = BatchResult(
        files=[c.outcome for c in candidates],
        changes=changes,
        batch=None if request.dry_run else batch,
        dry_run=request.dry_run,
    )
    findings = any(o.state == "rejected" or o.rejected_rows for o in result.files)
    result.exit_code = Exit.FINDINGS if findings else Exit.OK
    return result


def _distinct(candidates: list[_Candidate]) -> list[_Candidate]:
    """Files to load; a second copy of the same bytes in one batch is unchanged."""
    seen: dict[str, _Candidate] = {}
    for candidate in candidates:
        if candidate.outcome.state != "imported":
            continue
        if candidate.sha256 in seen:
            rows = candidate.outcome.rows
            candidate.outcome.state = "unchanged"
            candidate.outcome.issues.clear()
            candidate.outcome.rows = {
                **dict.fromkeys(rows, 0),
                "read": rows["read"],
                "unchanged": rows["read"],
            }
        else:
            seen[candidate.sha256] = candidate
    return list(seen.values())


def _settle(db: ledger.Connection, batch: int, candidate: _Candidate, changes: Changes) -> None:
    """Write what became of the file's rows, and prove that none is missing."""
    outcome = candidate.outcome
    if outcome.state == "unchanged" and outcome.earlier_import is not None:
        ledger.add_unchanged(db, batch, outcome.earlier_import, outcome.file, outcome.rows)
    if outcome.state != "imported":
        return
    assert outcome.import_id is not None
    tally = changes.row_outcomes.get(outcome.import_id, Tally())
    rows = outcome.rows
    rows.update(inserted=tally.inserted, updated=tally.updated, unchanged=tally.unchanged)
    accounted = sum(v for k, v in rows.items() if k != "read")
    if accounted != rows["read"]:
        raise OmniError(
            "E_CONSERVATION", file=outcome.file, what="rows", read=rows["read"], accounted=accounted
        )
    outcome.entities = changes.by_import.get(outcome.import_id, {})
    ledger.settle_file(db, outcome.import_id, rows, outcome.money)
    ledger.add_issues(db, outcome.import_id, outcome.issues)


def parse_effective_at(text: str, zone: str) -> str:
    """`--effective-at` as an instant; a bare day means its last second in the workspace's zone.

    Raises E_EFFECTIVE_AT.
    """
    from datetime import datetime
    from datetime import time
    from zoneinfo import ZoneInfo

    try:
        if len(text) == len("2025-08-31"):
            day = date.fromisoformat(text)
            return instant(datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)))
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise OmniError("E_EFFECTIVE_AT", value=text) from None
    return instant(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone)))


def json_money(sen: Mapping[str, int]) -> dict[str, object]:
    """Totals as json prints them: names without `_sen`, rupiah."""
    from omnicli.domain.money import json_rupiah

    return {name.removesuffix("_sen"): json_rupiah(value) for name, value in sorted(sen.items())}


def to_json(result: BatchResult, lang: str) -> dict[str, object]:
    """The contract of `omni import --json`."""
    return {
        "batch": result.batch,
        "dry_run": result.dry_run,
        "files": [
            {
                "file": outcome.file,
                "source": outcome.source,
                "import_id": outcome.import_id,
                "state": outcome.state,
                "rows": outcome.rows,
                "skipped": outcome.skipped,
                "entities": {
                    name: {
                        "inserted": t.inserted,
                        "updated": t.updated,
                        "unchanged": t.unchanged,
                    }
                    for name, t in sorted(outcome.entities.items())
                },
                "money": json_money(outcome.money),
                "issues": [i.to_dict(lang) for i in outcome.issues],
            }
            for outcome in result.files
        ],
        "fields": result.changes.fields,
        "errors_file": str(result.errors_file) if result.errors_file else None,
    }


def split_arguments(
    what: Sequence[str], specs: Mapping[str, SourceSpec]
) -> tuple[str | None, list[Path]]:
    """Tell `shopee file.xlsx` from `file.xlsx`: the first word may name a platform or a source.

    A file of that name wins over a platform. Raises E_USAGE without any file, E_SOURCE_UNKNOWN
    where the first word is neither.
    """
    known = {*specs, *(s.platform for s in specs.values()), "auto"}
    first, *rest = what
    if first in known and not Path(first).is_file():
        if not rest:
            raise OmniError("E_USAGE", detail="FILE", command="import")
        return (None if first == "auto" else first), [Path(p) for p in rest]
    looks_like_a_file = first == "-" or Path(first).exists() or "." in first or "/" in first
    if not looks_like_a_file:
        near = difflib.get_close_matches(first, known, 1, 0.5)
        raise OmniError(
            "E_SOURCE_UNKNOWN",
            value=first,
            nearest=near[0] if near else "auto",
            known=", ".join(sorted(known)),
        )
    return None, [Path(p) for p in what]


def parse_period_option(text: str) -> tuple[str, str]:
    """`2025-08` or `2025-08-01..2025-08-31` as inclusive ISO dates. Raises E_BAD_PERIOD."""
    start, _, end = text.partition("..")
    try:
        if end:
            first, last = date.fromisoformat(start), date.fromisoformat(end)
        else:
            first = date.fromisoformat(f"{start}-01")
            following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            last = following - timedelta(days=1)
    except ValueError:
        raise OmniError("E_BAD_PERIOD", value=text) from None
    if last < first:
        raise OmniError("E_BAD_PERIOD", value=text)
    return first.isoformat(), last.isoformat()
