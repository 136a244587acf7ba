"""The rows behind a metric: `sql/metrics/<name>/rows.sql`; those that count add up to its figures.

Its header names the columns that rows re-add to (`explains`, the first when nobody asks for one),
the `ratios` that are made of two of those, and texts that rows may be filtered by. Every row
has an entity and its id, a segment, a label, a date, the face amount, and the reason
for which it does not count on the basis. A row counts for a column where it has a value.

A metric that shows the same figures by another key is `like` the one whose rows are written out:
its rows are those of its own `dim` in the same shared step, by the step's column `key`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from omnicli.domain.errors import OmniError
from omnicli.metrics.catalog import get
from omnicli.metrics.header import PARAMS
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.shared import expand

FIXED: tuple[tuple[str, str], ...] = (
    ("entity", "text"),
    ("entity_id", "int"),
    ("segment", "text"),
    ("label", "text"),
    ("date", "date"),
    ("reason", "text"),
    ("amount_sen", "sen"),
)
"""What every row has, in this order; then the metric's grain, the filters and the figures."""

_HEADER = re.compile(r"\A/\*omni\s*\n(?P<toml>.*?)\n\*/[ \t]*\n(?P<sql>.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drill:
    """The statement, run as a metric is, and what its rows re-add to.

    is_own: the rows are the metric's own, because nobody wrote down finer ones.
    """

    spec: MetricSpec
    explains: tuple[str, ...]
    ratios: Mapping[str, tuple[str, ...]]
    filters: tuple[str, ...]
    is_own: bool = False


@cache
def drill_of(metric_id: str) -> Drill | None:
    """The rows behind a metric, None where nobody wrote them. E_METRIC_HEADER if it is wrong."""
    metric = get(metric_id)
    path = metric.path.with_name("rows.sql")
    if not path.is_file():
        return None
    try:
        return _parsed(metric, path.read_text(encoding="utf-8"))
    except (KeyError, TypeError, ValueError) as error:
        place = f"{metric.name}/{path.name}"
        raise OmniError("E_METRIC_HEADER", file=place, detail=str(error)) from error


def _parsed(metric: MetricSpec, text: str) -> Drill:
    found = _HEADER.match(text)
    if found is None:
        raise ValueError("no /*omni … */ block at the start")
    head, sql = tomllib.loads(found["toml"]), found["sql"]
    if "like" in head:
        head, sql = _like(metric, head)
    explains = tuple(head["explains"])
    filters = tuple(head.get("filters", ()))
    uses = tuple(head.get("uses", ()))
    own = {column.name: column for column in metric.columns}
    columns = (
        *(_column(name, kind) for name, kind in FIXED),
        *(own[name] for name in metric.grain),
        *(_column(name, "text") for name in filters),
        *(own[name] for name in explains),
    )
    spec = MetricSpec(
        name=metric.name,
        version=metric.version,
        title=metric.title,
        formula=metric.formula,
        how_to_read=metric.how_to_read,
        seed_ids=metric.seed_ids,
        grain=("entity", "entity_id", *metric.grain),
        params=MappingProxyType({name: PARAMS[name] for name in head["params"]}),
        columns=columns,
        sources=tuple(head["sources"]),
        sql=expand(sql, uses),
        path=metric.path.with_name("rows.sql"),
        uses=uses,
    )
    ratios = {name: tuple(parts) for name, parts in head.get("ratios", {}).items()}
    if wrong := [n for n, parts in ratios.items() if n not in own or set(parts) - set(explains)]:
        raise ValueError(f"ratio {wrong[0]} is not made of explained columns")
    return Drill(spec, explains, MappingProxyType(ratios), filters)


def _like(metric: MetricSpec, own: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """The header of the metric that `own` is like, and the statement of its own key."""
    path = metric.path.parent.parent / own["like"] / "rows.sql"
    found = _HEADER.match(path.read_text(encoding="utf-8")) if path.is_file() else None
    head = tomllib.loads(found["toml"]) if found else {}
    if not head or "like" in head:
        raise ValueError(f"like names {own['like']}, whose rows are not written out")
    (grain,) = metric.grain
    filters = [name for name in head["filters"] if name != grain]
    same = [*(name for name, _ in FIXED), *filters, *head["explains"]]
    same.insert(len(FIXED), grain)
    from_key = {grain: own.get("key", "key")}
    shown = ", ".join(f"d.{from_key.get(name, name)} AS {name}" for name in same)
    rows = f"FROM {head['uses'][0]} AS d WHERE d.dim = '{own.get('dim', grain)}'"
    sql = f"SELECT {shown} {rows} ORDER BY entity, entity_id, {grain};"
    return {**head, "filters": filters}, sql


def _column(name: str, kind: str) -> MetricColumn:
    return MetricColumn(name, kind, name, name)  # type: ignore[arg-type]  # of FIXED, or text
