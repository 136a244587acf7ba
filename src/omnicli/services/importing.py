"""`omni import`: files in, canonical rows and an account of every row out.

Files are read and converted outside the transaction; then one transaction loads the whole batch,
or nothing of it.
"""

import hashlib
import sqlite3
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from omnicli.crash import write_crash_log
from omnicli.domain.clock import instant
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.engine.closed_guard import adjusted
from omnicli.engine.intake import Incoming
from omnicli.engine.intake import expand
from omnicli.engine.loading import apply
from omnicli.engine.originals import Originals
from omnicli.engine.originals import entry_of
from omnicli.engine.originals import observations_of
from omnicli.engine.originals import originals_of
from omnicli.engine.rules import rules_of
from omnicli.ingest.covered import store_days
from omnicli.ingest.launch import shared_reader
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import SourceSpec
from omnicli.services import owners
from omnicli.services.coverage import gap_notes
from omnicli.services.deciding import write_journal
from omnicli.services.file_faults import issue_of
from omnicli.services.file_faults import left_out
from omnicli.services.file_faults import no_export
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.import_result import FileOutcome
from omnicli.services.import_result import part_totals
from omnicli.services.import_result import traced
from omnicli.services.leftovers import kept_originals
from omnicli.services.ties import ties
from omnicli.session import Session
from omnicli.warehouse import closing
from omnicli.warehouse import decisions
from omnicli.warehouse import issues
from omnicli.warehouse import ledger
from omnicli.warehouse.connect import enlarge_cache
from omnicli.warehouse.dataroom import Packed
from omnicli.warehouse.dataroom import packed
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.observation import Tally


@dataclass(slots=True)
class _Candidate:
    """A file on its way in: its original, what was read of it, or why it was refused."""

    file: Incoming
    original: Packed | None = None
    sha256: str = ""
    outcome: FileOutcome = field(default_factory=lambda: FileOutcome(file="", state="rejected"))
    passed_over: bool = False
    """Found in a folder and no export at all: a note, a picture, half a download."""

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
    originals = originals_of(session.workspace, session.db, specs, request.passwords)
    candidates = [_Candidate(file) for file in expand(request.files)]
    guard = owners.Guard(session.db, specs, request.account, request.account_is)
    with shared_reader():
        for candidate in candidates:
            step(candidate.file.name, 0)
            _read(candidate, session, request, originals, guard)
    over = [c for c in candidates if c.passed_over]
    notes = []
    if over and len(over) < len(candidates):
        notes.append(left_out(c.file for c in over))
        candidates = [c for c in candidates if not c.passed_over]
    refused = [c for c in candidates if c.outcome.state == "rejected"]
    if refused and (not request.keep_going or len(refused) == len(candidates)):
        result = _refuse_all(session, candidates, originals, dry_run=request.dry_run)
        result.notes += notes
        return result
    step("→ warehouse.db", sum(c.outcome.rows.get("read", 0) for c in candidates))
    with (
        kept_originals(session.db, originals.dataroom) as kept,
        session.transaction(rollback=request.dry_run) as db,
    ):
        decisions.check_journal(db, originals.dataroom)
        originals.expect_one_zone(db)
        result = _load(session, db, candidates, request, originals, kept)
        owners.remember(db, guard, instant(session.now), session.actor.username)
        if notes:
            result.notes += notes
            result.exit_code = Exit.FINDINGS
        session.finish(
            exit_code=result.exit_code,
            batch=result.batch,
            files=[{**traced(c.outcome, c.sha256), "rows": c.outcome.rows} for c in candidates],
        )
    if not request.dry_run:
        result.notes += write_journal(session.db, originals.dataroom)
    return result


def _read(
    candidate: _Candidate,
    session: Session,
    request: ImportRequest,
    originals: Originals,
    guard: owners.Guard,
) -> None:
    """Read one file; a fault of the file becomes its outcome."""
    name = candidate.file.name
    outcome = candidate.outcome
    outcome.file = name
    try:
        data = candidate.file.load()
        candidate.sha256 = hashlib.sha256(data).hexdigest()
        earlier = ledger.active_import(session.db, candidate.sha256, request.account)
        if earlier is not None:
            _unchanged(outcome, earlier)
            outcome.issues.extend(request.unheard(earlier, name))
            return
        # From here on only the reader has the bytes, and lets go of them once they are parsed. A
        # file that it will refuse for its size is not worth packing.
        if not request.dry_run and len(data) <= DEFAULT.file_bytes:
            candidate.original = packed(data)
        held = [data]
        del data
        read = read_file(
            None,
            held.pop,
            file_name=name,
            specs=originals.specs,
            hint=request.hint,
            account=request.account,
            period=request.period,
            timezone=originals.timezone,
            mapped_aliases=originals.aliases,
            passwords=originals.passwords,
            sha256=candidate.sha256,
        )
        other = ledger.elsewhere(session.db, candidate.sha256, request.account)
        if other is not None:
            where = {"account": other[0], "batch": other[1], "value": request.account}
            outcome.issues.append(Issue("W_OTHER_ACCOUNT", "warning", name, fields=where))
        _judge(outcome, read, strict=request.strict)
        guard.admit(read)
    except OmniError as error:
        outcome.state = "rejected"
        outcome.issues.append(issue_of(error, name))
        candidate.passed_over = candidate.file.found and no_export(candidate.file, error)
    except Exception as error:
        # One file that omni stumbles over must not take the others of a batch with it.
        if not request.keep_going:
            raise
        log = write_crash_log(error, session.workspace.root)
        bug = OmniError("E_BUG", detail=type(error).__name__, file=str(log))
        outcome.state = "rejected"
        outcome.issues.append(issue_of(bug, name))


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
    outcome.still_rejected = earlier.rows_open


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


