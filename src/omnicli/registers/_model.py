"""What a register is: a list that people keep in a form or by hand, declared once.

REGISTER = Register(
    name="stock",                       # omni stock …, omni template stock, omni import stock F
    table="stock_snapshots",
    title=("Stok", "Stock"),
    rows=("baris stok", "stock rows"),  # "3 baris stok baru" in the account of an import
    sheet="Stok",
    key=("sku", "as_of_date"),
    fields=(Field("sku", ("SKU", "SKU"), "id", help=(…, …), required=True, searched=True), …),
)
TABLES = (REGISTER.table_spec,)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from functools import partial
from typing import Literal

import polars as pl

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.domain.issues import Issue
from omnicli.ingest.spec import Choice
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Flag
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.registers._places import LEVELS
from omnicli.registers._places import settled
from omnicli.warehouse.tables.declaration import TableSpec

Texts = tuple[str, str]
"""Indonesian, English."""

FieldType = Literal[
    "text", "id", "money", "count", "percent", "day", "time", "phone", "flag", "choice"
]
"""`id` is text that is never a number; `count` a whole number (a fraction is rounded half up);
`percent` one from 0 to 100 (a fraction is refused: 0.05 is what a spreadsheet makes of 5 %);
`money` rupiah in the form, sen in the table; `choice` one of `choices`."""

GUIDE = "Petunjuk"
"""The sheet of a form that says how to fill it."""

SINCE_EVER = "0001-01-01"
"""The default of a day in a key whose empty cell means: since ever."""

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")
_TIMES = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")
_TYPES: Mapping[str, ColumnType] = {
    "text": Text(),
    "id": Id(),
    "money": Money("dot_thousands", positive=True),
    "count": Count(style="dot_thousands", fractional=True, positive=True),
    "percent": Count(unit="%", percent=True),
    "day": Day(DAYS, cells=True),
    "time": When((*_TIMES, *DAYS[:3]), cells=True),
    "phone": Phone(refuse_damaged=True),
    "flag": Flag(),
}
_ENDINGS = {"money": "_sen", "day": "_date", "time": "_at"}
_INTEGERS = frozenset({"money", "count", "percent", "flag"})

DELETED = "is_deleted"
WHOLE = "is_whole"
"""Not stored: the record says everything of its row, an empty cell too."""
DELETED_HEADER, WHOLE_HEADER, NOTED_HEADER = "Hapus", "Ganti", "Dicatat"
_MARKS = (
    Column(DELETED, (DELETED_HEADER, "Delete", DELETED), Flag()),
    Column(WHOLE, (WHOLE_HEADER, "Replace", WHOLE), Flag()),
    Column("noted", (NOTED_HEADER, "Noted"), Text(), read=False),
)
"""What a register's file may carry besides its fields. `Dicatat` makes two equal edits by hand two
files."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a register.

    The name says the kind: money ends in `_sen`, a day in `_date`, a time in `_at` (which has a
    `_date` column beside it in the table). Header and help are (Indonesian, English).
    """

    name: str
    header: Texts
    type: FieldType
    help: Texts
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    """Word of the drop-down → stored value. For a `choice` no other is taken; for a text they are
    suggestions."""
    also: Mapping[str, str] = field(default_factory=dict)
    """Further words that are read → stored value; the form does not offer them."""
    default: str | int | None = None
    """What an empty cell means in a column of the key."""
    personal: bool = False
    """Whether it tells of a person: shown in full only to who may edit the register."""
    searched: bool = False
    """Whether `--search` looks here."""
    planned: bool = False
    """Whether a day may be to come."""
    handle: bool = False
    """Whether it names a creator: `<name>_key` beside it is how two of them are compared."""
    spellings: tuple[str, ...] = ()
    """Further headers that are read."""

    def __post_init__(self) -> None:
        """Raise ValueError where the name does not say the kind."""
        for kind, ending in _ENDINGS.items():
            if (self.type == kind) != self.name.endswith(ending):
                raise ValueError(f"{self.name}: {kind} and {ending} belong together")
        if self.type == "choice" and not self.choices:
            raise ValueError(f"{self.name}: a choice needs choices")

    @property
    def short(self) -> str:
        """The name without its ending: `cost` of `cost_sen`, as options and headers take it."""
        return self.name.removesuffix(_ENDINGS.get(self.type, "\0"))

    @property
    def option(self) -> str:
        """Its option: `--as-of`."""
        return "--" + self.short.replace("_", "-")

    @property
    def column(self) -> Column:
        """How a file's column of it is read."""
        spelled = (*self.header, *self.spellings, self.short, self.name)
        aliases: dict[str, str] = {}
        for alias in spelled:
            # The first spelling stands in the form.
            aliases.setdefault(" ".join(alias.casefold().split()), alias)
        must = self.required
        return Column(self.name, tuple(aliases.values()), self._read, must, filled=must)

    @property
    def _read(self) -> ColumnType:
        if self.planned:
            return Day(DAYS, cells=True, planned=True)
        if self.type != "choice":
            return _TYPES[self.type]
        stored = {value.replace("_", " "): value for value in self.choices.values()}
        own = {value: value for value in self.choices.values()}
        words = {w.casefold(): v for w, v in {**self.also, **self.choices}.items()}
        return Choice({**stored, **own, **words})

    @property
    def stored(self) -> dict[str, str]:
        """Columns of the table → their SQL type."""
        if self.type == "time":
            return {self.name: "TEXT", f"{self.short}_date": "TEXT"}
        return {self.name: "INTEGER" if self.type in _INTEGERS else "TEXT"}

    @property
    def check(self) -> str:
        """The table's own guard of the values."""
        if self.type == "flag":
            return f" CHECK ({self.name} IN (0, 1))"
        if self.type != "choice":
            return ""
        listed = ", ".join(f"'{value}'" for value in dict.fromkeys(self.choices.values()))
        return f" CHECK ({self.name} IN ({listed}))"


