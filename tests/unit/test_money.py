"""Money split by equal weights is the same whichever way it is done."""

from hypothesis import given
from hypothesis import strategies as st

from omnicli.domain.money import split
from omnicli.domain.money import split_evenly


@given(st.integers(-(10**15), 10**15), st.integers(1, 400))
def test_an_even_split_is_a_split_by_equal_weights(total: int, count: int) -> None:
    parts = split_evenly(total, count)

    assert parts == split(total, [1] * count)
    assert sum(parts) == total
