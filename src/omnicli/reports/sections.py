"""The sections of a list report worked out: what the generic page and the workbook both show."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

from omnicli.reports import numbers
from omnicli.reports.deltas import Goal
from omnicli.reports.deltas import Moved
from omnicli.reports.deltas import goal
from omnicli.reports.deltas import moves
from omnicli.reports.facets import one_each
from omnicli.reports.figures import ADDITIVE
from omnicli.reports.figures import Piece
from omnicli.reports.figures import column_of
from omnicli.reports.figures import headline
from omnicli.reports.figures import holds
from omnicli.reports.figures import pieces
from omnicli.reports.figures import title_of
from omnicli.reports.figures import total
from omnicli.reports.figures import unit
from omnicli.reports.figures import value_of
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.layout import ROWS
from omnicli.reports.layout import Card
from omnicli.reports.layout import Cards
from omnicli.reports.layout import Chart
from omnicli.reports.layout import Head
from omnicli.reports.layout import Note
from omnicli.reports.layout import Order
from omnicli.reports.layout import Pair
from omnicli.reports.layout import Table
from omnicli.reports.layout import fits

Record = dict[str, Cell]

ROWS_SHOWN = 5_000
"""Rows a table of the page holds; the xlsx twin has them all."""
ROWS_IN_FOLD = 200
"""Rows a folded list holds, the largest amounts first."""
FILTERED_FROM = 8
"""Shorter tables need no search."""
SERIES = 4
"""Series a chart tells apart by colour; the smaller ones become one."""
REST = ("Lainnya", "Others")


@dataclass(frozen=True, slots=True)
class CardView:
    """A headline figure ready to print."""

    title: str
    value: str
    sub: list[Piece]
    note: list[Piece]
    hero: bool
    trend: list[int | None] | None
    moved: Sequence[Moved] = ()
    target: Goal | None = None


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart: labels (`timed`: the last is the newest), named series; `head`: what labels are."""

    type: str
    title: str
    labels: list[str]
    series: list[tuple[str, list[int | None]]]
    unit: str
    head: str
    timed: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """The rows a page shows, and how many there are in all."""

    id: str
    caption: str
    columns: list[Column]
    records: list[Record]
    count: int
    sums: Record | None = None
    chips: str | None = None
    links: Mapping[str, str] | None = None

    @property
    def filtered(self) -> bool:
        """Whether a search helps."""
        return len(self.records) > FILTERED_FROM


