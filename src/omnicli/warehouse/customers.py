"""Customers: who an order belongs to, and what its orders say of a customer."""

import sqlite3
from collections.abc import Mapping

import polars as pl

from omnicli.warehouse import identity
from omnicli.warehouse.inserting import insert_rows
from omnicli.warehouse.keys import telling
from omnicli.warehouse.observation import Tally
from omnicli.warehouse.table import Table
from omnicli.warehouse.table import staged
from omnicli.warehouse.tables.catalog import table_spec

_SELF = "json_array(c.name, c.province, c.city, c.district, c.first_source)"
"""What a customer row says, as one value to compare."""


def keyed(orders: "pl.DataFrame") -> "pl.DataFrame":
    """Orders with `customer_key`.

    A clear phone identifies across platforms; else the platform's own user name; a key the source
    made itself (masked buyers) comes third; an order with nothing gets a customer of
    its own.
    """
    have = orders.columns
    phone = pl.col("recipient_phone") if "recipient_phone" in have else pl.lit(None, pl.String)
    user = pl.col("buyer_username") if "buyer_username" in have else pl.lit(None, pl.String)
    own = pl.col("customer_key") if "customer_key" in have else pl.lit(None, pl.String)
    clear = user.is_not_null() & ~user.str.contains("*", literal=True)
    alone = pl.concat_str(
        [pl.lit("order"), pl.col("platform"), pl.col("account"), pl.col("order_no")], separator=":"
    )
    key = (
        pl.when(phone.is_not_null())
        .then(pl.concat_str([pl.lit("phone:"), phone]))
        .when(clear)
        .then(pl.concat_str([pl.col("platform"), pl.lit(":"), user]))
        .when(own.is_not_null())
        .then(own)
        .otherwise(alone)
    )
    return orders.with_columns(key.alias("customer_key"))


def ensure(db: sqlite3.Connection, orders: "pl.DataFrame") -> "pl.DataFrame":
    """Give every order a customer; returns `customer_key` → `customer_id`, `is_new`.

    Keys linked by hand share a customer. All that is known of a new customer are these orders, so
    they say what the customer is; one that is not new must be derived again with `refresh`.
    """
    if orders.is_empty():
        return pl.DataFrame(
            schema={"customer_key": pl.String, "customer_id": pl.Int64, "is_new": pl.Boolean}
        )
    linked = identity.groups(db)
    person = pl.col("customer_key").replace(linked) if linked else pl.col("customer_key")
    orders = orders.with_columns(person=person)
    known = _known(db, orders, linked)
    people = known.select(person=person, customer_id="customer_id").unique("person")
    new = orders if people.is_empty() else orders.join(people, on="person", how="anti")
    owner = pl.concat(
        [
            people.with_columns(is_new=pl.lit(value=False)),
            _insert_people(db, new).with_columns(is_new=pl.lit(value=True)),
        ]
    )
    owned = owner.rename({"person": "customer_key"})
    if linked or not people.is_empty():
        owned = (
            orders.select("customer_key", "person")
            .unique()
            .join(owner, on="person", how="left")
            .sort("customer_key")
        )
    missing = owned if known.is_empty() else owned.join(known, on="customer_key", how="anti")
    insert_rows(
        db,
        "customer_keys",
        missing.select(
            pl.col("customer_key").alias("key"),
            "customer_id",
            confidence_of(pl.col("customer_key")).alias("confidence"),
        ),
    )
    return owned.select("customer_key", "customer_id", "is_new")


def _insert_people(db: sqlite3.Connection, orders: "pl.DataFrame") -> "pl.DataFrame":
    """Insert the persons of these orders; returns `person`, `customer_id`, sorted."""
    rows = portraits(orders).sort("person")
    first = Table(db, table_spec("customers")).reserve_ids(rows.height)
    rows = rows.with_columns(
        pl.int_range(first, first + rows.height, dtype=pl.Int64).alias("customer_id")
    )
    insert_rows(db, "customers", rows.select("customer_id", pl.exclude("customer_id", "person")))
    return rows.select("person", "customer_id")


