"""How much of the long campaigns to run: all of it, unless OMNI_CAMPAIGN names a share.

`OMNI_CAMPAIGN=0.2 just campaign` draws a fifth of the examples, kills and mutants; the CI run does
something like it, because its time is limited. `OMNI_SEED=1000 just campaign` draws others than the
last time.
"""

import os
from itertools import permutations


def share(count: int) -> int:
    """That share of `count`, at least one."""
    return max(1, round(count * float(os.environ.get("OMNI_CAMPAIGN", "1"))))


def seeds(count: int, first: int = 0) -> range:
    """That share of `count` seeds from `first` on, or from further on by OMNI_SEED."""
    start = first + int(os.environ.get("OMNI_SEED", "0"))
    return range(start, start + share(count))


def examples(few: int, many: int) -> int:
    """How many examples of a law: a few in every run, that share of `many` in a campaign.

    The module bears the marker `law`, so that a campaign runs it again.
    """
    return max(few, share(many)) if IS_CAMPAIGN else few


IS_CAMPAIGN = "OMNI_CAMPAIGN" in os.environ


def arrivals(count: int) -> list[tuple[int, ...]]:
    """The orders in which so many files may come: all in a campaign, else three.

    There and back every pair stands both ways; a turn on, another file comes first.
    """
    there = tuple(range(count))
    return list(permutations(there)) if IS_CAMPAIGN else [there, there[::-1], there[1:] + there[:1]]
