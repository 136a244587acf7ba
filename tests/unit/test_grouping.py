"""Rows of one key become one record; where no key repeats, there is nothing to put together."""

from dataclasses import replace

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from omnicli.ingest.grouping import _grouped
from omnicli.sources.shopee_ads import SPEC

PART = replace(SPEC.parts[0], maxima=("reach",))
NAMES = st.sampled_from(("A", "B", "C"))
ROWS = st.lists(
    st.tuples(NAMES, NAMES, st.none() | st.integers(-5, 5), st.none() | NAMES, st.none() | NAMES),
    max_size=8,
    unique_by=lambda row: row[:2],
)
SCHEMA = {
    **dict.fromkeys(PART.key, pl.String),
    "spend_sen": pl.Int64,
    "reach": pl.Int64,
    "result_type": pl.String,
    "reported_at": pl.String,
}


def _frame(rows: list[tuple[str, str, int | None, str | None, str | None]]) -> pl.DataFrame:
    full = [("main", "ad", row[0], "", row[1], "d", "d", row[2], *row[2:]) for row in rows]
    return pl.DataFrame(full, schema=SCHEMA, orient="row")


@given(ROWS)
def test_rows_without_a_repeated_key_pass_as_grouping_leaves_them(
    rows: list[tuple[str, str, int | None, str | None, str | None]],
) -> None:
    firsts = ["spend_sen", "reach", "result_type", "reported_at"]
    repeated = [*rows, *[("Z", "Z", 1, None, None)] * 2]

    grouped = _grouped(_frame(repeated), PART, firsts)

    assert_frame_equal(_grouped(_frame(rows), PART, firsts), grouped.head(-1))
    assert grouped.tail(1).select("spend_sen", "reach").row(0) == (2, 1)
