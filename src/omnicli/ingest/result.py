"""What reading one file yields: records to load, issues, and an account of every row and rupiah."""

from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal

from omnicli.domain.issues import Issue
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.verdict import Verdict

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class MoneyCount:
    """Sen of one money column: read = kept + rejected, or the file is rolled back."""

    read: int
    kept: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """One part of a read file.

    records: one row per key; the key columns, then the canonical columns this file carries, and
        `effective_at` where rows have their own update time. Instants are UTC text
        `YYYY-MM-DDTHH:MM:SSZ`, days ISO text, money Int64 sen, counts Int64, flags Int64 0/1.
    children: item rows for targets that have them: key columns, item columns, `row_no` (Int64).
    origins: key columns + `row_no`: every accepted file row and the record it belongs to.
    rows_read = accepted (rows of origins) + rejected + Σ skipped.
    """

    part: Part
    sheet: str
    header_row: int
    records: "pl.DataFrame"
    children: "pl.DataFrame | None"
    origins: "pl.DataFrame"
    rows_read: int
    rows_rejected: int
    skipped: Mapping[str, int]
    money: Mapping[str, MoneyCount]
    newest_event: str | None
    drafts: "pl.DataFrame | None" = None
    """The records whose items fall short of `expected_quantity`, as they were before the part's
    `finish`: kept so that amounts can be derived again once the missing items arrive."""
    refs: tuple[str, ...] = ()
    """What the `omni: ref` column of a repaired errors file says, for the accepted rows."""
    facts: Mapping[str, list[dict[str, object]]] = field(default_factory=dict)
    """What the part found out about the file as a whole, as json."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Why a source was recognised, in figures a person can read."""

    source: str
    sheet: str
    header_row: int
    matched: int
    known: int
    missing_required: tuple[str, ...]
    score: float
    runner_up: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How the header differs from what the spec knows."""

    kind: Literal["added", "missing", "renamed", "reordered", "duplicate", "new_value"]
    column: str
    detail: str = ""
    canonical: str = ""
    """What the column is called in the warehouse, where it is known."""
    metrics: tuple[str, ...] = ()
    """Which metrics read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """One file, read and converted, not yet loaded."""

    file_name: str
    sha256: str
    size: int
    format: str
    spec: SourceSpec
    account: str
    claim: Claim
    parts: tuple[ReadPart, ...]
    issues: tuple[Issue, ...] = ()
    drift: tuple[Drift, ...] = ()
    headers: tuple[str, ...] = field(default=())
    """The data sheet's headers in file order: the layout of the errors file."""

    verdict: Verdict = field(default_factory=Verdict)
    """Whether it is as the platform made it, saved again, or edited."""
    made_at: str = ""
    """When the export was made by its own word; empty where it says nothing."""

    @property
    def facts(self) -> Mapping[str, list[dict[str, object]]]:
        """What the file says as a whole, and how it looks."""
        merged: dict[str, list[dict[str, object]]] = {}
        for part in self.parts:
            for name, value in part.facts.items():
                merged.setdefault(name, []).extend(
                    v for v in value if v not in merged.get(name, [])
                )
        return {**merged, "places": self._places(), "verdict": [asdict(self.verdict)]}

    def _places(self) -> list[dict[str, object]]:
        """Which sheet the stored row numbers of each target count on, and from where on.

        `first` and `last` are the part's own: two sheets may fill one table.
        """
        return [
            {"target": part.part.target, **place, **_ends(part)}
            for part in self.parts
            for place in part.facts.get("sheets", [{"sheet": part.sheet, "rows_before": 0}])
            if part.sheet and not part.origins.is_empty()
        ]

    @property
    def newest_event(self) -> str | None:
        """Newest event time of any part, UTC text."""
        return max((p.newest_event for p in self.parts if p.newest_event), default=None)


def _ends(part: ReadPart) -> dict[str, object]:
    rows = part.origins["row_no"]
    return {"first": rows.min(), "last": rows.max()}
