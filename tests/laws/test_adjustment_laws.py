"""What moved in closed months: the quick way tells what the view tells, whatever happened."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from campaign import examples
from closed_months import a_workspace
from omnicli.warehouse import closing
from omnicli.warehouse import decisions
from omnicli.warehouse.adjustments import Cell
from omnicli.warehouse.adjustments import Moved
from omnicli.warehouse.adjustments import moves
from omnicli.warehouse.closing import ClosedMonth

pytestmark = pytest.mark.law

LAWS = settings(
    max_examples=examples(50, 1200),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
MONTHS = ("2025-07", "2025-08", "2025-09", "2025-10")

# What happens to a warehouse: any value that fits a name may stand in its place.
ORDER = """INSERT INTO orders (platform, account, order_no, source, customer_id, customer_key,
 status, ordered_date, net_revenue_sen, completed_date, effective_at)
 VALUES ('shopee', 'main', :number, 's', 1, 'k', :status, :day, :amount, :text, '')
 ON CONFLICT (platform, account, order_no) DO UPDATE SET status = excluded.status,
 ordered_date = excluded.ordered_date, net_revenue_sen = excluded.net_revenue_sen,
 completed_date = excluded.completed_date"""
LINE = """INSERT OR REPLACE INTO settlement_lines (source, account, line_key, ledger, kind,
 platform, order_no, other_sen, net_sen, occurred_date, effective_at)
 VALUES ('s', 'main', :key, :ledger, :kind, 'shopee', :number, :amount, :amount, :day, '')"""
AD = """INSERT OR REPLACE INTO ad_performance (ad_row_id, source, platform, account, level,
 campaign, adset, ad, date_from, date_to, spend_sen, effective_at)
 VALUES (UNICODE(:key), 's', 'meta', 'main', 'ad', 'c', 'a', :key, :day, :day, :amount, '')"""
SHIPS = """UPDATE orders SET sale_of_order_id = (SELECT s.order_id FROM orders s
 WHERE s.order_no > orders.order_no AND s.sale_of_order_id IS NULL LIMIT 1)
 WHERE order_no = :number"""
FEED = """INSERT OR REPLACE INTO sale_feeds (order_id, status, status_rank, cod_fee_sen)
 SELECT order_id, 'completed', 6, :amount FROM orders WHERE order_no = :number"""
OTHERS = (
    "UPDATE orders SET canceled_date = :text WHERE order_no = :number",
    "UPDATE orders SET is_test = 1 - is_test WHERE order_no = :number",
    "UPDATE orders SET cogs_sen = NULLIF(:amount, 0) WHERE order_no = :number",
    """DELETE FROM orders WHERE order_no = :number AND NOT EXISTS
 (SELECT 1 FROM orders s WHERE s.sale_of_order_id = orders.order_id)""",
    "DELETE FROM settlement_lines WHERE order_no = :number",
)
CLOSE, REOPEN = "close", "reopen"
WHAT = st.sampled_from(
    (ORDER, ORDER, LINE, LINE, AD, SHIPS, FEED, *OTHERS, CLOSE, CLOSE, CLOSE, REOPEN)
)
DAYS = ("2025-06-30", "2025-07-31", "2025-08-01", "2025-08-15", "2025-09-30")
VALUES = st.fixed_dictionaries(
    {
        "number": st.sampled_from(("A", "B", "C", "D")),
        "status": st.sampled_from(("shipped", "completed", "canceled", "rts")),
        "day": st.sampled_from(DAYS),
        "amount": st.sampled_from((0, 100, 100, 250, -50)),
        "text": st.sampled_from((None, "", "2025-08-04")),
        "key": st.sampled_from(("x", "y", "z")),
        "ledger": st.sampled_from(("detail", "detail", "wallet")),
        "kind": st.sampled_from(("revenue", "refund", "ads_topup", "withdraw")),
        "month": st.sampled_from(MONTHS),
    }
)


@pytest.fixture(scope="module")
def warehouse() -> Iterator[sqlite3.Connection]:
    """A warehouse with a customer, to be rolled back to."""
    with a_workspace() as workspace:
        db = sqlite3.connect(workspace.warehouse)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("INSERT INTO customers (customer_id) VALUES (1)")
        db.commit()
        yield db
        db.close()


def told_by_the_view(db: sqlite3.Connection) -> dict[Cell, Moved]:
    """The open adjustments as `v_adjusted` has them."""
    rows = db.execute(
        "SELECT adjusted_month, subject, platform, account, order_no, kind, column_name, live,"
        " COALESCE(difference_sen, 0), booked_month, decision_id FROM v_adjusted WHERE is_open = 1"
    )
    return {row[:7]: Moved(*row[7:]) for row in rows}


def close(db: sqlite3.Connection) -> None:
    """Close the first month that is open."""
    done = {month.month for month in closing.closed(db)}
    for name in [month for month in MONTHS if month not in done][:1]:
        number = decisions.decide(db, at="", actor="a", kind=closing.KIND, subject=f"month:{name}")
        month = ClosedMonth(
            month=name,
            from_date=f"{name}-01",
            to_date=f"2025-{int(name[5:]) + 1:02}-01",
            closed_at="",
            actor="a",
            reason=None,
            decision_id=number,
            figures_sha256="",
            orders=0,
            net_revenue_sen=0,
        )
        closing.freeze(db, month, [])


PLAIN: dict[str, object] = {
    "number": "A", "status": "shipped", "day": "2025-08-15", "amount": 100, "text": None,
    "key": "x", "ledger": "detail", "kind": "revenue", "month": "2025-08",
}  # fmt: skip
# It left August, which September booked; August closed anew knows nothing of that.
AGAIN = (ORDER, CLOSE, CLOSE, OTHERS[3], CLOSE, REOPEN, CLOSE, ORDER)


@LAWS
@example([(what, PLAIN) for what in AGAIN])
@given(st.lists(st.tuples(WHAT, VALUES), min_size=15, max_size=50))
def test_both_ways_tell_the_same(
    warehouse: sqlite3.Connection, history: list[tuple[str, dict[str, object]]]
) -> None:
    """Orders come, go, move, are tests, are others' parcels; lines, ads; months close and open."""
    warehouse.rollback()
    for what, values in history:
        if what == CLOSE:
            close(warehouse)
        elif what == REOPEN:
            closing.reopen(warehouse, str(values["month"]))
        else:
            warehouse.execute(what, values)
        assert moves(warehouse) == told_by_the_view(warehouse)
