"""What one run of the program asks its metrics, each question once."""

from collections.abc import Mapping
from functools import cache

from omnicli.access.columns import EVERYTHING
from omnicli.access.columns import Reader
from omnicli.domain.lacks import Lack
from omnicli.engine.frozen import Frozen
from omnicli.engine.frozen import answer
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.lacking import coverage_of
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import lacks_of
from omnicli.metrics.run import run_metric
from omnicli.metrics.run import seen_by
from omnicli.session import Session

_Key = tuple[object, ...]


class Runs:
    """Every metric, each run once for each set of parameters, while the warehouse stands still.

    Columns are masked by the rights of `reader`: who asks, unless the rows are for somebody else.
    """

    def __init__(self, session: Session, reader: Reader | None = None) -> None:
        self.session = session
        self._reader = reader or session.reader
        self._whole: dict[_Key, MetricResult] = {}
        self._seen: dict[_Key, MetricResult] = {}
        self._answers: dict[_Key, tuple[MetricResult, bool]] = {}
        self._lacks: dict[_Key, tuple[Lack, ...]] = {}
        # Nearly every metric of a report asks what files cover of the same days.
        self._covered = cache(lambda first, end: coverage_of(session.db, first, end))

    def ask(
        self,
        spec: MetricSpec,
        params: Mapping[str, object],
        month: Frozen | None,
        *,
        live: bool = False,
    ) -> tuple[MetricResult, bool]:
        """The metric's result, frozen where the month is closed; and whether it is."""
        asked = (month, live, *_key(spec, params))
        if asked not in self._answers:
            db, reader = self.session.db, self._reader
            self._answers[asked] = answer(db, spec, params, month, reader, live=live, run=self._run)
        return self._answers[asked]

    def today(self, spec: MetricSpec, params: Mapping[str, object]) -> MetricResult:
        """The metric's result by today's data, whatever is closed."""
        asked = _key(spec, params)
        if asked not in self._seen:
            self._seen[asked] = seen_by(self._run(spec, params), self._reader)
        return self._seen[asked]

    def lacks(self, spec: MetricSpec, params: Mapping[str, object]) -> tuple[Lack, ...]:
        """What data the metric lacks for these parameters."""
        asked = _key(spec, params)
        if asked in self._whole:
            return self._whole[asked].lacks
        if asked not in self._lacks:
            self._lacks[asked] = lacks_of(self.session.db, spec, params, self._covered)
        return self._lacks[asked]

    def _run(self, spec: MetricSpec, params: Mapping[str, object]) -> MetricResult:
        asked = _key(spec, params)
        if asked not in self._whole:
            db, covered = self.session.db, self._covered
            self._whole[asked] = run_metric(db, spec, params, reader=EVERYTHING, covered=covered)
        return self._whole[asked]


def _key(spec: MetricSpec, params: Mapping[str, object]) -> _Key:
    """A metric and all that it takes of the parameters, days as texts.

    Known by its statement: the rows behind a metric bear the same name.
    """
    return (spec.sql, *(None if (v := params.get(n)) is None else str(v) for n in spec.params))
