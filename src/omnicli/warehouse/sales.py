"""One sale, two files: which orders are shipments or copies of a sale that stands elsewhere.

A pure function over the orders, so it does not matter which file came first. The rules, strongest
first: the selling platform's own number, then the tracking number, then phone + COD value + a
window of days. A pair that is not the only one of its kind is a worklist, never a guess.
"""

import json
import sqlite3
from collections.abc import Mapping
from collections.abc import Sequence

import polars as pl

from omnicli.warehouse import decisions
from omnicli.warehouse.inserting import insert_rows

WINDOW_DAYS = 7
"""How many days may lie between ordering and handing over to the courier."""

CARRIERS = ("mengantar",)
"""Platforms whose rows are shipments of sales made elsewhere (or sales of their own)."""

COPIES = ("scalev", "tiktok", "orderonline", "mengantar")
"""Platforms whose rows may carry the number of a sale on another platform (`external_no`)."""


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


Number = tuple[str, str, str]
"""platform, account, order_no"""

_COLUMNS = (
    "order_id", "platform", "account", "order_no", "external_no", "awb", "recipient_phone",
    "cod_value_sen", "ordered_day", "status",
)  # fmt: skip


def exists(db: sqlite3.Connection, number: Number) -> bool:
    """Whether an order with this natural key is stored."""
    found = db.execute(
        "SELECT 1 FROM orders WHERE platform = ? AND account = ? AND order_no = ?", number
    )
    return found.fetchone() is not None


def forget(db: sqlite3.Connection) -> None:
    """Have every link looked for anew by the next `relink`."""
    db.execute("INSERT OR IGNORE INTO sale_links_stale VALUES (0)")


def relink(db: sqlite3.Connection) -> None:
    """Derive every link again, and what the copies of a sale add to it.

    Where no order that came or changed since the last time is, was or may be part of a pair, all
    links and what they add are as they were, and nothing is read.
    """
    by_hand = _by_hand(db)
    if not by_hand and not _touches_pairs(db):
        db.execute("DELETE FROM sale_links_stale")
        return
    _relink(db, by_hand)
    db.execute("DELETE FROM sale_links_stale")
    db.execute(_LINKED_BY_HAND, (bool(by_hand),))


def _touches_pairs(db: sqlite3.Connection) -> bool:
    """Whether an order that came or changed is part of a pair, or may become one.

    Where no index could tell, it is taken to.
    """
    (seen,) = db.execute("SELECT order_id FROM line_orders_seen").fetchone()
    return db.execute(_TOUCHING, (seen,)).fetchone() is not None


def _relink(db: sqlite3.Connection, by_hand: Mapping[Number, Number | None]) -> None:
    stored = db.execute(
        "SELECT 1 FROM sale_links UNION ALL SELECT 1 FROM sale_feeds LIMIT 1"
    ).fetchone()
    orders = linkable(db, by_hand)
    if orders.is_empty() and stored is None:
        return
    links = pairs(orders, by_hand)
    db.execute("DELETE FROM sale_links")
    insert_rows(db, "sale_links", links.sort("order_id", "sale_order_id"))
    db.execute(
        "UPDATE orders SET sale_of_order_id = NULL WHERE sale_of_order_id IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM sale_links l WHERE l.order_id = orders.order_id"
        "  AND l.sale_order_id = orders.sale_of_order_id AND l.state = 'linked')"
    )
    db.execute(
        "UPDATE orders SET sale_of_order_id = l.sale_order_id FROM sale_links l"
        " WHERE l.order_id = orders.order_id AND l.state = 'linked'"
        " AND orders.sale_of_order_id IS NOT l.sale_order_id"
    )
    _feed(db)


def _feed(db: sqlite3.Connection) -> None:
    """Put what copies add in place of what was there; what is the same stays untouched."""
    db.execute(f"CREATE TEMP TABLE _feeds (order_id INTEGER PRIMARY KEY, {_FED})")
    try:
        db.execute(_FEEDS)
        db.execute(
            "DELETE FROM sale_feeds WHERE NOT EXISTS (SELECT 1 FROM temp._feeds t"
            f" WHERE t.order_id = sale_feeds.order_id AND (t.{_FED.replace(', ', ', t.')})"
            f" IS (sale_feeds.{_FED.replace(', ', ', sale_feeds.')}))"
        )
        db.execute(
            f"INSERT INTO sale_feeds (order_id, {_FED}) SELECT order_id, {_FED} FROM temp._feeds t"
            " WHERE NOT EXISTS (SELECT 1 FROM sale_feeds f WHERE f.order_id = t.order_id)"
        )
    finally:
        db.execute("DROP TABLE temp._feeds")


