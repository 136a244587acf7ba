"""`[targets]`: what the figures of a month should reach."""

import re
from pathlib import Path

from omnicli.settings.accepts import bad_value
from omnicli.settings.accepts import unknown_key

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_ALLOWED = "{ revenue = 50_000_000, roas = 5.0 }"


def read_targets(path: Path, body: object) -> dict[str, dict[str, int | float]]:
    """The figures by month. Raises E_CONFIG_KEY for what is no month, E_CONFIG_VALUE."""
    if not isinstance(body, dict):
        raise bad_value(path, "targets", body, "[targets]")
    for month, goals in body.items():
        if not _MONTH.fullmatch(month):
            raise unknown_key(path, f"targets.{month}", 'targets."2026-09"')
        if not _is_goals(goals):
            raise bad_value(path, f"targets.{month}", goals, _ALLOWED)
    return body


def _is_goals(value: object) -> bool:
    numbers = value.values() if isinstance(value, dict) else ()
    return bool(numbers) and all(type(number) in (int, float) and number > 0 for number in numbers)
