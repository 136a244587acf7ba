"""A report is a folder with a `report.toml`; a page that tells a story has its `page.html` there.

Every other report declares its sections in the manifest, and one generic page renders them.
"""

import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from omnicli.domain.errors import OmniError
from omnicli.reports import groups
from omnicli.reports import layout
from omnicli.reports import layout_read
from omnicli.reports.layout import Cards
from omnicli.reports.layout import Chart
from omnicli.reports.layout import Clause
from omnicli.reports.layout import Figure
from omnicli.reports.layout import Nothing
from omnicli.reports.layout import Pair
from omnicli.reports.layout import Section
from omnicli.reports.layout import Table
from omnicli.reports.layout import only
from omnicli.reports.layout import pair

BASES = ("placed", "delivered", "cash")
PARAMS = ("basis", "as_of", "customer")
KEYS = (
    "name",
    "version",
    "title",
    "about",
    "group",
    "action",
    "params",
    "as_of",
    "headline",
    "metrics",
    "months",
    "mask",
    "verdict",
    "attention",
    "compare",
    "search",
    "nothing",
    "sections",
    "sheets",
)
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_PIN = re.compile(r"(?P<metric>[a-z][a-z0-9_]*)(@(?P<version>[1-9]\d*))?")
_ALIAS = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(@(?P<basis>[a-z]+))?")


@dataclass(frozen=True, slots=True)
class Pin:
    """One metric of a report: which version, on which basis, over how many months.

    Without a `version` it is the newest. `basis` is set where the alias names one (`roas@placed`).
    `months` widens the period back to that many calendar months, for trends.
    """

    alias: str
    metric: str
    version: int | None
    basis: str | None = None
    months: int | None = None

    @property
    def reference(self) -> str:
        """`roas@1`, or `roas` for its newest version."""
        return self.metric if self.version is None else f"{self.metric}@{self.version}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One xlsx sheet; several aliases stand below each other, told apart by a basis column.

    `columns` come first, `totals` are added up below the rows, `section` is the part of the page
    that shows the same rows. Without a title the sheet has its metric's.
    """

    title: Pair | None
    aliases: tuple[str, ...]
    where: tuple[Clause, ...] = ()
    columns: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `report.toml` says, checked.

    Unless told otherwise reports count to the period's last day, `newest` ones to the newest day
    that is known, `known` ones to the earlier of both.
    """

    name: str
    version: int
    title: tuple[str, str]
    about: tuple[str, str]
    group: str
    action: str
    params: tuple[str, ...]
    headline: tuple[Figure, ...]
    titles: Mapping[Figure, layout.Pair]
    """What figures are called: by the headline, else by their card."""
    pins: Mapping[str, Pin]
    mask: Mapping[str, tuple[str, ...]]
    sheets: tuple[Sheet, ...]
    newest: bool = False
    known: bool = False
    verdict: tuple[layout.Sentence, ...] = ()
    attention: tuple[layout.Sentence, ...] = ()
    compare: tuple[str, ...] = ()
    search: tuple[str, tuple[str, ...]] | None = None
    """The metric and the columns by which a site finds this report's rows, the key first."""
    nothing: Nothing | None = None
    sections: tuple[Section, ...] = ()

    @property
    def on_demand(self) -> bool:
        """Whether it is about somebody who has to be named, so that no site holds it."""
        return "customer" in self.params

    def columns_used(self) -> set[tuple[str, str]]:
        """Every (alias, column) the manifest names, so that a wrong one is found before a run."""
        return _columns_used(self)


def names(templates: Path) -> list[str]:
    """The reports there are: each folder with a manifest."""
    return sorted(path.parent.name for path in templates.glob("*/report.toml"))


def _titled(templates: Path, name: str) -> str | None:
    """The one report with `name` in its title, in either language: `piutang`, `arus-kas`, `kas`."""
    wanted = name.casefold().replace("-", " ")
    whole, partly = [], []
    for folder in names(templates):
        title = tomllib.loads((templates / folder / "report.toml").read_text("utf-8")).get("title")
        for text in title.values() if isinstance(title, dict) else ():
            spoken = str(text).casefold()
            whole += [folder] if wanted == spoken else []
            partly += [folder] if wanted in spoken.split() else []
    found = {*whole} or {*partly}
    return found.pop() if len(found) == 1 else None


