"""What one active file says about the rows of one target table."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_FRAMES = ("records", "children", "origins", "drafts")

Finish = Callable[["pl.DataFrame"], "pl.DataFrame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The records of one part of one file, stamped with when the file was current.

    records: unique by the target's key; columns the table lacks are never written.
    children: item rows with the key columns and `row_no`, for targets that have them.
    origins: key columns + `row_no` of every accepted row.
    drafts: the records of incomplete item lists as they were before `finish`, so that amounts can
        be derived again once several lists were merged; `sums` names the columns that add up.
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
    drafts: "pl.DataFrame | None" = None
    sums: tuple[str, ...] = ()
    finish: Finish | None = None
    made_at: str = ""
    """When its file was made by the file's own word; empty where it does not say."""
    modified_at: str = ""
    """When its file was last written, as noted when it was imported."""

    @property
    def tie(self) -> str:
        """What decides between files of equal age."""
        return f"{self.made_at}|{self.modified_at}|{self.sha256}"

    def says_like(self, other: "Observation") -> bool:
        """Whether another reading of the same file says the same, row by row."""

        def equal(one: "pl.DataFrame | None", two: "pl.DataFrame | None") -> bool:
            if one is None or two is None:
                return one is two
            known = one.columns
            return known == two.columns and one.sort(known).equals(two.sort(known))

        return self.target == other.target and all(
            equal(getattr(self, name), getattr(other, name)) for name in _FRAMES
        )

    def within(self, keys: "pl.DataFrame") -> "Observation":
        """The same observation, limited to `keys` (a frame of key columns)."""
        on = keys.columns

        def limited(frame: "pl.DataFrame | None") -> "pl.DataFrame | None":
            return None if frame is None else frame.join(keys, on=on, how="semi")

        return replace(
            self,
            records=self.records.join(keys, on=on, how="semi"),
            origins=self.origins.join(keys, on=on, how="semi"),
            children=limited(self.children),
            drafts=limited(self.drafts),
        )


@dataclass(slots=True)
class Tally:
    """How many rows of an entity a change inserted, updated, left alone, deleted.

    superseded: rows of which a file says something that another file's word outweighs.
    """

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    superseded: int = 0


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

    row_outcomes: per new import, how many of its rows were inserted, updated, unchanged or
        superseded; a row's outcome is that of its item, where the target has items.
    by_import: the entities a new import spoke of, by what became of them.
    """

    entities: dict[str, Tally] = field(default_factory=dict)
    by_import: dict[int, dict[str, Tally]] = field(default_factory=dict)
    row_outcomes: dict[int, Tally] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    samples: list[FieldChange] = field(default_factory=list)
    transitions: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many orders went from one status to another."""
