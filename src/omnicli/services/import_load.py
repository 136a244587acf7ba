"""Loading what was read: the files of a batch go in together, inside the caller's transaction.

Where one of them fails there, and the rest shall go on, each goes in under a savepoint of its own.
"""

import sqlite3
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field

from omnicli.domain.clock import instant
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.engine.closed_guard import adjusted
from omnicli.engine.intake import Incoming
from omnicli.engine.loading import add_changes
from omnicli.engine.loading import apply
from omnicli.engine.originals import Originals
from omnicli.engine.originals import entry_of
from omnicli.engine.originals import observations_of
from omnicli.engine.rules import rules_of
from omnicli.ingest.covered import store_days
from omnicli.ingest.result import ReadFile
from omnicli.services.bank_days_told import unlike_days
from omnicli.services.coverage import gap_notes
from omnicli.services.file_faults import concerns_file
from omnicli.services.file_faults import fault_of
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.import_result import FileOutcome
from omnicli.services.match_rules import booked_alone
from omnicli.services.match_rules import note_alone
from omnicli.services.ties import ties
from omnicli.session import Session
from omnicli.warehouse import closing
from omnicli.warehouse import decisions
from omnicli.warehouse import issues
from omnicli.warehouse import ledger
from omnicli.warehouse.connect import enlarge_cache
from omnicli.warehouse.dataroom import Packed
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.observation import Tally


@dataclass(slots=True)
class Candidate:
    """A file on its way in: its original, what was read of it, or why it was refused."""

    file: Incoming
    original: Packed | None = None
    sha256: str = ""
    outcome: FileOutcome = field(default_factory=lambda: FileOutcome(file="", state="rejected"))
    passed_over: bool = False
    """Found in a folder and no export at all: a note, a picture, half a download."""

    @property
    def read(self) -> ReadFile | None:
        """What was read of it, if it could be read."""
        return self.outcome.read

    def stands_already(self, earlier: ledger.Earlier) -> None:
        """Make the outcome that of bytes that an earlier import holds."""
        outcome = self.outcome
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

    def refuse(self, error: Exception, session: Session) -> None:
        """Make the outcome that of a file that does not go in, and say why."""
        self.outcome.state = "rejected"
        self.outcome.import_id = None
        self.outcome.entities = {}
        self.outcome.issues.append(fault_of(error, self.file.name, session.workspace.root))


class NothingLeftError(Exception):
    """Every file of a batch failed while it was loaded: there is no batch."""


