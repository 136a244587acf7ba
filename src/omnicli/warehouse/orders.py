"""The orders target: orders, their items, their status history and their customers."""

import sqlite3
from collections.abc import Sequence

import polars as pl

from omnicli.warehouse import customers
from omnicli.warehouse import flat
from omnicli.warehouse import items
from omnicli.warehouse import lineage
from omnicli.warehouse import order_facts
from omnicli.warehouse import places
from omnicli.warehouse.clash import clashes
from omnicli.warehouse.inserting import insert_rows
from omnicli.warehouse.keys import joined
from omnicli.warehouse.keys import looked_up
from omnicli.warehouse.keys import telling
from omnicli.warehouse.merged import with_merged_items
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.observation import Tally
from omnicli.warehouse.overlap import Items
from omnicli.warehouse.overlap import Step
from omnicli.warehouse.overlap import steps
from omnicli.warehouse.resolve import resolve
from omnicli.warehouse.resolve import resolved
from omnicli.warehouse.table import Table
from omnicli.warehouse.table import compare

EVENT_TIME = {
    "created": "ordered_at",
    "pending": "ordered_at",
    "confirmed": "paid_at",
    "ready_to_ship": "ready_at",
    "shipped": "shipped_at",
    "completed": "completed_at",
    "canceled": "canceled_at",
    "rts": "returned_at",
}
"""The column that says when an order reached a status, where the file has one."""


def apply(
    db: sqlite3.Connection,
    table: Table,
    keys: "pl.DataFrame",
    observations: Sequence[Observation],
    new_imports: Sequence[int],
) -> Changes:
    """Make the orders of `keys` what the observations say they are, with all that hangs on them."""
    before = table.fetch(keys)
    canonical, lines, winners, events = derive(table, observations)
    diff = compare(table, canonical, before)
    changes = Changes(entities={"orders": flat.tally(diff)})
    flat.note_fields(changes, table, diff)

    owner = customers.ensure(db, canonical)
    owned = owner.select("customer_key", "customer_id")
    fresh, order = flat.with_ids(table, diff.new)
    table.insert(looked_up(fresh, ["customer_key"], owned), order)
    table.update(looked_up(diff.changed, ["customer_key"], owned))
    table.update(diff.restamped)
    ids = flat.entity_ids(table, fresh, diff)
    old_lines = items.stored(db, before.select("order_id"))
    outcomes = _replace_items(db, table, lines, ids, fresh, before, old_lines)
    _replace_events(db, events, ids, before, table)
    flat.forget_rows(db, "orders", diff.gone)
    table.delete(diff.gone)
    for seen, step in steps(
        table,
        observations,
        new_imports,
        diff,
        lambda seen: derive(table, seen)[:3],
        winners,
        items=Items(
            items.comparing(db, table.key),
            lambda: old_lines.join(before.select("order_id", *table.key), on="order_id"),
            outcomes,
        ),
    ):
        lineage.record(db, "orders", seen.import_id, seen.origins, ids, table.key)
        _count_rows(changes, seen, step, table.key)
        mine = changes.by_import.setdefault(seen.import_id, {})
        flat.count_rows(mine.setdefault("orders", Tally()), seen.records, step, table.key)
    changes.entities["customers"] = _customers(db, before, canonical, owner)
    return changes


def _customers(
    db: sqlite3.Connection,
    before: "pl.DataFrame",
    canonical: "pl.DataFrame",
    owner: "pl.DataFrame",
) -> Tally:
    """Derive again the customers that may have orders besides these."""
    known = owner.filter(~owner["is_new"]).select("customer_key")
    older = canonical.join(known, on="customer_key", how="semi")
    tally = customers.refresh(db, before, older)
    tally.inserted = owner.filter(owner["is_new"])["customer_id"].n_unique()
    return tally


def derive(
    table: Table, observations: Sequence[Observation]
) -> tuple["pl.DataFrame", "pl.DataFrame", "pl.DataFrame", "pl.DataFrame"]:
    """Canonical orders, their item lines (with `line_no`), what was resolved, their status events.

    What was resolved is as the files say it, before items are merged and places named.
    """
    key = list(table.key)
    if not observations:
        nothing = pl.DataFrame(schema={c: table.schema[c] for c in (*key, "customer_key")})
        return nothing, nothing, nothing, nothing
    stamps, rows = resolved(observations, table.spec)
    facts = order_facts.stamps(table.db, stamps.select(key))
    if facts is not None:
        stamps = pl.concat([stamps, facts], how="diagonal_relaxed")
        rows = resolve(stamps, table.spec)
    winners = rows
    clashing = clashes(stamps, key)
    if not clashing.is_empty():
        winners = looked_up(winners, key, clashing)
    lines = items.merge(observations, stamps, key)
    winners = with_merged_items(winners, lines, stamps, observations, table.spec)
    winners = places.placed(table.db, winners)
    winners = customers.keyed(winners).rename({"_eff": "effective_at"})
    timed = winners.with_columns(_minute(table.db, winners))
    return table.conform(timed), lines, rows, _events(stamps, key)


