"""`omni demo`: the whole way from downloads to a report, with numbers that never change."""

import os
from pathlib import Path

import pytest

from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.services.demo import Demo
from omnicli.services.demo import run_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run_demo(tmp_path_factory.mktemp("shop") / "omni-demo")


def test_the_tour_imports_updates_and_refuses(demo: Demo) -> None:
    """Two months come in, a newer download updates without doubling, a broken one is refused."""
    assert demo.first.exit_code is Exit.OK
    assert [f.entities["orders"].inserted for f in demo.first.files[:2]] == [246, 263]
    again = demo.newer.files[0].entities["orders"]
    assert (again.inserted, again.updated, again.unchanged) == (0, 98, 165)
    assert demo.broken.exit_code is Exit.INPUT_REJECTED
    assert [issue.code for issue in demo.broken.files[0].issues] == ["E_FILE_TRUNCATED"]


def test_the_figures_are_the_same_on_every_machine(demo: Demo) -> None:
    """Pinned: a change here is a change of the generator, the sources or the metrics."""
    assert dict(demo.reports[0].report.headline()) == {
        "Belanja iklan": "Rp6.911.100,70",
        "Pendapatan": "Rp32.890.300",
        "ROAS": "4,76×",
    }


def test_every_report_has_its_page_and_its_workbook(demo: Demo) -> None:
    for rendered in demo.reports:
        assert [file.suffix for file in rendered.files] == [".html", ".xlsx"]
        assert all(file.stat().st_size > 1000 for file in rendered.files)
    assert demo.page.name == "roas-delivered.html"


def test_a_second_run_starts_afresh_and_gives_the_same_page(tmp_path: Path) -> None:
    """Same seed, same bytes; and the demo's clock does not stay behind."""
    first = run_demo(tmp_path / "d").page.read_bytes()
    assert run_demo(tmp_path / "d").page.read_bytes() == first
    assert "OMNI_NOW" not in os.environ


@pytest.mark.parametrize("name", ["foto.jpg", "omni.toml", ".omni-demo"])
def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    """Only a folder that a demo made, and marked, is ever cleared."""
    (tmp_path / name).write_text("milik saya")
    with pytest.raises(OmniError) as refused:
        run_demo(tmp_path)
    assert refused.value.code == "E_DEMO_TARGET"
    assert (tmp_path / name).read_text() == "milik saya"
