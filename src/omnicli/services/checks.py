"""Data tests: each `sql/checks/<name>.sql` must return no rows."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from omnicli.assets import sql_files
from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.session import Session
from omnicli.warehouse import places

EXAMPLES = 20
"""Findings shown of one check; all are counted."""

_HEAD = re.compile(
    r"\A-- severity: (?P<severity>error|warning)\n-- id: (?P<id>.+)\n-- en: (?P<en>.+)\n"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One data test. An `error` means figures are wrong, a `warning` that data is missing."""

    name: str
    severity: str
    title: tuple[str, str]
    sql: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: how many rows, and the first of them."""

    check: Check
    findings: int
    examples: list[dict[str, object]]

    @property
    def state(self) -> str:
        """`ok`, `warning` or `error`."""
        return self.check.severity if self.findings else "ok"

    def to_dict(self, lang: str) -> dict[str, object]:
        """The result as `--json` prints it."""
        return {
            "check": self.check.name,
            "title": self.check.title[lang == "en"],
            "state": self.state,
            "findings": self.findings,
            "examples": self.examples,
        }


def read_check(path: Path) -> Check:
    """The check in `path`. ValueError when its three head lines are not as they must be."""
    sql = path.read_text("utf-8")
    head = _HEAD.match(sql)
    if head is None:
        raise ValueError(f"{path.name}: starts with -- severity:, -- id:, -- en:")
    return Check(path.stem, head["severity"], (head["id"], head["en"]), sql)


def checks(names: Sequence[str] = ()) -> list[Check]:
    """Every check, or those named; E_CHECK_UNKNOWN."""
    known = {path.stem: path for path in sql_files("checks")}
    for name in names:
        if name not in known:
            raise OmniError("E_CHECK_UNKNOWN", value=name, near=", ".join(known))
    return [read_check(known[name]) for name in names or known]


def run_checks(session: Session, names: Sequence[str] = ()) -> list[CheckResult]:
    """Run the checks on the session's warehouse."""
    today = local_date(session.now, session.workspace.settings.timezone).isoformat()
    reader = session.reader
    found = (run_check(session.db, check, today) for check in checks(names))
    # Checks list rows under the names that issues have: a cell is a cell.
    return [
        replace(one, examples=[reader.row(row, "import_issues") for row in one.examples])
        for one in found
    ]


def run_check(db: sqlite3.Connection, check: Check, today: str) -> CheckResult:
    """Run one check. `today` bounds what lies in the future."""
    places.install(db)
    try:
        cursor = db.execute(check.sql, {"today": today})
        columns = [d[0] for d in cursor.description]
        rows = cursor.fetchall()
    except sqlite3.OperationalError as error:
        raise OmniError("E_CHECK_SQL", value=check.name, detail=str(error)) from error
    examples = [dict(zip(columns, row, strict=True)) for row in rows[:EXAMPLES]]
    return CheckResult(check, len(rows), examples)
