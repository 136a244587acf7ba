"""A report is a folder: `report_templates/<name>/report.toml` beside its `page.html`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from omnicli.domain.errors import OmniError

BASES = ("placed", "delivered", "cash")
PARAMS = ("basis", "as_of")
KEYS = (
    "name",
    "version",
    "title",
    "about",
    "action",
    "params",
    "as_of",
    "headline",
    "metrics",
    "months",
    "mask",
    "sheets",
)
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_PIN = re.compile(r"(?P<metric>[a-z][a-z0-9_]*)@(?P<version>[1-9]\d*)")
_FIGURE = re.compile(
    r"(?P<alias>[a-z0-9_@]+)(\[(?P<name>[a-z_]+)=(?P<value>[a-z_]+)\])?\.(?P<column>[a-z0-9_]+)"
)
_ALIAS = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(@(?P<basis>[a-z]+))?")


@dataclass(frozen=True, slots=True)
class Pin:
    """One metric of a report: which version, on which basis, over how many months.

    `basis` is set where the alias names one (`roas@placed`). `months` widens the period back to
    that many calendar months, for trends.
    """

    alias: str
    metric: str
    version: int
    basis: str | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of the terminal: a column, summed over its rows or those where `name` is `value`."""

    alias: str
    column: str
    name: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One xlsx sheet; several aliases stand below each other, told apart by a basis column.

    `where` keeps the rows whose columns hold one of the values named.
    """

    title: tuple[str, str]
    aliases: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `report.toml` says, checked.

    `newest` reports count to the newest day that is known unless told otherwise; the others to the
    period's last day.
    """

    name: str
    version: int
    title: tuple[str, str]
    about: tuple[str, str]
    action: str
    params: tuple[str, ...]
    headline: tuple[Headline, ...]
    pins: Mapping[str, Pin]
    mask: Mapping[str, tuple[str, ...]]
    sheets: tuple[Sheet, ...]
    newest: bool = False


def names(templates: Path) -> list[str]:
    """The reports there are: each folder with a manifest."""
    return sorted(path.parent.name for path in templates.glob("*/report.toml"))


def load(templates: Path, name: str) -> Manifest:
    """The manifest of `name`. Raises E_REPORT_UNKNOWN or E_REPORT_MANIFEST."""
    known = names(templates)
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
    _only(raw, KEYS, "key")
    if raw["name"] != folder or not _NAME.fullmatch(folder):
        raise ValueError(f"name {raw['name']!r} in the folder {folder!r}")
    params = tuple(raw.get("params", ()))
    _only(params, PARAMS, "param")
    months = raw.get("months", {})
    pins = {alias: _pin(alias, pin, months.get(alias)) for alias, pin in raw["metrics"].items()}
    mask = {alias: tuple(columns) for alias, columns in raw.get("mask", {}).items()}
    headline = tuple(_headline(text) for text in raw.get("headline", ()))
    sheets = tuple(_sheet(sheet) for sheet in raw.get("sheets", ()))
    for used in (*months, *mask, *(figure.alias for figure in headline)):
        _known_alias(used, pins)
    for sheet in sheets:
        for alias in sheet.aliases:
            _known_alias(alias, pins)
    return Manifest(
        name=raw["name"],
        version=_positive(raw["version"], "version"),
        title=_pair(raw["title"]),
        about=_pair(raw["about"]),
        action=str(raw["action"]),
        params=params,
        headline=headline,
        pins=MappingProxyType(pins),
        mask=MappingProxyType(mask),
        sheets=sheets,
        newest=_newest(raw.get("as_of")),
    )


def _newest(value: object) -> bool:
    if value not in (None, "newest"):
        raise ValueError(f"as_of {value!r} is not 'newest'")
    return value is not None


def _pin(alias: str, pinned: str, months: object) -> Pin:
    named, pin = _ALIAS.fullmatch(alias), _PIN.fullmatch(pinned)
    if named is None:
        raise ValueError(f"alias {alias!r}")
    if pin is None:
        raise ValueError(f"metric {pinned!r} is not name@version")
    basis = named["basis"]
    if basis is not None and basis not in BASES:
        raise ValueError(f"alias {alias!r} names no basis of {', '.join(BASES)}")
    window = None if months is None else _positive(months, f"months.{alias}")
    return Pin(alias, pin["metric"], int(pin["version"]), basis, window)


def _sheet(raw: Mapping[str, Any]) -> Sheet:
    _only(raw, ("title", "metric", "metrics", "where"), "sheet key")
    aliases = tuple(raw["metrics"]) if "metrics" in raw else (raw["metric"],)
    where = {name: tuple(values) for name, values in raw.get("where", {}).items()}
    return Sheet(_pair(raw["title"]), aliases, MappingProxyType(where))


def _headline(text: str) -> Headline:
    """`roas.revenue_sen`, or one row of many: `cash_waterfall[step=in_bank].amount_sen`."""
    found = _FIGURE.fullmatch(text)
    if found is None:
        raise ValueError(f"headline {text!r}")
    return Headline(found["alias"], found["column"], found["name"], found["value"])


def _pair(raw: Mapping[str, str]) -> tuple[str, str]:
    _only(raw, ("id", "en"), "language")
    return str(raw["id"]), str(raw["en"])


def _positive(value: object, what: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{what} must be a whole number from 1")
    return value


def _only(given: Mapping[str, object] | tuple[str, ...], known: tuple[str, ...], what: str) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ValueError(f"unknown {what} {', '.join(unknown)}")


def _known_alias(alias: str, pins: Mapping[str, Pin]) -> None:
    if alias not in pins:
        raise ValueError(f"{alias!r} is not in [metrics]")
