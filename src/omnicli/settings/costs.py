"""`[costs]`: what a parcel costs to pack, and what a month costs whatever is sold."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from omnicli.settings.accepts import Keys
from omnicli.settings.accepts import bad_value
from omnicli.settings.accepts import count
from omnicli.settings.accepts import is_day
from omnicli.settings.accepts import is_line
from omnicli.settings.accepts import read_keys
from omnicli.settings.accepts import require

_RUPIAH = count(100_000_000_000)
_COSTS: Keys = {
    "packing": ("packing", _RUPIAH, "0, 1500, …"),
    "monthly": ("monthly", lambda value: isinstance(value, list), "[[costs.monthly]]"),
}
_MONTHLY: Keys = {
    "name": ("name", is_line, '"Gaji"'),
    "amount": ("amount", _RUPIAH, "5_000_000"),
    "from": ("since", is_day, "2026-01-01"),
}


@dataclass(frozen=True, slots=True)
class MonthlyCost:
    """Rupiah of every month from a day on; a later row of the same name replaces it."""

    name: str
    amount: int
    since: date


@dataclass(frozen=True, slots=True)
class Costs:
    """`packing` is rupiah of one parcel."""

    packing: int = 0
    monthly: tuple[MonthlyCost, ...] = ()


def read_costs(path: Path, body: object) -> Costs:
    """`[costs]` with its `[[costs.monthly]]`; of one name and day there is one row."""
    found = read_keys(path, "costs", body, _COSTS)
    rows: dict[tuple[str, date], MonthlyCost] = {}
    entries = found.get("monthly", ())
    assert isinstance(entries, tuple)
    for entry in entries:
        values = read_keys(path, "costs.monthly", entry, _MONTHLY)
        require(path, "costs.monthly", values, _MONTHLY, "name", "amount", "from")
        one = MonthlyCost(**values)  # type: ignore[arg-type]  # checked by _MONTHLY
        if (one.name, one.since) in rows:
            raise bad_value(path, "costs.monthly.name", f"{one.name} {one.since}", "1×")
        rows[one.name, one.since] = one
    return Costs(found.get("packing", 0), tuple(rows.values()))  # type: ignore[arg-type]
