"""The import ledger: batches, files, issues, and what a rebuild needs to know of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from omnicli.domain.issues import Issue
from omnicli.ingest.result import ReadFile
from omnicli.warehouse import decisions

__all__ = ["Connection", "Earlier", "active_import", "add_file", "add_issues"]

FILE_COLUMNS = (
    "import_id", "batch_id", "source", "spec_version", "account", "file_name", "sha256",
    "size_bytes", "format", "state", "effective_at", "first_imported_at", "period_from",
    "period_to", "rows_read", "rows_inserted", "rows_updated", "rows_unchanged", "rows_rejected",
    "rows_skipped", "detail", "actor",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Earlier:
    """An active import of the same bytes."""

    import_id: int
    source: str
    rows_read: int
    money: dict[str, int]


def active_import(db: Connection, sha256: str, account: str) -> Earlier | None:
    """The import that holds these bytes for this account, if there is one."""
    row = db.execute(
        "SELECT import_id, source, rows_read, detail FROM import_files WHERE sha256 = ?"
        " AND account = ? AND state = 'imported' AND undone_at IS NULL",
        (sha256, account),
    ).fetchone()
    return Earlier(row[0], row[1], row[2], json.loads(row[3]).get("money", {})) if row else None


def first_imported_at(db: Connection, sha256: str, account: str) -> str | None:
    """When these bytes were first imported, also if that import was undone since."""
    row = db.execute(
        "SELECT MIN(first_imported_at) FROM import_files WHERE sha256 = ? AND account = ?",
        (sha256, account),
    ).fetchone()
    return str(row[0]) if row[0] is not None else None


def open_batch(db: Connection, now: str, actor: str, *, changed: bool) -> int:
    """A new batch; `changed` is False when all its files were imported before."""
    state = "imported" if changed else "unchanged"
    cursor = db.execute(
        "INSERT INTO import_batches (started_at, actor, state) VALUES (?, ?, ?)",
        (now, actor, state),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def add_file(
    db: Connection,
    batch: int,
    read: ReadFile,
    rows: dict[str, int],
    effective_at: str,
    first_imported_at: str,
    period: tuple[str, str] | None,
    actor: str,
    state: str,
) -> int:
    """Enter a file into the ledger."""
    cursor = db.execute(
        f"INSERT INTO import_files ({', '.join(FILE_COLUMNS[1:])})"
        f" VALUES ({', '.join('?' * (len(FILE_COLUMNS) - 1))})",
        (
            batch,
            read.spec.name,
            read.spec.version,
            read.account,
            read.file_name,
            read.sha256,
            read.size,
            read.format,
            state,
            effective_at,
            first_imported_at,
            *(period or (None, None)),
            rows["read"],
            rows["inserted"],
            rows["updated"],
            rows["unchanged"],
            rows["rejected"],
            rows["skipped"],
            json.dumps(_detail_of(read), ensure_ascii=False),
            actor,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def add_unchanged(
    db: Connection, batch: int, earlier: int, file_name: str, rows: dict[str, int]
) -> None:
    """Enter a file whose bytes were imported before: history only, it contributes nothing."""
    copied = [c for c in FILE_COLUMNS[1:] if c not in ("batch_id", "file_name", "state")]
    kept = [c for c in copied if not c.startswith("rows_")]
    db.execute(
        f"INSERT INTO import_files (batch_id, file_name, state, rows_read, rows_inserted,"
        f" rows_updated, rows_unchanged, rows_rejected, rows_skipped, {', '.join(kept)})"
        f" SELECT ?, ?, 'unchanged', ?, 0, 0, ?, 0, 0, {', '.join(kept)}"
        " FROM import_files WHERE import_id = ?",
        (batch, file_name, rows["read"], rows["unchanged"], earlier),
    )


def settle_file(
    db: Connection, import_id: int, rows: dict[str, int], money: dict[str, int]
) -> None:
    """Write what became of a file's rows, and the money it brought."""
    db.execute(
        "UPDATE import_files SET rows_inserted = ?, rows_updated = ?, rows_unchanged = ?,"
        " detail = json_set(detail, '$.money', json(?)) WHERE import_id = ?",
        (rows["inserted"], rows["updated"], rows["unchanged"], json.dumps(money), import_id),
    )


