"""Whether what is derived is what it should be: derived again in a copy, and held against it."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from omnicli.engine.derived import derive_all
from omnicli.engine.rules import Rules
from omnicli.warehouse import comparison
from omnicli.warehouse.connect import create

_ROLES = ("canonical", "derived", "view")


def stale(db: sqlite3.Connection, rules: Rules) -> list[str]:
    """Tables that would be other ones if everything derived were derived again.

    What only the files can tell (which rows there are, the items of an order) a rebuild compares.
    """
    with tempfile.TemporaryDirectory() as folder, closing(create(Path(folder) / "copy.db")) as copy:
        db.backup(copy)
        copy.execute("BEGIN")
        comparison.keep(copy, _ROLES)
        derive_all(copy, rules)
        found = comparison.differences(copy, _ROLES)
        copy.execute("ROLLBACK")
    return [name for name, counts in found.items() if any(counts.values())]
