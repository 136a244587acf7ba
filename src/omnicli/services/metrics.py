"""Metrics for people at the command line: run one, check the files of all."""

from collections.abc import Sequence

from omnicli.assets import asset_root
from omnicli.domain.period import Period
from omnicli.metrics.catalog import catalog
from omnicli.metrics.catalog import get
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.lint import Finding
from omnicli.metrics.lint import lint
from omnicli.metrics.lock import check_seals
from omnicli.metrics.lock import lock_path
from omnicli.metrics.lock import read_seals
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric
from omnicli.services.asking import Asked
from omnicli.session import Session


def run(session: Session, spec: MetricSpec, asked: Asked | None) -> MetricResult:
    """Run `spec` for the period asked; ages and cash count to its last day if not said."""
    params: dict[str, object] = {}
    if asked is not None:
        as_of = asked.as_of or asked.period.end
        params = {**asked.period.sql_params(), "basis": asked.basis, "as_of": as_of}
    return run_metric(session.db, spec, params)


def shown_params(result: MetricResult, period: Period | None) -> dict[str, object]:
    """The parameters as the command line takes them: days inclusive."""
    rest = {k: v for k, v in result.params.items() if k not in ("from_date", "to_date")}
    if period is None or "from_date" not in result.params:
        return rest
    return {"from": period.start.isoformat(), "to": period.end.isoformat(), **rest}


def lint_files(names: Sequence[str] = ()) -> list[Finding]:
    """What is wrong with the metric files (all, or those named) and with their seals.

    The golden cases are looked for only in a checkout; an installed omni has none.
    """
    root, source = asset_root()
    cases = root / "tests" / "metrics" if source == "checkout" else None
    specs = [get(name) for name in names] or list(catalog().values())
    wanted = {spec.id for spec in specs}
    seals = check_seals(catalog().values(), read_seals(lock_path()))
    return [f for spec in specs for f in lint(spec, cases=cases)] + [
        f for f in seals if not names or f.metric in wanted
    ]
