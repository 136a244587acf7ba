"""Rules asked once per text say what they say of every row; only rows that vary are looked at."""

import polars as pl
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from omnicli.ingest.grouping import group_rows
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Text
from omnicli.sources._common import fold
from omnicli.sources._common import per_text
from omnicli.sources._status import spelled

WORDS = st.none() | st.sampled_from(("", "Selesai", " In_Process", "in  process", "COD (cek dulu)"))


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=6), st.integers(1, 40))
def test_a_rule_per_text_is_the_rule_of_every_row(texts: list[str | None], times: int) -> None:
    frame = pl.DataFrame({"said": texts * times}, schema={"said": pl.String})

    for rule in (fold, spelled, lambda text: spelled(text).str.contains("process")):
        asked = frame.select(per_text("said", rule))

        assert asked.equals(frame.select(rule(pl.col("said"))))


_KEY = Column("order_no", ("No",), Id(), required=True)
_PER_ORDER = tuple(Column(name, (name,), Text(), per="key") for name in ("awb", "city"))
PART = Part(target="orders", columns=(_KEY, *_PER_ORDER), key=("order_no",))
VALUES = st.sampled_from((None, "a", "b"))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("xyz"), VALUES, VALUES), max_size=8))
def test_rows_of_an_order_are_refused_where_any_two_of_its_values_differ(
    shown: list[tuple[str, str | None, str | None]],
) -> None:
    names = ("order_no", "awb", "city")
    rows = pl.DataFrame(shown, schema=dict.fromkeys(names, pl.String), orient="row")
    rows = rows.with_row_index("row_no", offset=2).with_columns(pl.col("row_no").cast(pl.Int64))
    varying = {
        order
        for order, _, _ in shown
        for place in (1, 2)
        if len({row[place] for row in shown if row[0] == order} - {None}) > 1
    }

    context = FileContext("source", "platform", "", {}, (), None)
    grouped = group_rows(rows, PART, context, ())

    assert grouped.rejected == {n for n, row in enumerate(shown, 2) if row[0] in varying}
