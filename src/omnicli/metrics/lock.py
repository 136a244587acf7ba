"""`sql/metrics.lock`: the seal of every released metric, so that its meaning never changes.

A seal covers the SQL and the names and kinds of the columns; titles and explanations may be
reworded. Metrics are sealed by a release (`just release`): until then a formula is simply changed,
after it a changed formula is a new version in a new file.
"""

import hashlib
import re
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path

from omnicli.assets import asset_root
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.lint import Finding

_LINE = re.compile(r"([a-z0-9_]+@[1-9]\d*) = ([0-9a-f]{64})\Z")
_HEAD = "# Seals of released metrics. Never edited by hand: `just release` adds new ones.\n"


def lock_path() -> Path:
    """Where the seals are kept."""
    return asset_root()[0] / "sql" / "metrics.lock"


def seal_of(spec: MetricSpec) -> str:
    """SHA-256 over the SQL and the column names and kinds."""
    columns = "\n".join(f"{c.name} {c.kind}" for c in spec.columns)
    return hashlib.sha256(f"{columns}\n\n{spec.sql}".encode()).hexdigest()


def read_seals(path: Path) -> dict[str, str]:
    """`name@version` → seal. ValueError for a line that is neither a seal nor a comment."""
    seals: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if not line or line.startswith("#"):
            continue
        found = _LINE.match(line)
        if found is None or found[1] in seals:
            raise ValueError(f"{path.name}: {line}")
        seals[found[1]] = found[2]
    return seals


def check_seals(specs: Iterable[MetricSpec], seals: Mapping[str, str]) -> list[Finding]:
    """Released metrics that were edited, or are gone; one without a seal is not released yet."""
    current = {spec.id: seal_of(spec) for spec in specs}
    found = []
    for name in sorted(seals):
        if name not in current:
            found.append(Finding(name, "gone", "a sealed metric has no file"))
        elif seals[name] != current[name]:
            found.append(Finding(name, "edited", "write a new version instead"))
    return found


def seal_new(specs: Iterable[MetricSpec], path: Path) -> list[str]:
    """Add the seals that are missing, change none, and return what was added."""
    seals = read_seals(path)
    new = {spec.id: seal_of(spec) for spec in specs if spec.id not in seals}
    merged = sorted({**seals, **new}.items())
    path.write_text(_HEAD + "".join(f"{name} = {seal}\n" for name, seal in merged), "utf-8")
    return sorted(new)
