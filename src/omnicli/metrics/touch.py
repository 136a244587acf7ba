"""Which metrics a column of the warehouse reaches, through the views in between.

Read from the SQL itself: a view's output name stands for the names in its expression. The answer
may name a metric too many, never one too few.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Mapping
from functools import cache

from omnicli.assets import sql_files
from omnicli.metrics.catalog import catalog

_TOKEN = re.compile(r"[A-Za-z_]\w*|[(),]")
_NOISE = re.compile(r"--[^\n]*|/\*.*?\*/|'[^']*'", re.DOTALL)
_STARTS = frozenset({"select", "from", "where", "on", "with", "distinct"})

Names = frozenset[str]


@cache
def reads() -> Mapping[str, Names]:
    """The newest version of each metric → every column and table name it rests on."""
    newest = {name: spec for (name, _), spec in sorted(catalog().items())}
    return {name: _closure(_words(spec.sql)) for name, spec in newest.items()}


def touching(names: Collection[str]) -> tuple[str, ...]:
    """The metrics that read any of `names`: columns in all their forms, or tables."""
    wanted = {form for name in names for form in _forms(name)}
    return tuple(sorted(metric for metric, read in reads().items() if wanted & read))


def _forms(name: str) -> list[str]:
    """`completed_at` stands in views as `completed_date` and `completed_day` too."""
    stem, _, ending = name.rpartition("_")
    return [f"{stem}_{e}" for e in ("at", "date", "day")] if ending in ("at", "date") else [name]


def _words(sql: str) -> Names:
    return frozenset(w for w in _TOKEN.findall(_NOISE.sub(" ", sql).lower()) if w not in "(),")


def _closure(words: Names) -> Names:
    """The words, and what the views among them make of them."""
    views = {w for w in words if w in _views()}
    while more := {w for v in views for w in _words(_views()[v]) if w in _views()} - views:
        views |= more
    made: dict[str, set[str]] = defaultdict(set)
    for view in views:
        for name, parts in _made(_views()[view]).items():
            made[name] |= parts
    found, todo = set(words), set(words)
    while todo:
        todo = {part for name in todo for part in made.get(name, ())} - found
        found |= todo
    tables = {w for view in views for w in re.findall(r"(?:from|join)\s+(\w+)", _views()[view])}
    return frozenset(found | tables)


@cache
def _views() -> Mapping[str, str]:
    return {p.stem: _NOISE.sub(" ", p.read_text("utf-8")).lower() for p in sql_files("views")}


def _made(sql: str) -> dict[str, set[str]]:
    """Output name → the names in its expression, at every depth of a statement."""
    made: dict[str, set[str]] = defaultdict(set)
    stack: list[list[str]] = [[]]
    named = False
    for word in _TOKEN.findall(sql):
        if word == "(":
            stack.append([])
        elif word == ")":
            inner = stack.pop() if len(stack) > 1 else []
            stack[-1].extend(inner)
        elif word == "," or word in _STARTS:
            stack[-1].clear()
        elif word == "as":
            named = True
            continue
        elif named:
            made[word] |= set(stack[-1])
        else:
            stack[-1].append(word)
        named = False
    return made