@dataclass(frozen=True, slots=True)
class Fold:
    """A list that opens: what it is worth, why its rows stand there, and the rows."""

    id: str
    title: str
    count: int
    value: str
    why: list[tuple[list[str], int]]
    table: TableView
    open: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One section: its words and exactly one of the kinds."""

    kind: str
    id: str
    title: str
    help: list[Piece]
    beside: bool
    cards: Sequence[CardView] = ()
    chart: ChartView | None = None
    table: TableView | None = None
    folds: Sequence[Fold] = ()
    text: Sequence[Piece] = ()
    lines: Sequence[Sequence[Piece]] = ()
    tone: str = ""
    empty: str = ""


def views(bundle: Bundle) -> list[View]:
    """Every section whose conditions hold, in the order of the manifest."""
    held = [s for s in bundle.manifest.sections if holds(bundle, s.head.when)]
    return [_view(bundle, part) for s in held for part in one_each(bundle, s)]


def verdict(bundle: Bundle) -> list[Piece]:
    """The sentences at the top of the page that hold."""
    found: list[Piece] = []
    for sentence in bundle.manifest.verdict:
        if holds(bundle, sentence.when):
            found += pieces(bundle, sentence.text)
    return found


def attention(bundle: Bundle) -> list[str]:
    """What of the report needs somebody, as plain sentences."""
    found = [s for s in bundle.manifest.attention if holds(bundle, s.when)]
    return [plain(bundle, s.text) for s in found]


def plain(bundle: Bundle, text: Pair | None) -> str:
    """A text with its figures, without any tone."""
    return "".join(piece.text for piece in pieces(bundle, text))


def has_nothing(bundle: Bundle) -> bool:
    """Whether the page has nothing to show but what to do about it."""
    nothing = bundle.manifest.nothing
    if nothing is not None:
        return not value_of(bundle.frames, nothing.when)
    shown = {s.alias for s in bundle.manifest.sections if isinstance(s, (Table, Chart))}
    return bool(shown) and not any(bundle.frames[alias].rows for alias in shown)


def _view(bundle: Bundle, section: Cards | Chart | Table | Note) -> View:
    head = section.head
    if isinstance(section, Cards):
        return _base("cards", bundle, head, cards=[_card(bundle, c) for c in section.cards])
    if isinstance(section, Note):
        lines = [pieces(bundle, s.text) for s in section.sentences if holds(bundle, s.when)]
        text = [piece for line in lines for piece in line]
        return _base("note", bundle, head, text=text, lines=lines, tone=section.tone)
    title = bundle.pick(head.title or bundle.frames[section.alias].title)
    if isinstance(section, Chart):
        return _base("chart", bundle, head, chart=_chart(bundle, section, title))
    empty = section.empty or ("Tidak ada baris untuk periode ini.", "No rows for this period.")
    base = _base("table", bundle, head, empty=bundle.pick(empty))
    if section.split is None:
        return replace(base, title=title, table=_table(bundle, section, title))
    return replace(base, title=title, folds=_folds(bundle, section))


def _base(kind: str, bundle: Bundle, head: Head, **more: Any) -> View:
    title = "" if head.title is None else bundle.pick(head.title)
    return View(kind, head.id, title, pieces(bundle, head.help), head.beside, **more)


def _card(bundle: Bundle, card: Card) -> CardView:
    frame = bundle.frames[card.figure.alias]
    column = column_of(frame, card.figure.column)
    value = value_of(bundle.frames, card.figure)
    trend = None
    if card.trend is not None:
        records = bundle.frames[card.trend.alias].records()
        values = [r[card.trend.column] for r in records if fits(r, card.trend.where)]
        trend = [value if isinstance(value, int) else None for value in values]
    return CardView(
        title=bundle.pick(card.title) if card.title else title_of(bundle, card.figure),
        value=headline(value, column, bundle.facts.lang),
        sub=pieces(bundle, card.sub),
        note=pieces(bundle, card.note),
        hero=card.hero,
        trend=trend,
        moved=moves(bundle, card.figure, card.better or column.better),
        target=goal(bundle, card.figure, value),
    )


def _chart(bundle: Bundle, chart: Chart, title: str) -> ChartView:
    frame = bundle.frames[chart.alias]
    records = [record for record in frame.records() if fits(record, chart.where)]
    columns = _titled([column_of(frame, name) for name in chart.series], chart.titles)
    keys = _keys([record[chart.x] for record in records], chart.order)
    if records and chart.type in ("columns", "stack"):
        keys = [*chart.order, *(key for key in keys if key not in chart.order)]
    if chart.by is None:
        names = [bundle.pick(column.title) for column in columns]
        picked = [(name, records, column) for name, column in zip(names, columns, strict=True)]
    else:
        parts = _keys([record[chart.by] for record in records], ())
        picked = [
            (_label(bundle, chart.by, key), [r for r in records if r[chart.by] == key], columns[0])
            for key in parts
        ]
    series = [(name, _summed(rows, chart.x, keys, column)) for name, rows, column in picked]
    if chart.by is not None:
        series = _fewer(series, bundle.pick(REST))
    if chart.top or (chart.type == "bars" and not chart.order):
        keys, series = _largest(keys, series, chart.top or len(keys))
    labels = numbers.without_year([_label(bundle, chart.x, key) for key in keys])
    head = bundle.pick(column_of(frame, chart.x).title)
    timed = _reads(chart.x) is not None
    return ChartView(chart.type, title, labels, series, unit(columns[0]), head, timed)


def _keys(values: Sequence[Cell], order: Sequence[str]) -> list[Cell]:
    """Each value once: those of `order` that are there first, then as they come."""
    found = list(dict.fromkeys(values))
    first = [name for name in order if name in found]
    return [*first, *(value for value in found if value not in first)]


def _reads(column: str) -> Callable[[str, str], str] | None:
    """How a column of time reads; nothing for others."""
    if column == "month" or column.endswith("_month"):
        return numbers.short_month
    if column.endswith("_date") or column in ("date", "week", "day"):
        return numbers.day
    return numbers.hour if column == "moment" else None


def _label(bundle: Bundle, column: str, key: Cell) -> str:
    if key is None or key == "":
        return numbers.NOTHING
    reads = _reads(column)
    return reads(str(key), bundle.facts.lang) if reads else bundle.say(column, str(key))


def _summed(records: list[Record], x: str, keys: list[Cell], column: Column) -> list[int | None]:
    """The value of each key; a key without a row, or with unknown ones only, is a gap."""
    found: dict[Cell, list[Record]] = {}
    for record in records:
        found.setdefault(record[x], []).append(record)
    values: list[int | None] = []
    for key in keys:
        rows = found.get(key, [])
        if column.name == ROWS:
            values.append(len(rows))
            continue
        value = total([row[column.name] for row in rows], column) if rows else None
        values.append(value if isinstance(value, int) else None)
    return values


Series = list[tuple[str, list[int | None]]]


def _fewer(series: Series, rest: str) -> Series:
    """The largest series, and one more that sums the others."""
    ranked = sorted(series, key=lambda pair: -sum(value or 0 for value in pair[1]))
    if len(ranked) <= SERIES:
        return ranked
    kept, others = ranked[: SERIES - 1], [values for _, values in ranked[SERIES - 1 :]]
    sums = [
        sum(v for v in column if v is not None) if any(v is not None for v in column) else None
        for column in zip(*others, strict=True)
    ]
    return [*kept, (rest, sums)]


def _largest(keys: list[Cell], series: Series, top: int) -> tuple[list[Cell], Series]:
    sums = [sum(values[n] or 0 for _, values in series) for n in range(len(keys))]
    ranked = sorted(range(len(keys)), key=lambda n: (-sums[n], str(keys[n])))[:top]
    return [keys[n] for n in ranked], [(name, [vs[n] for n in ranked]) for name, vs in series]


def rows_of(bundle: Bundle, table: Table) -> tuple[list[Column], list[Record]]:
    """The columns a table shows, and all of its rows as they stand there."""
    frame = bundle.frames[table.alias]
    records = [record for record in frame.records() if fits(record, table.where)]
    if table.group:
        records = _grouped(records, table, [column_of(frame, name) for name in table.columns])
    names = table.columns or tuple(column.name for column in frame.columns)
    wanted = dict.fromkeys((*table.group, *names))
    columns = [column_of(frame, name) for name in wanted if name not in table.hide]
    return _titled(columns, table.titles), _sorted(records, table)


def _titled(columns: list[Column], titles: Mapping[str, Pair] | None) -> list[Column]:
    given = titles or {}
    return [replace(c, title=given[c.name]) if c.name in given else c for c in columns]


def _grouped(records: list[Record], table: Table, columns: list[Column]) -> list[Record]:
    found: dict[tuple[Cell, ...], list[Record]] = {}
    for record in records:
        found.setdefault(tuple(record[name] for name in table.group), []).append(record)
    return [
        {
            **dict(zip(table.group, key, strict=True)),
            ROWS: len(rows),
            **{
                c.name: total([r[c.name] for r in rows], c)
                for c in columns
                if c.name not in (ROWS, *table.group)
            },
        }
        for key, rows in found.items()
    ]


def _sorted(records: list[Record], table: Table) -> list[Record]:
    """By the table's order; words of `order` as they are named; what is unknown comes last."""
    place = {name: n for n, name in enumerate(table.order)}
    named = table.split or (table.group[0] if table.group else None)
    if place and named is not None:
        records = sorted(records, key=lambda r: place.get(str(r[named]), len(place)))
    return records if table.sort is None else sorted(records, key=lambda r: _key(r, table.sort))


