"""`omni rebuild`: the canonical tables again from the dataroom, with the difference shown first."""

import sqlite3
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from omnicli.domain.errors import OmniError
from omnicli.engine.derived import derive_all
from omnicli.engine.loading import apply
from omnicli.engine.originals import observations_of
from omnicli.engine.originals import originals_of
from omnicli.engine.rules import rules_of
from omnicli.ingest.covered import store_days
from omnicli.ingest.digest import digest_of
from omnicli.ingest.spec import SourceSpec
from omnicli.services.closing import other_formulas
from omnicli.services.closing import replay
from omnicli.services.ties import ties
from omnicli.session import Session
from omnicli.warehouse import comparison
from omnicli.warehouse import decisions
from omnicli.warehouse import frozen_campaigns
from omnicli.warehouse import issues
from omnicli.warehouse import ledger
from omnicli.warehouse.dataroom import Dataroom

_LOCKED = ("E_PDF_PASSWORD", "E_PDF_PASSWORD_WRONG")


@dataclass(slots=True, kw_only=True)
class RebuildResult:
    """What a rebuild found: files read, and per table how many rows came, went or changed."""

    files: int
    restored: int = 0
    locked: list[str] = field(default_factory=list)
    """Files whose password was not given: what was read of them before still stands."""
    dry_run: bool = False
    other_formulas: dict[str, list[str]] = field(default_factory=dict)
    """Closed month → metrics it froze by a formula that has changed since: they stay as frozen."""
    respecified: dict[str, int] = field(default_factory=dict)
    """Sources that are read in another way than when their files came: how many files each."""
    differences: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether the warehouse was already what its files say."""
        return not comparison.any_difference(self.differences)


def rebuild(
    session: Session,
    specs: Mapping[str, SourceSpec],
    *,
    dry_run: bool = False,
    passwords: Sequence[str] = (),
) -> RebuildResult:
    """Derive everything again from the originals, in one transaction.

    A warehouse that was lost gets its ledger back from the dataroom's journal first. A new version
    of a source takes effect here. Closed months get back what was frozen of them, from the
    dataroom's snapshots. Raises E_CLOSE_MISMATCH where one is not what its closing says.
    """
    originals = originals_of(session.workspace, session.db, specs, passwords)
    rules = rules_of(session.workspace.settings)
    locked = []
    respecified: dict[str, int] = {}
    with session.transaction(rollback=dry_run) as db:
        restored = _restore_ledger(db, originals.dataroom)
        comparison.keep(db)
        replay(db, originals.dataroom)
        frozen_campaigns.replay(db)
        originals.aliases = ledger.accepted_aliases(db)
        files = ledger.active_files(db)
        if not files and ledger.is_empty(db):
            raise OmniError("E_NOTHING_TO_REBUILD")
        comparison.clear(db)
        for file in files:
            try:
                read = originals.read_again(file)
            except OmniError as error:
                seen = originals.remembered(file) if error.code in _LOCKED else None
                if seen is None:
                    raise
                apply(db, originals, rules, seen, deriving=False)
                locked.append(file.file_name)
                continue
            originals.keep(read, file.period)
            facts = {**read.facts, "made_at": read.made_at, "timezone": originals.timezone}
            ledger.set_facts(db, file.import_id, facts)
            store_days(db, file.import_id, read)
            seen = observations_of(read, file.import_id, file.effective_at, file.modified_at)
            found = ties(db, seen, {file.import_id: file.file_name})
            apply(db, originals, rules, seen, deriving=False)
            issues.forget(db, file.import_id)
            issues.add(db, file.import_id, [*read.issues, *found.get(file.import_id, ())])
            spec = specs[file.source]
            digest = digest_of(spec)
            ledger.set_spec(db, file.import_id, spec.version, digest)
            if file.spec_digest != digest:
                respecified[file.source] = respecified.get(file.source, 0) + 1
        derive_all(db, rules)
        issues.close(db, [file.import_id for file in files])
        result = RebuildResult(
            files=len(files),
            restored=restored,
            locked=locked,
            dry_run=dry_run,
            respecified=respecified,
        )
        result.other_formulas = other_formulas(db)
        result.differences = comparison.differences(db)
        session.finish(files=len(files), restored=restored, differences=result.differences)
    return result


def _restore_ledger(db: sqlite3.Connection, dataroom: Dataroom) -> int:
    """Replay what only the journal knows: a lost or older warehouse gets its ledger back.

    Returns how many files came back.
    """
    if ledger.is_empty(db):
        decisions.forget_all(db)
    count = 0
    for entry in decisions.restore(db, dataroom):
        payload = entry["payload"]
        if entry["kind"] == "import":
            ledger.enter_again(db, payload["file"], entry["at"])
            count += 1
        elif entry["kind"] in {"undo_batch", "redo_batch"}:
            batch = int(entry["subject"].removeprefix("batch:"))
            undone = entry["kind"] == "undo_batch"
            at, by = (entry["at"], entry["actor"]) if undone else (None, None)
            ledger.mark(db, batch, payload["imports"], at=at, by=by)
            ledger.count_again(db, payload.get("again", ()))
    return count
