"""`omni sql`, `omni explain` and `omni doctor`."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Omni
from omnicli.domain.errors import catalog
from omnicli.metrics import catalog as metrics
from omnicli.session import Session
from omnicli.warehouse.connect import connect
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.dataroom import packed
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

ENDLESS = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT COUNT(*) FROM r"


def write(workspace: Workspace, *statements: str) -> None:
    db = connect(workspace.warehouse, readonly=False)
    for statement in statements:
        db.execute(statement)
    db.close()


def imported(workspace: Workspace, data: bytes) -> str:
    """A warehouse that says it imported `data`, with the original in the dataroom."""
    sha256 = hashlib.sha256(data).hexdigest()
    Dataroom(workspace.dataroom).keep(sha256, packed(data))
    write(
        workspace,
        "INSERT INTO import_batches VALUES (1, 'x', 'x', 'imported', NULL, NULL)",
        "INSERT INTO import_files VALUES (1, 1, 's', 1, 'a', 'Order.csv', '" + sha256 + "', 1,"
        " 'csv', 'imported', 'x', 'x', NULL, NULL, 1, 1, 0, 0, 0, 0, '{}', 'x', NULL, '')",
    )
    return sha256


def states(omni: Omni) -> dict[str, str]:
    return {check["key"]: check["state"] for check in omni("doctor", "--json").json["checks"]}


def test_sql_prints_the_raw_stored_values(workspace: Workspace, omni: Omni) -> None:
    write(
        workspace,
        "INSERT INTO product_costs (sku, name, price_sen, cost_from_date, effective_at)"
        " VALUES ('0012', '=1+1', 1250050, '', '')",
    )
    sql = "SELECT sku, name, price_sen, weight_gram FROM product_costs"

    assert omni("sql", sql, "--json").json == [
        {"sku": "0012", "name": "=1+1", "price_sen": 1250050, "weight_gram": None}
    ]
    assert omni("sql", sql, "--format", "csv").out == (
        "sku,name,price_sen,weight_gram\n0012,'=1+1,1250050,\n"
    )
    assert "1250050" in omni("sql", sql).out


def test_sql_reads_the_statement_from_stdin(omni: Omni) -> None:
    assert omni("sql", "-", "--json", stdin="SELECT 1 AS a;\n").json == [{"a": 1}]


def test_sql_keeps_columns_of_one_name_apart(omni: Omni) -> None:
    assert omni("sql", "SELECT 1 AS a, 2 AS a, x'0fff' AS b", "--json").json == [
        {"a": 1, "a_2": 2, "b": "0fff"}
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM users",
        "SELECT pw_hash FROM main.users",
        "SELECT (SELECT username FROM users) FROM orders",
        "WITH u AS (SELECT * FROM users) SELECT COUNT(*) FROM u",
        "SELECT * FROM pragma_table_info('orders')",
        "INSERT INTO roles VALUES ('x', 'x')",
        "DELETE FROM orders",
        "UPDATE users SET role = 'owner'",
        "DROP TABLE orders",
        "CREATE TABLE x (a)",
        "CREATE TEMP VIEW x AS SELECT 1",
        "PRAGMA query_only = OFF",
        "ATTACH '/tmp/x.db' AS x",
        "VACUUM INTO '/tmp/x.db'",
        "BEGIN",
        "SAVEPOINT x",
        "REINDEX",
        "ANALYZE",
        "SELECT load_extension('x')",
        "EXPLAIN DELETE FROM orders",
    ],
)
def test_sql_only_reads_and_never_accounts(workspace: Workspace, omni: Omni, sql: str) -> None:
    before = len(omni("sql", "SELECT name FROM sqlite_schema", "--json").json)
    ran = omni("sql", sql)

    assert (ran.code, ran.first_error, ran.out) == (4, "E_SQL_DENIED", "")
    assert len(omni("sql", "SELECT name FROM sqlite_schema", "--json").json) == before


@pytest.mark.parametrize("sql", ["SELEC 1", "SELECT 1; SELECT 2", "SELECT nothing", "", "SELECT ?"])
def test_sql_that_is_wrong_is_a_usage_error(omni: Omni, sql: str) -> None:
    ran = omni("sql", sql)

    assert (ran.code, ran.first_error) == (2, "E_SQL")


def test_an_endless_query_is_stopped(omni: Omni) -> None:
    ran = omni("sql", ENDLESS, "--timeout", "0.3")

    assert (ran.code, ran.first_error) == (1, "E_SQL_TIMEOUT")


def test_sql_lists_tables_and_views_with_columns(omni: Omni) -> None:
    found = {item["name"]: item for item in omni("sql", "--tables", "--json").json}

    assert found["orders"]["kind"] == "table"
    assert "order_no TEXT" in found["orders"]["columns"]
    assert found["v_orders"]["kind"] == "view"
    assert "users" not in found


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_code_is_explained(omni: Omni, lang: str) -> None:
    listed = {item["name"]: item for item in omni("explain", "--json", "--lang", lang).json}

    assert set(listed) == set(catalog())
    for code, entry in catalog().items():
        assert listed[code]["meaning"] == entry.message[lang == "en"]
    one = omni("explain", "e_busy", "--json", "--lang", lang).json
    assert (one["name"], one["exit_code"]) == ("E_BUSY", 5)


def test_a_metric_is_explained_by_its_header(omni: Omni) -> None:
    spec = metrics.get("roas")
    found = omni("explain", "roas", "--json").json

    assert (found["name"], found["formula"]) == (f"roas@{spec.version}", spec.formula[0])


def test_an_unknown_topic_names_the_nearest(omni: Omni) -> None:
    ran = omni("explain", "bussy")

    assert (ran.code, ran.first_error) == (2, "E_UNKNOWN_CODE")
    assert "E_BUSY" in ran.err


def test_explain_and_doctor_work_without_a_workspace(omni: Omni, tmp_path: Path) -> None:
    assert omni("-w", tmp_path, "explain", "E_NO_WORKSPACE").code == 0
    ran = omni("-w", tmp_path, "doctor", "--json")

    assert (ran.code, ran.json["ok"]) == (0, True)
    assert [check["key"] for check in ran.json["checks"]] == ["omni", "python", "sqlite", "assets"]


def test_a_fresh_workspace_is_healthy(workspace: Workspace, omni: Omni) -> None:
    imported(workspace, b"a,b\n")

    assert set(states(omni).values()) == {"ok"}
    assert omni("doctor").code == 0


def test_doctor_without_the_right_is_refused(workspace: Workspace, omni: Omni) -> None:
    write(workspace, "INSERT INTO role_grants VALUES ('finance', 'doctor.run')")

    assert omni("doctor").code == 4


@pytest.mark.parametrize("target", [".", "omni.toml", "warehouse.db"])
def test_what_others_can_read_wants_attention(
    workspace: Workspace, omni: Omni, target: str
) -> None:
    path = workspace.root / target
    path.chmod(path.stat().st_mode | 0o044)

    assert states(omni)["modes"] == "warning"
    assert omni("doctor").code == 6


def test_a_missing_or_changed_original_is_broken(workspace: Workspace, omni: Omni) -> None:
    sha256 = imported(workspace, b"a,b\n" * 100)
    kept = next(path for path in workspace.dataroom.rglob(f"{sha256}*") if path.is_file())
    data = kept.read_bytes()
    for damage in (data[:-3], b"other"):
        kept.chmod(0o600)
        kept.write_bytes(damage)
        assert states(omni)["dataroom"] == "error"
    kept.unlink()

    assert states(omni)["dataroom"] == "error"
    assert omni("doctor").code == 8


def test_an_undone_import_needs_no_original(workspace: Workspace, omni: Omni) -> None:
    sha256 = imported(workspace, b"a,b\n")
    write(workspace, "UPDATE import_files SET undone_at = 'x'")
    for path in workspace.dataroom.rglob(f"{sha256}*"):
        path.unlink()

    assert states(omni)["dataroom"] == "ok"


def test_a_reference_into_nothing_is_broken(workspace: Workspace, omni: Omni) -> None:
    db = sqlite3.connect(workspace.warehouse)
    db.execute("INSERT INTO customer_keys VALUES ('phone:x', 99, 'certain')")
    db.commit()
    db.close()

    assert states(omni)["foreign_keys"] == "error"


def test_a_broken_trail_is_broken(workspace: Workspace, omni: Omni) -> None:
    write(
        workspace,
        "DROP TRIGGER audit_log_no_update",
        "UPDATE audit_log SET actor = 'x' WHERE seq = 1",
    )

    assert states(omni)["audit"] == "error"
    assert omni("doctor").code == 8


def test_a_crash_log_is_a_notice_only(workspace: Workspace, omni: Omni) -> None:
    (workspace.logs / "crash-1.log").touch()

    assert states(omni)["leftovers"] == "notice"
    assert omni("doctor").code == 0


def test_what_a_killed_run_left_is_found_and_cleared(workspace: Workspace, omni: Omni) -> None:
    """And nothing else: not the original of an import, not what a person put beside them."""
    sha256 = imported(workspace, b"a,b\n")
    originals = Dataroom(workspace.dataroom)
    originals.keep("ab" * 32, packed(b"never committed"))
    journalled = "cd" * 32
    originals.keep(journalled, packed(b"of a warehouse that was lost"))
    originals.journal_path.write_text(f'{{"sha256": "{journalled}"}}\n', "utf-8")
    half = workspace.dataroom / "files" / sha256[:2] / f".{sha256}.gz.999999999"
    page = workspace.reports / ".omni-tmp-0f"
    for path in (half, page):
        path.write_bytes(b"half")
    page.chmod(0o644)
    mine = workspace.root / "catatan.txt"
    mine.write_text("milik saya", "utf-8")
    mine.chmod(0o644)
    found = states(omni)

    assert [found[key] for key in ("modes", "partial", "orphans")] == ["warning"] * 3
    assert omni("doctor").code == 6
    assert omni("doctor", "--fix").code == 0
    assert not half.exists()
    assert not page.exists()
    assert [originals.has(sha) for sha in (sha256, "ab" * 32, journalled)] == [True, False, True]
    assert mine.stat().st_mode & 0o777 == 0o644


def test_originals_of_a_commit_that_failed_go(
    workspace: Workspace, omni: Omni, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pesanan.csv"
    path.write_bytes(export([Order("250801MEJSVC71")]))

    @contextlib.contextmanager
    def failing(session: Session, **_: object) -> Iterator[sqlite3.Connection]:
        with real(session) as db:
            yield db
            db.execute("ROLLBACK")
            raise sqlite3.OperationalError("disk I/O error")

    real = Session.transaction
    monkeypatch.setattr(Session, "transaction", failing)
    assert omni("import", path).code != 0
    monkeypatch.undo()

    assert [p for p in (workspace.dataroom / "files").rglob("*") if p.is_file()] == []
    assert omni("import", path).code == 0


@pytest.mark.parametrize("data", [b"", b"not a database", b"SQLite format 3\0" + bytes(8000)])
def test_doctor_still_speaks_when_the_warehouse_does_not_open(
    workspace: Workspace, omni: Omni, data: bytes
) -> None:
    workspace.warehouse.write_bytes(data)

    assert states(omni)["warehouse"] == "error"
    assert omni("doctor").code == 8
    assert omni("whoami").code == 8
