"""What the ledger keeps of faulty rows: open until a later file brings the row in repaired."""

import json
from collections.abc import Mapping
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any

from omnicli.domain.issues import Issue

KEPT_OF_A_WARNING = 50
"""How many times one warning about one column is kept by itself; the rest becomes one line."""


def _grouped(issues: Sequence[Issue]) -> list[Issue]:
    """All that asks for a repair; of each other warning the first rows, then one line."""
    seen: dict[tuple[str, str | None, str | None], list[Issue]] = {}
    kept = []
    for issue in issues:
        if issue.severity != "warning" or issue.row is None or issue.raw is not None:
            kept.append(issue)
            continue
        alike = seen.setdefault((issue.code, issue.sheet, issue.column), [])
        alike.append(issue)
        if len(alike) <= KEPT_OF_A_WARNING:
            kept.append(issue)
    for (code, sheet, column), alike in seen.items():
        rest = [issue.row for issue in alike[KEPT_OF_A_WARNING:] if issue.row is not None]
        if rest:
            fields: dict[str, object] = {"of": code, "count": len(rest), "last": max(rest)}
            kept.append(
                Issue(
                    "W_REPEATED",
                    "warning",
                    alike[0].file,
                    sheet,
                    min(rest),
                    column,
                    None,
                    None,
                    fields,
                )
            )
    return kept


def add(db: Connection, import_id: int, issues: Sequence[Issue]) -> None:
    """Keep a file's issues, rejected rows with their raw cells, endless warnings in one line."""
    db.executemany(
        'INSERT INTO import_issues (import_id, sheet, row_no, code, severity, "column", value, key,'
        " message, hint, fields, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                import_id,
                i.sheet,
                i.row,
                i.code,
                i.severity,
                i.column,
                i.value,
                i.key,
                i.error().message("id"),
                i.error().hint("id"),
                json.dumps({**i.fields, "file": i.file}, ensure_ascii=False, default=str),
                None if i.raw is None else json.dumps(i.raw, ensure_ascii=False),
            )
            for i in _grouped(issues)
        ),
    )


KEPT_OF_REFUSED = 100
"""How many findings of a refused file are kept: where it broke, not all its rows."""


def add_refused(
    db: Connection, batch: int, number: int, issues: Sequence[Issue], file: Mapping[str, object]
) -> None:
    """Keep why the batch went on without its file `number`: no import, but findable afterwards.

    `file` is its `sha256`, `source` (None where no source was found) and `rows_read`.
    """
    columns = file["sha256"], file["source"], file["rows_read"]
    first = sorted(issues, key=lambda i: (i.severity != "error", i.row is not None))
    db.executemany(
        "INSERT INTO refused_files (batch_id, file_no, issue_no, file_name, sha256, source,"
        ' rows_read, sheet, row_no, code, severity, "column", value, key, fields)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                batch, number, nth, i.file, *columns, i.sheet, i.row, i.code,
                i.severity, i.column, i.value, i.key,
                json.dumps({**i.fields, "file": i.file}, ensure_ascii=False, default=str),
            )
            for nth, i in enumerate(first[:KEPT_OF_REFUSED], 1)
        ),
    )  # fmt: skip


def close(db: Connection, import_ids: Sequence[int]) -> int:
    """Close open issues of rows that these imports brought in repaired.

    A repaired errors file names the row (`omni: ref`, import:row); any other file closes by the
    order number, unless it rejects a row of that order itself.
    """
    return sum(_close_by_ref(db, i) + _close_by_key(db, i) for i in import_ids)


def _close_by_ref(db: Connection, import_id: int) -> int:
    return db.execute(
        "UPDATE import_issues SET closed_by = ?1 WHERE closed_by IS NULL"
        " AND (severity = 'error' OR raw IS NOT NULL)"
        " AND import_id <> ?1 AND (import_id || ':' || row_no) IN"
        " (SELECT value FROM import_files f, json_each(f.detail, '$.refs') WHERE f.import_id = ?1)"
        " AND import_id IN (SELECT f.import_id FROM import_files f JOIN import_files n"
        "  ON n.import_id = ?1 WHERE f.source = n.source AND f.account = n.account)",
        (import_id,),
    ).rowcount


def _close_by_key(db: Connection, import_id: int) -> int:
    return db.execute(
        "UPDATE import_issues SET closed_by = ?1 WHERE closed_by IS NULL AND severity = 'error'"
        " AND key IS NOT NULL AND import_id <> ?1 AND import_id IN"
        " (SELECT f.import_id FROM import_files f JOIN import_files n ON n.import_id = ?1"
        "  WHERE f.source = n.source AND f.account = n.account)"
        " AND key IN (SELECT o.order_no FROM row_origins r JOIN orders o"
        "  ON o.order_id = r.entity_id WHERE r.entity = 'orders' AND r.import_id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM import_issues mine WHERE mine.import_id = ?1"
        "  AND mine.key = import_issues.key AND mine.severity = 'error')",
        (import_id,),
    ).rowcount


def reopen(db: Connection, import_ids: Sequence[int]) -> None:
    """Open the issues again that undone imports had closed, unless another file closes them."""
    reopened = 0
    for import_id in import_ids:
        reopened += db.execute(
            "UPDATE import_issues SET closed_by = NULL WHERE closed_by = ?", (import_id,)
        ).rowcount
    if reopened:
        active = db.execute(
            "SELECT import_id FROM import_files WHERE state = 'imported' AND undone_at IS NULL"
            " ORDER BY import_id"
        ).fetchall()
        close(db, [row[0] for row in active])


def forget(db: Connection, import_id: int) -> None:
    """Drop a file's issues, before they are found again."""
    db.execute("DELETE FROM import_issues WHERE import_id = ?", (import_id,))


def stored(row: Mapping[str, Any]) -> Issue:
    """An issue from a row of `import_issues`: it can say itself in any language."""
    fields = json.loads(row["fields"])
    return Issue(
        row["code"],
        row["severity"],
        fields.pop("file", ""),
        sheet=row["sheet"],
        row=row["row_no"],
        column=row["column"],
        value=row["value"],
        key=row["key"],
        fields=fields,
        raw=None if row["raw"] is None else json.loads(row["raw"]),
    )