def _known(
    db: sqlite3.Connection, orders: "pl.DataFrame", linked: Mapping[str, str]
) -> "pl.DataFrame":
    """The stored keys (`customer_key`, `customer_id`) of all persons of these orders."""
    schema = {"customer_key": pl.String, "customer_id": pl.Int64}
    if db.execute("SELECT 1 FROM customer_keys LIMIT 1").fetchone() is None:
        return pl.DataFrame(schema=schema)
    keys = orders.select("customer_key").unique()
    if linked:
        more = identity.members(linked, orders["person"].unique())
        others = pl.DataFrame({"customer_key": sorted(more)}, keys.schema)
        keys = pl.concat([keys, others]).unique()
    with staged(db, keys.sort("customer_key")) as stage:
        found = db.execute(
            f"SELECT k.key, k.customer_id FROM {stage} s CROSS JOIN customer_keys k"
            " ON k.key = s.customer_key"
        ).fetchall()
    return pl.DataFrame(found, schema, orient="row")


def portraits(orders: "pl.DataFrame") -> "pl.DataFrame":
    """What orders say of their customers, by `person`; the twin of `_ATTRIBUTES` for frames.

    The newest order that names a place, or a clear name, speaks; ties go to the order's natural
    key, so that the answer does not depend on the order of imports. Most customers have one order,
    and only the others need ranking.
    """
    lacking = [c for c in (*_SPOKEN, "ordered_at") if c not in orders.columns]
    rows = orders.with_columns(pl.lit(None, pl.String).alias(c) for c in lacking)
    natural = ("platform", "account", "order_no")
    rows = rows.select("person", "customer_key", "ordered_at", *natural, *_SPOKEN)
    again = rows["person"].is_duplicated()
    name, source = pl.col("recipient_name"), pl.col("source")
    placed = pl.col("province").is_not_null() | pl.col("city").is_not_null()
    confidence = confidence_of(pl.col("customer_key")).alias("confidence")
    place = ("province", "city", "district")
    alone = rows.filter(~again).select(
        "person",
        name.alias("name"),
        *(pl.when(placed).then(pl.col(c)).alias(c) for c in place),
        source.alias("first_source"),
        confidence,
    )
    if not again.any():
        return alone
    ranked_by = telling(natural, rows)
    newest = rows.filter(again).sort(
        ["ordered_at", *ranked_by], descending=[True, *(False for _ in ranked_by)], nulls_last=True
    )
    clear = name.filter(~name.str.contains("*", literal=True)).drop_nulls().first()
    oldest_first = ("ordered_at", *ranked_by)
    ranked = newest.group_by("person").agg(
        pl.coalesce(clear, name.drop_nulls().first()).alias("name"),
        *(pl.col(c).filter(placed).first() for c in place),
        source.sort_by(*oldest_first, nulls_last=True).first().alias("first_source"),
        _surest(confidence).alias("confidence"),
    )
    return pl.concat([alone, ranked])


_SPOKEN = ("recipient_name", "province", "city", "district", "source")


def confidence_of(key: "pl.Expr") -> "pl.Expr":
    """How sure a key identifies one person, told from the key itself."""
    return (
        pl.when(key.str.starts_with("order:"))
        .then(pl.lit("anonymous"))
        .when(key.str.contains("*", literal=True))
        .then(pl.lit("probable"))
        .otherwise(pl.lit("certain"))
    )


def _surest(confidence: "pl.Expr") -> "pl.Expr":
    """The best of several keys' confidences."""
    order = {"certain": 0, "probable": 1, "anonymous": 2}
    return confidence.sort_by(confidence.replace_strict(order)).first()


def refresh_all(db: sqlite3.Connection) -> Tally:
    """Derive every customer again from its orders; drop those that have none."""
    db.execute(
        "CREATE TEMP TABLE _touched AS"
        f" SELECT c.customer_id, {_SELF} AS was FROM customers AS c ORDER BY c.customer_id"
    )
    try:
        return _derive_touched(db)
    finally:
        db.execute("DROP TABLE temp._touched")


