"""Tables as what they say, without the numbers that rows happen to have; and how two differ.

A row is a key (what it is) and a value (what is said of it), both JSON. The surrogate id of another
row is shown as that row's own key, so equal warehouses give equal text whatever was imported first.
"""

import sqlite3
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from omnicli.warehouse.tables.catalog import catalog
from omnicli.warehouse.tables.catalog import children_first
from omnicli.warehouse.tables.catalog import table_spec
from omnicli.warehouse.tables.catalog import with_roles
from omnicli.warehouse.tables.declaration import Link
from omnicli.warehouse.tables.declaration import TableSpec

Differences = dict[str, dict[str, int]]
"""Per table: how many rows were `added`, `removed`, `changed`."""

COMPARED = ("canonical", "derived", "frozen", "view")


def clear(db: sqlite3.Connection) -> None:
    """Empty every table that follows from the files; nothing is left that an old id could mean."""
    db.execute("DELETE FROM id_marks")
    for spec in children_first(db, with_roles("canonical", "derived")):
        db.execute(f"DELETE FROM {spec.name}")


def question(db: sqlite3.Connection, spec: TableSpec) -> str:
    """The SELECT of a table's rows: `k`, `v`."""
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({spec.name})")]
    values = [
        _value(spec, column, "t")
        for column in columns
        if column not in {spec.id_column, *spec.key, *spec.uncompared}
    ]
    return (
        f"SELECT {_key(spec, 't')} AS k, json_array({', '.join(values)}) AS v FROM {spec.name} AS t"
    )


def _key(spec: TableSpec, alias: str) -> str:
    """SQL that tells a row apart by what it is."""
    if spec.identity:
        return spec.identity.format(alias)
    return f"json_array({', '.join(_value(spec, column, alias) for column in spec.key)})"


def _value(spec: TableSpec, column: str, alias: str) -> str:
    """A column as SQL: itself, or the key of the row it leads to."""
    place = f'{alias}."{column}"'
    link = next((link for link in spec.links if link.column == column), None)
    if link is None:
        return place
    if not link.by:
        return _linked(table_spec(link.table), place, alias)
    cases = [
        f"WHEN '{other.name}' THEN {_linked(other, place, alias)}" for other in _candidates(link)
    ]
    return f'CASE {alias}."{link.by}" {" ".join(cases)} END'


def _candidates(link: Link) -> Iterator[TableSpec]:
    """The tables that a link with `by` may lead into."""
    return (spec for spec in with_roles("canonical") if spec.id_column and not link.table)


def _linked(spec: TableSpec, place: str, alias: str) -> str:
    inner = f"{alias}_"
    return (
        f"(SELECT {_key(spec, inner)} FROM {spec.name} AS {inner}"
        f" WHERE {inner}.{spec.id_column} = {place})"
    )


def rows(db: sqlite3.Connection, spec: TableSpec) -> list[tuple[str, str]]:
    """All rows of a table as key and value, sorted."""
    return db.execute(f"{question(db, spec)} ORDER BY k, v").fetchall()


def keep(db: sqlite3.Connection, roles: Sequence[str] = COMPARED) -> None:
    """Set aside what every table says now, in temporary tables of this connection."""
    for spec in with_roles(*roles):
        db.execute(f"DROP TABLE IF EXISTS temp.{_aside(spec)}")
        # COUNT keeps rows apart that say the same twice: nothing need make them unique.
        db.execute(
            f"CREATE TEMP TABLE {_aside(spec)} AS SELECT k, v, COUNT(*) AS n"
            f" FROM ({question(db, spec)}) GROUP BY k, v"
        )


def differences(db: sqlite3.Connection, roles: Sequence[str] = COMPARED) -> Differences:
    """How each table differs from what `keep` set aside, which is dropped."""
    found: Differences = {}
    for spec in with_roles(*roles):
        before = f"temp.{_aside(spec)}"
        now = f"SELECT k, v, COUNT(*) AS n FROM ({question(db, spec)}) GROUP BY k, v"
        row = db.execute(_DIFFERENCES.format(before=before, now=now)).fetchone()
        found[spec.name] = dict(zip(("added", "removed", "changed"), row, strict=True))
        db.execute(f"DROP TABLE {before}")
    return found


def any_difference(found: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether any table differs."""
    return any(any(counts.values()) for counts in found.values())


def _aside(spec: TableSpec) -> str:
    return f"_before_{spec.name}"


_DIFFERENCES = """
WITH now AS MATERIALIZED ({now}),
came AS MATERIALIZED (SELECT k, v, n FROM now EXCEPT SELECT k, v, n FROM {before}),
went AS MATERIALIZED (SELECT k, v, n FROM {before} EXCEPT SELECT k, v, n FROM now)
SELECT
  (SELECT COUNT(DISTINCT k) FROM came WHERE k NOT IN (SELECT k FROM went)),
  (SELECT COUNT(DISTINCT k) FROM went WHERE k NOT IN (SELECT k FROM came)),
  (SELECT COUNT(DISTINCT k) FROM came WHERE k IN (SELECT k FROM went))
"""


def loose_links(db: sqlite3.Connection) -> list[str]:
    """`table.column` where a surrogate id leads to no row (an empty one is no id)."""
    return [
        f"{spec.name}.{link.column}"
        for spec in with_roles("canonical", "derived", "frozen")
        for link in spec.links
        if db.execute(
            f'SELECT 1 FROM {spec.name} AS t WHERE t."{link.column}" IS NOT NULL'
            f" AND {_value(spec, link.column, 't')} IS NULL LIMIT 1"
        ).fetchone()
    ]


def undeclared(db: sqlite3.Connection) -> list[str]:
    """Tables of the file that nobody declared: nothing would undo, rebuild or compare them."""
    stored = db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in stored if name not in catalog()]
