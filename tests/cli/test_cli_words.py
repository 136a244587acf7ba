"""Names as people say them: reports, months and bases in both languages, and completion."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Omni
from omnicli.domain.errors import OmniError
from omnicli.services.asking import read_basis
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export


@pytest.fixture
def august(omni: Omni, tmp_path: Path) -> Omni:
    """A workspace with an order of August 2025."""
    path = tmp_path / "agustus.csv"
    path.write_bytes(export([Order("250801MEJSVC71")]))
    assert omni("import", path).code == 0
    return omni


@pytest.mark.parametrize("month", ["2025-08", "agustus", "Agu", "August", "aug-2025"])
def test_a_month_goes_by_its_names(august: Omni, month: str) -> None:
    ran = august("report", "pesanan", "--month", month, "--basis", "dipesan", "--json")

    assert ran.code == 0, ran.err
    assert (ran.json["report"], ran.json["basis"]) == ("orders", "placed")
    assert ran.json["period"]["from"] == "2025-08-01"


@pytest.mark.parametrize(
    ("said", "basis"), [("Selesai", "delivered"), ("kas", "cash"), ("cair", "cash")]
)
def test_a_basis_goes_by_its_names(said: str, basis: str) -> None:
    assert read_basis(said, "report") == basis
    with pytest.raises(OmniError):
        read_basis("gross", "report")


def test_an_empty_month_names_the_months_with_data(august: Omni) -> None:
    ran = august("report", "roas", "--month", "2024-01", "--lang", "en")

    assert "There is no order in January 2024. Months with data: 2025-08." in ran.err
    assert "Months with data" not in august("report", "roas", "--month", "--lang", "en").err


def test_a_bare_report_and_its_help_list_what_each_answers(omni: Omni) -> None:
    for line in (("report",), ("report", "--help")):
        ran = omni(*line)
        assert ran.code == 0
        assert "receivables" in ran.out
        assert "Uang pesanan" in ran.out


Complete = Callable[[str], list[str]]


@pytest.fixture
def complete(workspace: Workspace) -> Complete:
    """What bash is offered after a line."""

    def run(line: str) -> list[str]:
        words = line.split(" ")
        env = {
            **os.environ,
            "_OMNI_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        }
        done = subprocess.run(
            [sys.executable, "-m", "omnicli"],
            cwd=workspace.root,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        return done.stdout.split()

    return run


@pytest.mark.usefixtures("august")
def test_the_shell_completes_commands_sources_reports_and_months(complete: Complete) -> None:
    assert "report" in complete("omni re")
    assert "receivables" in complete("omni report re")
    assert "shopee-orders" in complete("omni import shopee-")
    assert complete("omni report roas --month ") == ["2025-08"]
    assert "placed" in complete("omni report roas --basis ")
