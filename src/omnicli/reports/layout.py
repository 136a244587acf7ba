"""The sections of a list report as its manifest declares them: cards, charts, tables and notes.

A section names a metric by its alias and columns of it by their names; what it looks like is the
business of one generic page. Texts are (Indonesian, English) and may hold figures in braces.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from omnicli.reports.frame import Cell

Pair = tuple[str, str]

ROWS = "rows"
"""The column that every metric has for figures and groups: how many rows there are."""
CHARTS = ("line", "columns", "stack", "bars")
BETTER = ("up", "down", "none")
_FIGURE = re.compile(
    r"(?P<alias>[a-z][a-z0-9_@]*)(\[(?P<where>[^\]]+)\])?\.(?P<column>[a-z][a-z0-9_]*)"
)
_CLAUSE = re.compile(r"\s*(?P<name>[a-z][a-z0-9_]*)(?P<sign>!?=)(?P<values>.+?)\s*")
PLACEHOLDER = re.compile(r"\{(?P<mark>[!>]?)(?P<name>[^{}]+)\}")
FACTS = ("period", "basis", "as_of", "end", "store")
"""What a text may name besides figures: facts of the run."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`stage=settled|paid_out` or `stage!=in_bank`: which rows of a metric are meant."""

    column: str
    values: tuple[str, ...]
    negated: bool = False

    def fits(self, record: Mapping[str, Cell]) -> bool:
        """Whether a row is meant; an empty cell is the value `''`."""
        value = record[self.column]
        return (("" if value is None else str(value)) in self.values) is not self.negated


def fits(record: Mapping[str, Cell], where: tuple[Clause, ...]) -> bool:
    """Whether a row meets every clause."""
    return all(clause.fits(record) for clause in where)


