"""A release seals, heads the changelog and sets the version; twice it does not."""

from datetime import date
from pathlib import Path

import pytest

from omnicli.metrics.catalog import get
from omnicli.metrics.lock import check_seals
from omnicli.metrics.lock import read_seals
from release import ROOT
from release import release

DAY = date(2026, 12, 1)
SPEC = get("orders_by_status")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("pyproject.toml", "src/omnicli/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    (tmp_path / "sql").mkdir()
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- New.\n", "utf-8")
    return tmp_path


def test_a_release_seals_heads_and_sets_the_version(checkout: Path) -> None:
    assert release(checkout, "9.1.0", DAY, [SPEC]) == [SPEC.id]

    text = (checkout / "CHANGELOG.md").read_text("utf-8")
    assert text == "# Changelog\n\n## Unreleased\n\n## 9.1.0 (2026-12-01)\n\n- New.\n"
    assert '"9.1.0"' in (checkout / "src/omnicli/__init__.py").read_text("utf-8")
    assert '\nversion = "9.1.0"' in (checkout / "pyproject.toml").read_text("utf-8")
    seals = read_seals(checkout / "sql" / "metrics.lock")
    assert list(seals) == [SPEC.id]
    assert check_seals([SPEC], seals) == []


@pytest.mark.parametrize("version", ["9.1", "v9.1.0", "9.1.0"])
def test_no_version_a_version_again_or_nothing_new_is_no_release(
    checkout: Path, version: str
) -> None:
    release(checkout, "9.1.0", DAY, [])

    with pytest.raises(ValueError, match=r"no version|already"):
        release(checkout, version, DAY, [])
    with pytest.raises(ValueError, match="nothing under Unreleased"):
        release(checkout, "9.2.0", DAY, [])