def linkable(db: sqlite3.Connection, by_hand: Mapping[Number, Number | None]) -> "pl.DataFrame":
    """The orders that any rule may pair, and those paired by hand: what `pairs` must see.

    An order that shares nothing with one of another platform has no link and changes none, so
    only SQLite looks at it.
    """
    schema = {c: pl.Int64 if c in _INTEGERS else pl.String for c in _COLUMNS}
    named = [number for pair in by_hand.items() for number in pair if number is not None]
    found = []
    if named or not _one_platform(db):
        found = db.execute(
            f"{_LINKABLE} SELECT {', '.join(_COLUMNS)} FROM orders WHERE order_id IN alike",
            (WINDOW_DAYS, json.dumps(named)),
        ).fetchall()
    return pl.DataFrame(found, schema=schema, orient="row")


def _one_platform(db: sqlite3.Connection) -> bool:
    """Whether all orders are of one platform (or there are none)."""
    ends = "SELECT (SELECT MIN(platform) FROM orders) IS (SELECT MAX(platform) FROM orders)"
    return bool(db.execute(ends).fetchone()[0])


_PARCEL = (
    "return_kind", "delivery_problem", "courier", "awb", "shipped_at", "shipped_date",
    "delivered_date", "completed_at", "completed_date", "returned_date",
    "shipping_cost_sen", "cod_fee_sen", "return_fee_sen",
)  # fmt: skip
"""What only the parcel's own row says."""

_NOTES = ("handled_by", "utm_source", "utm_campaign")
"""What any copy of the sale may say."""

_FED = ", ".join(("status", "status_rank", *_PARCEL, *_NOTES))

# Of several parcels of one sale the one that went furthest speaks (a return before a delivery).
_FEEDS = f"""
WITH copy AS (
  SELECT o.*, s.rank, o.platform IN ({_quoted(CARRIERS)}) AS is_parcel
  FROM orders o JOIN order_statuses s ON s.status = o.status
  WHERE o.sale_of_order_id IS NOT NULL
), ranked AS (
  SELECT copy.*, ROW_NUMBER() OVER (PARTITION BY sale_of_order_id
    ORDER BY is_parcel DESC, rank DESC, ordered_at DESC, platform, account, order_no) AS nth
  FROM copy
)
INSERT INTO temp._feeds (order_id, {_FED})
SELECT sale_of_order_id,
  MAX(CASE WHEN nth = 1 AND is_parcel THEN status END),
  MAX(CASE WHEN nth = 1 AND is_parcel THEN rank END),
  {", ".join(f"MAX(CASE WHEN nth = 1 AND is_parcel THEN {c} END)" for c in _PARCEL)},
  {", ".join(f"MAX({c})" for c in _NOTES)}
FROM ranked GROUP BY sale_of_order_id
"""


# Links by hand that are taken back are looked for again by rule.
_LINKED_BY_HAND = "INSERT INTO sale_links_stale SELECT 0 WHERE ?"

# An order with a clear phone and COD may pair by phone, one with a number of another order by that
# number; the others only by a number or parcel that is theirs and stands elsewhere.
_TOUCHING = f"""
WITH stale AS (
  SELECT order_id FROM sale_links_stale UNION SELECT order_id FROM orders WHERE order_id > ?
)
SELECT 1 FROM stale WHERE order_id = 0
UNION ALL
SELECT 1 FROM stale t CROSS JOIN orders o ON o.order_id = t.order_id
WHERE o.sale_of_order_id IS NOT NULL OR o.external_no IS NOT NULL
  OR o.platform IN ({_quoted(CARRIERS)})
  OR (o.recipient_phone IS NOT NULL AND o.cod_value_sen > 0 AND o.awb IS NULL)
  OR EXISTS (SELECT 1 FROM sale_links l WHERE l.order_id = o.order_id)
  OR EXISTS (SELECT 1 FROM sale_feeds f WHERE f.order_id = o.order_id)
  OR EXISTS (SELECT 1 FROM orders c WHERE c.external_no = o.order_no)
  OR EXISTS (SELECT 1 FROM orders p WHERE p.awb = o.awb AND p.platform <> o.platform)
LIMIT 1
"""

