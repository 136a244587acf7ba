"""Files of one age that disagree: nothing says which of them is right, so both values are told."""

import sqlite3
from collections.abc import Iterator
from collections.abc import Sequence

import polars as pl

from omnicli.domain.columns import TITLES
from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.table import Table
from omnicli.warehouse.tables.catalog import table_spec

_TARGETS = ("orders", "ad_performance", "settlement_lines")
_MOST = 20
"""How many ties of one file are told one by one."""


def ties(
    db: sqlite3.Connection, new: Sequence[Observation], files: dict[int, str]
) -> dict[int, list[Issue]]:
    """By import, a warning for each amount that a file of the same age gives otherwise.

    Asked before the observations are applied: what is stored is what the earlier files say. Orders
    whose items are still incomplete are left out, their amounts grow with every file.
    """
    found: dict[int, list[Issue]] = {}
    for target in _TARGETS:
        table = Table(db, table_spec(target))
        key, empty = list(table.key), table.is_empty()
        observed = [o for o in new if o.target == target and not o.records.is_empty()]
        frames = [_aged(seen) for seen in observed]
        shared = _shared(frames, [*key, "effective_at"])
        for nth, (seen, mine) in enumerate(zip(observed, frames, strict=True)):
            earlier = [] if empty else [table.fetch(mine.select(key))]
            before = [frames[n] for n in shared if n < nth] if nth in shared else []
            for known in (*earlier, *before):
                issues = _between(mine, known, key, files[seen.import_id])
                found.setdefault(seen.import_id, []).extend(issues)
    return {number: issues[:_MOST] for number, issues in found.items() if issues}


def _aged(seen: Observation) -> "pl.DataFrame":
    age = pl.lit(seen.effective_at)
    if "effective_at" in seen.records.columns:
        age = pl.coalesce("effective_at", age)
    return seen.records.with_columns(age.alias("effective_at"))


def _shared(frames: "Sequence[pl.DataFrame]", key: list[str]) -> list[int]:
    """Which frames hold a row that another has too; of a hundred small files, mostly none."""
    if len(frames) < 2:
        return []
    numbered = [
        frame.select(*key, pl.lit(n).alias("frame__")).unique() for n, frame in enumerate(frames)
    ]
    rows = pl.concat(numbered, how="vertical_relaxed")
    return sorted(rows.filter(rows.select(key).is_duplicated())["frame__"].unique())


def _between(
    mine: "pl.DataFrame", known: "pl.DataFrame", key: list[str], file: str
) -> Iterator[Issue]:
    """The rows of two frames of one age whose amounts differ, each by the first that does."""
    amounts = [
        c for c in mine.columns if c.endswith("_sen") and c in known.columns and c not in key
    ]
    whole = ["is_incomplete"] if "is_incomplete" in known.columns else []
    own = [c for c in whole if c in mine.columns]
    pairs = mine.select(*key, *amounts, "effective_at", *own).join(
        known.select(*key, *amounts, "effective_at", *whole),
        on=[*key, "effective_at"],
        how="inner",
        suffix="__known",
    )
    for c in (*own, *whole, *(f"{c}__known" for c in own)):
        if c in pairs.columns:
            pairs = pairs.filter(pl.col(c).fill_null(0) == 0)
    first = ("spend_sen", "net_revenue_sen", "net_sen")
    labels: set[str] = set()
    for name in sorted(amounts, key=lambda c: c not in first):
        unlike = pairs.filter((pl.col(name) != pl.col(f"{name}__known")).fill_null(value=False))
        for row in unlike.sort(key).head(_MOST).iter_rows(named=True):
            parts = (piece for c in key for piece in str(row[c] or "").split("|"))
            label = " · ".join(part for part in parts if any(map(str.isalnum, part)))
            if label in labels:
                continue
            labels.add(label)
            values: dict[str, object] = {
                "what": TITLES.get(name, name),
                "known": rupiah_texts(row[f"{name}__known"]),
                "here": rupiah_texts(row[name]),
            }
            yield Issue("W_TIE", "warning", file, column=name, value=label, fields=values)
