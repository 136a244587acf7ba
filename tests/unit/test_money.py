"""Money split by equal weights is the same whichever way it is done."""

from hypothesis import given
from hypothesis import strategies as st

from omnicli.domain.money import split_evenly


def split(total: int, weights: list[int]) -> list[int]:
    """Split `total` sen by `weights` with the largest remainder, so that the parts add up to it.

    Ties go to the earlier part. Weights must be non-negative and not all zero.
    """
    whole = sum(weights)
    sign = -1 if total < 0 else 1
    quotas = [abs(total) * w for w in weights]
    parts = [q // whole for q in quotas]
    missing = abs(total) - sum(parts)
    order = sorted(range(len(weights)), key=lambda i: (-(quotas[i] % whole), i))
    for i in order[:missing]:
        parts[i] += 1
    return [sign * p for p in parts]


@given(st.integers(-(10**15), 10**15), st.integers(1, 400))
def test_an_even_split_is_a_split_by_equal_weights(total: int, count: int) -> None:
    parts = split_evenly(total, count)

    assert parts == split(total, [1] * count)
    assert sum(parts) == total