def _completed(
    defaults: Mapping[str, str | int],
    places: Mapping[str, str],
    span: tuple[Field, Field] | None,
    rows: "pl.DataFrame",
    ctx: FileContext,
) -> "pl.DataFrame":
    """The typed rows with what an empty cell means in the key, and with the marks of each row."""
    if places:
        rows = settled(rows, places, ctx)
    if span is not None and {f.name for f in span} <= {*rows.columns}:
        _tell_reversed(rows, *span, ctx)
    # What the file lacks altogether is as empty as an empty cell, and of its column's kind.
    counts = (name for name, value in defaults.items() if isinstance(value, int))
    kinds = dict.fromkeys((DELETED, WHOLE, *counts), pl.Int64)
    lacking = [n for n in (DELETED, WHOLE, *defaults) if n not in rows.columns]
    filled = rows.with_columns(
        pl.lit(None, dtype=kinds.get(name, pl.String)).alias(name) for name in lacking
    ).with_columns(pl.col(name).fill_null(value) for name, value in defaults.items())
    deleted = pl.col(DELETED).fill_null(0)
    return filled.with_columns(
        deleted.alias(DELETED),
        pl.max_horizontal(deleted, pl.col(WHOLE).fill_null(0)).alias(WHOLE),
    )


def _tell_reversed(rows: "pl.DataFrame", first: Field, last: Field, ctx: FileContext) -> None:
    """Warn of rows that end before they begin."""
    wrong = rows.filter(pl.col(last.name) < pl.col(first.name))
    for row, since, until in wrong.select("row_no", first.name, last.name).iter_rows():
        fields = {"since": since}
        ctx.issues.append(
            Issue(
                "W_DAYS_REVERSED",
                "warning",
                ctx.file_name,
                row=row,
                column=last.header[0],
                value=until,
                fields=fields,
                to_repair=True,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Register:
    """A register; `omni <name> list|show|add|edit|delete|export` are its commands."""

    name: str
    table: str
    title: Texts
    rows: Texts
    """What its rows are called when they are counted."""
    sheet: str
    """Name of the form's sheet."""
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    label: tuple[str, ...] = ()
    """Columns by which a person knows a row; the key where there are none."""
    intro: tuple[Texts, ...] = ()
    """What a person must know before filling the form, besides what holds for every form."""
    references: tuple[str, ...] = ()
    """Sheets to look spellings up in, by their names in `templates/references.py`."""
    seed_ids: tuple[str, ...] = ()
    readers: frozenset[str] = ANALYSTS | {"cs", "gudang"}
    """Roles that may list, show and export it by default."""
    writers: frozenset[str] = MANAGERS | {"gudang"}
    """Roles that may add, edit and delete by hand by default, and see a row whole for a reason."""
    span: tuple[str, str] | None = None
    """The columns of its first and last day, where a row holds for a time."""
    marks: tuple[str, ...] = ()
    """Headers of which a file must have one, where the required ones are not telling enough."""
    list_verb: str = "list"
    """The command that lists its rows, where `list` tells more than the form holds."""
    order: int = 55

    def __post_init__(self) -> None:
        """Raise ValueError for a key that names no column, or could be empty."""
        for name in self.key:
            part = self.field(name)
            if not part.required and part.default is None:
                raise ValueError(f"{self.name}: {name} of the key may be empty")

    def field(self, name: str) -> Field:
        """The column of that name. ValueError where there is none."""
        found = next((f for f in self.fields if f.name == name), None)
        if found is None:
            raise ValueError(f"{self.name} has no column {name}")
        return found

    @property
    def view(self) -> str:
        """The view of the rows that were not deleted."""
        return f"v_{self.table}"

    @property
    def id_column(self) -> str:
        """The surrogate id."""
        return f"{self.table.removesuffix('s')}_id"

    @property
    def personal(self) -> tuple[str, ...]:
        """The personal columns."""
        return tuple(f.name for f in self.fields if f.personal)

    @cached_property
    def columns(self) -> dict[str, str]:
        """Stored columns of the fields → SQL type."""
        return {name: kind for f in self.fields for name, kind in f.stored.items()}

    @property
    def generated(self) -> dict[str, str]:
        """Columns that SQLite computes from those beside them → their SQL type and formula."""
        days = {
            f"{n.removesuffix('_date')}_day": f"CAST(julianday({n}) - 2440587.5 AS INTEGER)"
            for n in self.columns
            if n.endswith("_date")
        }
        keys = {
            f"{f.name}_key": f"LOWER(REPLACE(TRIM({f.name}), '@', ''))"
            for f in self.fields
            if f.handle
        }
        return {n: f"INTEGER GENERATED ALWAYS AS ({made})" for n, made in days.items()} | {
            n: f"TEXT GENERATED ALWAYS AS ({made})" for n, made in keys.items()
        }

    @property
    def ddl(self) -> str:
        """The statement that makes the table."""
        lines = [f"{self.id_column} INTEGER PRIMARY KEY"]
        for f in self.fields:
            for name, kind in f.stored.items():
                must = " NOT NULL" if name in self.key else ""
                lines.append(f"{name} {kind}{must}{f.check if name == f.name else ''}")
        lines += [f"{name} {meant} VIRTUAL" for name, meant in self.generated.items()]
        lines += [
            f"{DELETED} INTEGER NOT NULL DEFAULT 0 CHECK ({DELETED} IN (0, 1))",
            "effective_at TEXT NOT NULL",
            f"UNIQUE ({', '.join(self.key)})",
        ]
        body = ",\n".join(f"  {line}" for line in lines)
        return f"CREATE TABLE {self.table} (\n{body}\n) STRICT;\n"

    @property
    def view_sql(self) -> str:
        """The statement that makes the view."""
        shown = ", ".join((self.id_column, *self.columns, *self.generated, "effective_at"))
        return f"CREATE VIEW {self.view} AS SELECT {shown} FROM {self.table} WHERE {DELETED} = 0"

    @cached_property
    def table_spec(self) -> TableSpec:
        """What the engine knows of the table."""
        return TableSpec(
            name=self.table,
            role="canonical",
            title=self.rows,
            key=self.key,
            id_column=self.id_column,
            label=self.label or self.key,
            kinds={f.name: "int" for f in self.fields if f.type in {"count", "percent", "flag"}},
            uncompared=("effective_at",),
            personal=self.personal,
            restart=WHOLE,
            view=self.view_sql,
            order=self.order,
        )

    @cached_property
    def spec(self) -> SourceSpec:
        """The source that reads its form. It has no event times: the form imported last wins."""
        defaults = {n: d for n in self.key if (d := self.field(n).default) is not None}
        places = {f.name: f.header[0] for f in self.fields if f.name in LEVELS and self.references}
        span = (self.field(self.span[0]), self.field(self.span[1])) if self.span else None
        return SourceSpec(
            name=self.name,
            version=1,
            platform="manual",
            title=(f"Templat {self.title[0].lower()} omni", f"omni's {self.title[1].lower()} form"),
            short=self.title,
            formats=("xlsx", "csv"),
            seed_ids=self.seed_ids,
            marks=self.marks,
            parts=(
                Part(
                    target=self.table,
                    columns=(*(f.column for f in self.fields), *_MARKS),
                    key=self.key,
                    sheets=(self.sheet, "*"),
                    # The guide names the columns as well, one per row: no rows of the list.
                    copies=(GUIDE,),
                    made_by="hand",
                    rows=partial(_completed, defaults, places, span),
                ),
            ),
        )
