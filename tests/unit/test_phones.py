"""A column of phone numbers is read as its numbers are, one by one."""

import polars as pl
import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from omnicli.domain.phones import normalise_phone
from omnicli.domain.phones import person_key
from omnicli.ingest.convert.words import to_phone
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Phone

MARKS = (
    "",
    " ",
    "-",
    "+",
    "(",
    ")",
    "'",
    ".",
    ".0",
    "/",
    ",",
    ";",
    "\n",
    "\t",
    "\u00a0",
    "e",
    "x",
    "*",
)
STARTS = ("", "0", "62", "620", "0062", "00620", "+62", "8", "008", "6", "21", "\u0668")
DIGITS = st.text("0123456789", min_size=0, max_size=12)
MARKED = st.lists(st.tuples(DIGITS, st.sampled_from(MARKS)), max_size=4).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)
WRITTEN = st.tuples(st.sampled_from(MARKS), st.sampled_from(STARTS), st.just("81"), MARKED)
TEXTS = st.one_of(
    st.none(),
    st.text(),
    MARKED,
    WRITTEN.map("".join),
    st.from_regex(r"(\+?62|0|0062)[ -]?8[0-9]{2}[ -]?[0-9]{3,5}[ -]?[0-9]{3,5}", fullmatch=True),
)


@settings(deadline=None)
@given(st.lists(TEXTS))
@example(
    ["0812-3456-7890", "+62 812 3456 7890", "(0812)34567890", "6281234567890.0", "021 555", ""]
)
def test_a_column_is_read_as_its_texts_are(texts: list[str | None]) -> None:
    column = Column("buyer_phone", ("Telepon",), Phone())

    (phones,) = to_phone(pl.Series("buyer_phone", texts, dtype=pl.String), column).series

    assert phones.to_list() == [normalise_phone(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("081234567890", "phone:+6281234567890"),
        (" +62 812-3456-7890", "phone:+6281234567890"),
        ("phone:6281234567890", "phone:+6281234567890"),
        ("shopee:081234567890", "shopee:081234567890"),
        ("tiktok:ani", "tiktok:ani"),
        ("08123", "08123"),
    ],
)
def test_a_person_is_found_by_a_phone_as_people_write_it(text: str, key: str) -> None:
    assert person_key(text) == key
