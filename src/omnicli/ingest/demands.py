"""What the warehouse demands of every record, whatever its source: a blank rejects its rows.

A column that the schema declares NOT NULL must be filled, and what it CHECKs must hold, else
loading the batch would fail as a whole. `tests/contract` compares these tables with the schema.
"""

import polars as pl

from omnicli.ingest.convert.base import Problem
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.spec import Part

RECORDS = {
    "orders": ("order_no", "status"),
    "ad_performance": ("level", "date_from", "date_to", "spend_sen"),
    "live_sessions": ("started_date",),
    "settlement_lines": ("line_key", "ledger", "kind", "net_sen", "occurred_date"),
    "bank_transactions": ("account_no", "posted_date", "debit_sen", "credit_sen", "seq"),
}
ITEMS = {"orders": ("listing_key", "quantity")}


def _one_of(column: str, *values: str) -> str:
    """A condition that only these texts meet, as the schema writes it."""
    return " OR ".join(f"{column} = '{value}'" for value in values)


CHECKS = {
    "orders": (
        _one_of(
            "status",
            *("created", "pending", "confirmed", "in_process", "ready_to_ship", "shipped"),
            *("completed", "rts", "canceled", "closed"),
        ),
        _one_of("return_kind", "refused_undelivered", "returned_after_receipt", "lost", "unknown"),
        _one_of("payment_status", "unpaid", "paid", "partially_refunded", "refunded", "conflict"),
        "return_in_process IN (0, 1)",
        "is_cod IN (0, 1)",
        "is_incomplete IN (0, 1)",
        "product_kind IN ('physical', 'digital')",
        "refund_unknown IN (0, 1)",
    ),
    "ad_performance": (_one_of("level", "account", "campaign", "adset", "ad"),),
    "settlement_lines": (
        "ledger IN ('detail', 'wallet')",
        "gross_sen + shipping_sen + fee_sen + tax_sen + other_sen = net_sen",
    ),
    "bank_transactions": ("debit_sen >= 0", "credit_sen >= 0"),
}
"""The conditions of the schema, as it writes them; a condition over an empty cell holds."""
ITEM_CHECKS = {"orders": ("is_bump IN (0, 1)",)}
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
    for rule in CHECKS.get(part.target, ()):
        broken = _breaking(records, rule)
        if not broken.is_empty():
            rows = origins.join(broken.select(part.key), on=list(part.key), how="semi")
            found += _against(rows["row_no"], rule, match)
    for rule in ITEM_CHECKS.get(part.target, ()) if items is not None else ():
        assert items is not None
        found += _against(_breaking(items, rule)["row_no"], rule, match)
    for name in ITEMS.get(part.target, ()) if items is not None else ():
        assert items is not None
        if name in items.columns and items[name].null_count():
            found += _problems(items.filter(pl.col(name).is_null())["row_no"], name, match)
    return found


def _breaking(frame: "pl.DataFrame", rule: str) -> "pl.DataFrame":
    """The rows that a condition of the schema does not hold for; a missing amount is 0."""
    holds = pl.sql_expr(rule)
    names = set(holds.meta.root_names())
    if not names & set(frame.columns):
        return frame.clear()
    sen = [n for n in names if n.endswith("_sen")]
    filled = frame.with_columns(
        *(pl.col(n).fill_null(0) for n in sen if n in frame.columns),
        *(pl.lit(0).alias(n) for n in sen if n not in frame.columns),
    )
    if not names <= set(filled.columns):
        return frame.clear()
    return filled.filter(~holds.fill_null(value=True))


def _against(rows: "pl.Series", rule: str, match: HeaderMatch) -> list[Problem]:
    names = pl.sql_expr(rule).meta.root_names()
    telling = [t for name in names for t in (name, *_TOLD_BY.get(name, ()))]
    column = next((c for c in telling if c in match.positions), names[0])
    return [Problem(row, column, "E_VALUE_RULE", rule) for row in rows.unique().sort()]


def _problems(rows: "pl.Series", name: str, match: HeaderMatch) -> list[Problem]:
    telling = (name, *_TOLD_BY.get(name, ()))
    column = next((c for c in telling if c in match.positions), name)
    return [Problem(row, column, "E_VALUE_EMPTY", None) for row in rows.unique().sort()]
