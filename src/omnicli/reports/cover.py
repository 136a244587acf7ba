"""The first sheet of a workbook: each figure, what it was before, and where its rows stand."""

from dataclasses import dataclass

from omnicli.reports.deltas import moves
from omnicli.reports.figures import column_of
from omnicli.reports.figures import title_of
from omnicli.reports.figures import value_of
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.layout import Card
from omnicli.reports.layout import Cards
from omnicli.reports.sections import plain


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: now, in the period before, how it moved, and a word on it."""

    title: str
    column: Column
    now: Cell
    before: Cell
    change: str
    tone: str
    note: str
    alias: str


def lines(bundle: Bundle) -> list[Line]:
    """The figures of the page's cards; of a page without cards those of its headline."""
    parts = [part for part in bundle.manifest.sections if isinstance(part, Cards)]
    cards = [card for part in parts for card in part.cards]
    return [_line(bundle, card) for card in cards or map(Card, bundle.manifest.headline)]


def _line(bundle: Bundle, card: Card) -> Line:
    wanted = card.figure
    column = column_of(bundle.frames[wanted.alias], wanted.column)
    earlier = next((o for o in bundle.compared if wanted.alias in o.frames), None)
    moved = moves(bundle, wanted, card.better or column.better)
    return Line(
        title=bundle.pick(card.title) if card.title else title_of(bundle, wanted),
        column=column,
        now=value_of(bundle.frames, wanted),
        before=value_of(earlier.frames, wanted) if earlier else None,
        change=moved[0].text if moved else "",
        tone=moved[0].tone if moved else "",
        note=plain(bundle, card.note),
        alias=wanted.alias,
    )
