"""Reads the sections of a manifest. KeyError, TypeError or ValueError says what is wrong."""

import re
from collections.abc import Mapping
from typing import Any

from omnicli.reports.layout import BETTER
from omnicli.reports.layout import CHARTS
from omnicli.reports.layout import Card
from omnicli.reports.layout import Cards
from omnicli.reports.layout import Chart
from omnicli.reports.layout import Condition
from omnicli.reports.layout import Head
from omnicli.reports.layout import Note
from omnicli.reports.layout import Nothing
from omnicli.reports.layout import Order
from omnicli.reports.layout import Pair
from omnicli.reports.layout import Section
from omnicli.reports.layout import Sentence
from omnicli.reports.layout import Step
from omnicli.reports.layout import Table
from omnicli.reports.layout import clauses
from omnicli.reports.layout import condition
from omnicli.reports.layout import figure
from omnicli.reports.layout import figures_in
from omnicli.reports.layout import maybe
from omnicli.reports.layout import only
from omnicli.reports.layout import pair

_ID = re.compile(r"[a-z][a-z0-9_-]*")


def sections(raw: Any) -> tuple[Section, ...]:
    """The `[[sections]]` of a manifest. KeyError, TypeError or ValueError says what is wrong."""
    found: list[Section] = []
    for entry in raw:
        taken = {section.head.id for section in found}
        found.append(_section(entry, taken))
    return tuple(found)


def nothing(raw: Mapping[str, Any] | None) -> Nothing | None:
    """The `[nothing]` of a manifest."""
    if raw is None:
        return None
    only(raw, ("when", "title", "text", "steps"), "key of [nothing]")
    steps = tuple(Step(str(step["run"]), pair(step["does"])) for step in raw.get("steps", ()))
    return Nothing(figure(raw["when"]), pair(raw["title"]), pair(raw["text"]), steps)


_COMMON = ("kind", "id", "title", "help", "when", "beside")
_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "cards": ("cards",),
    "chart": ("metric", "type", "x", "series", "where", "by", "order", "top", "titles", "each"),
    "table": (
        *("metric", "columns", "hide", "where", "sort", "totals", "chips", "limit", "group"),
        *("split", "order", "value", "advice", "links", "titles", "empty", "sheet"),
        "main",
    ),
    "note": ("text", "sentences", "tone"),
}


def _section(raw: Mapping[str, Any], taken: set[str]) -> Section:
    kind = raw["kind"]
    if kind not in _OF_KIND:
        raise ValueError(f"kind {kind!r} is none of {', '.join(_OF_KIND)}")
    only(raw, (*_COMMON, *_OF_KIND[kind]), f"key of a {kind} section:")
    head = _head(raw, taken)
    if kind == "cards":
        return Cards(head, tuple(_card(card) for card in raw["cards"]))
    if kind == "chart":
        return _chart(head, raw)
    if kind == "table":
        return _table(head, raw)
    tone = raw.get("tone", "lede")
    if tone not in ("lede", "flag", "verdict", "list"):
        raise ValueError(f"tone {tone!r} is none of lede, flag, verdict, list")
    texts = raw["sentences"] if "sentences" in raw else [{"text": raw["text"]}]
    return Note(head, sentences(texts), tone)


def _head(raw: Mapping[str, Any], taken: set[str]) -> Head:
    name = str(raw.get("id") or raw.get("metric") or raw["kind"]).replace("@", "-")
    number = 2
    named = name
    while named in taken:
        named, number = f"{name}-{number}", number + 1
    if ("id" in raw and named != name) or not _ID.fullmatch(named):
        raise ValueError(f"section id {name!r} is taken or not lower case")
    return Head(
        id=named,
        title=maybe(raw.get("title")),
        help=maybe(raw.get("help")),
        when=_conditions(raw),
        beside=raw.get("beside", False) is True,
    )


def _conditions(raw: Mapping[str, Any]) -> tuple[Condition, ...]:
    given = raw.get("when", ())
    return tuple(condition(text) for text in ((given,) if isinstance(given, str) else given))


def _card(raw: Mapping[str, Any]) -> Card:
    only(raw, ("figure", "title", "sub", "note", "hero", "trend", "better"), "key of a card:")
    better = raw.get("better")
    if better not in (None, *BETTER):
        raise ValueError(f"better {better!r} is none of {', '.join(BETTER)}")
    return Card(
        figure=figure(raw["figure"]),
        title=maybe(raw.get("title")),
        sub=maybe(raw.get("sub")),
        note=maybe(raw.get("note")),
        hero=raw.get("hero", False) is True,
        trend=figure(raw["trend"]) if "trend" in raw else None,
        better=better,
    )


def _chart(head: Head, raw: Mapping[str, Any]) -> Chart:
    if raw["type"] not in CHARTS:
        raise ValueError(f"chart type {raw['type']!r} is none of {', '.join(CHARTS)}")
    series = _names(raw["series"])
    if "by" in raw and len(series) != 1:
        raise ValueError("a chart with `by` has one column in `series`")
    return Chart(
        head=head,
        alias=str(raw["metric"]),
        type=raw["type"],
        x=str(raw["x"]),
        series=series,
        where=clauses(raw["where"]) if "where" in raw else (),
        by=raw.get("by"),
        order=_names(raw.get("order", ())),
        top=raw.get("top"),
        titles=_titles(raw),
        each=raw.get("each"),
    )


def _table(head: Head, raw: Mapping[str, Any]) -> Table:
    return Table(
        head=head,
        alias=str(raw["metric"]),
        columns=_names(raw.get("columns", ())),
        hide=_names(raw.get("hide", ())),
        where=clauses(raw["where"]) if "where" in raw else (),
        sort=_order(raw["sort"]) if "sort" in raw else None,
        totals=_names(raw.get("totals", ())),
        chips=raw.get("chips"),
        limit=raw.get("limit"),
        group=_names(raw.get("group", ())),
        split=raw.get("split"),
        order=_names(raw.get("order", ())),
        value=raw.get("value"),
        advice=_names(raw.get("advice", ())),
        links=dict(raw.get("links", {})),
        titles=_titles(raw),
        empty=maybe(raw.get("empty")),
        sheet=maybe(raw.get("sheet")),
        main=raw.get("main", False) is True,
    )


def _titles(raw: Mapping[str, Any]) -> Mapping[str, Pair]:
    return {name: pair(title) for name, title in raw.get("titles", {}).items()}


def _order(text: str) -> Order:
    column = text.lstrip("-|")
    return Order(column, descending=text[0] in "-|", absolute=text.startswith("|"))


def _names(raw: Any) -> tuple[str, ...]:
    if isinstance(raw, str):
        raise TypeError(f"{raw!r} must be a list")
    return tuple(str(name) for name in raw)


def sentences(raw: Any) -> tuple[Sentence, ...]:
    """Pieces of text, each with the conditions under which it stands."""
    found = []
    for entry in raw:
        only(entry, ("text", "when"), "key of a sentence:")
        found.append(Sentence(checked(pair(entry["text"])), _conditions(entry)))
    return tuple(found)


def checked(text: Pair) -> Pair:
    """The text, once its placeholders are known to be figures or facts."""
    figures_in(text)
    return text
