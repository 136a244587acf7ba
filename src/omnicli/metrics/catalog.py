"""Every metric there is, found by looking in `sql/metrics/<name>/v<N>.sql`."""

import difflib
import re
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
    specs = [_read(path) for path in metric_files(root or asset("sql", "metrics"))]
    return MappingProxyType({(s.name, s.version): s for s in specs})


_read = cache(read_metric)


def versions(name: str) -> list[MetricSpec]:
    """Every version of one metric, oldest first; no other metric's file is read."""
    if not re.fullmatch(r"\w+", name):
        return []
    files = sorted(asset("sql", "metrics").glob(f"{name}/v*.sql"), key=lambda p: int(p.stem[1:]))
    return [_read(path) for path in files]


def get(reference: str) -> MetricSpec:
    """`roas` (its newest version) or `roas@1`; E_METRIC_UNKNOWN names the nearest."""
    name, _, version = reference.partition("@")
    known = {spec.version: spec for spec in versions(name)}
    wanted = int(version) if version.isdecimal() else max(known, default=0)
    spec = known.get(wanted) if not version or version.isdecimal() else None
    if spec is None:
        names = sorted({n for n, _ in catalog()} | {s.id for s in catalog().values()})
        near = difflib.get_close_matches(reference, names, n=3, cutoff=0.4) or names
        raise OmniError("E_METRIC_UNKNOWN", value=reference, near=", ".join(near))
    return spec


def newest() -> list[MetricSpec]:
    """The newest version of every metric, by name."""
    return list({name: spec for (name, _), spec in catalog().items()}.values())
