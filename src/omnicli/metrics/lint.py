"""What a metric file must keep to so that it is right, reproducible and portable."""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from omnicli.metrics.header import MetricSpec
from omnicli.metrics.shared import needed
from omnicli.metrics.shared import shared

_SEED_ID = re.compile(r"(S[0-4]|F|C)-\d\d\Z")
"""Items of the reference documents, goals, and the owner's own words (mission.md)."""
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_TEXT = re.compile(r"'(?:[^']|'')*'")
_CLOCK = re.compile(
    r"\b(now|current_date|current_time|current_timestamp|today|getdate)\b", re.IGNORECASE
)
_STAR = re.compile(r"\bselect\s+(?:distinct\s+)?\*|\w\.\*", re.IGNORECASE)
_UNPORTABLE = re.compile(
    r"\b(strftime|julianday|unixepoch|datetime|date|time|group_concat|string_agg|ifnull|iif|printf"
    r"|format|total|glob|regexp|random)\b\s*(?=\()|\b(glob|regexp)\b",
    re.IGNORECASE,
)
_DIALECT = {
    "CROSS JOIN … ON": r"\bcross\s+join\s+\w+(?:\s+as\s+\w+)?\s+on\b",
    "+ before a column": r"(?:[=<>(,]|\b(?:and|or|where|on|by|then|else|when))\s*\+\s*[a-z_]",
    "VALUES": r"\bvalues\s*\(",
    "IS between columns": r"\bis\s+(?:not\s+)?(?!null\b|not\b)\w",
}
"""What SQLite alone takes, or takes otherwise (performance.md §8), and how to find it."""
_TABLE = re.compile(r"\b(?:from|join)\s+([a-z_]\w*)", re.IGNORECASE)
_CTE = re.compile(
    r"(?:\bwith|,|\brecursive)\s+([a-z_]\w*)\s+as\s*(?:materialized\s*)?\(", re.IGNORECASE
)
_PARAM = re.compile(r":([a-z_]\w*)")
_COMPARISON = re.compile(r"[<>=]")
_OPEN = re.compile(r"(\w*)\s*\(|(\))|(/)")


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule a metric file breaks, and where."""

    metric: str
    rule: str
    detail: str


def lint(spec: MetricSpec, *, cases: Path | None = None) -> list[Finding]:
    """Every finding about `spec`. `cases` is the folder of golden cases, where there is one."""
    sql = bare(spec.sql)
    found = [
        Finding(spec.id, rule, text) for rule, check in RULES.items() for text in check(spec, sql)
    ]
    if cases is not None:
        folder = cases / spec.name / f"v{spec.version}"
        if not any(folder.glob("*/case.toml")):
            found.append(Finding(spec.id, "golden", f"no case in {folder.name}"))
    return found


def lint_shared(specs: Iterable[MetricSpec]) -> list[Finding]:
    """Shared expressions that no metric reads."""
    texts = shared()
    used = {name for spec in specs for name in needed(spec.uses, texts)}
    return [
        Finding(f"shared/{name}", "unused", "no metric uses it")
        for name in sorted(texts.keys() - used)
    ]


def bare(sql: str) -> str:
    """The SQL without comments and with every text literal emptied."""
    return _TEXT.sub("''", _COMMENT.sub(" ", sql)).strip()


def _one_statement(_spec: MetricSpec, sql: str) -> Iterator[str]:
    if sql.count(";") != 1 or not sql.endswith(";"):
        yield "one SELECT that ends in a semicolon"
    if not re.match(r"(select|with)\b", sql, re.IGNORECASE):
        yield "starts with neither SELECT nor WITH"


def _no_star(_spec: MetricSpec, sql: str) -> Iterator[str]:
    yield from (m[0] for m in _STAR.finditer(sql))


def _no_clock(_spec: MetricSpec, sql: str) -> Iterator[str]:
    yield from (m[0] for m in _CLOCK.finditer(sql))


def _portable(_spec: MetricSpec, sql: str) -> Iterator[str]:
    yield from (f"{m[0]}()" for m in _UNPORTABLE.finditer(sql))
    yield from (what for what, how in _DIALECT.items() if re.search(how, sql, re.IGNORECASE))


def _only_views(spec: MetricSpec, sql: str) -> Iterator[str]:
    names = {m[1].lower() for m in _CTE.finditer(sql)}
    read = {m[1].lower() for m in _TABLE.finditer(sql)} - names
    yield from (f"reads {name}" for name in sorted(read) if not name.startswith("v_"))
    yield from (f"{name} hides a view" for name in sorted(names) if name.startswith("v_"))
    if {n for n in read if n.startswith("v_")} - set(spec.sources):
        yield "reads a view that sources does not name"


def _bound(spec: MetricSpec, sql: str) -> Iterator[str]:
    used = {m[1] for m in _PARAM.finditer(sql)}
    yield from (f":{name} is not declared" for name in sorted(used - set(spec.params)))
    yield from (f"{name} is declared, not used" for name in sorted(set(spec.params) - used))
    if re.search(r"[?@$]", sql):
        yield "only named parameters (:name)"


def _sums(_spec: MetricSpec, sql: str) -> Iterator[str]:
    for at, around in _calls(sql):
        if around and around[-1] == "sum" and sql[at] == "(":
            inside = _inside(sql, at)
            if "coalesce" not in around[:-1]:
                yield f"SUM({inside}) outside COALESCE"
            if _COMPARISON.search(inside) and not re.search(r"\bcase\b", inside, re.IGNORECASE):
                yield f"SUM({inside}) adds up truth values"


def _division(_spec: MetricSpec, sql: str) -> Iterator[str]:
    starts: list[int] = [0]
    for token in _OPEN.finditer(sql):
        if token[3]:
            dividend = _flat(sql[starts[-1] : token.start()]).rsplit(",", 1)[-1]
            if not re.search(r"\b\d+\.\d+\s*\*", dividend):
                yield f"{dividend.strip()} / …: start with 1.0 *"
        elif token[2]:
            starts.pop()
        else:
            starts.append(token.end())


def _ordered(spec: MetricSpec, sql: str) -> Iterator[str]:
    order = re.search(r"\border\s+by\b(?!.*\border\s+by\b)(.*)", sql, re.IGNORECASE | re.DOTALL)
    last = order[1] if order and order[1].count(")") == order[1].count("(") else ""
    for column in spec.grain:
        if not re.search(rf"\b{column}\b", last):
            yield f"ORDER BY does not cover {column}"


def _seeds(spec: MetricSpec, _sql: str) -> Iterator[str]:
    if not spec.seed_ids:
        yield "names no seed id"
    yield from (f"{s} is no seed id" for s in spec.seed_ids if not _SEED_ID.match(s))


def _calls(sql: str) -> Iterator[tuple[int, list[str]]]:
    """Each opening parenthesis, with the functions it stands in, the innermost last."""
    stack: list[str] = []
    for token in _OPEN.finditer(sql):
        if token[3]:
            continue
        if token[2]:
            stack.pop()
        else:
            stack.append(token[1].lower())
            yield token.end() - 1, stack


def _flat(text: str) -> str:
    """The text without what stands in parentheses."""
    while (shorter := re.sub(r"\([^()]*\)", "", text)) != text:
        text = shorter
    return text


def _inside(sql: str, opening: int) -> str:
    depth = 0
    for at in range(opening, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[at], 0)
        if depth == 0:
            return sql[opening + 1 : at]
    return sql[opening + 1 :]


Rule = Callable[[MetricSpec, str], Iterator[str]]

RULES: dict[str, Rule] = {
    "one-statement": _one_statement,
    "no-star": _no_star,
    "no-clock": _no_clock,
    "portable": _portable,
    "only-views": _only_views,
    "bound": _bound,
    "sum-coalesce": _sums,
    "no-integer-division": _division,
    "ordered": _ordered,
    "seed-ids": _seeds,
}
"""Rule name → check. Each yields the offending text."""
