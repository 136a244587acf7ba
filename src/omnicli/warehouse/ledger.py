"""The import ledger: batches, files, and what a rebuild needs to know of them."""

import json
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from omnicli.warehouse import decisions

FILE_COLUMNS = (
    "import_id", "batch_id", "source", "spec_version", "spec_digest", "account", "file_name",
    "sha256", "size_bytes", "format", "state", "effective_at", "first_imported_at", "period_from",
    "period_to", "rows_read", "rows_inserted", "rows_updated", "rows_unchanged", "rows_rejected",
    "rows_skipped", "detail", "actor",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Earlier:
    """An active import of the same bytes."""

    import_id: int
    batch_id: int
    source: str
    rows_read: int
    money: dict[str, int]
    effective_at: str
    period: tuple[str, str] | None = None
    rows_open: int = 0
    """Rejected rows that no later file repaired."""


def active_import(db: Connection, sha256: str, account: str) -> Earlier | None:
    """The import that holds these bytes for this account, if there is one."""
    row = db.execute(
        "SELECT import_id, batch_id, source, rows_read, detail, effective_at, period_from,"
        " period_to FROM import_files WHERE sha256 = ? AND account = ?"
        " AND state = 'imported' AND undone_at IS NULL",
        (sha256, account),
    ).fetchone()
    if row is None:
        return None
    found = db.execute(
        "SELECT COUNT(DISTINCT COALESCE(sheet, '') || ':' || row_no) FROM import_issues"
        " WHERE import_id = ? AND severity = 'error' AND row_no IS NOT NULL AND closed_by IS NULL",
        (row[0],),
    ).fetchone()
    number, batch, source, rows_read, detail, effective_at, first, last = row
    return Earlier(
        number,
        batch,
        source,
        rows_read,
        json.loads(detail).get("money", {}),
        effective_at,
        None if first is None else (first, last),
        rows_open=found[0],
    )


def other_zone(db: Connection, zone: str) -> tuple[str, str] | None:
    """(file, zone) of an active import whose days were dated in another zone, if there is one."""
    row = db.execute(
        "SELECT file_name, detail ->> '$.timezone' AS zone FROM import_files"
        " WHERE state = 'imported' AND undone_at IS NULL AND zone <> ? ORDER BY import_id",
        (zone,),
    ).fetchone()
    return None if row is None else (row[0], row[1])


def naming_owners(db: Connection, account: str) -> list[tuple[str, dict[str, Any]]]:
    """(source, what it says as a whole) of the account's active files that say whose they are."""
    rows = db.execute(
        "SELECT source, detail FROM import_files WHERE account = ? AND state = 'imported'"
        " AND undone_at IS NULL AND (detail ->> '$.owners' IS NOT NULL"
        " OR detail ->> '$.statements' IS NOT NULL)",
        (account,),
    )
    return [(source, json.loads(detail)) for source, detail in rows]


def newest(db: Connection) -> int:
    """The number of the newest import, 0 before the first."""
    (found,) = db.execute("SELECT COALESCE(MAX(import_id), 0) FROM import_files").fetchone()
    return int(found)


def first_imported_at(db: Connection, sha256: str, account: str) -> str | None:
    """When these bytes were first imported, also if that import was undone since."""
    row = db.execute(
        "SELECT MIN(first_imported_at) FROM import_files WHERE sha256 = ? AND account = ?",
        (sha256, account),
    ).fetchone()
    return str(row[0]) if row[0] is not None else None


def first_modified_at(db: Connection, sha256: str, account: str) -> str | None:
    """When the file of these bytes that came first was last written; None before the first."""
    row = db.execute(
        "SELECT COALESCE(detail ->> '$.modified_at', '') FROM import_files"
        " WHERE sha256 = ? AND account = ? ORDER BY import_id",
        (sha256, account),
    ).fetchone()
    return None if row is None else str(row[0])


def open_batch(db: Connection, now: str, actor: str, *, changed: bool) -> int:
    """A new batch; `changed` is False when all its files were imported before."""
    state = "imported" if changed else "unchanged"
    cursor = db.execute(
        "INSERT INTO import_batches (started_at, actor, state) VALUES (?, ?, ?)",
        (now, actor, state),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """An active row of `import_files`: all that is needed to read its original again."""

    import_id: int
    batch_id: int
    source: str
    spec_digest: str
    """What of its source it was read by (`ingest/digest.py`)."""
    account: str
    file_name: str
    sha256: str
    effective_at: str
    period: tuple[str, str] | None
    made_at: str = ""
    """When the export was made by its own word; decides between files of equal age."""
    modified_at: str = ""
    """When the file was last written, as the import noted it; decides where `made_at` does not."""

    COLUMNS = (
        "import_id, batch_id, source, spec_digest, account, file_name, sha256, effective_at,"
        " period_from, period_to, COALESCE(detail ->> '$.made_at', ''),"
        " COALESCE(detail ->> '$.modified_at', '')"
    )

    @classmethod
    def of(cls, row: tuple[object, ...]) -> "ImportedFile":
        """From a row of `COLUMNS`."""
        period = (str(row[8]), str(row[9])) if row[8] is not None else None
        return cls(
            import_id=int(str(row[0])),
            batch_id=int(str(row[1])),
            source=str(row[2]),
            spec_digest=str(row[3]),
            account=str(row[4]),
            file_name=str(row[5]),
            sha256=str(row[6]),
            effective_at=str(row[7]),
            period=period,
            made_at=str(row[10]),
            modified_at=str(row[11]),
        )


def active_files(db: Connection, import_ids: Sequence[int] | None = None) -> list[ImportedFile]:
    """The imported files that count now (or those of `import_ids`), oldest import first."""
    rows = db.execute(
        f"SELECT {ImportedFile.COLUMNS} FROM import_files"
        " WHERE state = 'imported' AND undone_at IS NULL ORDER BY import_id"
    ).fetchall()
    files = [ImportedFile.of(r) for r in rows]
    return files if import_ids is None else [f for f in files if f.import_id in set(import_ids)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file that was just read, as the ledger enters it."""

    source: str
    spec_version: int
    spec_digest: str
    account: str
    file_name: str
    sha256: str
    size_bytes: int
    format: str
    effective_at: str
    first_imported_at: str
    period: tuple[str, str] | None
    detail: Mapping[str, object]
    """What else to keep: its layout, and which rejected rows it repairs."""


def add_file(db: Connection, batch: int, file: NewFile, rows: dict[str, int], actor: str) -> int:
    """Enter a file into the ledger."""
    period_from, period_to = file.period or (None, None)
    values = {
        "batch_id": batch,
        "source": file.source,
        "spec_version": file.spec_version,
        "spec_digest": file.spec_digest,
        "account": file.account,
        "file_name": file.file_name,
        "sha256": file.sha256,
        "size_bytes": file.size_bytes,
        "format": file.format,
        "state": "imported",
        "effective_at": file.effective_at,
        "first_imported_at": file.first_imported_at,
        "period_from": period_from,
        "period_to": period_to,
        **{f"rows_{outcome}": count for outcome, count in rows.items()},
        "detail": json.dumps(file.detail, ensure_ascii=False),
        "actor": actor,
    }
    return _enter(db, FILE_COLUMNS[1:], values)


def _enter(db: Connection, columns: Sequence[str], values: Mapping[str, object]) -> int:
    cursor = db.execute(
        f"INSERT INTO import_files ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        tuple(values[c] for c in columns),
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
        " rows_skipped = ?, detail = json_set(detail, '$.money', json(?)) WHERE import_id = ?",
        (
            *(rows[name] for name in ("inserted", "updated", "unchanged", "skipped")),
            json.dumps(money),
            import_id,
        ),
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
    values = {"spec_digest": "", **file, "detail": json.dumps(file["detail"], ensure_ascii=False)}
    _enter(db, FILE_COLUMNS, values)


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


def set_spec(db: Connection, import_id: int, version: int, digest: str) -> None:
    """Note by what of its source a file was read again."""
    db.execute(
        "UPDATE import_files SET spec_version = ?, spec_digest = ? WHERE import_id = ?",
        (version, digest, import_id),
    )


def set_facts(db: Connection, import_id: int, facts: Mapping[str, object]) -> None:
    """Note what a file that was read again says as a whole."""
    db.execute(
        "UPDATE import_files SET detail = json_patch(detail, ?) WHERE import_id = ?",
        (json.dumps(facts, ensure_ascii=False), import_id),
    )


def recent_headers(
    db: Connection, source: str, most: int, *, besides: Collection[int | None], pdf: bool
) -> list[list[str]]:
    """The headers of the last files of a source, undone ones too, the newest first.

    Those of its PDFs or of its other files: what stands in a column of one stands above the table
    of the other.
    """
    rows = db.execute(
        "SELECT import_id, detail FROM import_files WHERE source = ? AND state = 'imported'"
        " AND (format = 'pdf') = ? ORDER BY import_id DESC LIMIT ?",
        (source, pdf, most + len(besides)),
    ).fetchall()
    recorded = [
        json.loads(detail).get("headers") for number, detail in rows if number not in besides
    ]
    return [headers for headers in recorded if headers]


def waiting(db: Connection, batch: int) -> list[int]:
    """The files of a batch that do not count, though none of their bytes count elsewhere."""
    rows = db.execute(
        "SELECT f.import_id FROM import_files AS f WHERE f.batch_id = ? AND f.state = 'imported'"
        f" AND f.undone_at IS NOT NULL AND NOT EXISTS ({_COUNTING}) ORDER BY f.import_id",
        (batch,),
    )
    return [import_id for (import_id,) in rows]


def successors(db: Connection, import_ids: Sequence[int]) -> list[int]:
    """The imports that take over the bytes of those that were just undone.

    A batch that was put in again holds its files, also those that counted under another import by
    then; where that one goes, they count under this one. Of several the oldest takes over.
    """
    rows = db.execute(
        "SELECT MIN(f.import_id) FROM import_files AS gone"
        " JOIN import_files AS f ON f.sha256 = gone.sha256 AND f.account = gone.account"
        " JOIN import_batches AS b ON b.batch_id = f.batch_id"
        " WHERE gone.import_id IN (SELECT value FROM json_each(?))"
        " AND f.state = 'imported' AND f.undone_at IS NOT NULL AND b.state = 'imported'"
        f" AND NOT EXISTS ({_COUNTING}) GROUP BY f.sha256, f.account ORDER BY 1",
        (json.dumps(list(import_ids)),),
    )
    return [import_id for (import_id,) in rows]


_COUNTING = (
    "SELECT 1 FROM import_files AS x WHERE x.sha256 = f.sha256 AND x.account = f.account"
    " AND x.state = 'imported' AND x.undone_at IS NULL"
)


def count_again(db: Connection, import_ids: Sequence[int]) -> None:
    """Let files count that were undone."""
    db.executemany(
        "UPDATE import_files SET undone_at = NULL WHERE import_id = ?", ((i,) for i in import_ids)
    )


def elsewhere(db: Connection, sha256: str, account: str) -> tuple[str, int] | None:
    """(account, batch) of an active import of these bytes under another account."""
    row = db.execute(
        "SELECT account, batch_id FROM import_files WHERE sha256 = ? AND account <> ?"
        " AND state = 'imported' AND undone_at IS NULL ORDER BY import_id",
        (sha256, account),
    ).fetchone()
    return None if row is None else (str(row[0]), int(row[1]))


def known_originals(db: Connection) -> set[str]:
    """The SHA-256 of every file that was ever imported, also of those that were undone."""
    return {row[0] for row in db.execute("SELECT sha256 FROM import_files")}


def is_empty(db: Connection) -> bool:
    """Whether no file was ever entered, as in a warehouse that was lost."""
    return db.execute("SELECT 1 FROM import_files LIMIT 1").fetchone() is None
