"""Rows about one person wherever they stand, and taking them out of what is not built anew."""

import json
import sqlite3
from collections.abc import Collection
from collections.abc import Sequence

from omnicli.warehouse.records import Record
from omnicli.warehouse.tables.catalog import catalog

_KEPT = frozenset({"audit_log", "schema_migrations", "roles", "role_grants", "users"})


def rows_with(
    db: sqlite3.Connection, table: str, column: str, values: Collection[object]
) -> list[Record]:
    """The rows of a table whose column has one of the values."""
    cursor = db.execute(
        f"SELECT * FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(values, key=str)),),
    )
    names = [d[0] for d in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def keys_beside(db: sqlite3.Connection, key: str) -> list[str]:
    """Every key of the customer that a key belongs to."""
    rows = db.execute(
        "SELECT mine.key FROM customer_keys AS k JOIN customer_keys AS mine"
        " ON mine.customer_id = k.customer_id WHERE k.key = ? ORDER BY mine.key",
        (key,),
    )
    return [str(row[0]) for row in rows]


def files_of(db: sqlite3.Connection, table: str, ids: Sequence[object]) -> dict[str, str]:
    """Hash and name of the files that rows of a table were made from."""
    rows = db.execute(
        "SELECT DISTINCT f.sha256, f.file_name FROM row_origins AS r JOIN import_files AS f"
        " ON f.import_id = r.import_id WHERE r.entity = ?"
        " AND r.entity_id IN (SELECT value FROM json_each(?))",
        (table, json.dumps(ids)),
    )
    return {str(sha256): str(name) for sha256, name in rows}


def statements_with(db: sqlite3.Connection, tokens: Collection[str]) -> dict[str, str]:
    """Hash and name of the bank statements whose movements hold one of the texts, in any case."""
    rows = db.execute(
        "SELECT DISTINCT b.transaction_id FROM bank_transactions AS b JOIN json_each(?) AS t"
        " ON instr(lower(coalesce(b.description, '') || ' ' || coalesce(b.counterparty, '')),"
        " lower(t.value)) > 0",
        (json.dumps(sorted(tokens)),),
    )
    return files_of(db, "bank_transactions", [row[0] for row in rows])


def originals(db: sqlite3.Connection) -> dict[str, str]:
    """Every original that an import names: its hash, and the name of its file."""
    rows = db.execute("SELECT sha256, file_name FROM import_files ORDER BY import_id DESC")
    return {str(sha256): str(name) for sha256, name in rows}


def swap_original(db: sqlite3.Connection, old: str, new: str, size: int) -> None:
    """Let ledger and decisions name another original in place of one."""
    db.execute(
        "UPDATE import_files SET sha256 = ?, size_bytes = ? WHERE sha256 = ?", (new, size, old)
    )
    db.execute("UPDATE decisions SET payload = replace(payload, ?, ?)", (old, new))


def overwrite_deleted(db: sqlite3.Connection) -> None:
    """Leave no readable rest of rows that go."""
    db.execute("PRAGMA secure_delete = ON")


def compact(db: sqlite3.Connection) -> None:
    """Write the file anew, without pages nobody uses."""
    db.execute("VACUUM")


def forget_mails(db: sqlite3.Connection) -> int:
    """Whole messages go: what is attached cannot be looked through. They can be made again."""
    return db.execute(
        "UPDATE outbox SET message = NULL, body = '', figures = '{}', ended_at = created_at,"
        " state = CASE state WHEN 'queued' THEN 'cancelled' WHEN 'failed' THEN 'cancelled'"
        " ELSE state END WHERE message IS NOT NULL OR body <> ''"
    ).rowcount


def scrub(db: sqlite3.Connection, tokens: Collection[str], pseudonym: str) -> None:
    """Write over what bookkeeping tables say of a person; canonical ones are built anew."""
    for spec in catalog().values():
        if spec.role in {"canonical", "derived", "view"} or spec.name in _KEPT:
            continue
        for _, column, kind, *_ in db.execute(f"PRAGMA table_info({spec.name})").fetchall():
            for token in tokens if kind == "TEXT" else ():
                db.execute(
                    f'UPDATE OR IGNORE {spec.name} SET "{column}" = replace("{column}", ?, ?)'
                    f' WHERE instr("{column}", ?) > 0',
                    (token, pseudonym, token),
                )