def _refuse_all(
    session: Session, candidates: list[_Candidate], originals: Originals, *, dry_run: bool
) -> BatchResult:
    """Nothing of the batch goes in; files that were fine say which kind of company they kept."""
    for candidate in candidates:
        outcome = candidate.outcome
        if outcome.state == "imported":
            outcome.state = "rejected"
            outcome.issues.append(Issue("E_BATCH_REJECTED", "error", outcome.file))
    session.finish(
        exit_code=Exit.INPUT_REJECTED,
        files=[traced(c.outcome, c.sha256) for c in candidates],
    )
    return BatchResult(
        files=[c.outcome for c in candidates],
        changes=Changes(),
        zone=originals.timezone,
        dry_run=dry_run,
        exit_code=Exit.INPUT_REJECTED,
    )


def _load(
    session: Session,
    db: sqlite3.Connection,
    candidates: list[_Candidate],
    request: ImportRequest,
    originals: Originals,
    kept: set[str],
) -> BatchResult:
    """Load what was read, inside the open transaction."""
    now = instant(session.now)
    actor = session.actor.username
    enlarge_cache(db)
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
        file = entry_of(read, effective, first, request.period, originals.timezone)
        import_id = ledger.add_file(db, batch, file, candidate.outcome.rows, actor)
        candidate.outcome.import_id = import_id
        store_days(db, import_id, read)
        observations.extend(observations_of(read, import_id, effective))
        if candidate.original is not None:
            kept.add(read.sha256)
            if not originals.dataroom.keep(read.sha256, candidate.original):
                kept.discard(read.sha256)
            candidate.original = None
            originals.keep(read, request.period)
    _tell_ties(db, fresh, observations)
    before = closing.moves(db)
    rules = rules_of(session.workspace.settings)
    changes = apply(db, originals, rules, observations)
    for number, candidate in enumerate(candidates, 1):
        _settle(db, batch, candidate, changes)
        if candidate.outcome.state == "rejected":
            read, found = candidate.outcome.read, candidate.outcome.issues
            source = read.spec.name if read else None
            rows = candidate.outcome.rows.get("read", 0)
            told = {"sha256": candidate.sha256, "source": source, "rows_read": rows}
            issues.add_refused(db, batch, number, found, told)
    issues.close(db, [c.outcome.import_id for c in fresh if c.outcome.import_id])
    _remember(db, fresh, request, now, actor)
    if request.dry_run:
        for candidate in fresh:
            candidate.outcome.import_id = None
    result = BatchResult(
        files=[c.outcome for c in candidates],
        changes=changes,
        zone=originals.timezone,
        batch=None if request.dry_run else batch,
        dry_run=request.dry_run,
        notes=[*gap_notes(db, _bank_accounts(fresh)), *adjusted(before, closing.moves(db))],
    )
    findings = any(o.state == "rejected" or o.rejected_rows or o.unproved for o in result.files)
    result.exit_code = Exit.FINDINGS if findings else Exit.OK
    return result


def _tell_ties(
    db: sqlite3.Connection, fresh: Sequence[_Candidate], observations: Sequence[Observation]
) -> None:
    """Warn of amounts that a file of the same age gives otherwise."""
    named = {c.outcome.import_id or 0: c for c in fresh}
    files = {number: c.file.name for number, c in named.items()}
    for number, found in ties(db, observations, files).items():
        named[number].outcome.issues.extend(found)


def _bank_accounts(fresh: Sequence[_Candidate]) -> set[str]:
    """The accounts whose statements are among the files."""
    facts = [c.outcome.read.facts.get("statements", ()) for c in fresh if c.outcome.read]
    return {str(told["account_no"]) for statements in facts for told in statements}


def _remember(
    db: sqlite3.Connection,
    fresh: Sequence[_Candidate],
    request: ImportRequest,
    now: str,
    actor: str,
) -> None:
    """Record each import as the decision it is, with all a rebuild needs."""
    for candidate in fresh:
        assert candidate.outcome.import_id is not None
        decisions.decide(
            db,
            at=now,
            actor=actor,
            kind="import",
            subject=f"sha256:{candidate.sha256}",
            payload=ledger.decision_of(
                db,
                candidate.outcome.import_id,
                given_effective_at=request.effective_at,
                hint=request.hint,
            ),
        )


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


def _settle(db: sqlite3.Connection, batch: int, candidate: _Candidate, changes: Changes) -> None:
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
    issues.add(db, outcome.import_id, outcome.issues)
