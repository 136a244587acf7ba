"""Row origins: which rows of which files a canonical row was made from."""

import sqlite3

import polars as pl

from omnicli.warehouse.inserting import insert_rows
from omnicli.warehouse.keys import joined
from omnicli.warehouse.keys import telling
from omnicli.warehouse.table import staged


def imports_of(db: sqlite3.Connection, entity: str, ids: "pl.DataFrame") -> list[int]:
    """The imports that contributed to any of the rows in `ids` (one column, the surrogate id)."""
    if ids.is_empty():
        return []
    with staged(db, ids) as stage:
        column = ids.columns[0]
        rows = db.execute(
            f"SELECT DISTINCT o.import_id FROM {stage} s CROSS JOIN row_origins o"
            f' ON o.entity = ? AND o.entity_id = s."{column}"',
            (entity,),
        ).fetchall()
    return sorted(r[0] for r in rows)


def entities_of(db: sqlite3.Connection, entity: str, import_ids: list[int]) -> list[int]:
    """The surrogate ids of `entity` rows that any of the imports contributed to."""
    marks = ", ".join("?" * len(import_ids))
    rows = db.execute(
        f"SELECT DISTINCT entity_id FROM row_origins WHERE entity = ? AND import_id IN ({marks})",
        (entity, *import_ids),
    ).fetchall()
    return sorted(r[0] for r in rows)


def record(
    db: sqlite3.Connection,
    entity: str,
    import_id: int,
    origins: "pl.DataFrame",
    ids: "pl.DataFrame",
    key: tuple[str, ...],
) -> None:
    """Store the origins of one import; `ids` maps the key columns to `entity_id`."""
    on = telling(key, origins, ids)
    traced = joined(origins.select(*on, "row_no"), ids, on)
    rows = traced.select("entity_id", "row_no")
    # A row tells of one entity once, but for files whose rows hold several records.
    if rows["row_no"].n_unique() < rows.height:
        rows = rows.unique()
    rows = rows.sort("entity_id", "row_no").with_columns(
        pl.lit(entity).alias("entity"), pl.lit(import_id, dtype=pl.Int64).alias("import_id")
    )
    insert_rows(db, "row_origins", rows)


def forget(db: sqlite3.Connection, import_ids: list[int]) -> None:
    """Drop the origins of imports that were undone."""
    db.executemany("DELETE FROM row_origins WHERE import_id = ?", ((i,) for i in import_ids))
