"""The keys of frames: what tells rows apart, their order, and joins that search where they must."""

from collections.abc import Sequence

import polars as pl


def telling(key: Sequence[str], *frames: "pl.DataFrame") -> list[str]:
    """The columns of `key` that tell rows of the frames apart: at least one of them.

    A column with one and the same value everywhere (the platform, the account of a file) changes
    no join and no order, but costs as much as one that does.
    """
    alike = [shared(frame, key) for frame in frames if frame.height]
    same = set(key).intersection(*alike)
    values = {c: {row[c] for row in alike} for c in same}
    kept = [c for c in key if len(values.get(c, ())) != 1 or None in values[c]]
    return kept or [key[-1]]


def in_key_order(
    frame: "pl.DataFrame", key: Sequence[str], first: int
) -> "tuple[pl.Series, pl.Series | None]":
    """Numbers from `first` on in the order of `key`, and the order itself; None if it is theirs."""
    by = telling(key, frame)
    if len(by) == 1 and frame[by[0]].is_sorted():
        return pl.int_range(first, first + frame.height, dtype=pl.Int64, eager=True), None
    order = frame.select(pl.arg_sort_by(by)).to_series()
    return order.arg_sort().cast(pl.Int64) + first, order


def joined(frame: "pl.DataFrame", other: "pl.DataFrame", on: Sequence[str]) -> "pl.DataFrame":
    """An inner join with `other`, without a search where both have the same keys in one order."""
    if _side_by_side(frame, other, on):
        return frame.with_columns(other.drop(on))
    return frame.join(other, on=on, how="inner")


def looked_up(frame: "pl.DataFrame", on: Sequence[str], other: "pl.DataFrame") -> "pl.DataFrame":
    """`frame` with the other columns of `other`, which has each `on` once; NULL where it lacks one.

    A left join in which the columns of `frame` are not copied.
    """
    if _side_by_side(frame, other, on):
        return frame.with_columns(other.drop(on))
    found = frame.select(on).join(other, on=on, how="left", maintain_order="left")
    return frame.with_columns(found.drop(on))


def _side_by_side(frame: "pl.DataFrame", other: "pl.DataFrame", on: Sequence[str]) -> bool:
    """Whether the rows of both have the same keys in the same order, none of them missing."""
    mine, theirs = frame.select(on), other.select(on)
    return mine.height == theirs.height and mine.equals(theirs, null_equal=False)


def shared(frame: "pl.DataFrame", columns: Sequence[str]) -> dict[str, object]:
    """The one value of those of `columns` in which all rows are alike; None where all are empty.

    Asked by expressions, because a column that polars keeps as one value and a length is written
    out, and stays so, once it is taken out of its frame.
    """
    if frame.is_empty() or not columns:
        return {}
    first = pl.col(columns).first()
    alike = frame.select(pl.col(columns).eq_missing(first).all()).row(0, named=True)
    return {c: v for c, v in frame.select(first).row(0, named=True).items() if alike[c]}
