"""How a figure moved: against another period, and towards its target."""

from typing import NamedTuple

from omnicli.domain.money import divide_half_up
from omnicli.reports import numbers
from omnicli.reports.figures import column_of
from omnicli.reports.figures import headline
from omnicli.reports.figures import unit
from omnicli.reports.figures import value_of
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.layout import Figure

ARROWS = ("=", "▲", "▼")


class Moved(NamedTuple):
    """`▲ 12,3%`, whether that is good or bad news (or neither: empty), and against what."""

    text: str
    tone: str
    versus: str


class Goal(NamedTuple):
    """A target as printed, and how much of it is reached, in basis points."""

    text: str
    reached: int


def change(now: int | None, before: int | None) -> int | None:
    """How much `now` stands above `before`, in basis points; None where it says nothing."""
    if now is None or not before or before < 0:
        return None
    return divide_half_up((now - before) * 10_000, before)


def moved(now: Cell, before: Cell, kind: str, better: str, lang: str) -> tuple[str, str] | None:
    """The move and its tone; rates move in points, multiples by themselves, the rest in percent.

    Where a side is below zero (a loss, a cost) a percentage says nothing: there the amount stands.
    None where one side is unknown, or a percentage of nothing is asked.
    """
    if not isinstance(now, int) or not isinstance(before, int):
        return None
    difference = now - before
    if kind == "percent":
        text = numbers.points(abs(difference), lang)
    elif kind in ("times", "decimal"):
        text = numbers.show(abs(difference), kind, lang)
    elif min(now, before) < 0:
        text = numbers.show(abs(difference), "average" if kind == "rupiah" else kind, lang)
    else:
        share = change(now, before)
        if share is None:
            return None
        text = numbers.percent(abs(share), lang)
    sign = (difference > 0) - (difference < 0)
    good = sign if better == "up" else -sign if better == "down" else 0
    return f"{ARROWS[sign]} {text}", ("", "good", "bad")[good]


def moves(bundle: Bundle, wanted: Figure, better: str) -> list[Moved]:
    """How the figure moved against each period that is compared."""
    column = column_of(bundle.frames[wanted.alias], wanted.column)
    now, found = value_of(bundle.frames, wanted), []
    for other in bundle.compared:
        if wanted.alias not in other.frames:
            continue
        lang = bundle.facts.lang
        move = moved(now, value_of(other.frames, wanted), unit(column), better, lang)
        if move is not None:
            found.append(Moved(*move, other.period.label(lang)))
    return found


def goal(bundle: Bundle, wanted: Figure, value: Cell) -> Goal | None:
    """The month's target of a figure: named in omni.toml as json prints the figure."""
    column = column_of(bundle.frames[wanted.alias], wanted.column)
    target = bundle.facts.targets.get(column.name.removesuffix("_sen").removesuffix("_bps"))
    if target is None or wanted.where or not isinstance(value, int):
        return None
    if column.kind in ("sen", "bps"):
        target *= 100 if column.kind == "sen" else 10_000
    whole = round(target)
    return Goal(headline(whole, column, bundle.facts.lang), divide_half_up(value * 10_000, whole))
