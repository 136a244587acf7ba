"""What the warehouse demands of every record, whatever its source: a blank rejects its rows.

A column that the schema declares NOT NULL must be filled, else loading the batch would fail as a
whole. `tests/contract` compares this table with the schema.
"""

import polars as pl

from omnicli.ingest.convert.base import Problem
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.spec import Part

RECORDS = {
    "orders": ("order_no", "status"),
    "ad_performance": ("level", "date_from", "date_to", "spend_sen"),
    "settlement_lines": ("line_key", "ledger", "kind", "net_sen", "occurred_date"),
    "bank_transactions": ("account_no", "posted_date", "debit_sen", "credit_sen", "seq"),
}
ITEMS = {"orders": ("listing_key", "quantity")}
_TOLD_BY = {
    "listing_key": ("sku_id", "product_id", "sku", "product_name"),
    "status": ("raw_status",),
    "occurred_date": ("occurred_at", "settled_at"),
    "level": ("campaign", "adset", "ad"),
    "debit_sen": ("amount_sen", "debit_text"),
    "credit_sen": ("amount_sen", "credit_text"),
}
"""Which columns of an export a derived one is made of, for the place of the fault."""


def unmet(
    part: Part,
    match: HeaderMatch,
    records: "pl.DataFrame",
    items: "pl.DataFrame | None",
    origins: "pl.DataFrame",
) -> list[Problem]:
    """A problem for each row of a record without something the warehouse demands."""
    found = []
    for name in RECORDS.get(part.target, ()):
        if name in records.columns and records[name].null_count():
            keys = records.filter(pl.col(name).is_null()).select(part.key).unique()
            rows = origins.join(keys, on=list(part.key), how="semi", nulls_equal=True)
            found += _problems(rows["row_no"], name, match)
    for name in ITEMS.get(part.target, ()) if items is not None else ():
        assert items is not None
        if name in items.columns and items[name].null_count():
            found += _problems(items.filter(pl.col(name).is_null())["row_no"], name, match)
    return found


def _problems(rows: "pl.Series", name: str, match: HeaderMatch) -> list[Problem]:
    telling = (name, *_TOLD_BY.get(name, ()))
    column = next((c for c in telling if c in match.positions), name)
    return [Problem(row, column, "E_VALUE_EMPTY", None) for row in rows.unique().sort()]
