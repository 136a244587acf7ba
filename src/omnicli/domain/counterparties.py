"""Who stands behind a bank movement, by what the bank wrote: rules that are data.

The first rule that fits says it: the workspace's own payers, then fees, tax, interest and
advertisers, then the platforms that pay sellers, by the longest of their names that stands there.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from omnicli.domain.reference import rows

OTHER = "other"
OWN = "own_transfer"
_SPACES = re.compile(r"\s+")

Payers = Mapping[str, Sequence[str]]
"""`[payers]` of omni.toml: platform → texts that name it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of the lower-case description, for `in`, `out` or `any` side of the account."""

    counterparty: str
    side: str
    pattern: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of `data/counterparties.csv`, in their order."""
    return tuple(
        Rule(row["counterparty"], row["side"], re.compile(row["pattern"]))
        for row in rows("counterparties")
    )


@cache
def platforms() -> tuple[tuple[str, str], ...]:
    """(text, platform) of `data/payers.csv`: longest text first, its namesake before others."""
    found = [(row["text"].lower(), row["platform"]) for row in rows("payers")]
    return tuple(sorted(found, key=lambda t: (-len(t[0]), t[0] != t[1], t)))


def counterparty(
    description: str | None, *, out: bool, payers: Payers, own_accounts: Iterable[str] = ()
) -> str:
    """Who paid, or (`out`) was paid; `other` where no rule knows.

    `own_accounts` are the seller's other account numbers: money between them is `own_transfer`.
    """
    text = _SPACES.sub(" ", description or "").strip().lower()
    if not text:
        return OTHER
    for name, texts in payers.items():
        if any(_stands_in(wanted.lower(), text) for wanted in texts):
            return name
    if any(re.search(rf"(?<!\d){re.escape(own)}(?!\d)", text) for own in own_accounts):
        return OWN
    side = "out" if out else "in"
    for rule in rules():
        if rule.side in (side, "any") and rule.pattern.search(text):
            return rule.counterparty
    return next((name for wanted, name in platforms() if _stands_in(wanted, text)), OTHER)


def _stands_in(wanted: str, text: str) -> bool:
    """Whether a name stands in a text; a statement breaks words where its line is full."""
    return wanted in text or wanted.replace(" ", "") in text.replace(" ", "")
