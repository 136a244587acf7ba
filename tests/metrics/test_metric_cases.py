"""Every golden case: the metric returns exactly the rows worked out by hand."""

import pytest

from metric_cases import Case
from metric_cases import built
from metric_cases import cases
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import catalog
from omnicli.metrics.run import run_metric


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_golden_case(case: Case) -> None:
    """A metric's rows equal those of the case, in order."""
    spec = catalog()[case.metric]
    with built(case.tables) as db:
        found = run_metric(db, spec, case.params, reader=EVERYTHING).records(printed=False)

    assert case.expected(spec) == found