_INTEGERS = {"order_id", "cod_value_sen", "ordered_day"}

# What the rules of `pairs` compare, no more: two orders that share it need not be a pair. CROSS
# keeps the side with a transient index, the shipments and copies, inside.
_LINKABLE = f"""
WITH copy AS MATERIALIZED (
  SELECT order_id, platform, external_no FROM orders
  WHERE external_no IS NOT NULL AND platform IN ({_quoted(COPIES)})
), parcel AS MATERIALIZED (
  SELECT order_id, awb, recipient_phone, cod_value_sen, ordered_day FROM orders
  WHERE platform IN ({_quoted(CARRIERS)})
), pair AS MATERIALIZED (
  SELECT c.order_id AS one, s.order_id AS other
  FROM orders s CROSS JOIN copy c ON c.external_no = s.order_no AND c.platform <> s.platform
  UNION ALL
  SELECT p.order_id, s.order_id FROM orders s CROSS JOIN parcel p ON p.awb = s.awb
  WHERE s.platform NOT IN ({_quoted(CARRIERS)})
  UNION ALL
  SELECT p.order_id, s.order_id
  FROM orders s CROSS JOIN parcel p
    ON p.recipient_phone = s.recipient_phone AND p.cod_value_sen = s.cod_value_sen
    AND p.ordered_day - s.ordered_day BETWEEN 0 AND ?1
  WHERE s.awb IS NULL AND s.cod_value_sen > 0 AND s.platform NOT IN ({_quoted(CARRIERS)})
), alike AS (
  SELECT one FROM pair UNION SELECT other FROM pair UNION
  SELECT o.order_id FROM json_each(?2) n CROSS JOIN orders o
    ON o.platform = n.value ->> 0 AND o.account = n.value ->> 1 AND o.order_no = n.value ->> 2
)
"""


def _by_hand(db: sqlite3.Connection) -> Mapping[Number, Number | None]:
    """Pairs decided by a person: a copy → its sale, or None where they are two sales."""
    found: dict[Number, Number | None] = {}
    for entry in decisions.standing(db, "sale_link"):
        sale = entry["payload"]["sale"]
        found[tuple(entry["payload"]["order"])] = tuple(sale) if sale else None
    return found


def pairs(orders: "pl.DataFrame", by_hand: Mapping[Number, Number | None]) -> "pl.DataFrame":
    """order_id, sale_order_id, rule, state for every order that is (or may be) part of a sale.

    Each copy is settled by the first rule that finds a sale for it; a sale takes any number of
    copies by number, but only one parcel by phone.
    """
    fixed = _fixed(orders, by_hand)
    open_ = orders.join(fixed.select("order_id"), on="order_id", how="anti")
    open_ = open_.filter(~_number().is_in(_separate(by_hand)))
    numbered = _sure(_by_number(open_, orders), "marketplace_number")
    open_ = open_.join(numbered.select("order_id"), on="order_id", how="anti")
    tracked = _sure(_by_awb(open_, orders), "awb")
    settled = pl.concat([fixed, numbered, tracked])
    open_ = open_.join(tracked.select("order_id"), on="order_id", how="anti")
    taken = settled.filter(pl.col("state") == "linked").select(order_id="sale_order_id")
    copies = settled.filter(pl.col("state") == "linked").select("order_id")
    free = orders.join(taken, on="order_id", how="anti").join(copies, on="order_id", how="anti")
    matched = _sure(_by_phone(open_, free), "phone_cod_day", one_each=True)
    return _rooted(pl.concat([settled, matched]))


def _number() -> "pl.Expr":
    return pl.concat_str(["platform", "account", "order_no"], separator="\x1f")