def _minute(db: sqlite3.Connection, winners: "pl.DataFrame") -> list["pl.Expr"]:
    """`ordered_minute`: the minute of the workspace's day; NULL where the file has only days."""
    if "ordered_at" not in winners.columns:
        return []
    (zone,) = db.execute("SELECT timezone FROM v_settings").fetchone()
    local = pl.col("ordered_at").str.to_datetime("%Y-%m-%dT%H:%M:%SZ").dt.replace_time_zone("UTC")
    local = local.dt.convert_time_zone(str(zone))
    minute = local.dt.hour().cast(pl.Int64) * 60 + local.dt.minute().cast(pl.Int64)
    return [minute.alias("ordered_minute")]


def _events(stamps: "pl.DataFrame", key: list[str]) -> "pl.DataFrame":
    """One event per order and status: when the order reached it, as far as its files say.

    A status without a time of its own is dated by the newest time its row shows, which is the
    same however the export was cut; only a row without any time takes the file's.
    """
    shown = [c for c in dict.fromkeys(EVENT_TIME.values()) if c in stamps.columns]
    when = pl.coalesce(pl.max_horizontal(shown), "_eff") if shown else pl.col("_eff")
    for status, column in EVENT_TIME.items():
        if column in stamps.columns:
            known = (pl.col("status") == status) & pl.col(column).is_not_null()
            when = pl.when(known).then(pl.col(column)).otherwise(when)
    events = stamps.filter(pl.col("status").is_not_null()).select(
        *key, "status", when.alias("at"), pl.col("_import").alias("import_id"), "_eff", "_sha"
    )
    seq = pl.lit(1, dtype=pl.Int64)
    if stamps["_import"].n_unique() > 1:
        first = events.sort("at", "_eff", "_sha").unique([*key, "status"], keep="first")
        events = first.sort(*key, "at", "status")
        seq = pl.int_range(pl.len()).over(key) + 1
    return events.select(*key, seq.alias("seq"), "status", "at", "import_id")


def _replace_items(
    db: sqlite3.Connection,
    table: Table,
    lines: "pl.DataFrame",
    ids: "pl.DataFrame",
    fresh: "pl.DataFrame",
    before: "pl.DataFrame",
    old: "pl.DataFrame",
) -> "pl.DataFrame":
    """Store the items; give back key + line + `_nth` + what became of each (`_outcome`)."""
    key = list(table.key)
    schema = items.table(db)
    if lines.is_empty():
        keys = {name: table.schema[name] for name in key}
        now = pl.DataFrame(schema={**schema.schema, "_nth": pl.Int64, **keys})
    else:
        known = [c for c in items.ITEM_COLUMNS if c in lines.columns]
        on = telling(key, lines, ids)
        named = ids.select(*on, order_id="entity_id")
        now = looked_up(lines, on, named).drop_nulls("order_id")
        now = now.select("order_id", "line_no", *known, "_nth", *key).sort("order_id", "line_no")
    new_ids = fresh.select(table.id_column)
    if before.is_empty():
        insert_rows(db, "order_items", items.storable(now, schema))
        return now.with_columns(pl.lit("inserted").alias("_outcome"))
    # An item column that no remaining file carries goes back to its default.
    lacking = [c for c in items.ITEM_COLUMNS if c not in now.columns]
    storable = items.storable(now.with_columns(pl.lit(None).alias(c) for c in lacking), schema)
    outcome = items.outcomes(storable.with_columns(now["_nth"]), old, ["order_id"])
    compared = now.with_columns(outcome.alias("_outcome"))
    touched = _orders_whose_items_moved(compared, old, new_ids)
    db.executemany("DELETE FROM order_items WHERE order_id = ?", touched.rows())
    insert_rows(db, "order_items", storable.join(touched, on="order_id", how="semi"))
    return compared


