"""Numbered migrations and views."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from omnicli.assets import sql_files
from omnicli.domain.errors import OmniError
from omnicli.warehouse import migrate as subject
from omnicli.warehouse.ads import derive_days
from omnicli.warehouse.connect import connect
from omnicli.warehouse.connect import create
from omnicli.warehouse.migrate import migrate
from omnicli.warehouse.migrate import statements
from omnicli.workspace import Workspace


@pytest.fixture
def sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of our own migrations and views."""
    for name in ("schema", "views"):
        (tmp_path / "sql" / name).mkdir(parents=True)
    monkeypatch.setattr(
        subject, "sql_files", lambda name: sorted((tmp_path / "sql" / name).glob("*.sql"))
    )
    monkeypatch.setattr(subject, "_own_views", tuple)
    forget()
    yield tmp_path / "sql"
    forget()


def forget() -> None:
    subject.newest_version.cache_clear()
    subject._views_hash.cache_clear()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    made = create(tmp_path / "w.db")
    yield made
    made.close()


def names(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}


def test_the_shipped_schema_runs_once(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=False)

    assert migrate(db) == []
    assert subject.schema_version(db) == subject.newest_version()
    db.close()


def test_files_run_in_order_and_only_the_new_ones(sql: Path, db: sqlite3.Connection) -> None:
    (sql / "schema/0002_b.sql").write_text("ALTER TABLE t ADD COLUMN b;")
    (sql / "schema/0001_a.sql").write_text("CREATE TABLE t (a); -- done\n")

    assert migrate(db) == ["0001_a", "0002_b", "views"]
    forget()
    (sql / "schema/0003_c.sql").write_text("ALTER TABLE t ADD COLUMN c;")
    assert migrate(db) == ["0003_c", "views"]
    assert subject.schema_version(db) == 3


def test_a_file_of_a_lower_number_that_comes_later_is_missed_and_applied(
    sql: Path, db: sqlite3.Connection
) -> None:
    (sql / "schema/0001_a.sql").write_text("CREATE TABLE t (a);")
    (sql / "schema/0003_c.sql").write_text("ALTER TABLE t ADD COLUMN c;")
    migrate(db)
    subject.check_version(db)
    (sql / "schema/0002_b.sql").write_text("ALTER TABLE t ADD COLUMN b;")
    forget()
    with pytest.raises(OmniError, match="E_SCHEMA_OLD"):
        subject.check_version(db)

    assert migrate(db) == ["0002_b", "views"]
    subject.check_version(db)
    assert subject.schema_version(db) == 3


def test_a_failing_file_leaves_the_schema_that_was(sql: Path, db: sqlite3.Connection) -> None:
    (sql / "schema/0001_a.sql").write_text("CREATE TABLE t (a);")
    (sql / "views/v_a.sql").write_text("CREATE VIEW v_a AS SELECT a FROM t;")
    migrate(db)
    forget()
    (sql / "schema/0002_b.sql").write_text("CREATE TABLE s (a);")
    (sql / "schema/0003_c.sql").write_text("CREATE TABLE u (a); CREATE TABLE t (a);")
    with pytest.raises(OmniError) as caught:
        migrate(db)

    assert caught.value.code == "E_SCHEMA_SQL"
    assert {"t", "v_a"} <= names(db)
    assert not {"s", "u"} & names(db)
    assert subject.schema_version(db) == 1


def test_edited_history_is_refused(sql: Path, db: sqlite3.Connection) -> None:
    (sql / "schema/0001_a.sql").write_text("CREATE TABLE t (a);")
    migrate(db)
    (sql / "schema/0001_a.sql").write_text("CREATE TABLE t (a, b);")
    with pytest.raises(OmniError) as caught:
        migrate(db)

    assert caught.value.code == "E_MIGRATION_EDITED"


def test_a_newer_warehouse_is_refused(sql: Path, db: sqlite3.Connection) -> None:
    (sql / "schema/0001_a.sql").write_text("CREATE TABLE t (a);")
    (sql / "schema/0002_b.sql").write_text("CREATE TABLE u (a);")
    migrate(db)
    (sql / "schema/0002_b.sql").unlink()
    forget()
    with pytest.raises(OmniError) as caught:
        migrate(db)

    assert caught.value.code == "E_DB_NEWER"


def test_views_follow_their_files(sql: Path, db: sqlite3.Connection) -> None:
    (sql / "schema/0001_a.sql").write_text("CREATE TABLE t (a);")
    (sql / "views/v_a.sql").write_text("CREATE VIEW v_a AS SELECT * FROM v_b;")
    (sql / "views/v_b.sql").write_text("CREATE VIEW v_b AS SELECT a FROM t;")
    migrate(db)
    assert names(db) >= {"v_a", "v_b"}
    forget()
    (sql / "views/v_b.sql").write_text("CREATE VIEW v_b AS SELECT a, a AS c FROM t;")

    assert subject.refresh_views(db) is True
    assert [d[0] for d in db.execute("SELECT * FROM v_a").description] == ["a", "c"]
    assert subject.refresh_views(db) is False


