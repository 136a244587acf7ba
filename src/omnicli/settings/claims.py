"""`[[claims]]`: for how long a courier or platform takes a claim, and up to how much."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from omnicli.settings.accepts import Keys
from omnicli.settings.accepts import bad_value
from omnicli.settings.accepts import count
from omnicli.settings.accepts import is_day
from omnicli.settings.accepts import is_line
from omnicli.settings.accepts import one_of
from omnicli.settings.accepts import read_keys
from omnicli.settings.accepts import require

KINDS = ("lost", "damaged", "overcharged", "unpaid", "short")
_CLAIM: Keys = {
    "payer": ("payer", is_line, '"JNE", "shopee", …'),
    "kind": ("kind", one_of(*KINDS), ", ".join(KINDS)),
    "days": ("days", count(3650), "0 … 3650"),
    "ceiling": ("ceiling", count(1_000_000_000), "1_000_000"),
    "times_shipping": ("times_shipping", count(1000, 1), "10"),
    "from": ("since", is_day, "2026-01-01"),
}


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """From `since` on `payer` takes claims of a `kind` (None: of every kind) for so many `days`.

    ceiling: the most it pays, in rupiah; times_shipping: or so many times the shipping. The lesser
    counts, None is no limit known.
    """

    payer: str
    since: date
    days: int | None = None
    kind: str | None = None
    ceiling: int | None = None
    times_shipping: int | None = None


def read_claims(path: Path, body: object) -> tuple[ClaimRule, ...]:
    """`[[claims]]`; of one payer, kind and day there is one row."""
    if not isinstance(body, list):
        raise bad_value(path, "claims", body, "[[claims]]")
    rules: dict[tuple[str, str | None, date], ClaimRule] = {}
    for entry in body:
        values = read_keys(path, "claims", entry, _CLAIM)
        require(path, "claims", values, _CLAIM, "payer", "from")
        rule = ClaimRule(**values)  # type: ignore[arg-type]  # checked by _CLAIM
        if (rule.days, rule.ceiling, rule.times_shipping) == (None, None, None):
            raise bad_value(path, "claims.days", "–", "days, ceiling, times_shipping")
        key = (rule.payer.casefold(), rule.kind, rule.since)
        if key in rules:
            raise bad_value(path, "claims.payer", f"{rule.payer} {rule.since}", "1×")
        rules[key] = rule
    return tuple(rules.values())
