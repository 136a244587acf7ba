"""What people recorded of orders at the order desk, as records beside those of files.

A fact is dated by the moment it was noted. It speaks only of an order that some file tells of:
where that file is taken back, the fact waits in its table and holds again when the order returns.
"""

import sqlite3
from collections.abc import Sequence

import polars as pl

from omnicli.warehouse.records import Record
from omnicli.warehouse.table import Table
from omnicli.warehouse.table import staged
from omnicli.warehouse.tables.catalog import table_spec

TABLE = "order_facts"
BY_HAND = "_hand"
"""The column that marks a record as noted by a person."""
_OWN = ("order_fact_id", "noted_at", "effective_at")


def stamps(db: sqlite3.Connection, keys: "pl.DataFrame") -> "pl.DataFrame | None":
    """The facts about the orders of `keys`, stamped like the records of files; None without any."""
    table = Table(db, table_spec(TABLE))
    found = table.fetch(keys.unique(), on=keys.columns)
    if found.is_empty():
        return None
    with staged(db, found.select("order_fact_id")) as stage:
        first_imports = db.execute(
            f"SELECT s.order_fact_id, MIN(o.import_id) FROM {stage} s CROSS JOIN row_origins o"
            " ON o.entity = ? AND o.entity_id = s.order_fact_id GROUP BY s.order_fact_id",
            (TABLE,),
        ).fetchall()
    schema = {"order_fact_id": pl.Int64, "_import": pl.Int64}
    noted = found.join(
        pl.DataFrame(first_imports, schema, orient="row"), on="order_fact_id", how="inner"
    )
    return noted.with_columns(
        pl.col("status").alias("raw_status"),
        pl.col("noted_at").alias("_eff"),
        pl.lit("").alias("_sha"),
        pl.lit(value=True).alias("_row_time"),
        pl.lit(value=True).alias(BY_HAND),
    ).drop(_OWN)


def noted_orders(db: sqlite3.Connection) -> "pl.DataFrame":
    """The keys of the orders that something was noted of."""
    names = ("platform", "account", "order_no")
    rows = db.execute(f"SELECT DISTINCT {', '.join(names)} FROM {TABLE}").fetchall()
    return pl.DataFrame(rows, dict.fromkeys(names, pl.String), orient="row")


Key = tuple[str, str, str]
_STANDING = (
    *("platform", "account", "order_no", "status", "cancel_reason", "return_kind"),
    *("payment_status", "payment_method", "is_cod", "awb", "courier", "product_kind"),
    *("recipient_name", "recipient_phone", "recipient_email", "recipient_address"),
    *("province", "city", "district", "handled_by", "is_deleted", "effective_at"),
)


def standing(db: sqlite3.Connection, keys: Sequence[Key]) -> dict[Key, Record]:
    """Orders as they stand, by key.

    Besides columns of theirs: `parcel_status` and `parcel_no` of the parcel that feeds them, and
    `sale_no` where the order is only a copy of a sale.
    """
    if not keys:
        return {}
    schema = dict.fromkeys(("platform", "account", "order_no"), pl.String)
    names = ", ".join(f"o.{c}" for c in _STANDING if c != "product_kind")
    with staged(db, pl.DataFrame(keys, schema, orient="row").unique()) as stage:
        cursor = db.execute(
            f"SELECT {names}, f.status AS parcel_status,"
            " CASE WHEN EXISTS (SELECT 1 FROM v_digital_orders AS d WHERE d.order_id = o.order_id)"
            " THEN 'digital' ELSE o.product_kind END AS product_kind,"
            " s.platform || ':' || s.order_no AS sale_no,"
            " (SELECT MIN(p.platform || ':' || p.order_no) FROM orders AS p"
            "   WHERE p.sale_of_order_id = o.order_id) AS parcel_no"
            f" FROM {stage} k CROSS JOIN orders o"
            " ON o.platform = k.platform AND o.account = k.account AND o.order_no = k.order_no"
            " LEFT JOIN sale_feeds f ON f.order_id = o.order_id"
            " LEFT JOIN orders s ON s.order_id = o.sale_of_order_id"
        )
        columns = [column[0] for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor]
    return {(str(r["platform"]), str(r["account"]), str(r["order_no"])): r for r in rows}


def moves(db: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, ...]]:
    """Which statuses may follow: (kind of product, status) → statuses, nearest first."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, was, to in db.execute(
        "SELECT t.product_kind, t.from_status, t.to_status FROM order_transitions AS t"
        " JOIN order_statuses AS s ON s.status = t.to_status"
        " ORDER BY t.product_kind, t.from_status, s.rank"
    ):
        found[kind, was] = (*found.get((kind, was), ()), to)
    return found
