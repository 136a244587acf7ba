"""What one active file says about the rows of one target table."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

Finish = Callable[["pl.DataFrame"], "pl.DataFrame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The records of one part of one file, stamped with when the file was current.

    records: unique by the target's key; helper columns a source needs to finish a record may ride
        along and are never written.
    children: item rows with the key columns and `row_no`, for targets that have them.
    origins: key columns + `row_no` of every accepted row.
    finish: derives key-grain columns again after the items of several files were merged.
    """

    import_id: int
    source: str
    sha256: str
    effective_at: str
    target: str
    records: "pl.DataFrame"
    children: "pl.DataFrame | None"
    origins: "pl.DataFrame"
    has_row_time: bool = False
    sums: tuple[str, ...] = ()
    finish: Finish | None = None

    def within(self, keys: "pl.DataFrame") -> "Observation":
        """The same observation, limited to `keys` (a frame of key columns)."""
        on = keys.columns
        return Observation(
            import_id=self.import_id,
            source=self.source,
            sha256=self.sha256,
            effective_at=self.effective_at,
            target=self.target,
            records=self.records.join(keys, on=on, how="semi"),
            children=None if self.children is None else self.children.join(keys, on=on, how="semi"),
            origins=self.origins.join(keys, on=on, how="semi"),
            has_row_time=self.has_row_time,
            sums=self.sums,
            finish=self.finish,
        )


@dataclass(slots=True)
class Tally:
    """How many rows of an entity a change inserted, updated, left alone, deleted."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0


@dataclass(slots=True)
class FieldChange:
    """One canonical value that moved, for the summary a person reads."""

    key: str
    column: str
    old: object
    new: object


@dataclass(slots=True)
class Changes:
    """What applying observations to a target did.

    row_outcomes: per new import, how many of its rows were inserted, updated or unchanged; a
    row's outcome is that of its item, where the target has items.
    """

    entities: dict[str, Tally] = field(default_factory=dict)
    row_outcomes: dict[int, Tally] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    samples: list[FieldChange] = field(default_factory=list)
