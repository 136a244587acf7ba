"""What a source is: the dataclasses that a file in `sources/` fills in.

A source is data. `SourceSpec` names one kind of export; each `Part` maps one sheet to one target
table; each `Column` says which headers mean which canonical name and how its text is read.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal

from omnicli.domain.issues import Issue

if TYPE_CHECKING:
    import polars as pl

    from omnicli.ingest.layouts.model import Layout

MoneyStyle = Literal["dot_thousands", "comma_thousands", "plain", "by_column"]
"""How amounts of a column are written.

`dot_thousands`: `1.234.567` or `1.234,50` (Indonesian); `comma_thousands`: `1,234.50`; `by_column`:
the whole column decides, and a column that fits two readings is refused. `plain`: written without
thousands; for money the same as `by_column`, for a count a dot starts the decimals.
"""


@dataclass(frozen=True, slots=True)
class Id:
    """Text that is never a number: order numbers, AWBs, SKU ids. `pattern` is a full match."""

    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Free text, trimmed; empty becomes NULL."""


@dataclass(frozen=True, slots=True)
class Money:
    """Rupiah, converted to integer sen. The canonical name ends in `_sen`.

    `out` and `into` are patterns of a word behind the amount, as banks print it: `5,500.00 D`
    with `out` is minus, `into` only drops the word.
    """

    style: MoneyStyle
    cells: Literal["any", "text"] = "any"
    """`text`: no cell of the genuine export is a number; where one is, a spreadsheet wrote it."""
    out: str = ""
    into: str = ""
    positive: bool = False
    """Whether less than nothing is doubtful: a target, a cost."""


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number; `unit` is a suffix to drop (`gr`), thousands as `style` says."""

    unit: str | None = None
    style: MoneyStyle = "plain"
    fractional: bool = False
    """Whether a fraction is rounded half up (`1.0`, `3.5` results) instead of refused."""
    positive: bool = False
    """As for `Money`: pieces, points, grams."""
    percent: bool = False
    """Whether it is a share of a whole: less than nothing and more than 100 are refused."""


@dataclass(frozen=True, slots=True)
class When:
    """A local date and time; canonical name ends in `_at`.

    Yields `<stem>_at` (UTC text), `<stem>_date` (workspace zone). `formats` are strptime formats,
    tried in order, whole column at once; a format without a time yields the date only. `clock`
    names a Text column of the part that holds the time of day, for exports that split the two.
    """

    formats: tuple[str, ...]
    clock: str | None = None
    cells: bool = False
    """Whether people type it into date cells; elsewhere a spreadsheet made them, and may have
    exchanged day and month."""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day without time; canonical name ends in `_date` or is `date_from`/`date_to`."""

    formats: tuple[str, ...] = ("%Y-%m-%d",)
    cells: bool = False
    """As for `When`."""
    planned: bool = False
    """Whether it may be to come, as the days of a campaign."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed set: `values` maps folded source text to canonical text.

    A value outside the map is kept as NULL in the canonical column and reported as drift.
    """

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no: `true` lists the folded texts that mean 1; anything else is 0, empty is NULL."""

    true: tuple[str, ...] = ("y", "ya", "yes", "true", "1")


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number, normalised to E.164; masked or damaged numbers become NULL.

    `refuse_damaged` refuses the row of a number that a spreadsheet turned into `6.28E+12`: where
    the phone is the buyer's only key, losing it silently would make one buyer many.
    `entered`: people type it, so a text that is no number is reported.
    """

    refuse_damaged: bool = False
    entered: bool = False


ColumnType = Id | Text | Money | Count | When | Day | Choice | Flag | Phone


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export.

    `per` says where the value lives: `row` (true on each row) or `key` (repeated on every row of
    a key and taken once; rows of one key that disagree are refused). `empty` lists texts that
    mean "no value" here besides the empty cell. `suffix` matches a trailing parenthesis of the
    header that varies, as in `Amount spent (IDR)`, and hands it to the part as `units[name]`.
    """

    name: str
    aliases: tuple[str, ...]
    type: ColumnType
    required: bool = False
    per: Literal["row", "key"] = "row"
    empty: tuple[str, ...] = ("-", "–")
    suffix: bool = False
    read: bool = True
    """False: the header is known (no drift) and nothing is read from it."""
    filled: bool = False
    """Whether an empty cell refuses its row; for `per="key"`, whether no row of the key has it."""
    nth: int = 1
    """Which of several columns with the same header this is, from the left."""
    unnamed: str = ""
    """A pattern: the column without a header whose cells fit it, where no alias is there."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that are not data: description rows, totals, blanks.

    `when` is a polars expression over the raw text columns, named by canonical name.
    """

    reason: str
    when: "Callable[[], pl.Expr]"
    unread: bool = False
    """Whether the rule also sees the columns that the part does not map, as `unread: <header>`."""


@dataclass(frozen=True, slots=True)
class FileContext:
    """What a part's functions may know about the file besides its rows."""

    source: str
    platform: str
    account: str
    units: Mapping[str, str]
    """Header suffixes by canonical name, e.g. `{"spend_sen": "IDR"}`."""
    preamble: tuple[tuple[str | None, ...], ...]
    """The rows above the header, as text."""
    period: tuple[str, str] | None
    """`--period`, inclusive ISO dates."""
    file_name: str = ""
    made_at: str = ""
    """When the export was made, by its own word or its name; empty where neither says."""
    issues: list[Issue] = field(default_factory=list)
    """Warnings and notices a transform found (a status nobody knows, an ads breakdown); the engine
    adds them to the file's issues. A transform that must refuse the file raises OmniError."""
    left_out: "dict[str, pl.DataFrame]" = field(default_factory=dict)
    """Rows the part's `skip_rows` took out, by reason, as cleaned text: a file's own totals."""
    facts: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    """What the file says as a whole (the months a statement covers), as json: a transform adds to
    it, and the ledger keeps it with the import."""
    sheets: "Mapping[str, pl.DataFrame]" = field(default_factory=dict)
    """Every visible sheet of the file as text, by folded name: totals that stand on another one."""
    tables: "tuple[tuple[tuple[str | None, ...], pl.DataFrame], ...]" = ()
    """Header and rows of every sheet of the part, with `row_no`: columns that no spec can name."""