def load(templates: Path, name: str) -> Manifest:
    """The manifest of the report of that name or title. E_REPORT_UNKNOWN, E_REPORT_MANIFEST."""
    known = names(templates)
    if name not in known:
        name = _titled(templates, name) or name
    if name not in known:
        raise OmniError("E_REPORT_UNKNOWN", name=name, known=", ".join(known) or "–")
    path = templates / name / "report.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        manifest = _parse(raw, name)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        detail = f"missing {fault}" if isinstance(fault, KeyError) else str(fault)
        raise OmniError(
            "E_REPORT_MANIFEST", file=f"{name}/report.toml", detail=detail, known=", ".join(KEYS)
        ) from fault
    return manifest


def _parse(raw: Mapping[str, Any], folder: str) -> Manifest:
    only(raw, KEYS, "key")
    if raw["name"] != folder or not _NAME.fullmatch(folder):
        raise ValueError(f"name {raw['name']!r} in the folder {folder!r}")
    params = tuple(raw.get("params", ()))
    only(params, PARAMS, "param")
    if any("{" in text for text in (*pair(raw["title"]), *pair(raw["about"]))):
        raise ValueError("title and about hold no figures: lists of reports print them, too")
    months = raw.get("months", {})
    metrics = raw["metrics"]
    named = metrics if isinstance(metrics, Mapping) else {alias: alias for alias in metrics}
    pins = {alias: _pin(alias, pin, months.get(alias)) for alias, pin in named.items()}
    mask = {alias: tuple(columns) for alias, columns in raw.get("mask", {}).items()}
    parts = layout_read.sections(raw.get("sections", ()))
    cards = [card.figure for part in parts if isinstance(part, Cards) for card in part.cards]
    headed = _headline(raw.get("headline", ()))
    headline = tuple(headed) or tuple(cards[:3])
    sheets = tuple(_sheet(sheet) for sheet in raw.get("sheets", ())) or _sheets_of(parts)
    manifest = Manifest(
        name=raw["name"],
        version=_positive(raw["version"], "version"),
        title=pair(raw["title"]),
        about=pair(raw["about"]),
        group=_group(raw),
        action=str(raw["action"]),
        params=params,
        headline=headline,
        titles=MappingProxyType(_titles(headed, parts)),
        pins=MappingProxyType(pins),
        mask=MappingProxyType(mask),
        sheets=sheets,
        newest=_as_of(raw) == "newest",
        known=_as_of(raw) == "known",
        verdict=layout_read.sentences(raw.get("verdict", ())),
        attention=layout_read.sentences(raw.get("attention", ())),
        compare=tuple(raw.get("compare", ())),
        search=_search(raw.get("search")),
        nothing=layout_read.nothing(raw.get("nothing")),
        sections=parts,
    )
    used = {alias for alias, _ in manifest.columns_used()}
    used |= {alias for sheet in sheets for alias in sheet.aliases}
    for alias in sorted({*months, *mask, *manifest.compare, *used}):
        _known_alias(alias, pins)
    return manifest


def _headline(raw: Iterable[object]) -> dict[Figure, layout.Pair | None]:
    """The figures of the terminal, each as a text or with a title of its own."""
    found: dict[Figure, layout.Pair | None] = {}
    for item in raw:
        if isinstance(item, Mapping):
            only(item, ("figure", "title"), "key of headline:")
            found[layout.figure(item["figure"])] = pair(item["title"])
        else:
            found[layout.figure(item)] = None
    return found


def _titles(
    headed: Mapping[Figure, layout.Pair | None], parts: tuple[Section, ...]
) -> dict[Figure, layout.Pair]:
    cards = [card for part in parts if isinstance(part, Cards) for card in part.cards]
    carded = {card.figure: card.title for card in cards if card.title}
    return {**carded, **{figure: title for figure, title in headed.items() if title}}


