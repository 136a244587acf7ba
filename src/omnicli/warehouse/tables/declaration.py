"""What is declared of a table: plain data, so that light commands can read it."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from importlib import import_module
from typing import Any
from typing import Literal

from omnicli.domain.money import rupiah

Role = Literal["canonical", "derived", "frozen", "bookkeeping", "view"]
"""`canonical`: rows that files tell of. `derived`: follows from canonical rows, decisions and
settings. `frozen`: what a closing kept, put back from its snapshot. `bookkeeping`: imports,
decisions, people, settings, reference data: what is true by itself, or says nothing of the shop.
`view`: a question whose answer a rebuild must give again."""

Kind = Literal["sen", "day", "date", "at", "int", "text"]

Reference = str
"""A function as `package.module:name`: hooks need heavy libraries, declarations must not."""

FLAT: Reference = "omnicli.warehouse.flat:apply"
"""How rows without children are loaded."""


def function(reference: Reference) -> Any:
    """The function a reference names."""
    module, _, name = reference.partition(":")
    return getattr(import_module(module), name)


@dataclass(frozen=True, slots=True)
class Link:
    """A column that holds the surrogate id of a row of another table.

    Where one column points into several tables, `by` names the column that says into which.
    """

    column: str
    table: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """One table of the warehouse, and all that the engine has to know of it.

    key: the natural key, which outlives a rebuild. Without one, `identity` is an SQL expression
        over `{0}`, the alias of the row, that tells rows apart; or rows have only their content.
    uncompared: columns in which two equal warehouses may differ (numbers of decisions).
    settled_later: columns that do not make a row another one when it is loaded: its stamp, and what
        follows from other rows and is derived after it. They are compared like any other.
    """

    name: str
    role: Role
    title: tuple[str, str] = ("", "")
    """What rows are called when they are counted, (Indonesian, English)."""
    key: tuple[str, ...] = ()
    identity: str = ""
    id_column: str = ""
    label: tuple[str, ...] = ()
    """Columns by which a person knows a row; the key where there are none."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """Only where the name of a column does not say its kind (`kind`)."""
    links: tuple[Link, ...] = ()
    uncompared: tuple[str, ...] = ()
    settled_later: tuple[str, ...] = ("effective_at",)
    status_group: tuple[str, ...] = ()
    """Columns that describe one state and are therefore taken from one file together."""
    restart: str = ""
    """A column of records: where it is 1, the record says everything of its row, and what older
    files tell of that row does not count."""
    view: str = ""
    """The statement of the table's own view, where it has one that follows from the declaration."""
    maskable: tuple[str, ...] = ()
    """Columns in which a clear value goes before a masked one, however old it is."""
    personal: tuple[str, ...] = ()
    """Columns that tell of a person: masked where rows leave the warehouse."""
    children: tuple[str, ...] = ()
    """Tables for the rows of a file where several make one record: the items of an order."""
    sides: Mapping[str, str] = field(default_factory=dict)
    """As what rows take part in matching → the SQL of the amount they take part with."""
    completed_by: str = ""
    """A table loaded before this one whose rows begin with this one's key and add to its rows."""
    order: int = 50
    """When the table is loaded, and where it is named, among the others."""
    apply: Reference = FLAT
    """`(db, table, keys, observations, new_imports) -> Changes`."""
    widen: Reference = ""
    """`(db, table, keys) -> keys`: more keys that change with the given ones, where the numbers of
    rows depend on each other."""

    def kind(self, column: str) -> Kind:
        """The kind of a column: declared, else as its name says; a text where nothing does."""
        if column in self.kinds:
            return self.kinds[column]
        return next((kind for end, kind in _ENDS if column.endswith(end)), "text")

    def label_of(self, row: Mapping[str, object]) -> str:
        """How a message calls a row: the campaign of an ad row, the number of an order."""
        names = self.label or self.key[-1:]
        parts = [(name, row[name]) for name in names if row.get(name) not in {None, ""}]
        return " · ".join(
            str(rupiah(int(str(value)))) if self.kind(name) == "sen" else str(value)
            for name, value in parts
        )


_ENDS: tuple[tuple[str, Kind], ...] = (
    ("_sen", "sen"), ("_day", "day"), ("_date", "date"), ("date_from", "date"),
    ("date_to", "date"), ("_at", "at"), ("quantity", "int"), ("_id", "int"), ("_no", "text"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """What is derived anew when rows of some tables came, changed or went.

    before: `(db, new, touched) -> value`, asked before the rows change: what is needed of rows
        that may be gone afterwards. `touched` has the keys of rows that go, by table, or is None.
    run: `(db, rules, loaded)`; `loaded.before` has what `before` gave.
    """

    name: str
    of: tuple[str, ...]
    """The tables it follows from."""
    run: Reference
    before: Reference = ""
    order: int = 50


def in_order(specs: Sequence[TableSpec]) -> list[TableSpec]:
    """Tables as they are loaded and named."""
    return sorted(specs, key=lambda spec: (spec.order, spec.name))