@dataclass(frozen=True, slots=True)
class Loader:
    """The load of one batch; the caller holds the transaction and takes it back if this raises."""

    session: Session
    db: sqlite3.Connection
    request: ImportRequest
    originals: Originals
    kept: set[str]
    """The originals that this batch brought into the dataroom."""

    def load(self, candidates: list[Candidate]) -> BatchResult:
        """Load what was read. Raises NothingLeftError."""
        db, request = self.db, self.request
        enlarge_cache(db)
        # Another process may have imported the same bytes since they were read.
        for candidate in candidates:
            earlier = ledger.active_import(db, candidate.sha256, request.account)
            if candidate.outcome.state == "imported" and earlier is not None:
                candidate.outcome.issues.clear()
                candidate.stands_already(earlier)
        fresh = _distinct(candidates)
        now, actor = instant(self.session.now), self.session.actor.username
        batch = ledger.open_batch(db, now, actor, changed=bool(fresh))
        before, alone = closing.moves(db), booked_alone(db)
        fresh, changes = self._put_in(batch, fresh)
        _follow_copies(candidates)
        if not any(c.outcome.state != "rejected" for c in candidates):
            raise NothingLeftError
        for number, candidate in enumerate(candidates, 1):
            outcome = candidate.outcome
            if outcome.state == "unchanged" and outcome.earlier_import is not None:
                ledger.add_unchanged(db, batch, outcome.earlier_import, outcome.file, outcome.rows)
            elif outcome.state == "rejected":
                source = outcome.read.spec.name if outcome.read else None
                rows = outcome.rows.get("read", 0)
                context = {"sha256": candidate.sha256, "source": source, "rows_read": rows}
                issues.add_refused(db, batch, number, outcome.issues, context)
        issues.close(db, [c.outcome.import_id for c in fresh if c.outcome.import_id])
        self._remember(fresh, now, actor)
        if request.dry_run:
            for candidate in fresh:
                candidate.outcome.import_id = None
        result = BatchResult(
            files=[c.outcome for c in candidates],
            changes=changes,
            zone=self.originals.timezone,
            batch=None if request.dry_run else batch,
            dry_run=request.dry_run,
            notes=[
                *gap_notes(db, _bank_accounts(fresh)),
                *adjusted(before, closing.moves(db)),
                *note_alone(alone, booked_alone(db)),
            ],
        )
        findings = any(o.state == "rejected" or o.rejected_rows or o.unproved for o in result.files)
        result.exit_code = Exit.FINDINGS if findings else Exit.OK
        return result

    def _put_in(self, batch: int, fresh: list[Candidate]) -> tuple[list[Candidate], Changes]:
        """Load the files together; with `keep_going` one after the other where that fails.

        Either way gives the same warehouse, but together is faster. Returns those that went in.
        """
        try:
            with _savepoint(self.db):
                return fresh, self._apply(batch, fresh)
        except Exception as error:
            if not self.request.keep_going or not concerns_file(error):
                raise
        total = Changes()
        went_in = []
        for candidate in fresh:
            try:
                with _savepoint(self.db):
                    add_changes(total, self._apply(batch, [candidate]))
            except Exception as error:
                if not concerns_file(error):
                    raise
                candidate.refuse(error, self.session)
                if candidate.sha256 in self.kept:
                    self.originals.dataroom.drop(candidate.sha256)
                    self.kept.discard(candidate.sha256)
            else:
                went_in.append(candidate)
        return went_in, total

    def _apply(self, batch: int, files: Sequence[Candidate]) -> Changes:
        """Load these files and account for their rows; what it says of them comes last."""
        db, originals = self.db, self.originals
        observations: list[Observation] = []
        for candidate in files:
            observations.extend(self._observed(batch, candidate))
        named = {c.outcome.import_id or 0: c for c in files}
        found = ties(db, observations, {number: c.file.name for number, c in named.items()})
        changes = apply(db, originals, rules_of(self.session.workspace.settings), observations)
        if any(seen.target == "bank_transactions" for seen in observations):
            for number, unlike in unlike_days(db, named.keys()).items():
                found.setdefault(number, []).extend(unlike)
        for candidate in files:
            assert candidate.outcome.import_id is not None
            tied = found.get(candidate.outcome.import_id, [])
            _settle(db, candidate, changes, [*candidate.outcome.issues, *tied])
        # Only now, because a load that fails is tried again file by file.
        for number, tied in found.items():
            named[number].outcome.issues.extend(tied)
        return changes

    def _observed(self, batch: int, candidate: Candidate) -> list[Observation]:
        """Enter a file in the ledger and the dataroom; what it says."""
        db, request, originals = self.db, self.request, self.originals
        read = candidate.outcome.read
        assert read is not None
        now, actor = instant(self.session.now), self.session.actor.username
        first = ledger.first_imported_at(db, read.sha256, request.account) or now
        effective = request.effective_at or min(read.newest_event or first, first)
        modified = ledger.first_modified_at(db, read.sha256, request.account)
        if modified is None:
            modified = candidate.file.modified_at
        file = entry_of(read, effective, first, request.period, originals.timezone, modified)
        import_id = ledger.add_file(db, batch, file, candidate.outcome.rows, actor)
        candidate.outcome.import_id = import_id
        store_days(db, import_id, read)
        if candidate.original is not None:
            self.kept.add(read.sha256)
            if not originals.dataroom.keep(read.sha256, candidate.original):
                self.kept.discard(read.sha256)
            candidate.original = None
            originals.keep(read, request.period)
        observations = observations_of(read, import_id, effective, modified)
        originals.loading[import_id] = observations
        return observations

    def _remember(self, fresh: Sequence[Candidate], now: str, actor: str) -> None:
        """Record each import as the decision it is, with all a rebuild needs."""
        for candidate in fresh:
            assert candidate.outcome.import_id is not None
            decisions.decide(
                self.db,
                at=now,
                actor=actor,
                kind="import",
                subject=f"sha256:{candidate.sha256}",
                payload=ledger.decision_of(
                    self.db,
                    candidate.outcome.import_id,
                    given_effective_at=self.request.effective_at,
                    hint=self.request.hint,
                ),
            )


@contextmanager
def _savepoint(db: sqlite3.Connection) -> Iterator[None]:
    """All of the body, or nothing of it, inside an open transaction."""
    db.execute("SAVEPOINT loading")
    try:
        yield
    except BaseException:
        # A full disk ends the transaction itself, and the savepoint with it.
        if db.in_transaction:
            db.execute("ROLLBACK TO loading")
            db.execute("RELEASE loading")
        raise
    db.execute("RELEASE loading")


def _bank_accounts(fresh: Sequence[Candidate]) -> set[str]:
    """The accounts whose statements are among the files."""
    facts = [c.outcome.read.facts.get("statements", ()) for c in fresh if c.outcome.read]
    return {str(statement["account_no"]) for statements in facts for statement in statements}


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    """Files to load; a second copy of the same bytes in one batch is unchanged."""
    seen: dict[str, Candidate] = {}
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


def _follow_copies(candidates: Sequence[Candidate]) -> None:
    """A second copy of bytes that did not go in after all did not either."""
    refused = {c.sha256: c for c in candidates if c.outcome.state == "rejected" and c.read}
    for candidate in candidates:
        outcome = candidate.outcome
        first = refused.get(candidate.sha256)
        if outcome.state == "unchanged" and outcome.earlier_import is None and first is not None:
            outcome.state = "rejected"
            outcome.issues.extend(i for i in first.outcome.issues if i.severity == "error")


def _settle(
    db: sqlite3.Connection, candidate: Candidate, changes: Changes, found: Sequence[Issue]
) -> None:
    """Write what became of the file's rows, and prove that none is missing."""
    outcome = candidate.outcome
    assert outcome.import_id is not None
    tally = changes.row_outcomes.get(outcome.import_id, Tally())
    rows = outcome.rows
    rows.update(inserted=tally.inserted, updated=tally.updated, unchanged=tally.unchanged)
    if tally.superseded:
        rows["skipped"] += tally.superseded
        outcome.skipped["superseded"] = tally.superseded
    accounted = sum(v for k, v in rows.items() if k != "read")
    if accounted != rows["read"]:
        raise OmniError(
            "E_CONSERVATION", file=outcome.file, what="rows", read=rows["read"], accounted=accounted
        )
    outcome.entities = changes.by_import.get(outcome.import_id, {})
    ledger.settle_file(db, outcome.import_id, rows, outcome.money)
    issues.add(db, outcome.import_id, found)
