"""Campaigns whose figures stand: kept in the decision that froze them."""

import json
import sqlite3
from typing import Any

from omnicli.warehouse import decisions

KIND = "campaign_frozen"
THAWED = "campaign_thawed"

Figures = dict[str, dict[str, dict[str, Any]]]
"""Metric → channel → `{"columns": […], "rows": [[…], …]}`, values as stored."""


def enter(db: sqlite3.Connection, entry: decisions.Entry) -> None:
    """List a campaign as frozen, from the decision that did it."""
    payload = entry["payload"]
    db.execute(
        "INSERT INTO frozen_campaigns"
        " (campaign, from_date, to_date, frozen_date, last_import, frozen_at, actor, decision_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(
                payload["campaign"],
                payload["from_date"],
                payload["to_date"],
                payload["frozen_date"],
                payload["last_import"],
            ),
            *(entry["at"], entry["actor"], entry["decision_id"]),
        ),
    )


def leave(db: sqlite3.Connection, campaign: str) -> None:
    """Take a campaign off the list."""
    db.execute("DELETE FROM frozen_campaigns WHERE campaign = ?", (campaign,))


def replay(db: sqlite3.Connection) -> int:
    """List again every campaign that a standing decision froze; gives how many."""
    db.execute("DELETE FROM frozen_campaigns")
    entries = decisions.standing(db, KIND)
    for entry in entries:
        enter(db, entry)
    return len(entries)


def figures(db: sqlite3.Connection, from_date: str, to_date: str) -> dict[str, Figures]:
    """Campaign → its frozen figures, of those that touch the days from one up to before another."""
    rows = db.execute(
        "SELECT z.campaign, json_extract(d.payload, '$.figures') FROM v_frozen_campaigns AS v"
        " JOIN frozen_campaigns AS z ON z.campaign = v.campaign"
        " JOIN decisions AS d ON d.decision_id = z.decision_id"
        " WHERE z.from_date < ? AND z.to_date >= ? ORDER BY z.from_date, z.campaign",
        (to_date, from_date),
    )
    return {name: json.loads(text) for name, text in rows}
