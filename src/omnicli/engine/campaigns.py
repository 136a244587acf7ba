"""Figures of campaigns as they were frozen, in place of today's."""

import sqlite3
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from omnicli.domain.money import divide_half_up
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import Value
from omnicli.warehouse import frozen_campaigns

FIGURES = (
    *("campaign_pace", "campaign_hours", "campaign_line", "campaign_products"),
    "campaign_trend",
)
"""The metrics whose rows of a campaign are kept when it is frozen."""
_LIVE = ("frozen_date", "kind", "parent", "role", "target_gmv_sen")
"""Columns that no file tells of: the freezing itself, and what the list of campaigns says today."""
_AFTER = 7
"""Days after a campaign that tell what it borrowed: followed until all of them are known."""


def as_frozen(db: sqlite3.Connection, result: MetricResult) -> MetricResult:
    """The result with the rows of frozen campaigns as they were frozen.

    A column that the metric had not then is empty in them.
    """
    spec, params = result.spec, result.params
    if spec.name not in FIGURES:
        return result
    kept = frozen_campaigns.figures(db, str(params["from_date"]), str(params["to_date"]))
    names = [column.name for column in spec.columns]
    place = names.index("campaign")
    frozen = {
        campaign: _rows(figures[spec.name][channel], names, result, campaign)
        for campaign, figures in kept.items()
        if (channel := str(params["channel"])) in figures.get(spec.name, {})
    }
    if not frozen:
        return result
    order = dict.fromkeys([*(str(row[place]) for row in result.rows), *frozen])
    rows = [
        row
        for campaign in order
        for row in frozen.get(campaign, [r for r in result.rows if r[place] == campaign])
    ]
    return replace(result, rows=rows)


def _rows(
    frozen: dict[str, list[object]], names: Iterable[str], result: MetricResult, campaign: str
) -> list[tuple[Value, ...]]:
    today = next((r for r in result.records(printed=False) if r["campaign"] == campaign), {})
    rows = []
    for cells in frozen["rows"]:
        row = dict(zip(frozen["columns"], cells, strict=True))  # type: ignore[call-overload]
        row |= {name: today[name] for name in _LIVE if name in today}
        if "target_gmv_sen" in row:
            row = _towards_today(row, today)
        rows.append(tuple(row.get(name) for name in names))
    return rows


def _towards_today(row: dict[str, Any], today: Mapping[str, Any]) -> dict[str, Any]:
    """The pace with today's target, and with what is known by now of the days after it."""
    target = row["target_gmv_sen"]
    for share, amount in (
        ("attainment_bps", "gmv_sen"),
        ("projected_attainment_bps", "projected_gmv_sen"),
    ):
        row[share] = _share(row[amount], target)
    if (row["after_days"] or 0) < _AFTER:
        for name in ("after_days", "borrowed_sen"):
            row[name] = today.get(name, row[name])
        known = row["uplift_sen"] is not None and row["borrowed_sen"] is not None
        row["net_uplift_sen"] = row["uplift_sen"] - row["borrowed_sen"] if known else None
    return row


def _share(amount: int | None, target: int | None) -> int | None:
    """Ten thousandths."""
    if amount is None or not target:
        return None
    return divide_half_up(10_000 * amount, target)
