"""Regions and couriers of orders: the official names, with what this workspace decided on top.

Orders are derived from files and decisions, so an accepted alias is applied here, where orders are
derived; accepting or dropping one derives the orders it touches again.
"""

import json
import sqlite3
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

import polars as pl

from omnicli.domain.couriers import words
from omnicli.domain.region_names import same_text
from omnicli.domain.regions import find_province
from omnicli.domain.regions import resolve_region
from omnicli.warehouse import decisions

REGION_ALIAS = "region_alias"
COURIER_ALIAS = "courier_alias"
PLACE = ("province", "city", "district")


@dataclass(frozen=True, slots=True)
class Aliases:
    """Accepted spellings of this workspace: compared text → official name."""

    provinces: Mapping[str, str] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    couriers: Mapping[str, str] = field(default_factory=dict)


def accepted(db: sqlite3.Connection) -> Aliases:
    """The aliases that stand now."""
    provinces: dict[str, str] = {}
    cities: dict[str, str] = {}
    for entry in decisions.standing(db, REGION_ALIAS):
        written, name = entry["payload"]["written"], entry["payload"]["name"]
        (cities if find_province(name) is None else provinces)[same_text(written)] = name
    couriers = {
        words(entry["payload"]["written"]): entry["payload"]["name"]
        for entry in decisions.standing(db, COURIER_ALIAS)
    }
    return Aliases(provinces, cities, couriers)


def placed(db: sqlite3.Connection, orders: "pl.DataFrame") -> "pl.DataFrame":
    """Orders with official province, city and district as far as certain, and their courier."""
    aliases = accepted(db)
    return _with_courier(_with_region(orders, aliases), aliases.couriers)


def _with_region(orders: "pl.DataFrame", aliases: Aliases) -> "pl.DataFrame":
    if not {"province", "city"} & set(orders.columns):
        return orders
    lacking = [c for c in PLACE if c not in orders.columns]
    full = orders.with_columns(pl.lit(None, pl.String).alias(c) for c in lacking)
    written = full.select(PLACE).unique()
    rows = [(*row, *official(row[0], row[1], row[2], aliases)) for row in written.iter_rows()]
    names = [f"_{c}" for c in PLACE]
    known = pl.DataFrame(rows, schema=dict.fromkeys((*PLACE, *names), pl.String), orient="row")
    return (
        full.join(known, on=list(PLACE), how="left", nulls_equal=True, maintain_order="left")
        .with_columns(pl.col(f"_{c}").alias(c) for c in PLACE)
        .drop(names)
    )


def official(
    province: str | None, city: str | None, district: str | None, aliases: Aliases
) -> tuple[str | None, str | None, str | None]:
    """One place, first as the workspace decided, then as the official lists say."""
    if province:
        province = aliases.provinces.get(same_text(province), province)
    if city:
        city = aliases.cities.get(same_text(city), city)
    found = resolve_region(province, city, district)
    return found.province, found.city, found.district


def _with_courier(orders: "pl.DataFrame", aliases: Mapping[str, str]) -> "pl.DataFrame":
    """The courier of orders whose courier text is unknown but was decided here."""
    if not aliases or "courier_service" not in orders.columns:
        return orders
    known = pl.col("courier") if "courier" in orders.columns else pl.lit(None, pl.String)
    texts = orders["courier_service"].drop_nulls().unique().to_list()
    decided = pl.col("courier_service").replace_strict(
        texts, [aliases.get(words(t)) for t in texts], default=None, return_dtype=pl.String
    )
    return orders.with_columns(pl.coalesce(known, decided).alias("courier"))


def orders_where(
    db: sqlite3.Connection, column: str, carries: Callable[[str], bool]
) -> "pl.DataFrame":
    """Natural keys of the orders whose value of `column` passes."""
    values = [
        value
        for (value,) in db.execute(
            f"SELECT DISTINCT {column} FROM orders WHERE {column} IS NOT NULL"
        )
        if carries(value)
    ]
    rows = db.execute(
        "SELECT platform, account, order_no FROM orders"
        f" WHERE {column} IN (SELECT value FROM json_each(?))",
        (json.dumps(values),),
    ).fetchall()
    names = ("platform", "account", "order_no")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def install(db: sqlite3.Connection) -> None:
    """SQL functions for the data checks about regions and couriers."""
    from omnicli.domain.couriers import is_only_service
    from omnicli.domain.proposals import propose_courier
    from omnicli.domain.proposals import propose_region

    def state(province: str | None, city: str | None, district: str | None) -> str:
        return resolve_region(province, city, district).state

    db.create_function("region_state", 3, state, deterministic=True)
    db.create_function("region_proposal", 2, propose_region, deterministic=True)
    db.create_function("names_no_courier", 1, is_only_service, deterministic=True)
    db.create_function("courier_proposal", 1, propose_courier, deterministic=True)