def _separate(by_hand: Mapping[Number, Number | None]) -> list[str]:
    return ["\x1f".join(number) for number, sale in by_hand.items() if sale is None]


def _fixed(orders: "pl.DataFrame", by_hand: Mapping[Number, Number | None]) -> "pl.DataFrame":
    chosen = {"\x1f".join(k): "\x1f".join(v) for k, v in by_hand.items() if v is not None}
    named = orders.select("order_id", _n=_number())
    table = pl.DataFrame(
        {"_n": list(chosen), "_s": list(chosen.values())}, schema={"_n": pl.String, "_s": pl.String}
    )
    sales = named.select(sale_order_id="order_id", _s="_n")
    joined = named.join(table, on="_n").join(sales, on="_s")
    return joined.select(
        "order_id", "sale_order_id", rule=pl.lit("by_hand"), state=pl.lit("linked")
    )


def _by_number(open_: "pl.DataFrame", orders: "pl.DataFrame") -> "pl.DataFrame":
    """Copies whose `external_no` is the number of an order on another platform."""
    copies = open_.filter(pl.col("platform").is_in(COPIES) & pl.col("external_no").is_not_null())
    sales = orders.select(external_no="order_no", sale_order_id="order_id", _sold_on="platform")
    found = copies.join(sales, on="external_no")
    return found.filter(pl.col("_sold_on") != pl.col("platform")).select(
        "order_id", "sale_order_id"
    )


def _by_awb(open_: "pl.DataFrame", orders: "pl.DataFrame") -> "pl.DataFrame":
    """Shipments whose tracking number stands on a sale of another platform."""
    parcels = open_.filter(pl.col("platform").is_in(CARRIERS) & pl.col("awb").is_not_null())
    sales = orders.filter(~pl.col("platform").is_in(CARRIERS)).select(
        "awb", sale_order_id="order_id"
    )
    return parcels.join(sales, on="awb").select("order_id", "sale_order_id")


def _by_phone(open_: "pl.DataFrame", free: "pl.DataFrame") -> "pl.DataFrame":
    """Shipments to the same phone, over the same COD value, within the window of days."""
    on = ["recipient_phone", "cod_value_sen"]
    complete = pl.all_horizontal(pl.col(c).is_not_null() for c in (*on, "ordered_day"))
    parcels = open_.filter(
        pl.col("platform").is_in(CARRIERS) & complete & (pl.col("cod_value_sen") > 0)
    )
    sales = free.filter(
        ~pl.col("platform").is_in(CARRIERS) & complete & (pl.col("status") != "canceled")
    )
    sales = sales.filter(pl.col("awb").is_null())
    found = parcels.join(
        sales.select(*on, sale_order_id="order_id", _sold="ordered_day"), on=on
    ).with_columns(_gap=pl.col("ordered_day") - pl.col("_sold"))
    return found.filter(pl.col("_gap").is_between(0, WINDOW_DAYS)).select(
        "order_id", "sale_order_id"
    )


def _sure(found: "pl.DataFrame", rule: str, *, one_each: bool = False) -> "pl.DataFrame":
    """Linked where a copy has one candidate (and, `one_each`, the candidate has one copy)."""
    found = found.unique()
    sure = pl.len().over("order_id") == 1
    if one_each:
        sure &= pl.len().over("sale_order_id") == 1
    state = pl.when(sure).then(pl.lit("linked")).otherwise(pl.lit("ambiguous"))
    return found.select("order_id", "sale_order_id", rule=pl.lit(rule), state=state)


def _rooted(links: "pl.DataFrame") -> "pl.DataFrame":
    """Chains (parcel → aggregator's copy → marketplace order) end at the sale itself."""
    for _ in range(2):
        onward = links.filter(pl.col("state") == "linked").select(
            sale_order_id="order_id", _root="sale_order_id"
        )
        joined = links.join(onward, on="sale_order_id", how="left")
        root = pl.coalesce("_root", "sale_order_id")
        root = pl.when(root == pl.col("order_id")).then(pl.col("sale_order_id")).otherwise(root)
        links = joined.with_columns(sale_order_id=root).drop("_root")
    return links.unique(["order_id", "sale_order_id"], keep="first", maintain_order=True)