def test_a_view_that_does_not_compile_keeps_the_old_ones(sql: Path, db: sqlite3.Connection) -> None:
    (sql / "schema/0001_a.sql").write_text("CREATE TABLE t (a);")
    (sql / "views/v_a.sql").write_text("CREATE VIEW v_a AS SELECT a FROM t;")
    migrate(db)
    forget()
    (sql / "views/v_a.sql").write_text("CREATE VIEW v_a AS SELECT nothing FROM t;")
    with pytest.raises(OmniError, match="E_SCHEMA_SQL"):
        subject.refresh_views(db)

    assert db.execute("SELECT a FROM v_a").fetchall() == []


def test_statements_are_split_outside_strings_comments_and_triggers() -> None:
    script = (
        "-- one; two\nCREATE TABLE t (a DEFAULT ';');\n"
        "CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM t; SELECT 1; END;\n"
        "INSERT INTO t VALUES ('a;b')\n;\n/* end; */\n-- bye\n"
    )
    found = [part for part in statements(script) if "bye" not in part]

    assert len(found) == 3


def older(sql: Path, db: sqlite3.Connection, before: str) -> None:
    """Make of `db` a warehouse as it was before the schema file of that number."""
    for path in sql_files("schema"):
        if path.stem < before:
            (sql / "schema" / path.name).write_text(path.read_text("utf-8"), "utf-8")
    migrate(db)


def test_an_older_warehouse_keeps_its_lines(
    sql: Path, db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(sql, db, "0011")
    columns = [row[1:4] for row in db.execute("PRAGMA table_xinfo(settlement_lines)")]
    named = ", ".join(name for name, *_ in columns)
    db.executemany(
        "INSERT INTO settlement_lines (source, account, line_key, ledger, kind, platform, order_no,"
        " gross_sen, net_sen, occurred_date, effective_at, refund_sen) VALUES ('shopee-income',"
        " 'main', ?, 'detail', 'revenue', 'shopee', ?, 500, 500, '2025-08-01',"
        " '2025-08-02T00:00:00Z', -7)",
        [("b", "1"), ("a", None)],
    )
    lines = db.execute(f"SELECT {named} FROM settlement_lines ORDER BY line_id").fetchall()

    monkeypatch.undo()
    forget()
    applied = migrate(db)

    assert "0011_lines_by_their_key" in applied
    kept = [row[1:4] for row in db.execute("PRAGMA table_xinfo(settlement_lines)")]
    assert [column for column in kept if column in columns] == columns
    now = db.execute(f"SELECT {named} FROM settlement_lines ORDER BY line_id").fetchall()
    assert now == lines
    for wrong in ("line_key = 'a'", "net_sen = 1"):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(f"UPDATE settlement_lines SET {wrong} WHERE line_id = 1")


OLD_ADS = (
    ("ad", "A", "2025-08-01", "2025-08-01", 500),
    ("campaign", "A", "2025-08-01", "2025-08-01", 700),
    ("campaign", "A", "2025-08-01", "2025-08-03", 900),
)
"""A day by ad, the same day by campaign (silent), and a row of three days."""
OLD_AD_DAYS = [
    ("2025-08-01", "ad", 1, 0, 500),
    ("2025-08-02", "campaign", 3, 1, 300),
    ("2025-08-03", "campaign", 3, 1, 300),
]
"""What the rule of that time made of them: the finest window had the day to itself."""
NEW_AD_DAYS = [
    ("2025-08-01", "ad", 1, 0, 500),
    ("2025-08-01", "campaign", 2, 0, 200),
    ("2025-08-02", "campaign", 3, 1, 100),
    ("2025-08-03", "campaign", 3, 1, 100),
]
"""What today's rule makes of them: a coarser row keeps what finer ones leave of it."""


def test_an_older_warehouse_keeps_its_ads(
    sql: Path, db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(sql, db, "0008")
    for level, campaign, first, last, spend in OLD_ADS:
        db.execute(
            "INSERT INTO ad_performance (platform, account, level, campaign, date_from, date_to,"
            " from_day, to_day, source, spend_sen, effective_at) VALUES ('meta', 'main', ?, ?, ?,"
            " ?, ?, ?, 'meta-ads', ?, '2025-08-02T00:00:00Z')",
            (level, campaign, first, last, 20300 + int(first[-2:]), 20300 + int(last[-2:]), spend),
        )
    for day, level, row, estimated, spend in OLD_AD_DAYS:
        db.execute(
            "INSERT INTO ad_days (platform, account, ad_day, ad_date, level, campaign, adset, ad,"
            " ad_row_id, estimated, spend_sen) VALUES ('meta', 'main', ?, ?, ?, 'A', '', '', ?, ?,"
            " ?)",
            (20300 + int(day[-2:]), day, level, row, estimated, spend),
        )

    monkeypatch.undo()
    forget()
    applied = migrate(db)

    days = "SELECT ad_date, level, ad_row_id, estimated, spend_sen FROM v_ad_days ORDER BY 1, 2"
    assert {"0008_ads_without_cascade", "0010_ad_shares"} <= set(applied)
    assert [r[0] for r in db.execute("SELECT spend_sen FROM ad_performance")] == [500, 700, 900]
    assert db.execute(days).fetchall() == OLD_AD_DAYS
    silent = "SELECT ad_row_id FROM ad_spread WHERE spread_from IS NULL"
    assert db.execute(silent).fetchall() == [(2,)]
    derive_days(db, "meta", "main")
    assert db.execute(days).fetchall() == NEW_AD_DAYS
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE ad_performance SET level = 'group'")
