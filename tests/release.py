"""A release: seals the metrics, heads the changelog, sets the version, commits and tags.

`python tests/release.py 0.2.0` in a clean checkout; `just release 0.2.0` lints first.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

from omnicli.metrics.catalog import catalog
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.lock import seal_new

ROOT = Path(__file__).parent.parent
_UNRELEASED = "## Unreleased\n"
_VERSIONS = {
    "pyproject.toml": r'(?m)^version = "([^"]+)"',
    "src/omnicli/__init__.py": r'(?m)^__version__ = "([^"]+)"',
}
"""File → the place of the version in it."""


def release(root: Path, version: str, day: date, specs: Iterable[MetricSpec]) -> list[str]:
    """Seal, head and set the version below `root`; the names that were sealed.

    ValueError where the version is none, is out already, or the changelog has nothing new.
    """
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ValueError(f"{version} is no version such as 1.2.0")
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text("utf-8")
    if f"## {version} " in text:
        raise ValueError(f"{version} is released already")
    before, found, after = text.partition(_UNRELEASED)
    if not found or not after.split("\n## ", 1)[0].strip():
        raise ValueError("CHANGELOG.md has nothing under Unreleased")
    heading = f"{_UNRELEASED}\n## {version} ({day.isoformat()})\n"
    changelog.write_text(before + heading + after, "utf-8")
    for name, place in _VERSIONS.items():
        path = root / name
        old = path.read_text("utf-8")
        match = re.search(place, old)
        if match is None:
            raise ValueError(f"{name} names no version")
        path.write_text(old[: match.start(1)] + version + old[match.end(1) :], "utf-8")
    return seal_new(specs, root / "sql" / "metrics.lock")


def main(version: str) -> None:
    """Release what is checked out, as one commit with a tag."""
    if _git("status", "--porcelain"):
        sys.exit("commit or remove what is not committed first")
    try:
        sealed = release(ROOT, version, datetime.now(UTC).date(), catalog().values())
    except ValueError as error:
        sys.exit(str(error))
    _git("commit", "-q", "-am", f"Release {version}")
    _git("tag", "-a", f"v{version}", "-m", f"omni {version}")
    sys.stdout.write(f"v{version}: {len(sealed)} metrics sealed\n")


def _git(*args: str) -> str:
    return subprocess.run(
        ["git", *args], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


if __name__ == "__main__":
    main(*sys.argv[1:])
