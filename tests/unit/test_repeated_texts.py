"""A column that repeats itself is converted as if each of its rows were looked at."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from omnicli.domain.errors import OmniError
from omnicli.ingest.convert.base import Typed
from omnicli.ingest.convert.dates import to_day
from omnicli.ingest.convert.dates import to_when
from omnicli.ingest.convert.frame import convert_column
from omnicli.ingest.convert.money import to_count
from omnicli.ingest.convert.money import to_money
from omnicli.ingest.convert.words import to_choice
from omnicli.ingest.convert.words import to_flag
from omnicli.ingest.convert.words import to_phone
from omnicli.ingest.spec import Choice
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Flag
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import When

ZONE = "Asia/Jakarta"
LAYOUTS = ("%d/%m/%Y %H:%M", "%Y-%m-%d")
Converter = Callable[[pl.Series, Column], Typed]
KINDS: dict[str, tuple[ColumnType, Converter]] = {
    "when": (When(LAYOUTS), lambda text, column: to_when(text, column, ZONE)),
    "day": (Day(LAYOUTS), lambda text, column: to_day(text, column, ZONE)),
    "money": (Money("by_column"), to_money),
    "count": (Count(), to_count),
    "choice": (Choice({"Selesai": "completed", "Batal": "cancelled"}), to_choice),
    "flag": (Flag(("ya",)), to_flag),
    "phone": (Phone(refuse_damaged=True), to_phone),
}
TEXTS = st.one_of(
    st.none(),
    st.sampled_from(("31/12/2025 23:59", "2025-02-30", "1901-01-01", "08123456789", "6.2E+12")),
    st.sampled_from(("1.000", "1,000", "-5", "12.50", "selesai", "BATAL", "Ya", "lain")),
    st.text(max_size=6),
)


def outcome(convert: Callable[[], Typed]) -> object:
    """All that a conversion says, or the fault it raises."""
    try:
        typed = convert()
    except OmniError as error:
        return error.code, error.fields
    columns = [(s.name, s.dtype, s.to_list()) for s in typed.series]
    marks = [None if m is None else m.to_list() for m in (typed.bad, typed.doubtful)]
    return columns, marks, typed.code, typed.doubt, typed.unknown


@pytest.mark.parametrize("name", KINDS)
@settings(deadline=None)
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=4), picks=st.lists(st.integers(0, 3), min_size=40)
)
@example(texts=[None], picks=[0] * 40)
def test_repeating_changes_nothing(name: str, texts: list[str | None], picks: list[int]) -> None:
    kind, convert = KINDS[name]
    column = Column("value_at", ("Nilai",), kind)
    text = pl.Series("value_at", [texts[p % len(texts)] for p in picks], dtype=pl.String)

    once = outcome(lambda: convert_column(text, column, ZONE))

    assert once == outcome(lambda: convert(text, column))
