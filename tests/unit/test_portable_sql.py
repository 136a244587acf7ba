"""The SQL that answers questions keeps to what other engines take as it stands.

Metrics have a lint of their own; this is the same for the views and shared steps they read.
"""

import re
from pathlib import Path

import pytest

from omnicli.assets import sql_files
from omnicli.metrics.lint import bare

_ONLY_SQLITE = {
    "a function of dates": r"\b(?:strftime|julianday|unixepoch|datetime|date|time)\s*\(",
    "a function that others spell otherwise": r"\b(?:ifnull|iif|total)\s*\(",
    "a word that others do not have": r"\b(?:glob|regexp)\b",
    "CROSS JOIN with ON": r"\bcross\s+join\s+\w+(?:\s+as\s+\w+)?\s+on\b",
    "+ before a column": r"(?:[=<>(,]|\b(?:and|or|where|on|by|then|else|when))\s*\+\s*[a-z_]",
    "IS between columns": r"\bis\s+(?:not\s+)?(?!null\b|not\b|distinct\b)\w",
}

_OTHERWISE = {"v_refused_numbers": "takes rows apart that are kept as JSON"}
_PATHS = [p for kind in ("views", "shared") for p in sql_files(kind) if p.stem not in _OTHERWISE]


@pytest.mark.parametrize("path", _PATHS, ids=lambda p: p.stem)
def test_views_and_shared_steps_are_portable(path: Path) -> None:
    sql = bare(path.read_text("utf-8"))

    assert [what for what, how in _ONLY_SQLITE.items() if re.search(how, sql, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "sql", ["date(x, '+1 day')", "a CROSS JOIN b ON c", "x = +y", "a IS NOT b"]
)
def test_what_only_sqlite_takes_is_found(sql: str) -> None:
    assert any(re.search(how, bare(sql), re.IGNORECASE) for how in _ONLY_SQLITE.values())