def _search(raw: Mapping[str, Any] | None) -> tuple[str, tuple[str, ...]] | None:
    if raw is None:
        return None
    only(raw, ("metric", "columns"), "key of search:")
    return str(raw["metric"]), tuple(raw["columns"])


def _group(raw: Mapping[str, Any]) -> str:
    group = str(raw.get("group", groups.REST))
    if group not in groups.GROUPS:
        raise ValueError(f"group {group!r}; there are {', '.join(groups.GROUPS)}")
    return group


def _as_of(raw: Mapping[str, Any]) -> str | None:
    value = raw.get("as_of")
    if value not in (None, "newest", "known"):
        raise ValueError(f"as_of {value!r} is neither 'newest' nor 'known'")
    return None if value is None else str(value)


def _pin(alias: str, pinned: str, months: object) -> Pin:
    named, pin = _ALIAS.fullmatch(alias), _PIN.fullmatch(pinned)
    if named is None:
        raise ValueError(f"alias {alias!r}")
    if pin is None:
        raise ValueError(f"metric {pinned!r} is not name or name@version")
    basis = named["basis"]
    if basis is not None and basis not in BASES:
        raise ValueError(f"alias {alias!r} names no basis of {', '.join(BASES)}")
    window = None if months is None else _positive(months, f"months.{alias}")
    version = int(pin["version"]) if pin["version"] else None
    return Pin(alias, pin["metric"], version, basis, window)


def _sheet(raw: Mapping[str, Any]) -> Sheet:
    only(raw, ("title", "metric", "metrics", "where", "columns", "totals"), "sheet key")
    aliases = tuple(raw["metrics"]) if "metrics" in raw else (raw["metric"],)
    where = layout.clauses(raw["where"]) if "where" in raw else ()
    columns, totals = tuple(raw.get("columns", ())), tuple(raw.get("totals", ()))
    return Sheet(pair(raw["title"]), aliases, where, columns, totals)


def _sheets_of(parts: tuple[Section, ...]) -> tuple[Sheet, ...]:
    """The sheets of a list report: its main table, the others, then what only charts show.

    The same rows make one sheet however many tables show them.
    """
    tables = [part for part in parts if isinstance(part, Table)]
    found: dict[tuple[str, tuple[Clause, ...]], Sheet] = {}
    for table in sorted(tables, key=lambda table: (not table.main, bool(table.group))):
        title = table.sheet or table.head.title
        columns, totals = (table.columns, table.totals) if not table.group else ((), ())
        made = Sheet(title, (table.alias,), table.where, columns, totals, table.head.id)
        found.setdefault((table.alias, table.where), made)
    shown = {alias for alias, _ in found}
    for chart in parts:
        if isinstance(chart, Chart) and chart.alias not in shown:
            made = Sheet(chart.head.title, (chart.alias,), section=chart.head.id)
            found.setdefault((chart.alias, ()), made)
    return tuple(found.values())


def _positive(value: object, what: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{what} must be a whole number from 1")
    return value


def _known_alias(alias: str, pins: Mapping[str, Pin]) -> None:
    if alias not in pins:
        raise ValueError(f"{alias!r} is not in [metrics]")


def _columns_used(manifest: Manifest) -> set[tuple[str, str]]:
    figures = list(manifest.headline)
    sentences = (*manifest.verdict, *manifest.attention)
    figures += [figure for sentence in sentences for figure in layout.figures_of(sentence)]
    figures += [manifest.nothing.when] if manifest.nothing else []
    used = {(alias, name) for alias, names in manifest.mask.items() for name in names}
    if manifest.search:
        used |= {(manifest.search[0], name) for name in manifest.search[1]}
    for part in manifest.sections:
        figures += layout.figures_of(part)
        used |= layout.columns_of(part)
    for sheet in manifest.sheets:
        named = {*sheet.columns, *sheet.totals, *(clause.column for clause in sheet.where)}
        used |= {(alias, name) for alias in sheet.aliases for name in named}
    figures += [figure.less for figure in figures if figure.less]
    for figure in figures:
        used |= {(figure.alias, name) for name in (figure.column, *layout.named(figure.where))}
    return {(alias, name) for alias, name in used if name != layout.ROWS}
