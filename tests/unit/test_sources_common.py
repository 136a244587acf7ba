"""What sources share: texts as rules read them."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from omnicli.sources._common import by_wording
from omnicli.sources._common import single_spaced

_TEXTS = st.lists(
    st.none() | st.text(st.sampled_from("a1 \t\n\r\u00a0\u2003\u200b")), min_size=1, max_size=5
)


@given(_TEXTS)
def test_any_run_of_space_becomes_one_plain_space(texts: list[str | None]) -> None:
    """As if each run were replaced, lone plain spaces included."""
    plainly = pl.col("text").str.replace_all(r"\s+", " ").str.strip_chars()
    told = pl.DataFrame({"text": texts}, schema={"text": pl.String}).select(
        plain=plainly, told=single_spaced(pl.col("text"))
    )
    assert told["told"].equals(told["plain"])


def test_rules_are_asked_of_texts_that_no_column_tells() -> None:
    """A frame without the columns has NULL in their place, on every row."""
    rows = pl.DataFrame({"row_no": [1, 2, 3]})
    missing = pl.lit(None, dtype=pl.String)
    asked = pl.col("kind").fill_null("none")
    told = by_wording(rows, {"kind": missing}, {"told": asked})
    assert told["told"].to_list() == ["none"] * 3
