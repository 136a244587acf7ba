"""A figure of a report is what anybody gets who asks the warehouse with `omni sql`."""

from collections.abc import Iterator

import pytest

from omnicli.domain.period import Period
from omnicli.services.reporting import build_report
from omnicli.services.sqlquery import query
from omnicli.session import Session
from report_workspace import open_report_session
from stores import copy_of

MONTH = Period.of_month(2025, 7)
IN_JULY = "ordered_date >= '2025-07-01' AND ordered_date < '2025-08-01'"
ASKED = {
    ("orders", "order_list", "net_revenue"): (
        f"SELECT SUM(net_revenue_sen) / 100.0 FROM v_orders WHERE is_test = 0 AND {IN_JULY}"
    ),
    ("orders", "order_summary", "open_orders"): (
        f"SELECT COUNT(*) FROM v_orders WHERE is_open = 1 AND {IN_JULY}"
    ),
    ("roas", "roas@delivered", "revenue"): (
        f"SELECT SUM(delivered_revenue_sen) / 100.0 FROM v_orders WHERE {IN_JULY}"
    ),
    ("roas", "roas@placed", "revenue"): (
        f"SELECT SUM(net_revenue_sen) / 100.0 FROM v_orders WHERE is_counted = 1 AND {IN_JULY}"
    ),
    ("ads", "spend_by_platform", "spend"): (
        "SELECT SUM(spend_sen) / 100.0 FROM v_ad_days"
        " WHERE ad_date >= '2025-07-01' AND ad_date < '2025-08-01'"
    ),
    ("rts", "rts_by_courier", "shipped_total"): (
        "SELECT COUNT(*) FROM v_orders WHERE left_warehouse = 1"
        " AND left_date >= '2025-07-01' AND left_date < '2025-08-01'"
    ),
    ("overview", "order_summary", "orders"): (
        f"SELECT COUNT(*) FROM v_orders WHERE is_test = 0 AND {IN_JULY}"
    ),
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with open_report_session(copy_of("full", tmp_path_factory)) as opened:
        yield opened


@pytest.mark.parametrize(("where", "sql"), ASKED.items(), ids=["-".join(w) for w in ASKED])
def test_the_figure_is_what_sql_says(
    session: Session, where: tuple[str, str, str], sql: str
) -> None:
    report, alias, column = where
    shown = build_report(session, report, MONTH).json["metrics"]
    assert isinstance(shown, dict)
    figure = sum(row[column] or 0 for row in shown[alias])
    ((asked,),) = query(session, sql).rows
    assert figure > 0 or column == "open_orders"
    assert figure == asked
