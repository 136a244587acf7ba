"""Equal movements of one day that print different references are different movements.

Files number equal movements (account, day, amounts) by themselves, from 1. Two files of parts of a
day would so give two movements one number. Where a bank prints a reference it tells them apart.
References are compared among files of one layout only: no layout prints what another prints.
"""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from itertools import count

import polars as pl

from omnicli.warehouse.observation import Observation

GROUP = ("account_no", "posted_date", "debit_sen", "credit_sen")
_MEANT = r"[A-Za-z1-9]"
"""A reference of dashes or zeros is none."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One of equal movements as a file lists it; `stamp` (age, sha256) is the file's."""

    file: int
    stamp: tuple[str, str]
    seq: int
    reference: str | None


def slots(movements: Sequence[Movement]) -> Mapping[tuple[int, int], int]:
    """(file, seq) → the number of the movement among all that the files tell of.

    A reference that one file prints more than once stands for as many movements. Those without
    take, in their order, the numbers that the references of their own file leave.
    """
    files: dict[int, list[Movement]] = {}
    for one in sorted(movements, key=lambda m: (m.file, m.seq)):
        files.setdefault(one.file, []).append(one)
    printed = {
        file: Counter(m.reference for m in mine if m.reference is not None)
        for file, mine in files.items()
    }
    named: dict[tuple[int, int], tuple[str, int]] = {}
    first: dict[tuple[str, int], tuple[int, tuple[str, str]]] = {}
    for file, mine in files.items():
        met = _before(mine[0].seq - 1, printed[file], [c for f, c in printed.items() if f != file])
        for one in mine:
            if one.reference is None:
                continue
            met[one.reference] += 1
            name = (one.reference, met[one.reference])
            named[file, one.seq] = name
            place = (one.seq, one.stamp)
            first[name] = min(first.get(name, place), place)
    for reference, nth in list(first):
        for lower in range(1, nth):
            first.setdefault((reference, lower), first[reference, nth])
    number = {name: n for n, name in enumerate(sorted(first, key=lambda k: (first[k], k)), 1)}
    found = {line: number[name] for line, name in named.items()}
    for file, mine in files.items():
        taken = {found[file, m.seq] for m in mine if m.reference is not None}
        free = (n for n in count(mine[0].seq) if n not in taken)
        for one in mine:
            if one.reference is None:
                found[file, one.seq] = next(free)
    return found


def _before(ahead: int, own: Counter[str], others: Sequence[Counter[str]]) -> Counter[str]:
    """How often the references of a file stand for movements `ahead` of it.

    The references that only other files print come first; the rest is repetition.
    """
    known: Counter[str] = Counter()
    for one in others:
        known |= one
    ahead -= sum(n for reference, n in known.items() if reference not in own)
    met: Counter[str] = Counter()
    for reference in own:
        met[reference] = max(min(ahead, known[reference]), 0)
        ahead -= met[reference]
    return met


def numbered_apart(observations: Sequence[Observation]) -> list[Observation]:
    """The observations with equal movements numbered by their references."""
    kinds: dict[tuple[str, bool], list[int]] = {}
    for n, seen in enumerate(observations):
        if "reference" in seen.records.columns:
            kind = (seen.source, "balance_sen" in seen.records.columns)
            kinds.setdefault(kind, []).append(n)
    now = list(observations)
    for members in kinds.values():
        if len(members) > 1:
            for n, seen in _renumbered({n: observations[n] for n in members}).items():
                now[n] = seen
    return now


def _renumbered(files: Mapping[int, Observation]) -> Mapping[int, Observation]:
    """Those of the files, all of one layout, whose numbers change."""
    meant = pl.col("reference").str.strip_chars()
    lines = pl.concat(
        seen.records.select(
            pl.lit(n).alias("file"),
            *GROUP,
            "seq",
            pl.when(meant.str.contains(_MEANT)).then(meant).alias("reference"),
        )
        for n, seen in files.items()
    ).filter(
        (pl.col("reference").drop_nulls().n_unique().over(GROUP) > 1)
        & (pl.col("file").n_unique().over(GROUP) > 1)
    )
    moved: dict[int, list[tuple[object, ...]]] = {}
    for group, mine in lines.group_by(GROUP, maintain_order=True):
        movements = [
            Movement(n, (files[n].effective_at, files[n].tie), seq, reference)
            for n, seq, reference in mine.select("file", "seq", "reference").iter_rows()
        ]
        for (n, seq), slot in slots(movements).items():
            moved.setdefault(n, []).append((*group, seq, slot))
    schema = {c: files[n].records.schema[c] for n in moved for c in (*GROUP, "seq")}
    return {
        n: _with_numbers(
            files[n],
            pl.DataFrame(rows, schema={**schema, "_slot": pl.Int64}, orient="row"),
        )
        for n, rows in moved.items()
    }


def _with_numbers(seen: Observation, slot: "pl.DataFrame") -> Observation:
    def numbered(frame: "pl.DataFrame") -> "pl.DataFrame":
        found = frame.join(slot, on=[*GROUP, "seq"], how="left", maintain_order="left")
        return found.with_columns(seq=pl.coalesce("_slot", "seq")).drop("_slot")

    return replace(seen, records=numbered(seen.records), origins=numbered(seen.origins))