def refresh(db: sqlite3.Connection, before: "pl.DataFrame", after: "pl.DataFrame") -> Tally:
    """Derive again the customers these orders had or have; drop those left empty.

    Customers made by `ensure` for these same orders are left as it made them: a customer is only
    derived again when some of its orders may lie outside `after`.
    """
    keys = pl.concat([before.select("customer_key"), after.select("customer_key")]).unique()
    if keys.is_empty():
        return Tally()
    with staged(db, keys) as stage:
        db.execute("CREATE TEMP TABLE _touched (customer_id INTEGER PRIMARY KEY, was TEXT)")
        db.execute(
            f"INSERT OR IGNORE INTO temp._touched SELECT c.customer_id, {_SELF}"
            f" FROM {stage} s CROSS JOIN customer_keys k ON k.key = s.customer_key"
            " JOIN customers c ON c.customer_id = k.customer_id"
        )
    try:
        return _derive_touched(db)
    finally:
        db.execute("DROP TABLE temp._touched")


# The newest order that names a place or a clear name decides for its customer; ties go to the
# order's natural key, so that the answer does not depend on the order of imports.
_ATTRIBUTES = """
WITH mine AS (
  SELECT o.customer_id, o.source, o.recipient_name, o.province, o.city, o.district, o.ordered_at,
    o.platform, o.account, o.order_no
  FROM temp._touched t CROSS JOIN orders o ON o.customer_id = t.customer_id
), named AS (
  SELECT customer_id, recipient_name AS name, ROW_NUMBER() OVER (PARTITION BY customer_id
    ORDER BY INSTR(recipient_name, '*') > 0, ordered_at DESC, platform, account, order_no) AS n
  FROM mine WHERE recipient_name IS NOT NULL
), placed AS (
  SELECT customer_id, province, city, district, ROW_NUMBER() OVER (PARTITION BY customer_id
    ORDER BY ordered_at DESC, platform, account, order_no) AS n
  FROM mine WHERE province IS NOT NULL OR city IS NOT NULL
), first AS (
  SELECT customer_id, source, ROW_NUMBER() OVER (PARTITION BY customer_id
    ORDER BY ordered_at IS NULL, ordered_at, platform, account, order_no) AS n
  FROM mine
)
UPDATE customers SET
  confidence = (SELECT k.confidence FROM customer_keys k WHERE k.customer_id = customers.customer_id
    ORDER BY CASE k.confidence WHEN 'certain' THEN 0 WHEN 'probable' THEN 1 ELSE 2 END LIMIT 1),
  name = a.name, province = a.province, city = a.city, district = a.district,
  first_source = a.source
FROM (
  SELECT f.customer_id, f.source, named.name, placed.province, placed.city, placed.district
  FROM first f
  LEFT JOIN named ON named.customer_id = f.customer_id AND named.n = 1
  LEFT JOIN placed ON placed.customer_id = f.customer_id AND placed.n = 1
  WHERE f.n = 1
) a
WHERE a.customer_id = customers.customer_id
"""


def _derive_touched(db: sqlite3.Connection) -> Tally:
    db.execute(_ATTRIBUTES)
    empty = (
        "SELECT t.customer_id FROM temp._touched t WHERE NOT EXISTS"
        " (SELECT 1 FROM orders o WHERE o.customer_id = t.customer_id)"
    )
    db.execute(f"DELETE FROM customer_keys WHERE customer_id IN ({empty})")
    deleted = db.execute(f"DELETE FROM customers WHERE customer_id IN ({empty})").rowcount
    same, moved = db.execute(
        f"SELECT COALESCE(SUM(t.was = {_SELF}), 0), COALESCE(SUM(t.was <> {_SELF}), 0)"
        " FROM temp._touched t JOIN customers c ON c.customer_id = t.customer_id"
    ).fetchone()
    return Tally(updated=moved, unchanged=same, deleted=deleted)
