"""Applying what files say to the warehouse: the one way rows come in, change and go again.

Importing, undoing and rebuilding differ only in which observations they hand to `apply`.
"""

import sqlite3
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.warehouse import ads
from omnicli.warehouse import flat
from omnicli.warehouse import lineage
from omnicli.warehouse import orders
from omnicli.warehouse import sales
from omnicli.warehouse import test_orders
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.dataroom import frames_name
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Finish
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.observation import Tally
from omnicli.warehouse.table import Table
from omnicli.warehouse.table import staged

if TYPE_CHECKING:
    import polars as pl

Apply = Callable[
    [sqlite3.Connection, Table, "pl.DataFrame", Sequence[Observation], Sequence[int]], Changes
]


@dataclass(frozen=True)
class Target:
    """A canonical table that sources load into."""

    name: str
    key: tuple[str, ...]
    id_column: str
    apply: Apply

    def table(self, db: sqlite3.Connection) -> Table:
        """The table in an open warehouse."""
        return Table(db, self.name, self.key, self.id_column)


_AD_KEY = ("platform", "account", "level", "campaign", "adset", "ad", "date_from", "date_to")
TARGETS: Mapping[str, Target] = {
    t.name: t
    for t in (
        Target("orders", ("platform", "account", "order_no"), "order_id", orders.apply),
        Target("ad_performance", _AD_KEY, "ad_row_id", ads.apply),
        Target("settlement_lines", ("source", "account", "line_key"), "line_id", flat.apply),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """An active row of `import_files`: all that is needed to read its original again."""

    import_id: int
    batch_id: int
    source: str
    spec_version: int
    account: str
    file_name: str
    sha256: str
    effective_at: str
    period: tuple[str, str] | None

    COLUMNS = (
        "import_id, batch_id, source, spec_version, account, file_name, sha256, effective_at,"
        " period_from, period_to"
    )

    @classmethod
    def of(cls, row: tuple[object, ...]) -> "ImportedFile":
        """From a row of `COLUMNS`."""
        period = (str(row[8]), str(row[9])) if row[8] is not None else None
        return cls(
            import_id=int(str(row[0])),
            batch_id=int(str(row[1])),
            source=str(row[2]),
            spec_version=int(str(row[3])),
            account=str(row[4]),
            file_name=str(row[5]),
            sha256=str(row[6]),
            effective_at=str(row[7]),
            period=period,
        )


def active_files(
    db: sqlite3.Connection, import_ids: Sequence[int] | None = None
) -> list[ImportedFile]:
    """The imported files that count now (or those of `import_ids`), oldest import first."""
    rows = db.execute(
        f"SELECT {ImportedFile.COLUMNS} FROM import_files"
        " WHERE state = 'imported' AND undone_at IS NULL ORDER BY import_id"
    ).fetchall()
    files = [ImportedFile.of(r) for r in rows]
    return files if import_ids is None else [f for f in files if f.import_id in set(import_ids)]


@dataclass
class Reader:
    """Reads originals of the dataroom again, through the cache of converted frames."""

    dataroom: Dataroom
    specs: Mapping[str, SourceSpec]
    timezone: str
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Accepted header aliases of this workspace, by source."""
    test_rules: test_orders.TestRules = field(default_factory=test_orders.TestRules)

    def variant(self, source: str, period: tuple[str, str] | None) -> str:
        """What decides the reading of a file besides its bytes and its source's version."""
        return repr((self.timezone, period, sorted(self.aliases.get(source, {}).items())))

    def keep(self, read: ReadFile, period: tuple[str, str] | None) -> None:
        """Cache the frames of a file that was just read."""
        name = frames_name(
            read.sha256, read.spec.name, read.spec.version, self.variant(read.spec.name, period)
        )
        frames = {
            read.spec.parts.index(part.part): {
                "records": part.records,
                "children": part.children,
                "origins": part.origins,
                "drafts": part.drafts,
            }
            for part in read.parts
        }
        self.dataroom.keep_frames(name, frames)

    def recall(self, file: ImportedFile) -> list[Observation]:
        """What an imported file says, from the cache or else from its original."""
        spec = self._spec(file)
        found = self._cached(file, spec)
        if found is not None:
            return found
        if spec.version != file.spec_version:
            raise _stale(file, spec.version)
        read = self.read_again(file)
        self.keep(read, file.period)
        return observations_of(read, file.import_id, file.effective_at)

    def _spec(self, file: ImportedFile) -> SourceSpec:
        if file.source not in self.specs:
            raise _stale(file, "–")
        return self.specs[file.source]

    def read_again(self, file: ImportedFile) -> ReadFile:
        """Read the original of an imported file with today's specs."""
        self._spec(file)
        return read_file(
            None,
            self.dataroom.original(file.sha256, file.file_name),
            file_name=file.file_name,
            specs=self.specs,
            hint=file.source,
            account=file.account,
            period=file.period,
            timezone=self.timezone,
            mapped_aliases=self.aliases,
        )

    def _cached(self, file: ImportedFile, spec: SourceSpec) -> list[Observation] | None:
        name = frames_name(
            file.sha256, file.source, file.spec_version, self.variant(file.source, file.period)
        )
        parts = self.dataroom.frames(name)
        if parts is None:
            return None
        return [
            _observation(
                file.import_id,
                spec,
                spec.parts[number],
                file.account,
                file.sha256,
                file.effective_at,
                records=frames["records"],
                children=frames.get("children"),
                origins=frames["origins"],
                drafts=frames.get("drafts"),
            )
            for number, frames in sorted(parts.items())
        ]


def _stale(file: ImportedFile, version: object) -> OmniError:
    return OmniError(
        "E_REBUILD_NEEDED",
        file=file.file_name,
        source=file.source,
        old=file.spec_version,
        new=version,
    )


def observations_of(read: ReadFile, import_id: int, effective_at: str) -> list[Observation]:
    """The observations of a file that was just read."""
    return [
        _observation(
            import_id,
            read.spec,
            part.part,
            read.account,
            read.sha256,
            effective_at,
            records=part.records,
            children=part.children,
            origins=part.origins,
            drafts=part.drafts,
        )
        for part in read.parts
    ]


def _observation(
    import_id: int,
    spec: SourceSpec,
    part: Part,
    account: str,
    sha256: str,
    effective_at: str,
    **frames: "pl.DataFrame | None",
) -> Observation:
    """One part's frames as an observation, with the columns that complete the target's key."""
    keyed = {k: _keyed(f, spec, account) for k, f in frames.items() if f is not None}
    return Observation(
        import_id=import_id,
        source=spec.name,
        sha256=sha256,
        effective_at=effective_at,
        target=part.target,
        records=keyed["records"],
        children=keyed.get("children"),
        origins=keyed["origins"],
        drafts=keyed.get("drafts"),
        has_row_time=part.updated_at is not None,
        sums=part.sums,
        finish=_finisher(spec, part, account),
    )


def _keyed(frame: "pl.DataFrame", spec: SourceSpec, account: str) -> "pl.DataFrame":
    """`frame` with platform, account and source where its own columns do not say."""
    import polars as pl

    known = {"platform": spec.platform, "account": account, "source": spec.name}
    return frame.with_columns(
        pl.lit(v).alias(k) for k, v in known.items() if k not in frame.columns
    )


def _finisher(spec: SourceSpec, part: Part, account: str) -> Finish | None:
    if part.finish is None:
        return None
    finish = part.finish
    context = FileContext(
        source=spec.name,
        platform=spec.platform,
        account=account,
        units={},
        preamble=(),
        period=None,
    )
    return lambda frame: finish(frame, context)


def apply(
    db: sqlite3.Connection,
    reader: Reader,
    new: Sequence[Observation],
    *,
    touched: "Mapping[str, pl.DataFrame] | None" = None,
) -> Changes:
    """Bring every key that `new` speaks of (and the `touched` ones) up to all active files.

    The files that speak of the same keys are recalled from the dataroom, so the result does not
    depend on what was imported first.
    """
    import polars as pl

    total = Changes()
    for name, target in TARGETS.items():
        table = target.table(db)
        mine = [o for o in new if o.target == name]
        key = list(target.key)
        frames = [o.records.select(key) for o in mine]
        if touched is not None and name in touched:
            frames.append(touched[name].select(key))
        if not frames:
            continue
        keys = frames[0] if len(frames) == 1 else pl.concat(frames, how="vertical_relaxed").unique()
        if keys.is_empty():
            continue
        earlier = _recall_sharing(db, reader, table, keys, {o.import_id for o in mine})
        changes = target.apply(db, table, keys, [*earlier, *mine], [o.import_id for o in mine])
        _add(total, changes)
    if "orders" in total.entities:
        sales.relink(db)
        test_orders.mark(db, reader.test_rules)
    return total


def _recall_sharing(
    db: sqlite3.Connection,
    reader: Reader,
    table: Table,
    keys: "pl.DataFrame",
    new: Iterable[int],
) -> list[Observation]:
    """What other active files say of the keys that are stored already."""
    stored = keys_in(table, keys)
    if stored.is_empty():
        return []
    ids = stored.select(table.id_column)
    others = [i for i in lineage.imports_of(db, table.name, ids) if i not in set(new)]
    shared = stored.select(list(table.key))
    return [
        seen.within(shared)
        for file in active_files(db, others)
        for seen in reader.recall(file)
        if seen.target == table.name
    ]


def keys_in(table: Table, keys: "pl.DataFrame") -> "pl.DataFrame":
    """Which of `keys` are stored, with their surrogate ids."""
    import polars as pl

    schema = {c: table.schema[c] for c in (*table.key, table.id_column)}
    if table.is_empty():
        return pl.DataFrame(schema=schema)
    names = ", ".join(f't."{c}"' for c in schema)
    match = " AND ".join(f't."{c}" = k."{c}"' for c in table.key)
    with staged(table.db, keys) as stage:
        rows = table.db.execute(
            f"SELECT {names} FROM {stage} k CROSS JOIN {table.name} t ON {match}"
        ).fetchall()
    return pl.DataFrame(rows, schema=schema, orient="row")


def keys_of_imports(db: sqlite3.Connection, import_ids: list[int]) -> "dict[str, pl.DataFrame]":
    """The keys of every canonical row that the imports contributed to, by target."""
    import polars as pl

    found = {}
    for name, target in TARGETS.items():
        ids = lineage.entities_of(db, name, import_ids)
        table = target.table(db)
        if ids:
            frame = pl.DataFrame({target.id_column: ids})
            found[name] = table.fetch(frame, on=[target.id_column]).select(list(target.key))
    return found


def _add(total: Changes, changes: Changes) -> None:
    """Add the changes of one target to the whole."""
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
