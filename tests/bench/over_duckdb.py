"""DuckDB over the warehouse's own SQLite file, with our views and metrics in its spelling."""

import re
import sqlite3
import time
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import util
from pathlib import Path
from typing import Any

_DAY = re.compile(r"(\w+) INTEGER GENERATED ALWAYS AS \(CAST\(julianday\((\w+)\)")
_KEY = re.compile(r"(\w+) TEXT GENERATED ALWAYS AS \((.+?)\) VIRTUAL")
_PARAM = re.compile(r"(?<![:\w]):([a-z_]\w*)")
_MADE = "SELECT name, sql FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%'"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
Rows = Sequence[Sequence[object]]


@dataclass(slots=True)
class Duck:
    """A DuckDB that reads the file, and what it made of our questions."""

    db: Any
    lost: list[str]
    """Views that it does not take."""
    equal: int = 0
    other: int = 0
    faults: int = 0

    @classmethod
    def over(cls, file: Path) -> "Duck | None":
        """One over `file`; None where DuckDB or its SQLite extension is not installed."""
        found = util.find_spec("duckdb_extension_sqlite_scanner")
        if util.find_spec("duckdb") is None or found is None or found.origin is None:
            return None
        import duckdb

        extension = next(Path(found.origin).parent.rglob("*.duckdb_extension"))
        db = duckdb.connect()
        db.execute(f"LOAD '{extension}'")
        db.execute(f"ATTACH '{file}' AS w (TYPE sqlite, READ_ONLY)")
        db.execute("CREATE SCHEMA o")
        db.execute("SET search_path = 'memory.o'")
        return cls(db, list(_views(db, file, duckdb.Error)))

    def cpu(self, sql: str, params: Mapping[str, str], rows: Rows) -> float | None:
        """CPU seconds of the same question; None where it fails or answers otherwise."""
        text = _PARAM.sub(r"$\1", _COMMENT.sub("", sql))
        given = {name: value for name, value in params.items() if f"${name}" in text}
        start = time.process_time()
        try:
            found = self.db.execute(text, given).fetchall()
        except Exception:  # noqa: BLE001 - whatever it does not take is a question it cannot answer
            self.faults += 1
            return None
        used = time.process_time() - start
        if _plain(found) != _plain(rows):
            self.other += 1
            return None
        self.equal += 1
        return used

    def summary(self) -> str:
        """How many questions it answered as SQLite did, and the views it does not take."""
        lost = f"; views it does not take: {'; '.join(self.lost)}" if self.lost else ""
        return f"{self.equal} equal, {self.other} otherwise, {self.faults} not taken{lost}"


def _views(db: Any, file: Path, fault: type[Exception]) -> list[str]:
    """Make our views over its tables; what is wrong with those that fail, the first line each."""
    own = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    for table, sql in own.execute(_MADE, ("table",)):
        # It does not see generated columns; ours are day numbers and spellings of names.
        more = [f", CAST({d} AS DATE) - DATE '1970-01-01' AS {n}" for n, d in _DAY.findall(sql)]
        more += [f", {text} AS {name}" for name, text in _KEY.findall(sql)]
        db.execute(f'CREATE VIEW o."{table}" AS SELECT *{"".join(more)} FROM w."{table}"')
    waiting = dict(own.execute(_MADE, ("view",)).fetchall())
    own.close()
    faults: dict[str, str] = {}
    before = len(waiting) + 1
    while len(waiting) < before:  # a view may read those that come after it
        before = len(waiting)
        for name, sql in list(waiting.items()):
            try:
                db.execute(sql.replace(f"VIEW {name}", f"VIEW o.{name}", 1))
            except fault as error:
                faults[name] = str(error).splitlines()[0]
            else:
                del waiting[name]
    return [f"{name}: {faults[name]}" for name in waiting]


def _plain(rows: Rows) -> list[list[object]]:
    """Rows to compare: DuckDB's sums are decimals."""
    return [[float(v) if isinstance(v, int | float | Decimal) else v for v in r] for r in rows]