Transform = Callable[["pl.DataFrame", FileContext], "pl.DataFrame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One sheet of a source and the table its rows become.

    The typed rows pass through `rows` (row grain, may add columns); then, for a target with
    children (`orders` → `order_items`), columns with `per="key"` and the `sums` become one record
    per key, and `finish` (key grain) derives the rest. For a flat target each row is one record,
    unless `combine` is `sum`, where rows of one key add up (ads that share a name).
    """

    target: str
    """The canonical table its rows become (`warehouse/tables`)."""
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    sheets: tuple[str, ...] = ()
    """Sheet names this part accepts, folded, preferred first; `*` stands for any other sheet, and
    no name at all for any sheet."""
    skip_rows: tuple[Skip, ...] = ()
    event_times: tuple[str, ...] = ()
    """Canonical `_at`/`_date` columns whose newest value says when the file was current."""
    updated_at: str | None = None
    """The row's own update time, where the source has one."""
    sums: tuple[str, ...] = ()
    maxima: tuple[str, ...] = ()
    """What rows of one key do not add up, and keep the largest of."""
    proof: tuple[str, ...] = ("expected_quantity",)
    """Columns that together tell whether a record's items are all there, either by
    `expected_quantity` or by what `finish` says in `is_incomplete`. A file that has them all keeps
    the accepted rows of a record whose other rows were refused; incomplete items of several files
    are merged, and `finish` runs again on their sums."""
    whole: bool = False
    """Whether one refused row refuses the file: a statement without a row proves nothing."""
    companion: bool = False
    """Whether the part alone is not enough: without the main sheet, the file is not read."""
    combine: Literal["refuse", "sum"] = "refuse"
    copies: tuple[str, ...] = ()
    """Sheet names, folded, under which a platform puts the same rows again, only formatted."""
    holds: "Callable[[pl.DataFrame], pl.Expr | None] | None" = None
    """Whether a record's sums are what the file says of it (pieces, a total), by record before
    `finish`; None where this version of the export has nothing to compare. Decides whether equal
    rows are one row twice or two pieces."""
    id_day: tuple[str, str, str] | None = None
    """(pattern of the day inside the last key column, its strptime format, the record's day)."""
    period_of: str | None = None
    """The record's day that lies in the period the file prints above its table."""
    period_sheets: tuple[str, ...] = ()
    """Sheets of labels and values that print the period instead."""
    sorted_by: str | None = None
    """The record's day or time in whose order the export prints its rows, rising or falling."""
    made_by: Literal["platform", "hand"] = "platform"
    """Whether people fill it in themselves: then no spreadsheet program is a sign of anything."""
    single: bool = False
    """Whether an export has one row per key, so that an equal row is always a repeat."""
    twins: bool = False
    """Whether equal rows may be two facts: movements without a number or a balance."""
    prepare: Transform | None = None
    """Completes the cleaned text before it is typed, cell by cell: a date without its year."""
    rows: Transform | None = None
    lines: Transform | None = None
    """For a flat target: turns the accepted rows into records where one row tells of two things
    (an order's proceeds, and ads paid out of them). Each record keeps the `row_no` it came from."""
    finish: Transform | None = None
    items: Transform | None = None
    """Turns the accepted rows into item rows where they are not the same: a bump is a second item
    of its row, an order without listed items has none. Runs after the account of the rows; each
    item keeps the `row_no` it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """One kind of export of one platform."""

    name: str
    version: int
    platform: str
    title: tuple[str, str]
    """What a person calls the file, (Indonesian, English)."""
    short: tuple[str, str] = ("", "")
    """What a cell of a table calls it; else the title up to its parenthesis."""
    formats: tuple[str, ...]
    """Reader formats it comes in: `xlsx`, `csv`, `xls`, `html`, `pdf`."""
    parts: tuple[Part, ...]
    confidence: Literal["verified", "likely", "guess"] = "verified"
    seed_ids: tuple[str, ...] = ()
    marks: tuple[str, ...] = field(default=())
    """Headers that are this source's own, used to tell it from a lookalike: at least one must
    be present (folded) for a claim, when any are given."""
    layouts: "tuple[Layout, ...]" = ()
    """How its PDFs are printed; the first layout that knows a file makes the sheet of it."""

    @property
    def label(self) -> tuple[str, str]:
        """What a cell of a table calls it, (Indonesian, English)."""
        indonesian, english = (title.partition(" (")[0] for title in self.title)
        return self.short if any(self.short) else (indonesian, english)
