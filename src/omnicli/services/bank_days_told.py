"""Days that two bank files cover and tell otherwise: all of it counts, and each difference is told.

No key of a movement holds anything but its account, day and amounts. A row that was edited between
two downloads is so another movement beside the first, and only the other file says that it is none.
"""

import sqlite3
from collections.abc import Set as AbstractSet

from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
from omnicli.services.checks import checks


def unlike_days(db: sqlite3.Connection, new: AbstractSet[int]) -> dict[int, list[Issue]]:
    """By new import, one warning for each file with which it disagrees, by the first difference."""
    (check,) = checks(["bank_day_other"])
    cursor = db.execute(check.sql)
    names = [column[0] for column in cursor.description]
    pairs: dict[tuple[int, int], list[dict[str, object]]] = {}
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        two = (row["import_id"], row["lacking_import_id"])
        if new & set(two):
            pairs.setdefault((min(two), max(two)), []).append(row)
    found: dict[int, list[Issue]] = {}
    for two, rows in pairs.items():
        # The later of the two is new: it is the one that a person has before him.
        found.setdefault(max(two), []).append(_told(max(two), rows))
    return found


def _told(mine: int, rows: "list[dict[str, object]]") -> Issue:
    row = rows[0]
    own = "file_name" if row["import_id"] == mine else "lacking_file_name"
    sen = int(str(row["credit_sen"])) - int(str(row["debit_sen"]))
    fields: dict[str, object] = {
        "account": row["account_no"],
        "amount": rupiah_texts(sen),
        "text": str(row["description"] or "–")[:60],
        "has": row["file_name"],
        "lacks": row["lacking_file_name"],
        "count": len(rows),
    }
    value = str(row["posted_date"])
    return Issue("W_BANK_DAY", "warning", str(row[own]), value=value, fields=fields)
