"""`omni orders risk`: which orders not to ship without a call, and whether the points are right."""

from datetime import timedelta

from omnicli.domain.clock import local_date
from omnicli.domain.period import parse_period
from omnicli.metrics.catalog import get
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric
from omnicli.services.asking import Asked
from omnicli.session import Session


def at_risk(session: Session, as_of: str | None, least: int) -> MetricResult:
    """Orders not shipped by a day (today if not said), the riskiest first, from `least` points.

    Raises E_PERIOD for a day that is none.
    """
    today = local_date(session.now, session.workspace.settings.timezone)
    if as_of is not None:
        today = parse_period(from_=as_of, to=as_of, today=today).start
    found = run_metric(session.db, get("risk_orders"), {"as_of": today}, reader=session.reader)
    points = [c.name for c in found.spec.columns].index("points")
    rows = [row for row in found.rows if int(str(row[points])) >= least]
    return MetricResult(found.spec, found.params, rows, found.lacks, found.masked)


def check(session: Session, asked: Asked) -> MetricResult:
    """The points of a past period's orders by what was known the day before it began."""
    before = asked.period.start - timedelta(days=1)
    params = {**asked.period.sql_params(), "as_of": before}
    return run_metric(session.db, get("risk_check"), params, reader=session.reader)
