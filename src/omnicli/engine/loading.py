"""Applying what files say to the warehouse: the one way rows come in, change and go again.

Importing, undoing and rebuilding differ only in which observations they hand to `apply`.
"""

import sqlite3
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

import polars as pl

from omnicli.engine.derived import Loaded
from omnicli.engine.derived import asked_before
from omnicli.engine.derived import derive
from omnicli.engine.originals import Originals
from omnicli.engine.rules import Rules
from omnicli.warehouse import lineage
from omnicli.warehouse.ledger import active_files
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.observation import Tally
from omnicli.warehouse.table import Table
from omnicli.warehouse.tables.catalog import with_roles
from omnicli.warehouse.tables.declaration import TableSpec
from omnicli.warehouse.tables.declaration import function


def apply(
    db: sqlite3.Connection,
    originals: Originals,
    rules: Rules,
    new: Sequence[Observation],
    *,
    touched: "Mapping[str, pl.DataFrame] | None" = None,
    deriving: bool = True,
) -> Changes:
    """Bring every key that `new` tells of (and the `touched` ones) up to all active files.

    The files that tell of the same keys are recalled from the dataroom, so the result does not
    depend on what was imported first. Who loads file after file derives (`derive_all`) at its end.
    """
    total = Changes()
    before = asked_before(db, new, touched) if deriving else {}
    targets = {o.target for o in new}
    targets |= {s.name for s in with_roles("canonical") if s.completed_by in targets}
    if touched is not None:
        # A file without rows (a statement without movements) has no key to touch, but it may have
        # been the one fact that something rests on.
        targets |= {spec.name for spec in with_roles("canonical")}
    for spec in with_roles("canonical"):
        mine = [o for o in new if o.target == spec.name]
        concerned = _concerned(spec, new, touched or {})
        changes = _apply(db, Table(db, spec), originals, mine, concerned)
        if changes is not None:
            add_changes(total, changes)
    if deriving:
        derive(db, rules, Loaded(changes=total, targets=targets, before=before))
    return total


def _concerned(
    spec: TableSpec, new: Sequence[Observation], touched: "Mapping[str, pl.DataFrame]"
) -> "pl.DataFrame | None":
    """Keys whose rows change though no new file need tell of them.

    Rows that go, and rows that another table completes.
    """
    frames = [touched[spec.name].select(spec.key)] if spec.name in touched else []
    if spec.completed_by:
        beside = [o.records for o in new if o.target == spec.completed_by]
        if spec.completed_by in touched:
            beside.append(touched[spec.completed_by])
        frames += [frame.select(spec.key) for frame in beside]
    return pl.concat(frames, how="vertical_relaxed").unique() if frames else None


def _apply(
    db: sqlite3.Connection,
    table: Table,
    originals: Originals,
    new: Sequence[Observation],
    touched: "pl.DataFrame | None",
) -> Changes | None:
    """Load one table; None where nothing tells of any of its keys."""
    spec = table.spec
    frames = [o.records.select(spec.key) for o in new]
    if touched is not None:
        frames.append(touched.select(spec.key))
    if not frames:
        return None
    keys = frames[0] if len(frames) == 1 else pl.concat(frames, how="vertical_relaxed").unique()
    if keys.is_empty():
        return None
    if spec.widen:
        keys = function(spec.widen)(db, table, keys)
    imports = [o.import_id for o in new]
    earlier = _recall_sharing(db, originals, table, keys, imports)
    changes: Changes = function(spec.apply)(db, table, keys, [*earlier, *new], imports)
    return changes


def _recall_sharing(
    db: sqlite3.Connection,
    originals: Originals,
    table: Table,
    keys: "pl.DataFrame",
    new: Iterable[int],
) -> list[Observation]:
    """What other active files say of the keys that are stored already."""
    stored = table.fetch(keys, columns=[*table.key, table.id_column])
    if stored.is_empty():
        return []
    ids = stored.select(table.id_column)
    others = [i for i in lineage.imports_of(db, table.name, ids) if i not in set(new)]
    # Where numbers move, what a file calls a row need not be what it is stored as.
    shared = keys if table.spec.widen else stored.select(list(table.key))
    return [
        seen.within(shared)
        for file in active_files(db, others)
        for seen in originals.recall(file)
        if seen.target == table.name
    ]


def keys_of_imports(db: sqlite3.Connection, import_ids: list[int]) -> "dict[str, pl.DataFrame]":
    """The keys of every canonical row that the imports contributed to, by table."""
    found = {}
    for spec in with_roles("canonical"):
        ids = lineage.entities_of(db, spec.name, import_ids)
        if ids:
            frame = pl.DataFrame({spec.id_column: ids})
            stored = Table(db, spec).fetch(frame, on=[spec.id_column])
            found[spec.name] = stored.select(list(spec.key))
    return found


def add_changes(total: Changes, changes: Changes) -> None:
    """Add the changes of one target, or of one load, to the whole."""
    for name, tally in changes.entities.items():
        _sum(total.entities.setdefault(name, Tally()), tally)
    for import_id, tally in changes.row_outcomes.items():
        _sum(total.row_outcomes.setdefault(import_id, Tally()), tally)
    for import_id, entities in changes.by_import.items():
        for name, tally in entities.items():
            _sum(total.by_import.setdefault(import_id, {}).setdefault(name, Tally()), tally)
    for column, count in changes.fields.items():
        total.fields[column] = total.fields.get(column, 0) + count
    for step, count in changes.transitions.items():
        total.transitions[step] = total.transitions.get(step, 0) + count
    total.samples.extend(changes.samples)


def _sum(into: Tally, other: Tally) -> None:
    into.inserted += other.inserted
    into.updated += other.updated
    into.unchanged += other.unchanged
    into.deleted += other.deleted
    into.superseded += other.superseded
