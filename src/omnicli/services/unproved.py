"""Which files behind a report print a total that their own rows do not add up to."""

import json
import sqlite3

from omnicli.assets import query
from omnicli.domain.period import Period
from omnicli.reports.frame import Unproved


def unproved_files(
    db: sqlite3.Connection, period: Period, used: frozenset[str] | None
) -> tuple[Unproved, ...]:
    """Those that tell of days of the period, of the sources whose rows the report reads."""
    days = {"first": period.start.isoformat(), "last": period.end.isoformat()}
    found = []
    for source, account, name, fields in db.execute(query("unproved_files"), days):
        if used is not None and source not in used:
            continue
        said = json.loads(fields or "{}")
        both = [said.get("printed"), said.get("summed")]
        amounts = [tuple(text) if isinstance(text, list) else None for text in both]
        found.append(Unproved(source, account, name, *amounts))
    return tuple(dict.fromkeys(found))
