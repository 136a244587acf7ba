"""The chain: any change of any row is found; a cut tail with an anchor."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from omnicli.access import audit
from omnicli.access import trail
from omnicli.access.identity import Account
from omnicli.access.identity import Actor
from omnicli.access.identity import os_account
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

ACTOR = Actor("sari", "Sari", "cs", active=True, account=Account("sari", "host"))
ROWS = 12


@pytest.fixture
def db(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """A trail of some rows, its guards taken away as a forger would."""
    db = connect(workspace.warehouse, readonly=False)
    count = audit.head(db)[0]
    for number in range(ROWS - count):
        audit.append(
            db,
            audit.Entry(
                run_id=f"r{number}",
                phase="start",
                at="2026-01-01T00:00:00Z",
                actor=ACTOR,
                command="x",
                action="sql.query",
                detail={"n": number},
            ),
        )
    db.execute("DROP TRIGGER audit_log_no_update")
    db.execute("DROP TRIGGER audit_log_no_delete")
    yield db
    db.close()


def test_rows_are_never_changed_or_deleted(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=False)
    for sql in ("UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log"):
        with pytest.raises(sqlite3.IntegrityError, match="audit rows are never"):
            db.execute(sql)
    db.close()


def test_an_untouched_chain_holds(db: sqlite3.Connection) -> None:
    verdict = trail.verify(db)

    assert (verdict.rows, verdict.broken) == (ROWS, None)
    assert verdict.head == trail.Anchor(*audit.head(db))


@pytest.mark.parametrize("column", [name for name in audit.FIELDS if name != "seq"])
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(seq=st.integers(1, ROWS))
def test_a_change_of_any_field_names_the_row(db: sqlite3.Connection, column: str, seq: int) -> None:
    flip = "1 - (phase = 'start')" if column == "phase" else f"COALESCE({column}, 0) || '1'"
    values = {
        "phase": "CASE phase WHEN 'start' THEN 'end' ELSE 'start' END",
        "outcome": "CASE WHEN outcome = 'denied' THEN 'ok' ELSE 'denied' END",
        "pid": "pid + 1",
        "exit_code": "COALESCE(exit_code, 0) + 1",
        "duration_ms": "COALESCE(duration_ms, 0) + 1",
    }
    db.execute("BEGIN")
    db.execute(f"UPDATE audit_log SET {column} = {values.get(column, flip)} WHERE seq = {seq}")
    broken = trail.verify(db).broken
    db.execute("ROLLBACK")

    assert broken == trail.Break(seq, "edited")


def test_a_missing_row_is_a_gap(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM audit_log WHERE seq = 5")

    assert trail.verify(db).broken == trail.Break(6, "gap")


def test_swapped_rows_are_found(db: sqlite3.Connection) -> None:
    for sql in ("999 WHERE seq = 4", "4 WHERE seq = 5", "5 WHERE seq = 999"):
        db.execute(f"UPDATE audit_log SET seq = {sql}")
    broken = trail.verify(db).broken

    assert broken is not None
    assert broken.seq == 4


def test_a_row_forged_with_a_right_hash_does_not_follow(db: sqlite3.Connection) -> None:
    columns = ", ".join(audit.FIELDS)
    row = list(db.execute(f"SELECT {columns} FROM audit_log WHERE seq = 5").fetchone())
    row[audit.FIELDS.index("prev_hash")] = audit.GENESIS
    forged = audit.row_hash(tuple(row))
    db.execute("UPDATE audit_log SET prev_hash = ?, hash = ? WHERE seq = 5", (row[-1], forged))

    assert trail.verify(db).broken == trail.Break(5, "order")


def test_a_cut_tail_is_found_with_an_anchor_only(db: sqlite3.Connection) -> None:
    anchor = trail.Anchor(*audit.head(db))
    db.execute("DELETE FROM audit_log WHERE seq > 9")

    assert trail.verify(db).broken is None
    assert trail.verify(db, [anchor]).broken == trail.Break(10, "cut")


def test_a_rewritten_trail_is_found_with_an_anchor(db: sqlite3.Connection) -> None:
    anchor = trail.Anchor(ROWS, "f" * 64)

    assert trail.verify(db, [anchor]).broken == trail.Break(ROWS, "rewritten")
    assert trail.verify(db, [trail.Anchor(*audit.head(db))]).broken is None


def test_a_start_without_an_end_is_aborted_unless_it_runs(db: sqlite3.Connection) -> None:
    found = trail.runs(db, last=1)[0]
    assert found.outcome == "aborted"  # the rows above are of a host that is not this one

    here = Actor("a", "a", "cs", active=True, account=Account("a", os_account().host))
    audit.append(
        db,
        audit.Entry(
            run_id="now", phase="start", at="2026-01-01T00:00:00Z", actor=here,
            command="x", action="sql.query",
        ),
    )  # fmt: skip
    assert trail.runs(db, last=1)[0].outcome == "running"
