"""Figures of campaigns as they were frozen, in place of today's."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import Value
from omnicli.warehouse import frozen_campaigns

FIGURES = (
    *("campaign_pace", "campaign_hours", "campaign_line", "campaign_products"),
    "campaign_trend",
)
"""The metrics whose rows of a campaign are kept when it is frozen."""
_LIVE = ("frozen_date",)
"""Columns that say something of the freezing itself."""


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
        campaign: _rows(told[spec.name][channel], names, result, campaign)
        for campaign, told in kept.items()
        if (channel := str(params["channel"])) in told.get(spec.name, {})
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
    told: dict[str, list[object]], names: Iterable[str], result: MetricResult, campaign: str
) -> list[tuple[Value, ...]]:
    columns = told["columns"]
    today = next((r for r in result.records(printed=False) if r["campaign"] == campaign), {})
    return [
        tuple(
            today.get(name) if name in _LIVE else dict(zip(columns, row, strict=True)).get(name)  # type: ignore[call-overload]
            for name in names
        )
        for row in told["rows"]
    ]
