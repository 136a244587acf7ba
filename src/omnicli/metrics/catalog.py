"""Every metric there is, found by looking in `sql/metrics/<name>/v<N>.sql`."""

import difflib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from omnicli.assets import asset
from omnicli.domain.errors import OmniError
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.header import read_metric


def metric_files(root: Path) -> list[Path]:
    """The metric files below `root`, by name and version."""
    return sorted(root.glob("*/v*.sql"), key=lambda p: (p.parent.name, int(p.stem[1:])))


@cache
def catalog(root: Path | None = None) -> Mapping[tuple[str, int], MetricSpec]:
    """(name, version) → metric, in that order."""
    specs = [read_metric(path) for path in metric_files(root or asset("sql", "metrics"))]
    return MappingProxyType({(s.name, s.version): s for s in specs})


def get(reference: str) -> MetricSpec:
    """`roas` (its newest version) or `roas@1`; E_METRIC_UNKNOWN names the nearest."""
    name, _, version = reference.partition("@")
    specs = catalog()
    versions = [v for n, v in specs if n == name]
    wanted = int(version) if version.isdecimal() else max(versions, default=0)
    spec = specs.get((name, wanted)) if not version or version.isdecimal() else None
    if spec is None:
        names = sorted({n for n, _ in specs} | {s.id for s in specs.values()})
        near = difflib.get_close_matches(reference, names, n=3, cutoff=0.4) or names
        raise OmniError("E_METRIC_UNKNOWN", value=reference, near=", ".join(near))
    return spec


def newest() -> list[MetricSpec]:
    """The newest version of every metric, by name."""
    return list({name: spec for (name, _), spec in catalog().items()}.values())
