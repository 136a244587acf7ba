"""Figures of a manifest worked out: one number of a metric, and texts with numbers in them."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from omnicli.reports import numbers
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.frame import Frame
from omnicli.reports.layout import FACTS
from omnicli.reports.layout import PLACEHOLDER
from omnicli.reports.layout import ROWS
from omnicli.reports.layout import Condition
from omnicli.reports.layout import Figure
from omnicli.reports.layout import Pair
from omnicli.reports.layout import amount
from omnicli.reports.layout import fits
from omnicli.reports.words import word

COUNTED = Column(ROWS, "int", ("Baris", "Rows"))
ADDITIVE = ("rupiah", "count")
"""Units whose values may be added up; quotients, ratios and texts may not."""


class Piece(NamedTuple):
    """A piece of a text; `tone` is empty, `b` for a figure, or `accent` for the one that counts.

    `href` is the page of another report where the piece names one and the site has it.
    """

    text: str
    tone: str = ""
    href: str = ""


def column_of(frame: Frame, name: str) -> Column:
    """The column called `name`, or the count of rows. KeyError where there is none."""
    if name == ROWS:
        return COUNTED
    for column in frame.columns:
        if column.name == name:
            return column
    raise KeyError(f"{frame.alias}.{name}")


def unit(column: Column) -> str:
    """How the column is read."""
    return numbers.unit_of(column.name, column.kind)


def adds_up(column: Column) -> bool:
    """Whether its values may be added: amounts, counts, points that are parts of a difference."""
    return unit(column) in ADDITIVE or (column.kind == "bps" and not column.is_ratio)


def value_of(frames: Mapping[str, Frame], wanted: Figure) -> Cell:
    """The figure: amounts and counts summed, anything else of the one row there is.

    None where it is unknown: every value is, or several rows hold what cannot be added up.
    """
    if wanted.less is not None:
        first, second = value_of(frames, replace(wanted, less=None)), value_of(frames, wanted.less)
        known = isinstance(first, int) and isinstance(second, int)
        return first - second if known else None  # type: ignore[operator]
    frame = frames[wanted.alias]
    column = column_of(frame, wanted.column)
    records = [record for record in frame.records() if fits(record, wanted.where)]
    if column is COUNTED:
        return len(records)
    return total([record[column.name] for record in records], column)


def total(values: Sequence[Cell], column: Column) -> Cell:
    """What the values of a column come to; nothing at all comes to 0, only unknown ones to None."""
    if len(values) == 1:
        return values[0]
    if not adds_up(column):
        return None
    known = [value for value in values if isinstance(value, int)]
    return sum(known) if known or not values else None


def shown(bundle: Bundle, wanted: Figure) -> str:
    """The figure as a headline prints it: amounts in whole rupiah."""
    column = column_of(bundle.frames[wanted.alias], wanted.column)
    return headline(value_of(bundle.frames, wanted), column, bundle.facts.lang)


def headline(value: Cell, column: Column, lang: str) -> str:
    """A value as a headline prints it: without sen, a word in the reader's language."""
    if isinstance(value, str):
        value = word(column.name, value, lang)
    kind = unit(column)
    return numbers.show(value, "average" if kind == "rupiah" else kind, lang)


def title_of(bundle: Bundle, wanted: Figure) -> str:
    """What a figure is called: by the manifest, the value that picks its row, or its column.

    A value that nobody translated (1, closed) says nothing to a reader, so the column speaks.
    """
    if title := bundle.manifest.titles.get(wanted):
        return bundle.pick(title)
    for clause in wanted.where:
        if len(clause.values) == 1 and not clause.negated:
            printed = bundle.say(clause.column, clause.values[0])
            if printed != clause.values[0]:
                return printed
    if wanted.column == ROWS:
        return bundle.pick(bundle.frames[wanted.alias].title)
    return bundle.pick(column_of(bundle.frames[wanted.alias], wanted.column).title)


def holds(bundle: Bundle, conditions: Sequence[Condition]) -> bool:
    """Whether every figure is something (or nothing, where that is asked)."""
    return all(bool(value_of(bundle.frames, c.figure)) is not c.negated for c in conditions)


def pieces(bundle: Bundle, text: Pair | None) -> list[Piece]:
    """The text in the report's language, figures filled in."""
    if text is None:
        return []
    sentence, found, at = bundle.pick(text), [], 0
    for match in PLACEHOLDER.finditer(sentence):
        found.append(Piece(sentence[at : match.start()]))
        at = match.end()
        found.append(_piece(bundle, match["mark"], match["name"]))
    found.append(Piece(sentence[at:]))
    return [piece for piece in found if piece.text]


def _piece(bundle: Bundle, mark: str, name: str) -> Piece:
    """What stands in one pair of braces: another report, a fact of the run, or a figure."""
    if mark == ">":
        report, title = name.split(" ", 1)
        return Piece(title, href=bundle.nav.pages.get(report, "") if bundle.nav else "")
    if name in FACTS:
        return Piece(_fact(bundle, name))
    return Piece(shown(bundle, amount(name)), "accent" if mark else "b")


def _fact(bundle: Bundle, name: str) -> str:
    facts = bundle.facts
    return {
        "period": facts.period.label(facts.lang),
        "basis": word("basis", facts.basis, facts.lang).lower(),
        "as_of": numbers.day(facts.as_of.isoformat(), facts.lang),
        "end": numbers.day(facts.period.end.isoformat(), facts.lang),
        "store": facts.store_name or "",
    }[name]
