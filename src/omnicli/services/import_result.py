"""What `omni import` did: per file, per batch, and as json."""

from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import CONTROL_TOTALS
from omnicli.domain.issues import Issue
from omnicli.domain.money import json_rupiah
from omnicli.ingest.result import Drift
from omnicli.ingest.result import ReadFile
from omnicli.ingest.result import ReadPart
from omnicli.warehouse.items import ITEM_COLUMNS
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Tally


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
    drift: tuple[Drift, ...] = ()
    """How its columns and words differ from what was known, and which metrics that concerns."""
    still_rejected: int = 0
    """Rows the earlier import of these bytes rejected and nothing has repaired since."""

    @property
    def unproved(self) -> bool:
        """Whether a total the file itself prints is not what its rows add up to."""
        return any(issue.code in CONTROL_TOTALS for issue in self.issues)

    @property
    def rejected_rows(self) -> int:
        """Rows that did not make it."""
        return self.rows.get("rejected", 0)

    @property
    def to_repair(self) -> bool:
        """Whether rows that were kept have cells to repair."""
        return any(issue.to_repair for issue in self.issues)


@dataclass(slots=True, kw_only=True)
class BatchResult:
    """What became of a batch. `exit_code` is the process's."""

    files: list[FileOutcome]
    changes: Changes
    zone: str
    """The workspace's, for the times of what changed."""
    batch: int | None = None
    dry_run: bool = False
    exit_code: Exit = Exit.OK
    errors_files: list[Path] = field(default_factory=list)
    notes: list[OmniError] = field(default_factory=list)
    """What went wrong after the batch was in, without harm to it."""


def json_money(sen: Mapping[str, int]) -> dict[str, object]:
    """Totals as json prints them: names without `_sen`, rupiah."""
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
                        "superseded": t.superseded,
                    }
                    for name, t in sorted(outcome.entities.items())
                },
                "money": json_money(outcome.money),
                "verdict": asdict(outcome.read.verdict) if outcome.read else None,
                "issues": [i.to_dict(lang) for i in outcome.issues],
                "drift": [
                    {
                        "kind": d.kind,
                        "column": d.column,
                        "detail": d.detail or None,
                        "canonical": d.canonical or None,
                        "metrics": list(d.metrics),
                    }
                    for d in outcome.drift
                ],
            }
            for outcome in result.files
        ],
        "fields": result.changes.fields,
        "errors_files": [str(path) for path in result.errors_files],
        "notes": [note.to_dict(lang) for note in result.notes],
    }


_TRACED = 5
"""How many findings of a refused file the audit trail names: where it broke."""


def traced(outcome: FileOutcome, sha256: str) -> dict[str, object]:
    """What the audit trail keeps of a file; of a refused one also why and where it broke.

    Values stay out of it: they may be a person's.
    """
    entry: dict[str, object] = {"file": outcome.file, "sha256": sha256, "state": outcome.state}
    if outcome.state == "rejected":
        places = [
            {"code": i.code, "sheet": i.sheet, "row": i.row, "column": i.column}
            for i in outcome.issues[:_TRACED]
        ]
        entry["codes"] = sorted({i.code for i in outcome.issues})
        entry["issues"] = [{k: v for k, v in p.items() if v is not None} for p in places]
    return entry


_PER_UNIT = ("list_price_sen", "unit_price_sen")
"""Prices of one piece: their sum says nothing."""


def part_totals(part: ReadPart) -> dict[str, int]:
    """The money of one part, in sen, by canonical column of the table and of its items.

    A column of both (a discount) is told as the table has it, which is once per record. Movements
    of a wallet tell of the same rupiah as the details and have one total of their own.
    """
    records = part.records
    if "ledger" in records.columns:
        wallet = records.filter(records["ledger"] == "wallet")
        records = records.filter(records["ledger"] == "detail")
        totals = {c: int(records[c].sum() or 0) for c in records.columns if c.endswith("_sen")}
        totals.pop("balance_sen", None)
        return totals | ({"wallet_net_sen": int(wallet["net_sen"].sum())} if wallet.height else {})
    summed = {*ITEM_COLUMNS} - {*_PER_UNIT}
    totals = {column: m.kept for column, m in part.money.items() if column in summed}
    for column in part.records.columns:
        if column.endswith("_sen"):
            totals[column] = int(part.records[column].sum() or 0)
    # A balance is a state: the sum of all of them says nothing.
    totals.pop("balance_sen", None)
    return totals
