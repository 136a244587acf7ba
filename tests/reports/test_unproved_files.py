"""A page, its json and `check` say when a file behind the figures fails its own total."""

from pathlib import Path

from conftest import Omni
from source_fixtures import SOURCES


def test_pages_and_checks_name_a_file_whose_total_does_not_hold(omni: Omni, tmp_path: Path) -> None:
    """In the import, in `check`, and on every page of its days; on no page of other days."""
    file = SOURCES / "tiktok-ads" / "en-general-total-differs.csv"
    assert omni("import", file).code == 6
    assert omni("check", "control_totals").code == 6
    told = omni("report", "roas", "--month", "2025-08", "--json").json["unproved"]
    assert told == [{"source": "tiktok-ads", "account": "main", "file": file.name}]
    assert omni("report", "roas", "--month", "2025-07", "--json").json["unproved"] == []
    page = tmp_path / "roas.html"
    assert omni("report", "roas", "--month", "2025-08", "-f", "html", "-o", page).code == 0
    shown = page.read_text(encoding="utf-8")
    assert file.name in shown
    assert "Rp163.250,50" in shown