def clauses(text: str) -> tuple[Clause, ...]:
    """`stage=a|b, finding!=none` read. ValueError where it is not that."""
    found = []
    for part in text.split(","):
        clause = _CLAUSE.fullmatch(part)
        if clause is None:
            raise ValueError(f"condition {text!r} is not column=value|value, column!=value")
        values = tuple(value.strip() for value in clause["values"].split("|"))
        found.append(Clause(clause["name"], values, clause["sign"] == "!="))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a metric: `receipts[stage=settled].open_sen`, `receipts.rows`.

    Amounts and counts are summed over the rows that are meant; any other column needs one row.
    """

    alias: str
    column: str
    where: tuple[Clause, ...] = ()
    less: "Figure | None" = None
    """What is taken off it; only texts and conditions name such differences."""


def amount(text: object) -> Figure:
    """A figure, or `one - other`, the difference of two. ValueError as for `figure`."""
    first, minus, second = str(text).partition(" - ")
    return replace(figure(first), less=figure(second)) if minus else figure(text)


def figure(text: object) -> Figure:
    """A figure read. ValueError where it is not `alias.column` or `alias[conditions].column`."""
    found = _FIGURE.fullmatch(str(text))
    if found is None:
        raise ValueError(f"figure {text!r} is not alias.column or alias[column=value].column")
    where = clauses(found["where"]) if found["where"] else ()
    return Figure(found["alias"], found["column"], where)


@dataclass(frozen=True, slots=True)
class Condition:
    """`alias.column` or `!alias.column`: whether a figure is something, or nothing."""

    figure: Figure
    negated: bool = False


def condition(text: object) -> Condition:
    """A condition read."""
    negated = str(text).startswith("!")
    return Condition(amount(str(text).removeprefix("!")), negated)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of text and the figures on which it depends: all must hold."""

    text: Pair
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure. `trend` is the line of a metric by month; `better` overrides it."""

    figure: Figure
    title: Pair | None = None
    sub: Pair | None = None
    note: Pair | None = None
    hero: bool = False
    trend: Figure | None = None
    better: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What every section has. `beside` puts it next to the one before it where there is room."""

    id: str
    title: Pair | None = None
    help: Pair | None = None
    when: tuple[Condition, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """A row of headline figures."""

    head: Head
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over the rows of a metric, summed by the column `x`.

    `series` are columns; with `by` the one column is split into a series per value. `order` names
    the values of `x` that come first, in that order, also where no row has them; `top` keeps so
    many, the largest. With `each` there is a chart for every value of that column.
    """

    head: Head
    alias: str
    type: str
    x: str
    series: tuple[str, ...]
    where: tuple[Clause, ...] = ()
    by: str | None = None
    order: tuple[str, ...] = ()
    top: int | None = None
    titles: Mapping[str, Pair] | None = None
    each: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """`-open_sen` the largest first, `|value_sen` the furthest from nothing first, else upward."""

    column: str
    descending: bool = False
    absolute: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a metric. `group` sums them by columns; `split` folds them into lists by a value.

    `totals` are the columns that the last row adds up, `chips` the column whose values are
    buttons that filter, `value` the amount that a folded list is worth, `advice` the columns
    whose texts stand above the rows of a folded list, `sheet` its title in the workbook. The
    `main` table is the first sheet, and what csv holds.
    """

    head: Head
    alias: str
    columns: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    where: tuple[Clause, ...] = ()
    sort: Order | None = None
    totals: tuple[str, ...] = ()
    chips: str | None = None
    limit: int | None = None
    group: tuple[str, ...] = ()
    split: str | None = None
    order: tuple[str, ...] = ()
    value: str | None = None
    advice: tuple[str, ...] = ()
    links: Mapping[str, str] | None = None
    titles: Mapping[str, Pair] | None = None
    empty: Pair | None = None
    sheet: Pair | None = None
    main: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Words with figures in them; `tone` is lede, flag, verdict, or list: a line per sentence."""

    head: Head
    sentences: tuple[Sentence, ...]
    tone: str = "lede"


Section = Cards | Chart | Table | Note


@dataclass(frozen=True, slots=True)
class Step:
    """A command to run and what it does."""

    run: str
    does: Pair


@dataclass(frozen=True, slots=True)
class Nothing:
    """What stands instead of the sections while `when` is nothing."""

    when: Figure
    title: Pair
    text: Pair
    steps: tuple[Step, ...] = ()


def figures_in(text: Pair | None) -> list[Figure]:
    """The figures in the braces of a text, in both languages. ValueError for anything else."""
    found = [name for part in text or () for mark, name in PLACEHOLDER.findall(part) if mark != ">"]
    return [amount(name) for name in found if name not in FACTS]


def figures_of(part: "Section | Sentence") -> list[Figure]:
    """Every figure that a section or a sentence names."""
    if isinstance(part, Sentence):
        return [*figures_in(part.text), *(condition.figure for condition in part.when)]
    found = [condition.figure for condition in part.head.when]
    if isinstance(part, Note):
        found += [figure for sentence in part.sentences for figure in figures_of(sentence)]
    if isinstance(part, Cards):
        for card in part.cards:
            found += [card.figure, *figures_in(card.sub), *figures_in(card.note)]
            found += [card.trend] if card.trend else []
    return found


def columns_of(part: "Section") -> set[tuple[str, str]]:
    """Every (alias, column) that a chart or a table names."""
    if isinstance(part, Chart):
        names = {part.x, *part.series, *named(part.where), *(part.titles or {})}
        names |= {name for name in (part.by, part.each) if name}
        return {(part.alias, name) for name in names}
    if not isinstance(part, Table):
        return set()
    names = {*part.columns, *part.hide, *part.totals, *part.group, *part.advice}
    names |= {*named(part.where), *(part.links or {}), *(part.titles or {})}
    names |= {name for name in (part.chips, part.split, part.value) if name}
    names |= {part.sort.column} if part.sort else set()
    return {(part.alias, name) for name in names}


def named(where: tuple[Clause, ...]) -> tuple[str, ...]:
    """The columns that conditions are about."""
    return tuple(clause.column for clause in where)


def pair(raw: Mapping[str, str]) -> Pair:
    """`{ id = …, en = … }`; anything else is a fault."""
    only(raw, ("id", "en"), "language")
    return str(raw["id"]), str(raw["en"])


def maybe(raw: Mapping[str, str] | None) -> Pair | None:
    """A pair, or none."""
    return None if raw is None else pair(raw)


def only(given: Mapping[str, object] | tuple[str, ...], known: tuple[str, ...], what: str) -> None:
    """ValueError where `given` holds what is not known."""
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ValueError(f"unknown {what} {', '.join(unknown)}")
