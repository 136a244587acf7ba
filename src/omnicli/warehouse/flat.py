"""Targets whose rows have no children: ad performance, settlement lines and their like."""

import sqlite3
from collections.abc import Sequence

import polars as pl

from omnicli.warehouse import lineage
from omnicli.warehouse.keys import in_key_order
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import FieldChange
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.observation import Tally
from omnicli.warehouse.overlap import Step
from omnicli.warehouse.overlap import steps
from omnicli.warehouse.resolve import resolved
from omnicli.warehouse.table import Diff
from omnicli.warehouse.table import Table
from omnicli.warehouse.table import compare

SAMPLES = 200
"""How many old → new values a summary keeps."""


def apply(
    db: sqlite3.Connection,
    table: Table,
    keys: "pl.DataFrame",
    observations: Sequence[Observation],
    new_imports: Sequence[int],
) -> Changes:
    """Make the rows of `keys` what the observations say they are."""

    def derive(
        seen: Sequence[Observation],
    ) -> "tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]":
        _, winners = resolved(seen, table.spec)
        rows = table.conform(winners.rename({"_eff": "effective_at"}))
        return rows, pl.DataFrame(), winners

    entity = table.name
    before = table.fetch(keys)
    if observations:
        canonical, _, winners = derive(observations)
    else:
        canonical = winners = pl.DataFrame(schema={c: table.schema[c] for c in table.key})
    diff = compare(table, canonical, before)
    changes = Changes(entities={entity: tally(diff)})
    note_fields(changes, table, diff)
    table.delete(diff.gone)
    forget_rows(db, entity, diff.gone)
    fresh, order = with_ids(table, diff.new)
    table.insert(fresh, order)
    table.update(diff.changed)
    table.update(diff.restamped)
    ids = entity_ids(table, fresh, diff)
    for seen, step in steps(table, observations, new_imports, diff, derive, winners):
        lineage.record(db, entity, seen.import_id, seen.origins, ids, table.key)
        outcome = changes.row_outcomes.setdefault(seen.import_id, Tally())
        count_rows(outcome, seen.origins, step, table.key)
        mine = changes.by_import.setdefault(seen.import_id, {}).setdefault(entity, Tally())
        count_rows(mine, seen.records, step, table.key)
    return changes


def tally(diff: Diff) -> Tally:
    """The counts of a diff."""
    return Tally(diff.new.height, diff.changed.height, diff.same.height, len(diff.gone))


def with_ids(table: Table, fresh: "pl.DataFrame") -> "tuple[pl.DataFrame, pl.Series | None]":
    """New rows with their surrogate ids, which count in the order of the key, and that order."""
    ids, order = in_key_order(fresh, table.key, table.reserve_ids(fresh.height))
    return fresh.with_columns(ids.alias(table.id_column)), order


def entity_ids(table: Table, fresh: "pl.DataFrame", diff: Diff) -> "pl.DataFrame":
    """Key columns → `entity_id` of every row a change touched."""
    pick = [*table.key, pl.col(table.id_column).alias("entity_id")]
    return pl.concat([fresh.select(pick), diff.changed.select(pick), diff.same.select(pick)])


def forget_rows(db: sqlite3.Connection, entity: str, ids: Sequence[int]) -> None:
    """Drop the origins of rows that are gone."""
    db.executemany(
        "DELETE FROM row_origins WHERE entity = ? AND entity_id = ?", ((entity, i) for i in ids)
    )


def count_rows(
    outcome: Tally,
    rows: "pl.DataFrame",
    step: Step,
    key: Sequence[str],
) -> None:
    """Add a frame's rows (with the key columns) to a tally by what became of their records.

    A row of several records is one row: what is new in it comes first, then what changed, then
    what another file's word outweighs.
    """
    on = list(key)
    total = rows["row_no"].n_unique() if "row_no" in rows.columns else rows.height
    if step.all_new:
        outcome.inserted += total
        return
    inserted = rows.join(step.new.select(on), on=on, how="semi")
    updated = rows.join(step.changed.select(on), on=on, how="semi")
    if "row_no" in rows.columns:
        inserted = inserted.unique(subset="row_no")
        updated = updated.unique(subset="row_no").join(inserted, on="row_no", how="anti")
    by = ["row_no"] if "row_no" in rows.columns else on
    lost = rows.join(step.lost.select(on), on=on, how="semi").unique(subset=by)
    lost = lost.join(inserted, on=by, how="anti").join(updated, on=by, how="anti")
    outcome.inserted += inserted.height
    outcome.updated += updated.height
    outcome.superseded += lost.height
    outcome.unchanged += total - inserted.height - updated.height - lost.height


def note_fields(changes: Changes, table: Table, diff: Diff) -> None:
    """Count which columns moved and keep samples of old → new."""
    if diff.changed.is_empty():
        return
    key = list(table.key)
    joined = diff.changed.join(diff.before, on=key, how="inner", suffix="__old")
    for column in diff.changed.columns:
        if column in (*key, table.id_column, "effective_at"):
            continue

        moved = joined.filter(pl.col(column).ne_missing(pl.col(f"{column}__old")))
        if moved.is_empty():
            continue
        changes.fields[column] = changes.fields.get(column, 0) + moved.height
        if column == "status":
            for old, new, count in moved.group_by(f"{column}__old", column).len().iter_rows():
                changes.transitions[old or "–", new or "–"] = count
            continue
        room = SAMPLES - len(changes.samples)
        for row in moved.head(max(room, 0)).iter_rows(named=True):
            changes.samples.append(
                FieldChange(table.spec.label_of(row), column, row[f"{column}__old"], row[column])
            )
