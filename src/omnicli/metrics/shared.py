"""Shared SQL: named common table expressions that several metrics start from, each one file.

`sql/shared/<name>.sql` is one SELECT without a semicolon. Its leading `-- needs: other` lines name
the shared expressions it reads. A metric names those it reads in its header (`uses`); the statement
that runs, is sealed and is shown has them in front, each once, after those it needs itself. A line
`-- computed once` keeps SQLite from working long expressions out again wherever they are named. A
step of many lists, told apart by a column `dim`, says `-- asked by dim` and finds in `asked` those
that the statement wants: SQLite carries no condition into sums and would add up every list.
"""

import re
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cache

from omnicli.assets import sql_files

_NEEDS = re.compile(r"^-- needs: (\w+)\n", re.MULTILINE)
_ONCE = "-- computed once\n"
_ASKED = "-- asked by dim\n"
_DIM = re.compile(r"\.dim = ('\w+')")
_NARROWED = re.compile(r"/\* narrowed by (?P<column>\w+\.(?P<name>\w+)) \*/")
_WITH = re.compile(r"(?P<lead>(?:\s*--[^\n]*\n)*\s*)WITH\s+(?P<own>.*)\Z", re.DOTALL)


@cache
def shared() -> Mapping[str, str]:
    """Name → text of every shared expression."""
    return {path.stem: path.read_text("utf-8").rstrip() for path in sql_files("shared")}


def needed(names: Iterable[str], texts: Mapping[str, str]) -> list[str]:
    """`names` and all they need, each once, after what it needs itself.

    Raises ValueError for a name that has no file and for names that need each other.
    """
    found: list[str] = []

    def visit(name: str, above: Collection[str]) -> None:
        if name in above:
            raise ValueError(f"shared SQL needs itself: {' → '.join((*above, name))}")
        if name in found:
            return
        if name not in texts:
            raise ValueError(f"uses {name}, which sql/shared/ does not have")
        for other in _NEEDS.findall(texts[name]):
            visit(other, (*above, name))
        found.append(name)

    for name in names:
        visit(name, ())
    return found


def expand(sql: str, uses: Iterable[str], texts: Mapping[str, str] | None = None) -> str:
    """The whole statement: the shared expressions in front of those that `sql` has of its own."""
    texts = shared() if texts is None else texts
    names = needed(uses, texts)
    parts = [f"{name} AS {_body(texts[name])}" for name in names]
    if not parts:
        return sql
    if any(_ASKED in texts[name] for name in names):
        parts.insert(0, _asked(sql))
    own = _WITH.match(sql)
    if own is None:
        return "WITH " + ",\n".join(parts) + "\n" + sql
    return own["lead"] + "WITH " + ",\n".join((*parts, own["own"]))


def _asked(sql: str) -> str:
    """The lists that a statement names, as rows of `dim`."""
    dims = dict.fromkeys(_DIM.findall(sql))
    if not dims:
        raise ValueError("reads lists by dim and names none: … .dim = '…'")
    rows = " UNION ALL ".join(f"SELECT {dim} AS dim" for dim in dims)
    return f"asked AS (\n  {rows}\n)"


def _body(text: str) -> str:
    """The text of an expression in parentheses, without the lines that only say how to use it."""
    lines = _NEEDS.sub("", text).replace(_ONCE, "").replace(_ASKED, "").splitlines()
    inner = "\n".join(f"  {line}".rstrip() for line in lines)
    return f"{'MATERIALIZED ' if _ONCE in text else ''}(\n{inner}\n)"


def narrowed(sql: str, only: Mapping[str, Sequence[int] | Sequence[str]]) -> str:
    """The statement for some rows only: `/* narrowed by o.customer_id */` becomes a condition.

    By index these are read without the others, which a bound list would not give.
    ValueError where the statement has no such place.
    """
    places = {found["name"] for found in _NARROWED.finditer(sql)}
    if missing := only.keys() - places:
        raise ValueError(f"nothing narrows {', '.join(sorted(missing))}")

    def test(found: re.Match[str]) -> str:
        values = ", ".join(_literal(value) for value in only[found["name"]])
        return f"AND {found['column']} IN ({values})"

    return _NARROWED.sub(lambda m: test(m) if m["name"] in only else m[0], sql)


def _literal(value: int | str) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
