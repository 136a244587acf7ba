"""The runner: only views, only reading, bounded time, and a result that keeps its header's word."""

import dataclasses
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from metric_cases import AUGUST
from metric_cases import build
from omnicli.access.columns import EVERYTHING
from omnicli.domain.errors import OmniError
from omnicli.metrics import run
from omnicli.metrics.catalog import catalog
from omnicli.metrics.catalog import get
from omnicli.metrics.header import Kind
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.run import run_metric
from omnicli.warehouse.watch import Watch

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) AS a FROM n"
)
ALWAYS_SHOWN = {
    "cash_waterfall": 28,
    "diagnosis": 6,
    "harvest_months": 0,
    "lapsed_customers": 4,
    "new_customers_window": 4,
    "roas_attribution": 3,
    **{f"profit_by_{by}": 1 for by in ("customer", "handler", "platform", "product", "province")},
}
"""Rows of a fixed vocabulary, and the one of what belongs to no part, which stand without data;
months are those of the calendar, but for harvests, which have their own."""

ORDER = {"ordered_date": "2025-08-02", "net_revenue_sen": 1000050}


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """A warehouse with one completed order of Rp10.000,50."""
    connection = build({"orders": [ORDER]})
    yield connection
    connection.close()


def metric(sql: str, *columns: tuple[str, Kind], grain: tuple[str, ...] = ()) -> MetricSpec:
    """A metric made up for a test."""
    return MetricSpec(
        name="made_up",
        version=1,
        title=("a", "a"),
        formula=("a", "a"),
        how_to_read=("a", "a"),
        seed_ids=("S0-09",),
        grain=grain,
        params={},
        columns=tuple(MetricColumn(name, kind, name, name) for name, kind in columns),
        sources=(),
        needs=(),
        sql=sql,
        path=Path("made_up/v1.sql"),
    )


def fault(db: sqlite3.Connection, spec: MetricSpec, limit_seconds: float = 60.0) -> OmniError:
    with pytest.raises(OmniError) as caught:
        run_metric(db, spec, AUGUST, limit_seconds=limit_seconds, reader=EVERYTHING)
    return caught.value


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT username AS a FROM users",
        "SELECT COUNT(*) AS a FROM role_grants",
        "SELECT hash AS a FROM audit_log",
        "SELECT order_no AS a FROM orders",
        "WITH v_orders AS (SELECT username FROM users) SELECT username AS a FROM v_orders",
        "WITH v_orders AS (SELECT pw_hash FROM users) SELECT COUNT(*) AS a FROM v_orders",
        "SELECT name AS a FROM sqlite_schema",
        "SELECT name AS a FROM pragma_table_info('users')",
        "SELECT strftime('%s', 'now') AS a",
        "SELECT load_extension('x') AS a",
        "DELETE FROM orders RETURNING order_no AS a",
        "CREATE TABLE a (a)",
        "ATTACH ':memory:' AS a",
        "PRAGMA user_version",
    ],
)
def test_anything_but_reading_views_is_refused(db: sqlite3.Connection, sql: str) -> None:
    assert fault(db, metric(sql, ("a", "text"))).code == "E_METRIC_REFUSED"
    assert db.execute("SELECT COUNT(*) FROM orders").fetchone() == (1,)


def test_views_are_read_through_common_table_expressions(db: sqlite3.Connection) -> None:
    spec = metric(
        "WITH x AS (SELECT order_no FROM v_orders) SELECT COUNT(*) AS a FROM x", ("a", "int")
    )

    assert run_metric(db, spec, {}, reader=EVERYTHING).rows == [(1,)]


def test_the_connection_is_free_again_after_a_run(db: sqlite3.Connection) -> None:
    fault(db, metric("SELECT username AS a FROM users", ("a", "text")))

    assert db.execute("SELECT COUNT(*) FROM users").fetchone() is not None


def test_an_endless_query_is_stopped(db: sqlite3.Connection) -> None:
    assert fault(db, metric(ENDLESS, ("a", "int")), limit_seconds=0.05).code == "E_METRIC_TIMEOUT"


def test_a_signal_that_ends_a_statement_is_no_timeout(db: sqlite3.Connection) -> None:
    def leave(_number: int, _frame: object) -> None:
        raise SystemExit(143)

    watch = Watch(60)
    db.set_progress_handler(watch, 1000)
    before = signal.signal(signal.SIGALRM, leave)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(sqlite3.OperationalError) as caught, watch:
            db.execute(ENDLESS).fetchall()
        with pytest.raises(SystemExit, match="143"):
            watch.raise_signal(caught.value)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_two_rows_of_one_key_break_the_grain(db: sqlite3.Connection) -> None:
    sql = "SELECT 'x' AS a UNION ALL SELECT 'x' AS a"

    error = fault(db, metric(sql, ("a", "text"), grain=("a",)))

    assert (error.code, error.fields["times"]) == ("E_METRIC_GRAIN", 2)


