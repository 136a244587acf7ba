"""`omni import`: files in, canonical rows and an account of every row out.

Files are read and converted outside the transaction; then one transaction loads the whole batch,
or nothing of it.
"""

import hashlib
from collections.abc import Callable
from collections.abc import Mapping

from omnicli.domain.clock import instant
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.engine.intake import expand
from omnicli.engine.originals import Originals
from omnicli.engine.originals import originals_of
from omnicli.ingest.launch import shared_reader
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.redact import Forgotten
from omnicli.ingest.redact import redact
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import SourceSpec
from omnicli.services import erasures
from omnicli.services import owners
from omnicli.services.deciding import write_journal
from omnicli.services.file_faults import left_out
from omnicli.services.file_faults import no_export
from omnicli.services.import_load import Candidate
from omnicli.services.import_load import Loader
from omnicli.services.import_load import NothingLeftError
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.import_result import FileOutcome
from omnicli.services.import_result import part_totals
from omnicli.services.import_result import traced
from omnicli.services.leftovers import kept_originals
from omnicli.services.match_rules import alone_of
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse import ledger
from omnicli.warehouse.dataroom import packed
from omnicli.warehouse.observation import Changes

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
    candidates = [Candidate(file) for file in expand(request.files)]
    guard = owners.Guard(session.db, specs, request.account, request.account_is)
    forgotten = None
    if erasures.any_erased(session.db):
        forgotten = erasures.forgotten_of(session.workspace, session.db)
    with shared_reader():
        for candidate in candidates:
            step(candidate.file.name, 0)
            _read(candidate, session, request, originals, guard, forgotten)
    over = [c for c in candidates if c.passed_over]
    notes = []
    if over and len(over) < len(candidates):
        notes.append(left_out(c.file for c in over))
        candidates = [c for c in candidates if not c.passed_over]
    refused = [c for c in candidates if c.outcome.state == "rejected"]
    if refused and (not request.keep_going or len(refused) == len(candidates)):
        result = _refuse_all(session, candidates, originals, request)
        result.notes += notes
        return result
    step("→ warehouse.db", sum(c.outcome.rows.get("read", 0) for c in candidates))
    try:
        with (
            kept_originals(session.db, originals.dataroom) as kept,
            session.transaction(rollback=request.dry_run) as db,
        ):
            decisions.check_journal(db, originals.dataroom)
            originals.expect_one_zone(db)
            result = Loader(session, db, request, originals, kept).load(candidates)
            owners.remember(db, guard, instant(session.now), session.actor.username)
            if notes:
                result.notes += notes
                result.exit_code = Exit.FINDINGS
            session.finish(
                exit_code=result.exit_code,
                batch=result.batch,
                files=[{**traced(c.outcome, c.sha256), "rows": c.outcome.rows} for c in candidates],
                booked_alone=alone_of(result.notes),
            )
    except NothingLeftError:
        result = _refuse_all(session, candidates, originals, request)
        result.notes += notes
        return result
    if not request.dry_run:
        result.notes += write_journal(session.db, originals.dataroom)
    return result


def _read(
    candidate: Candidate,
    session: Session,
    request: ImportRequest,
    originals: Originals,
    guard: owners.Guard,
    forgotten: Forgotten | None,
) -> None:
    """Read one file; a fault of the file becomes its outcome.

    What it tells of erased people (`forgotten`) is taken out before anything else sees it.
    """
    name = candidate.file.name
    outcome = candidate.outcome
    outcome.file = name
    try:
        data = candidate.file.load()
        if forgotten is not None:
            data = redact(data, forgotten, originals.specs, originals.passwords)
        candidate.sha256 = hashlib.sha256(data).hexdigest()
        earlier = ledger.active_import(session.db, candidate.sha256, request.account)
        if earlier is not None:
            candidate.stands_already(earlier)
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
            where = {"account": other[0], "batch": other[1]}
            told = Issue("W_OTHER_ACCOUNT", "warning", name, value=request.account, fields=where)
            outcome.issues.append(told)
        _judge(outcome, read, strict=request.strict)
        guard.admit(read)
    except Exception as error:
        # One file that omni stumbles over must not take the others of a batch with it.
        if not isinstance(error, OmniError) and not request.keep_going:
            raise
        candidate.refuse(error, session)
        candidate.passed_over = isinstance(error, OmniError) and (
            candidate.file.found and no_export(candidate.file, error)
        )


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
    session: Session, candidates: list[Candidate], originals: Originals, request: ImportRequest
) -> BatchResult:
    """Nothing of the batch goes in; files that were fine say which kind of company they kept.

    What lies refused in the inbox is found there every morning: that stops no job (6, not 3).
    """
    swept = request.sweep and request.keep_going
    code = Exit.FINDINGS if swept else Exit.INPUT_REJECTED
    for candidate in candidates:
        outcome = candidate.outcome
        if outcome.state == "imported":
            outcome.state = "rejected"
            outcome.issues.append(Issue("E_BATCH_REJECTED", "error", outcome.file))
    session.finish(
        exit_code=code,
        files=[traced(c.outcome, c.sha256) for c in candidates],
    )
    return BatchResult(
        files=[c.outcome for c in candidates],
        changes=Changes(),
        zone=originals.timezone,
        dry_run=request.dry_run,
        exit_code=code,
    )
