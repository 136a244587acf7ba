"""The yardstick of a csv source: polars → typed columns → sqlite upserts in one transaction.

What a good engineer writes for one export, without any safety: no check of a cell, no lineage, no
second file. The columns are those of its job. Usage: python -m bench.csv_by_hand SOURCE FILE DB
"""

import io
import sqlite3
import sys
from pathlib import Path

import polars as pl

from bench.csv_job import Table
from bench.csv_jobs import JOBS

_ZONE = "Asia/Jakarta"
_INDEXED = ("ordered_at", "occurred_at", "customer_key", "awb", "order_no")


def _money(header: str, style: str) -> pl.Expr:
    text = pl.col(header)
    if style != "plain":
        text = text.str.replace_all("." if style == "dot" else ",", "", literal=True)
    return (text.cast(pl.Float64, strict=False) * 100).round().cast(pl.Int64)


def _typed(name: str, header: str, kind: str) -> list[pl.Expr]:
    """The stored columns of one column of the file; an instant has its local day beside it."""
    word, _, layout = kind.partition(" ")
    if word == "text":
        plain = pl.col(header).str.strip_chars()
        return [plain.replace(["", "-"], None).alias(name)]
    if word == "found":
        return [pl.col(header).str.extract(layout).alias(name)]
    if word in ("int", "sum"):
        return [pl.col(header).cast(pl.Int64, strict=False).alias(name)]
    if word == "day":
        day = pl.col(header).str.to_date(layout, strict=False)
        return [day.dt.strftime("%Y-%m-%d").alias(name)]
    if word == "time":
        wall = pl.col(header).str.strip_chars().str.to_datetime(layout, strict=False)
        utc = wall.dt.replace_time_zone(_ZONE, ambiguous="earliest").dt.convert_time_zone("UTC")
        return [
            utc.dt.strftime("%Y-%m-%dT%H:%M:%SZ").alias(name),
            wall.dt.strftime("%Y-%m-%d").alias(f"{name.removesuffix('_at')}_date"),
        ]
    return [_money(header, word).alias(name)]


def _frame(raw: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The rows of a table: typed, one per key, with the place of a line among its equals."""
    typed = raw.select(
        expression
        for name, (header, kind) in table.columns.items()
        for expression in _typed(name, header, kind)
    )
    keys = typed.columns[: table.key]
    typed = _meant(typed, raw, table).with_columns(pl.col(keys).fill_null(""))
    if table.once:
        added = {n for n, (_, kind) in table.columns.items() if kind.endswith("sum")}
        rest = [c for c in typed.columns if c not in keys]
        return typed.group_by(keys, maintain_order=True).agg(
            pl.col(c).sum() if c in added else pl.col(c).first() for c in rest
        )
    nth = pl.int_range(pl.len()).over(keys).alias("nth")
    return typed.select(*keys, nth, pl.exclude(keys))


def _meant(typed: pl.DataFrame, raw: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Lines of money with their kind, their sign and the component their amount is."""
    if table.debit:
        header, word = table.debit
        out = (raw[header] == word) & (typed["net_sen"] > 0)
        typed = typed.with_columns(
            net_sen=pl.when(out).then(-pl.col("net_sen")).otherwise("net_sen")
        )
    if table.words:
        header, rules = table.words
        text = raw[header].str.to_lowercase()
        shown = [pl.when(text.str.contains(p)).then(pl.lit(kind)) for p, kind in rules.items()]
        typed = typed.with_columns(kind=pl.coalesce(*shown, pl.lit("unclassified")))
    return typed.with_columns(
        pl.when(pl.col("kind").is_in(kinds)).then("net_sen").otherwise(0).alias(part)
        for part, kinds in table.parts.items()
    )


def _store(db: sqlite3.Connection, table: Table, frame: pl.DataFrame) -> None:
    """Create the table with its indexes and upsert `frame`."""
    size = table.key + (not table.once)
    names, keys = frame.columns, frame.columns[:size]
    integers = {c for c, kind in frame.schema.items() if kind.is_integer()}
    columns = ", ".join(f"{n} {'INTEGER' if n in integers else 'TEXT'}" for n in names)
    db.execute(
        f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({', '.join(keys)})) STRICT,"
        " WITHOUT ROWID"
    )
    for name in set(_INDEXED) & set(names[1:]):
        db.execute(f"CREATE INDEX {table.name}_{name} ON {table.name} ({name})")
    sets = ", ".join(f"{n} = excluded.{n}" for n in names[size:])
    changed = " OR ".join(f"{table.name}.{n} IS NOT excluded.{n}" for n in names[size:])
    db.executemany(
        f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(names))})"
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets} WHERE {changed}",
        frame.sort(keys).iter_rows(),
    )


def read(source: str, path: Path) -> pl.DataFrame:
    """The whole file as text."""
    job = JOBS[source]
    return pl.read_csv(path, separator=job.delimiter, skip_lines=job.top, infer_schema=False)


def _laid_out(frame: pl.DataFrame) -> int:
    """Bytes of a frame as Arrow lays it out: `estimated_size` leaves out 16 bytes of each text."""
    written = io.BytesIO()
    frame.write_ipc(written, compression="uncompressed")
    return len(written.getvalue())


def main() -> None:
    """Read the file, write the database; without a database print the bytes of its frames.

    They are two: the file as text, and the rows of all tables as they are stored.
    """
    source, path = sys.argv[1], Path(sys.argv[2])
    raw = read(source, path)
    tables = JOBS[source].tables
    if len(sys.argv) == 3:
        stored = sum(_laid_out(_frame(raw, table)) for table in tables)
        sys.stdout.write(f"{_laid_out(raw)} {stored}\n")
        return
    db = sqlite3.connect(sys.argv[3], isolation_level=None)
    db.execute("PRAGMA cache_size = -262144")
    db.execute("BEGIN IMMEDIATE")
    for table in tables:
        _store(db, table, _frame(raw, table))
    db.execute("COMMIT")
    db.close()


if __name__ == "__main__":
    main()
