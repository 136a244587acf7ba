"""Metrics for people at the command line: run one, check the files of all."""

from collections.abc import Sequence
from dataclasses import dataclass

from omnicli.assets import asset_root
from omnicli.domain.period import Period
from omnicli.engine.frozen import Frozen
from omnicli.engine.frozen import adjustments
from omnicli.engine.frozen import answer
from omnicli.engine.frozen import closed_month
from omnicli.metrics.catalog import catalog
from omnicli.metrics.catalog import get
from omnicli.metrics.drill import drill_of
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.lint import Finding
from omnicli.metrics.lint import lint
from omnicli.metrics.lint import lint_shared
from omnicli.metrics.lock import check_seals
from omnicli.metrics.lock import lock_path
from omnicli.metrics.lock import read_seals
from omnicli.metrics.run import MetricResult
from omnicli.services.asking import Asked
from omnicli.session import Session


@dataclass(frozen=True, slots=True)
class Answer:
    """A metric's result; of a closed month the frozen one, with what moved since."""

    result: MetricResult
    frozen: Frozen | None = None
    adjustments: MetricResult | None = None


def run(session: Session, spec: MetricSpec, asked: Asked | None, *, live: bool = False) -> Answer:
    """Run `spec` for the period asked; ages and cash count to its last day if not said.

    Of exactly a closed month the frozen figures answer, unless today's are asked for (`live`).
    """
    params: dict[str, object] = {}
    month = None
    if asked is not None:
        month = closed_month(
            session.db, session.workspace.settings.timezone, asked.period, asked.as_of, live=live
        )
        as_of = asked.as_of or asked.period.end
        params = {**asked.period.sql_params(), "basis": asked.basis, "as_of": as_of}
    result, is_frozen = answer(session.db, spec, params, month, session.reader, live=live)
    if month is None or not is_frozen:
        return Answer(result)
    return Answer(result, month, adjustments(session.db, month, session.reader))


def frozen_part(answer: Answer, zone: str) -> dict[str, object]:
    """What json says of frozen figures; nothing where they are today's."""
    if answer.frozen is None or answer.adjustments is None:
        return {}
    return {
        "closed": answer.frozen.closed_on.isoformat(),
        "adjustments": answer.adjustments.records(zone=zone),
    }


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
    found = [f for spec in specs for f in lint(spec, cases=cases)]
    found += [f for f in seals if not names or f.metric in wanted]
    drills = [drill.spec for spec in specs if (drill := drill_of(spec.id)) is not None]
    found += [f for spec in drills for f in lint(spec)]
    return found if names else [*found, *lint_shared([*specs, *drills])]
