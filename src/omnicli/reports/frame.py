"""What a report is made of: the result of a metric, and the facts of the run."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from omnicli.domain.lacks import Lack
from omnicli.domain.period import Period
from omnicli.reports.words import word

if TYPE_CHECKING:
    from omnicli.reports.manifest import Manifest

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """One output column of a metric; `kind` is sen, int, text, date, at or bps.

    `better` is the way that is good news (up, down, none); differences of a ratio are points.
    """

    name: str
    kind: str
    title: tuple[str, str]
    better: str = "none"
    is_ratio: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One metric's result under the alias a report knows it by.

    `rows` hold the stored values (sen, basis points); `printed` the same rows as json and csv
    print them. Both come from the one run of the metric.
    """

    alias: str
    metric: str
    version: int
    title: tuple[str, str]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    printed: tuple[Mapping[str, object], ...]
    formula: tuple[str, str] = ("", "")
    how_to_read: tuple[str, str] = ("", "")
    sources: tuple[str, ...] = ()
    basis: str | None = None
    lacks: tuple[Lack, ...] = ()
    """Days that the figures need and no file covers."""
    frozen: bool = False
    """Whether what this says of a closed month are the figures its closing kept, not today's."""

    @property
    def pinned(self) -> str:
        """The metric and its version as a footer names it: `roas@1`."""
        return f"{self.metric}@{self.version}"

    def records(self) -> list[dict[str, Cell]]:
        """The rows by column name, values as stored."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Freshness:
    """How much of one source the warehouse holds, and the day of its latest news."""

    source: str
    files: int
    rows: int
    newest: str | None


@dataclass(frozen=True, slots=True)
class Unproved:
    """A file that prints a total which its rows do not add up to: both, where it names them."""

    source: str
    account: str
    file: str
    printed: tuple[str, ...] | None = None
    summed: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader must know to trust the figures; nothing here reads the clock."""

    period: Period
    basis: str
    as_of: date
    lang: str = "id"
    store_name: str | None = None
    timezone: str = "Asia/Jakarta"
    omni_version: str = ""
    freshness: tuple[Freshness, ...] = ()
    closed: date | None = None
    """The day the month was closed, where the report shows its frozen figures."""
    as_of_asked: bool = False
    """Whether somebody named the day to count to, so that the file's name carries it."""
    source_names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    targets: Mapping[str, int | float] = field(default_factory=dict)
    """What the month should reach, by printed name of a figure, as json prints it (in rupiah)."""
    customer: str = ""
    """The key of the customer that a report of one is about."""
    by: str = ""
    """The periods (day, week, month) by which the report shows its figures beside the whole."""
    used: frozenset[str] | None = None
    """The sources whose rows its metrics read; None where nobody asked: all of them."""
    unproved: tuple[Unproved, ...] = ()
    """Files behind its figures whose own totals do not hold."""

    @property
    def origins(self) -> tuple[Freshness, ...]:
        """How much there is of the sources that the figures come from."""
        return tuple(f for f in self.freshness if self.used is None or f.source in self.used)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same figures of another period, by alias; only those that one row answers."""

    period: Period
    frames: Mapping[str, Frame]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a change one cause made, and the segment that has most of it."""

    name: str
    amount: int
    share_bps: int | None
    top: str | None
    top_amount: int


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of the period before and of this one; its parts add up to the difference."""

    title: tuple[str, str]
    column: Column
    against: Period
    before: int
    after: int
    parts: tuple[Part, ...]

    @property
    def amount(self) -> int:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Moment:
    """A figure as it was shown on a day."""

    day: date
    value: int


@dataclass(frozen=True, slots=True)
class RestatedPart:
    """What of a restatement one cause made: how many rows, and the largest of them.

    top: what a row is called (None where it is gone), what it moved, file and row.
    """

    name: str
    rows: int
    amount: int
    top: tuple[tuple[str | None, int, str | None], ...]


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that this report showed with another value before; its parts add up to the change.

    first, last: when it was first shown, and last with another value; times: how many others.
    """

    title: str
    column: Column
    first: Moment
    last: Moment
    after: int
    times: int
    parts: tuple[RestatedPart, ...]

    @property
    def amount(self) -> int:
        """What it is now less what it was."""
        return self.after - self.last.value


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page; `current` is where the reader is."""

    title: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """The reports of one subject; `current` where the reader's page is among them."""

    title: str
    links: tuple[Link, ...]

    @property
    def current(self) -> bool:
        """Whether the reader is here."""
        return any(link.current for link in self.links)


@dataclass(frozen=True, slots=True)
class Nav:
    """Where a page of a site leads. Addresses are relative, so a folder can move anywhere."""

    home: str
    search: str | None = None
    groups: tuple[NavGroup, ...] = ()
    bases: tuple[Link, ...] = ()
    before: Link | None = None
    after: Link | None = None
    pages: Mapping[str, str] = field(default_factory=dict)
    """Report → its page of the same period, for links from rows."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything a renderer gets: the manifest, its frames by alias and the facts."""

    manifest: "Manifest"
    facts: Facts
    frames: Mapping[str, Frame] = field(default_factory=dict)
    compared: tuple[Comparison, ...] = ()
    """The period before, and the same one a year ago where there are figures of it."""
    nav: Nav | None = None
    changes: tuple[Change, ...] = ()
    """Why the headline figures are others than in the period before."""
    restated: tuple[Restated, ...] = ()
    """Headline figures of the same period that were shown with another value before."""

    def say(self, column: str, value: str) -> str:
        """What a reader sees for a value of a column: a source or a vocabulary by its name."""
        if column == "source" and value in self.facts.source_names:
            return self.pick(self.facts.source_names[value])
        return word(column, value, self.facts.lang)

    def pick(self, pair: Sequence[str]) -> str:
        """The Indonesian or English one of a pair, by the report's language."""
        return pair[self.facts.lang == "en"]

    @property
    def options(self) -> str:
        """What asks for the same report again on the command line, after its name."""
        facts, params = self.facts, self.manifest.params
        basis = f" --basis {facts.basis}" if "basis" in params else ""
        end = facts.as_of == facts.period.end and not self.manifest.newest
        as_of = "" if facts.closed or end else f" --as-of {facts.as_of}"
        return f"{facts.period.options}{basis}{as_of}"

    def titles(self, *, frozen: bool) -> tuple[str, ...]:
        """What the frozen figures of a closed month are about, or those by today's data."""
        found = (f for alias, f in self.frames.items() if alias != "adjustments")
        return tuple(dict.fromkeys(self.pick(f.title) for f in found if f.frozen is frozen))

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Days that any figure of the report needs and no file covers, each once."""
        found = (lack for frame in self.frames.values() for lack in frame.lacks)
        return tuple(dict.fromkeys(found))

    @property
    def empty(self) -> bool:
        """True while nothing has been imported at all."""
        return not self.facts.freshness
