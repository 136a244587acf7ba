"""How much of the long campaigns to run: all of it, unless OMNI_CAMPAIGN names a share.

`OMNI_CAMPAIGN=0.2 just campaign` draws a fifth of the examples, kills and mutants; the CI run does
something like it, because its time is limited.
"""

import os


def share(count: int) -> int:
    """That share of `count`, at least one."""
    return max(1, round(count * float(os.environ.get("OMNI_CAMPAIGN", "1"))))
