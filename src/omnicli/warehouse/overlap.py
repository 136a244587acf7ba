"""What each new file of a batch did to the rows, where several of them tell of the same keys.

The files of a batch are loaded together and counted one after the other, in the order they were
given: what an earlier one stated is not new again in a later one.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from omnicli.warehouse.items import ITEM_COLUMNS
from omnicli.warehouse.items import LINE
from omnicli.warehouse.keys import telling
from omnicli.warehouse.losing import outweighed
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.table import Diff
from omnicli.warehouse.table import Table
from omnicli.warehouse.table import compare


@dataclass(frozen=True, slots=True)
class Step:
    """What one file did: the keys that are `new` with it and those it `changed`.

    all_new: nothing was stored before and no other file tells of the same keys.
    lost: keys of which the file says something that another file's word outweighs.
    items: per item line of its orders what became of it, where the target has items.
    """

    new: "pl.DataFrame"
    changed: "pl.DataFrame"
    all_new: bool
    lost: "pl.DataFrame"
    items: "pl.DataFrame | None" = None


Lines = Callable[["pl.DataFrame", "pl.DataFrame"], "pl.DataFrame"]
"""Judges the item lines of a step against those before it; both with the key columns."""
Derive = Callable[[Sequence[Observation]], tuple["pl.DataFrame", "pl.DataFrame", "pl.DataFrame"]]
"""Canonical rows, their item lines (none, where the target has no items), and what was resolved."""


@dataclass(frozen=True, slots=True)
class Items:
    """How the item lines of a target are compared, and what is known of them already."""

    compare: Lines
    before: Callable[[], "pl.DataFrame"]
    """The lines that are stored, with the key columns; asked for where files overlap only."""
    outcomes: "pl.DataFrame"


def steps(
    table: Table,
    observations: Sequence[Observation],
    new_imports: Sequence[int],
    diff: Diff,
    derive: Derive,
    winners: "pl.DataFrame",
    *,
    items: Items | None = None,
) -> Iterator[tuple[Observation, Step]]:
    """Each new observation with its step; most batches have no overlap and need no second look.

    `diff`, `winners` and `items.outcomes` are those of the whole batch; they hold for every key
    that one new observation alone tells of. The others are derived again, one after the other.
    """
    key = list(table.key)
    new = [o for o in observations if o.import_id in new_imports]
    again = _stated_again(new, key)
    outcomes = None if items is None else _lines(items.outcomes, key)
    if again.is_empty():
        all_new = diff.before.is_empty()
        for seen in new:
            lost = winners.select(key).clear() if all_new else outweighed(seen, winners, table.spec)
            yield seen, Step(diff.new, diff.changed, all_new, lost, outcomes)
        return
    apart_new = diff.new.select(key).join(again, on=key, how="anti")
    apart_changed = diff.changed.select(key).join(again, on=key, how="anti")
    state = diff.before.join(again, on=key, how="semi")
    lines = None if items is None else items.before()
    in_turn = [*(o for o in observations if o.import_id not in new_imports), *new]
    told = _told(in_turn, again)
    for place, seen in enumerate(new, len(in_turn) - len(new)):
        here = seen.records.select(key).join(again, on=key, how="semi")
        lost = outweighed(seen, winners.join(again, on=key, how="anti"), table.spec)
        if here.is_empty():
            yield seen, Step(apart_new, apart_changed, all_new=False, lost=lost, items=outcomes)
            continue
        # Of a hundred files two or three tell of these keys; the others have no say in them.
        having_say = told.filter(pl.col("_place") <= place).join(here, on=key, how="semi")
        saying = having_say["_place"].unique().sort()
        rows, now, won = derive([in_turn[n].within(here) for n in saying])
        lost = pl.concat([lost, outweighed(seen, won, table.spec)], how="vertical_relaxed")
        step = compare(table, rows, state.join(here, on=key, how="semi"))
        if items is not None and outcomes is not None and lines is not None:
            apart = outcomes.join(again, on=key, how="anti")
            compared = items.compare(now, lines)
            lines = _replaced(lines, compared, here, key)
            own = pl.concat([apart, _lines(compared, key)], how="diagonal_relaxed")
        else:
            own = None
        state = _replaced(state, as_stored(table, rows), here, key)
        yield (
            seen,
            Step(
                pl.concat([apart_new, step.new.select(key)]),
                pl.concat([apart_changed, step.changed.select(key)]),
                all_new=False,
                lost=lost,
                items=own,
            ),
        )


def _lines(frame: "pl.DataFrame", key: list[str]) -> "pl.DataFrame":
    """Item lines with what became of them and what they say."""
    data = [c for c in ITEM_COLUMNS if c in frame.columns and c not in LINE]
    return frame.select(*key, *LINE, "_nth", "_outcome", *data)


def _stated_again(new: Sequence[Observation], key: list[str]) -> "pl.DataFrame":
    """The keys that more than one of the observations tells of."""
    if len(new) < 2:
        return pl.DataFrame(schema=dict.fromkeys(key, pl.String))
    keys = pl.concat([o.records.select(key) for o in new], how="vertical_relaxed")
    return keys.filter(keys.select(telling(key, keys)).is_duplicated()).unique()


def _told(observations: Sequence[Observation], keys: "pl.DataFrame") -> "pl.DataFrame":
    """Which of `keys` each observation tells of, by the observation's place."""
    each = [
        o.records.select(*keys.columns, pl.lit(n, dtype=pl.Int64).alias("_place"))
        for n, o in enumerate(observations)
    ]
    return pl.concat(each, how="vertical_relaxed").join(keys, on=keys.columns, how="semi")


def _replaced(
    old: "pl.DataFrame", now: "pl.DataFrame", keys: "pl.DataFrame", key: list[str]
) -> "pl.DataFrame":
    rest = old.join(keys, on=key, how="anti")
    return now if rest.is_empty() else pl.concat([rest, now], how="diagonal_relaxed")


def as_stored(table: Table, rows: "pl.DataFrame") -> "pl.DataFrame":
    """Canonical rows as the table would give them back; their ids are not those they will get."""
    full = table.completed(rows)
    ids = pl.int_range(-full.height, 0, dtype=pl.Int64).alias(table.id_column)
    return full.with_columns(ids).select(table.columns)
