"""Which few amounts add up to a sum exactly. All answers are counted, so one is the only one."""

from collections import defaultdict
from collections.abc import Sequence

MOST_LEGS = 12
MOST_AMOUNTS = 20
"""Above this many the search says nothing: chance would find sums that mean nothing."""


def exact_sets(amounts: Sequence[int], total: int, *, enough: int = 2) -> list[tuple[int, ...]]:
    """Up to `enough` sets of positions whose amounts add up to `total`, of at most MOST_LEGS legs.

    Half of the amounts meets the other half: 2¹⁰ sums on each side for twenty amounts.
    """
    if not amounts or len(amounts) > MOST_AMOUNTS:
        return []
    middle = len(amounts) // 2
    left = _sums(amounts, range(middle))
    by_sum = defaultdict(list)
    for summed, chosen in left:
        by_sum[summed].append(chosen)
    found = []
    for summed, chosen in _sums(amounts, range(middle, len(amounts))):
        for other in by_sum.get(total - summed, ()):
            if 0 < len(other) + len(chosen) <= MOST_LEGS:
                found.append((*other, *chosen))
                if len(found) == enough:
                    return found
    return found


def _sums(amounts: Sequence[int], positions: range) -> list[tuple[int, tuple[int, ...]]]:
    """Every subset of the positions with its sum; the empty one too."""
    sums: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for position in positions:
        sums += [(summed + amounts[position], (*chosen, position)) for summed, chosen in sums]
    return sums