def _key(record: Record, by: Order | None) -> tuple[int, int | float, str]:
    assert by is not None
    value = record[by.column]
    if value is None or value == "":
        return (1, 0, "")
    if isinstance(value, int):
        amount = abs(value) if by.absolute else value
        return (0, -amount if by.descending else amount, "")
    flipped = "".join(chr(0x10FFFF - ord(c)) for c in value) if by.descending else value
    return (0, 0, flipped)


def _table(bundle: Bundle, table: Table, caption: str) -> TableView:
    columns, records = rows_of(bundle, table)
    return _cut(columns, records, table, f"t-{table.head.id}", caption, table.limit or ROWS_SHOWN)


def _cut(
    columns: list[Column],
    records: list[Record],
    table: Table,
    name: str,
    caption: str,
    most: int,
) -> TableView:
    sums = None
    if table.totals and len(records) > 1:
        added = [c for c in columns if c.name in table.totals and unit(c) in ADDITIVE]
        sums = {c.name: total([record[c.name] for record in records], c) for c in added}
    return TableView(
        name, caption, columns, records[:most], len(records), sums, table.chips, table.links
    )


def _folds(bundle: Bundle, table: Table) -> list[Fold]:
    """One folded list per value of the column that splits, by what it is worth."""
    assert table.split is not None
    columns, records = rows_of(bundle, table)
    columns = [column for column in columns if column.name != table.split]
    frame, lang = bundle.frames[table.alias], bundle.facts.lang
    folds: list[tuple[int, Fold]] = []
    for key in dict.fromkeys(record[table.split] for record in records):
        mine = [record for record in records if record[table.split] == key]
        title, name = _label(bundle, table.split, key), f"{table.head.id}-{key}"
        worth = sum(int(r[table.value] or 0) for r in mine) if table.value else 0
        value = headline(worth, column_of(frame, table.value), lang) if table.value else ""
        cut = _cut(columns, mine, table, f"t-{name}", title, table.limit or ROWS_IN_FOLD)
        folds.append((abs(worth), Fold(name, title, len(mine), value, _why(mine, table), cut)))
    if not table.order:
        folds.sort(key=lambda pair: -pair[0])
    return [replace(fold, open=number == 0) for number, (_, fold) in enumerate(folds)]


def _why(records: list[Record], table: Table) -> list[tuple[list[str], int]]:
    found: dict[tuple[Cell, ...], int] = {}
    for record in records:
        key = tuple(record[name] for name in table.advice)
        found[key] = found.get(key, 0) + 1
    return [([str(text) for text in key if text], n) for key, n in found.items() if any(key)]
