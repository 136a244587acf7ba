"""Lines, payouts and bank credits as frames, in few words, for tests of matching."""

from datetime import date
from typing import Any

import polars as pl

LINE = {
    "line_id": pl.Int64,
    "platform": pl.String,
    "account": pl.String,
    "line_key": pl.String,
    "occurred_at": pl.String,
    "occurred_date": pl.String,
    "occurred_day": pl.Int64,
    "net_sen": pl.Int64,
    "payout_ref": pl.String,
}
CREDIT = {
    "transaction_id": pl.Int64,
    "posted_date": pl.String,
    "posted_day": pl.Int64,
    "credit_sen": pl.Int64,
    "description": pl.String,
    "counterparty": pl.String,
}


def number(day: str) -> int:
    """Days since 1970-01-01."""
    return (date.fromisoformat(day) - date(1970, 1, 1)).days


def lines(*rows: tuple[Any, ...], platform: str = "shopee", account: str = "main") -> pl.DataFrame:
    """Rows (id, day, rupiah[, ref]); the id is the key too, `day` may carry a time."""
    made = []
    for row_id, moment, rupiah, *ref in rows:
        day, _, time = moment.partition(" ")
        made.append(
            {
                "line_id": row_id,
                "platform": platform,
                "account": account,
                "line_key": f"k{row_id:04}",
                "occurred_at": f"{day}T{time}Z" if time else None,
                "occurred_date": day,
                "occurred_day": number(day),
                "net_sen": rupiah * 100,
                "payout_ref": ref[0] if ref else None,
            }
        )
    return pl.DataFrame(made, schema=LINE)


def credited(*rows: tuple[Any, ...]) -> pl.DataFrame:
    """Rows (id, day, rupiah[, text])."""
    made = [
        {
            "transaction_id": row_id,
            "posted_date": day,
            "posted_day": number(day),
            "credit_sen": rupiah * 100,
            "description": text[0] if text else "SHOPEE",
            "counterparty": None,
        }
        for row_id, day, rupiah, *text in rows
    ]
    return pl.DataFrame(made, schema=CREDIT)