def add_issues(db: Connection, import_id: int, issues: Sequence[Issue]) -> None:
    """Keep a file's issues, rejected rows with their raw cells."""
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
            for i in issues
        ),
    )


def _detail_of(read: ReadFile) -> dict[str, object]:
    """What else the ledger keeps of a file: its layout, and which rejected rows it repairs."""
    refs = [ref for part in read.parts for ref in part.refs]
    return {"headers": list(read.headers), **({"refs": refs} if refs else {})}


def close_issues(db: Connection, import_ids: Sequence[int]) -> int:
    """Close open issues of rows that these imports brought in repaired.

    A repaired errors file names the row (`omni: ref`, import:row); any other file closes by the
    order number, unless it rejects a row of that order itself.
    """
    return sum(_close_by_ref(db, i) + _close_by_key(db, i) for i in import_ids)


def _close_by_ref(db: Connection, import_id: int) -> int:
    return db.execute(
        "UPDATE import_issues SET closed_by = ?1 WHERE closed_by IS NULL AND severity = 'error'"
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


def reopen_issues(db: Connection, import_ids: Sequence[int]) -> None:
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
        close_issues(db, [row[0] for row in active])


def forget_issues(db: Connection, import_id: int) -> None:
    """Drop a file's issues, before they are found again."""
    db.execute("DELETE FROM import_issues WHERE import_id = ?", (import_id,))


ISSUE_COLUMNS = 'sheet, row_no, code, severity, "column", value, key, fields, raw'


def stored_issue(row: Sequence[Any]) -> Issue:
    """An issue from a row of `ISSUE_COLUMNS`: it can say itself in any language."""
    sheet, row_no, code, severity, column, value, key, fields, raw = row
    said = json.loads(fields)
    return Issue(
        code,
        severity,
        said.pop("file", ""),
        sheet=sheet,
        row=row_no,
        column=column,
        value=value,
        key=key,
        fields=said,
        raw=None if raw is None else json.loads(raw),
    )


def decision_of(
    db: Connection, import_id: int, *, given_effective_at: str | None, hint: str | None
) -> dict[str, Any]:
    """All that a rebuild from the journal needs to enter the file again."""
    row = db.execute(
        f"SELECT {', '.join(FILE_COLUMNS)} FROM import_files WHERE import_id = ?", (import_id,)
    ).fetchone()
    entry = dict(zip(FILE_COLUMNS, row, strict=True))
    entry["detail"] = json.loads(entry["detail"])
    return {"file": entry, "given_effective_at": given_effective_at, "hint": hint}


def accepted_aliases(db: Connection) -> dict[str, dict[str, str]]:
    """Header aliases accepted in this workspace: source → their header → canonical name."""
    found: dict[str, dict[str, str]] = {}
    for entry in decisions.standing(db, "alias"):
        payload = entry["payload"]
        found.setdefault(payload["source"], {})[payload["header"]] = payload["column"]
    return found


def enter_again(db: Connection, file: dict[str, Any], at: str) -> None:
    """Enter a file of the journal, imported `at`, into the ledger under its old numbers."""
    db.execute(
        "INSERT OR IGNORE INTO import_batches (batch_id, started_at, actor, state)"
        " VALUES (?, ?, ?, 'imported')",
        (file["batch_id"], at, file["actor"]),
    )
    values = {**file, "detail": json.dumps(file["detail"], ensure_ascii=False)}
    db.execute(
        f"INSERT INTO import_files ({', '.join(FILE_COLUMNS)})"
        f" VALUES ({', '.join('?' * len(FILE_COLUMNS))})",
        tuple(values[c] for c in FILE_COLUMNS),
    )


def mark(db: Connection, batch: int, ids: Sequence[int], *, at: str | None, by: str | None) -> None:
    """Mark a batch and its files as undone (`at` given) or active again."""
    state = "imported" if at is None else "undone"
    db.execute(
        "UPDATE import_batches SET state = ?, undone_at = ?, undone_by = ? WHERE batch_id = ?",
        (state, at, by, batch),
    )
    db.executemany(
        "UPDATE import_files SET undone_at = ? WHERE import_id = ?", ((at, i) for i in ids)
    )
