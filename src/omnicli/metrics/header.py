"""The header of a metric file: TOML in its leading `/*omni … */` comment."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from typing import get_args

from omnicli.access.columns import Secrecy
from omnicli.access.columns import secrecy
from omnicli.domain.errors import OmniError
from omnicli.metrics.shared import expand

Kind = Literal["sen", "int", "bps", "text", "date", "at"]
KINDS: tuple[str, ...] = get_args(Kind)

Better = Literal["up", "down", "none"]
BETTER: tuple[str, ...] = get_args(Better)

NEEDS: tuple[str, ...] = ("orders", "ads", "settlements", "bank")
"""What a figure may need, by the names of `v_coverage`; `ads:meta` is that of one platform."""

_NUMBERS = ("sen", "int", "bps")
_NEED = re.compile(rf"(?:{'|'.join(NEEDS)})(?::[a-z]+)?\Z")

_HEADER = re.compile(r"\A/\*omni\s*\n(?P<toml>.*?)\n\*/[ \t]*\n(?P<sql>.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParamSpec:
    """A bound parameter of a metric: an ISO date, one of `choices`, or any text."""

    name: str
    kind: Literal["date", "choice", "text"]
    choices: tuple[str, ...] = ()
    default: str | None = None
    """What it is where nobody asks for another."""

    @property
    def expected(self) -> str:
        """What may be given, for error texts."""
        return " | ".join(self.choices) or ("…" if self.kind == "text" else "YYYY-MM-DD")


CHANNELS = ("all", "tiktok", "tokopedia", "shopee", "orderonline", "scalev", "manual")
"""Where a sale was made, as campaigns are narrowed to it."""

PARAMS: Mapping[str, ParamSpec] = MappingProxyType(
    {
        "from_date": ParamSpec("from_date", "date"),
        "to_date": ParamSpec("to_date", "date"),
        "as_of": ParamSpec("as_of", "date"),
        "basis": ParamSpec("basis", "choice", ("placed", "delivered", "cash")),
        "channel": ParamSpec("channel", "choice", CHANNELS, "all"),
        "customer": ParamSpec("customer", "text", default=""),
    }
)
"""Every parameter a metric may take; one name means one thing everywhere."""


def printed_name(name: str, kind: str) -> str:
    """The name of a column in json, csv and tables: without `_sen` or `_bps`."""
    return name.removesuffix(f"_{kind}") if kind in ("sen", "bps") else name


@dataclass(frozen=True, slots=True)
class MetricColumn:
    """An output column. `sen` and `bps` columns end so; they print without the ending.

    better: which way of it is good news; `none` where neither is, and for texts and days.
    is_ratio: differences of it are points, not percent; it is never added up.
    needs: what this column needs, where it is less than the metric as a whole does.
    """

    name: str
    kind: Kind
    title_id: str
    title_en: str
    note: str | None = None
    better: Better = "none"
    is_ratio: bool = False
    needs: tuple[str, ...] = ()
    secrecy: Secrecy | None = None
    """The right it asks for: by its name, because the header says `personal = true`, or because the
    metric needs the bank and this is an amount."""

    @property
    def printed_name(self) -> str:
        """The name in json, csv and tables: without `_sen` or `_bps`."""
        return printed_name(self.name, self.kind)

    def title(self, lang: str) -> str:
        """The heading in `lang`."""
        return self.title_en if lang == "en" else self.title_id


@dataclass(frozen=True, slots=True)
class MetricSpec:
    """One version of one metric. Texts are (Indonesian, English).

    needs: what its figures need data of, each of `NEEDS`, of one platform or of any.
    money_rows: a column and its values whose rows are only for who may see money owed.
    sql: the whole statement, with the shared expressions of `uses` in front.
    """

    name: str
    version: int
    title: tuple[str, str]
    formula: tuple[str, str]
    how_to_read: tuple[str, str]
    seed_ids: tuple[str, ...]
    grain: tuple[str, ...]
    params: Mapping[str, ParamSpec]
    columns: tuple[MetricColumn, ...]
    sources: tuple[str, ...]
    sql: str
    path: Path
    needs: tuple[str, ...] = ()
    better: Better = "none"
    uses: tuple[str, ...] = ()
    money_rows: tuple[str, frozenset[str]] | None = None

    @property
    def id(self) -> str:
        """`roas@1`, the name reports pin."""
        return f"{self.name}@{self.version}"

    def needs_on(self, basis: str | None) -> tuple[str, ...]:
        """What its figures need data of on a basis: on cash, settlements too."""
        cash = basis == "cash" and "basis" in self.params and "settlements" not in self.needs
        return (*self.needs, "settlements") if cash else self.needs


def read_metric(path: Path) -> MetricSpec:
    """The metric in `path`, which must be `<name>/v<N>.sql`; else E_METRIC_HEADER."""
    return parse_metric(path.read_text(encoding="utf-8"), path)


def parse_metric(text: str, path: Path) -> MetricSpec:
    """The metric in `text`; `path` gives the name and version the header must agree with."""
    found = _HEADER.match(text)
    if found is None:
        raise _wrong(path, "no /*omni … */ block at the start")
    try:
        head = tomllib.loads(found["toml"])
    except tomllib.TOMLDecodeError as error:
        raise _wrong(path, str(error)) from error
    try:
        spec = _spec(_completed(head, path), found["sql"], path)
    except (KeyError, TypeError, ValueError) as error:
        raise _wrong(path, f"{type(error).__name__}: {error}") from error
    if (spec.name, f"v{spec.version}") != (path.parent.name, path.stem):
        raise _wrong(path, f"{spec.id} does not belong in {path.parent.name}/{path.name}")
    return spec


def _completed(head: dict[str, object], path: Path) -> dict[str, object]:
    """The header with what it leaves to the metric it is `like`, where it names one.

    `"*"` among its columns stands for that metric's columns besides its grain.
    """
    if "like" not in head:
        return head
    name, _, version = str(head["like"]).partition("@")
    other = path.parent.parent / name / f"v{version}.sql"
    found = _HEADER.match(other.read_text(encoding="utf-8")) if other.is_file() else None
    base = tomllib.loads(found["toml"]) if found else {}
    if not base or "like" in base:
        raise ValueError(f"like names {head['like']}, which is no metric with a header of its own")
    rest = [c for c in base["columns"] if c["name"] not in base["grain"]]
    given = _list(head, "columns")
    columns = [one for c in given for one in (rest if c == "*" else [c])]
    own = {key: value for key, value in head.items() if key != "like"}
    return {**base, **own, "columns": columns}


def _spec(head: dict[str, object], sql: str, path: Path) -> MetricSpec:
    known = {"name", "version", "title", "formula", "how_to_read", "seed_ids", "grain"}
    known |= {"params", "columns", "sources", "needs", "better", "uses", "money_rows"}
    if unknown := sorted(set(head) - known):
        raise ValueError(f"unknown keys {', '.join(unknown)}")
    better = _better(head["better"])
    money_rows = "money_rows" in head
    columns = tuple(
        _column(c, better, bank="bank" in _needs(head) and not money_rows)
        for c in _list(head, "columns")
    )
    names = [c.name for c in columns]
    grain = tuple(str(g) for g in _list(head, "grain"))
    if len(set(names)) != len(names):
        raise ValueError("a column is declared twice")
    if missing := [g for g in grain if g not in names]:
        raise ValueError(f"grain column {missing[0]} is not among the columns")
    uses = tuple(str(u) for u in _list(head, "uses")) if "uses" in head else ()
    version = head["version"]
    if not isinstance(version, int):
        raise TypeError("version must be an integer")
    return MetricSpec(
        name=str(head["name"]),
        version=version,
        title=_texts(head, "title"),
        formula=_texts(head, "formula"),
        how_to_read=_texts(head, "how_to_read"),
        seed_ids=tuple(str(s) for s in _list(head, "seed_ids")),
        grain=grain,
        params=MappingProxyType({str(p): PARAMS[str(p)] for p in _list(head, "params")}),
        columns=columns,
        sources=tuple(str(s) for s in _list(head, "sources")),
        needs=_needs(head),
        better=better,
        uses=uses,
        money_rows=_money_rows(head["money_rows"], names) if money_rows else None,
        sql=expand(sql, uses),
        path=path,
    )


def _money_rows(raw: object, names: list[str]) -> tuple[str, frozenset[str]]:
    if not isinstance(raw, dict) or set(raw) != {"column", "values"} or raw["column"] not in names:
        raise ValueError("money_rows must be { column = …, values = […] } of one of the columns")
    return str(raw["column"]), frozenset(str(value) for value in _list(raw, "values"))


def _better(value: object) -> Better:
    for one in get_args(Better):
        if value == one:
            return one  # type: ignore[no-any-return]
    raise ValueError(f"better must be one of {', '.join(BETTER)}, not {value}")


def _needs(head: dict[str, object]) -> tuple[str, ...]:
    needs = tuple(str(n) for n in _list(head, "needs"))
    if wrong := [n for n in needs if not _NEED.match(n)]:
        raise ValueError(f"needs names {wrong[0]}: one of {', '.join(NEEDS)}, or of a platform")
    return needs


def _column(raw: object, better: Better, *, bank: bool) -> MetricColumn:
    if not isinstance(raw, dict):
        raise TypeError("columns must be tables")
    name, kind = str(raw["name"]), raw["kind"]
    if kind not in KINDS:
        raise ValueError(f"column {name} has the unknown kind {kind}")
    if (kind in ("sen", "bps")) != name.endswith(("_sen", "_bps")) or (
        kind in ("sen", "bps") and not name.endswith(f"_{kind}")
    ):
        raise ValueError(f"column {name} of kind {kind} must end in its kind, and only then")
    good = _better(raw["better"]) if "better" in raw else better
    return MetricColumn(
        name=name,
        kind=kind,
        title_id=str(raw["id"]),
        title_en=str(raw["en"]),
        note=raw.get("note"),
        better=good if kind in _NUMBERS else "none",
        is_ratio=bool(raw.get("ratio", kind == "bps")),
        needs=_needs(raw) if "needs" in raw else (),
        secrecy="personal"
        if raw.get("personal") is True
        else secrecy(name) or ("bank" if bank and kind == "sen" else None),
    )


def _texts(head: dict[str, object], key: str) -> tuple[str, str]:
    value = head[key]
    if not isinstance(value, dict):
        raise TypeError(f"{key} must be {{ id = …, en = … }}")
    texts = (str(value["id"]).strip(), str(value["en"]).strip())
    if not all(texts):
        raise ValueError(f"{key} is empty")
    return texts


def _list(head: dict[str, object], key: str) -> list[object]:
    value = head[key]
    if not isinstance(value, list):
        raise TypeError(f"{key} must be a list")
    return value


def _wrong(path: Path, detail: str) -> OmniError:
    return OmniError("E_METRIC_HEADER", file=f"{path.parent.name}/{path.name}", detail=detail)