def _orders_whose_items_moved(
    compared: "pl.DataFrame", old: "pl.DataFrame", new_ids: "pl.DataFrame"
) -> "pl.DataFrame":
    """Ids of orders whose stored items must be written again."""
    moved = compared.filter(pl.col("_outcome") != "unchanged").select("order_id")
    count_now = compared.group_by("order_id").len()
    count_then = old.group_by("order_id").len()
    lost = count_then.join(count_now, on="order_id", how="left", suffix="_now").filter(
        pl.col("len").ne_missing(pl.col("len_now"))
    )
    return (
        pl.concat(
            [moved, lost.select("order_id"), new_ids.rename({new_ids.columns[0]: "order_id"})]
        )
        .unique()
        .sort("order_id")
    )


def _replace_events(
    db: sqlite3.Connection,
    events: "pl.DataFrame",
    ids: "pl.DataFrame",
    before: "pl.DataFrame",
    table: Table,
) -> None:
    """Write the status history of the touched orders again."""
    if not before.is_empty():
        db.executemany(
            "DELETE FROM order_events WHERE order_id = ?", before.select("order_id").rows()
        )
    if events.is_empty():
        return
    on = telling(table.key, events, ids)
    rows = joined(events, ids.select(*on, order_id="entity_id"), on)
    insert_rows(
        db,
        "order_events",
        rows.select("order_id", "seq", "status", "at", "import_id").sort("order_id", "seq"),
    )


def _count_rows(
    changes: Changes,
    seen: Observation,
    step: Step,
    key: tuple[str, ...],
) -> None:
    """A row's outcome is that of its item; a row whose order moved counts as updated."""
    on = list(key)
    tally = changes.row_outcomes.setdefault(seen.import_id, Tally())
    if step.all_new:
        tally.inserted += seen.origins.height
        return
    assert step.items is not None
    known = seen.records.select(on).join(step.new, on=on, how="anti")
    tally.inserted += seen.origins.join(known, on=on, how="anti").height
    seen = seen.within(known)
    per_row = _items_of_rows(seen, step.items, on)
    # A row may be several items (a bump) or none (an order without listed items).
    compared = seen.origins.select(*on, "row_no").join(per_row, on="row_no", how="left")
    moved = step.changed.select(*on, pl.lit(1).alias("_moved"))
    lost = step.lost.select(*on, pl.lit(1).alias("_lost")).unique()
    compared = (
        compared.join(moved, on=on, how="left")
        .join(lost, on=on, how="left")
        .with_columns(pl.col("_outcome").fill_null("unchanged"))
        .select(
            pl.when(pl.col("_outcome").is_in(["inserted", "updated"]))
            .then("_outcome")
            .when(pl.col("_moved").is_not_null())
            .then(pl.lit("updated"))
            .when(pl.col("_lost").is_not_null())
            .then(pl.lit("superseded"))
            .otherwise("_outcome")
            .alias("_outcome")
        )
    )
    counts = dict(compared.group_by("_outcome").len().iter_rows())
    tally.inserted += counts.get("inserted", 0)
    tally.updated += counts.get("updated", 0)
    tally.unchanged += counts.get("unchanged", 0)
    tally.superseded += counts.get("superseded", 0)


def _items_of_rows(seen: Observation, known: "pl.DataFrame", on: list[str]) -> "pl.DataFrame":
    """By row, what became of its items; one that another list replaced is superseded."""
    if seen.children is None:
        return seen.origins.select("row_no", pl.lit("unchanged").alias("_outcome")).unique()
    rows = items.numbered(seen, on)
    lines = [*on, *items.LINE, "_nth"]
    data = [c for c in items.ITEM_COLUMNS if c in rows.columns and c in known.columns]
    data = [c for c in data if c not in lines]
    joined = rows.select("row_no", *lines, *data).join(
        known.select(*lines, "_outcome", *data),
        on=lines,
        how="left",
        suffix="__won",
        nulls_equal=True,
    )
    lost = pl.any_horizontal(
        pl.lit(value=False),
        *(pl.col(c).is_not_null() & pl.col(c).ne_missing(pl.col(f"{c}__won")) for c in data),
    )
    outcome = pl.col("_outcome")
    return (
        joined.with_columns(
            pl.when(outcome.is_null() | ((outcome == "unchanged") & lost))
            .then(pl.lit("superseded"))
            .otherwise(outcome)
            .alias("_outcome")
        )
        .group_by("row_no")
        .agg(
            pl.when(outcome.n_unique() == 1)
            .then(outcome.first())
            .when(outcome.is_in(["unchanged", "superseded"]).all())
            .then(pl.lit("superseded"))
            .otherwise(pl.lit("updated"))
        )
    )