def test_a_one_row_metric_has_one_row(db: sqlite3.Connection) -> None:
    assert fault(db, metric("SELECT 1 AS a UNION SELECT 2", ("a", "int"))).code == "E_METRIC_GRAIN"


def test_columns_are_those_of_the_header(db: sqlite3.Connection) -> None:
    assert fault(db, metric("SELECT 1 AS b", ("a", "int"))).code == "E_METRIC_COLUMNS"


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("SELECT 1.5 AS a_sen", "sen"),
        ("SELECT 'x' AS a_bps", "bps"),
        ("SELECT 1 AS a", "text"),
        ("SELECT '2025-8-1' AS a", "date"),
        ("SELECT '2025-08-01' AS a", "at"),
    ],
)
def test_values_are_of_their_kind(db: sqlite3.Connection, sql: str, kind: Kind) -> None:
    name = sql.rsplit(" ", 1)[-1]

    assert fault(db, metric(sql, (name, kind))).code == "E_METRIC_KIND"


@pytest.mark.parametrize(
    ("good", "bad", "kind"),
    [("1", "1.5", "int"), ("NULL", "'x'", "int"), ("'2025-08-01'", "'2025-8-1'", "date")],
)
def test_a_wrong_value_behind_right_ones_is_named(
    db: sqlite3.Connection, good: str, bad: str, kind: Kind
) -> None:
    sql = f"SELECT 1 AS n, {good} AS a UNION ALL SELECT 2, {good} UNION ALL SELECT 3, {bad}"

    error = fault(db, metric(sql, ("n", "int"), ("a", kind), grain=("n",)))

    assert (error.code, error.fields["row"]) == ("E_METRIC_KIND", 3)


def test_rows_of_many_kinds_are_looked_at_by_column(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    fits = run._fits

    def look(kind: str, value: run.Value) -> bool:
        looked.append(value)
        return fits(kind, value)

    monkeypatch.setattr(run, "_fits", look)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
    sql = f"{numbers} SELECT i AS n, '2025-08-01' AS a FROM n"

    spec = metric(sql, ("n", "int"), ("a", "date"), grain=("n",))

    assert len(run_metric(db, spec, {}, reader=EVERYTHING).rows) == 500
    assert len(looked) == 2


def test_broken_sql_names_the_file(db: sqlite3.Connection) -> None:
    error = fault(db, metric("SELECT nothing AS a FROM v_orders", ("a", "text")))

    assert error.code == "E_METRIC_SQL"
    assert error.fields["file"] == "sql/metrics/made_up/v1.sql"


@pytest.mark.parametrize(
    ("name", "value"), [("basis", "gross"), ("from_date", "2025-8-1"), ("as_of", None)]
)
def test_parameters_are_checked(db: sqlite3.Connection, name: str, value: object) -> None:
    with pytest.raises(OmniError) as caught:
        run_metric(db, get("roas"), {**AUGUST, name: value}, reader=EVERYTHING)

    assert ("E_METRIC_PARAM", name) == (caught.value.code, caught.value.fields["column"])


def test_printed_rows_are_rupiah_and_ratios(db: sqlite3.Connection) -> None:
    (row,) = run_metric(db, get("roas@1"), AUGUST, reader=EVERYTHING).records()

    assert (row["revenue"], row["share_new"], row["roas"]) == (10000.5, 1.0, None)


def test_instants_print_in_the_zone(db: sqlite3.Connection) -> None:
    spec = metric("SELECT '2025-08-01T20:00:00Z' AS a", ("a", "at"))

    assert run_metric(db, spec, {}, reader=EVERYTHING).records(zone="Asia/Jakarta") == [
        {"a": "2025-08-02T03:00:00+07:00"}
    ]


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    """A warehouse without a row."""
    connection = build({})
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("spec", "basis"),
    [
        pytest.param(spec, basis, id=f"{spec.id}-{basis}")
        for spec in catalog().values()
        for basis in (spec.params["basis"].choices if "basis" in spec.params else ("",))
    ],
)
def test_every_metric_runs_on_an_empty_warehouse(
    empty: sqlite3.Connection, spec: MetricSpec, basis: str
) -> None:
    rows = run_metric(empty, spec, {**AUGUST, "basis": basis}, reader=EVERYTHING).rows

    calendar = 1 if spec.grain in ((), ("month",)) else 0
    assert len(rows) == ALWAYS_SHOWN.get(spec.name, calendar)


def test_an_unknown_metric_names_its_neighbours() -> None:
    with pytest.raises(OmniError) as caught:
        get("roass")

    assert caught.value.code == "E_METRIC_UNKNOWN"
    assert "roas" in str(caught.value.fields["near"])


@pytest.mark.parametrize("reference", ["roas@0", "roas@99", "roas@x", "roas@"])
def test_a_reference_names_an_existing_version(reference: str) -> None:
    if reference == "roas@":
        assert get(reference).name == "roas"
        return
    with pytest.raises(OmniError):
        get(reference)


def test_specs_are_immutable() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        get("roas").name = "x"  # type: ignore[misc]
