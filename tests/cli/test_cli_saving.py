"""`-o FILE` of commands that print rows: what they would print, in a file, never over another."""

import csv
import json
from pathlib import Path

import pytest

from conftest import Omni
from import_files import Write
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

SQL = ("sql", "SELECT order_no, net_revenue_sen FROM v_orders ORDER BY order_no")
METRIC = ("metric", "run", "orders_by_status", "--month", "2025-08")


@pytest.fixture(autouse=True)
def _sold(omni: Omni, write: Write) -> None:
    omni("import", write("o.csv", export([Order("250801AAAAAAAA"), Order("250801BBBBBBBB")])))


@pytest.mark.parametrize("line", [SQL, METRIC], ids=["sql", "metric"])
def test_a_file_has_what_would_have_been_printed(
    omni: Omni, tmp_path: Path, line: tuple[str, ...]
) -> None:
    for ending in ("csv", "json"):
        path = tmp_path / f"hasil.{ending}"
        ran = omni(*line, "-o", path)
        assert (ran.code, ran.out) == (0, "")
        assert str(path) in ran.err
        assert path.stat().st_mode & 0o777 == 0o600
        printed = omni(*line, "--format", ending).out
        text = path.read_text("utf-8-sig")
        assert text == printed
        if ending == "csv":
            assert path.read_bytes().startswith(b"\xef\xbb\xbf")
            assert len(list(csv.DictReader(text.splitlines()))) >= 1
        else:
            assert json.loads(text)
    assert omni(*line, "-o", path, "--force", "--json").json == {"file": str(path)}


@pytest.mark.parametrize("line", [SQL, METRIC], ids=["sql", "metric"])
def test_nothing_is_written_over_a_file_a_workspace_or_in_no_format(
    omni: Omni, workspace: Workspace, tmp_path: Path, line: tuple[str, ...]
) -> None:
    kept = tmp_path / "ada.csv"
    kept.write_text("milik saya", "utf-8")
    before = workspace.config_path.read_bytes()
    for target, code in (
        (kept, "E_OUTPUT_EXISTS"),
        (workspace.root / "omni.toml", "E_FORMAT"),
        (workspace.dataroom / "x.csv", "E_OUTPUT_OWN"),
        (tmp_path / "x.pdf", "E_FORMAT"),
    ):
        ran = omni(*line, "-o", target)
        assert (ran.code in {1, 2}, ran.first_error) == (True, code)
    assert kept.read_text("utf-8") == "milik saya"
    assert workspace.config_path.read_bytes() == before
    assert omni(*line, "-o", kept, "--force").code == 0
    assert kept.read_text("utf-8-sig") != "milik saya"


def test_a_question_that_fails_leaves_the_file_as_it_was(omni: Omni, tmp_path: Path) -> None:
    kept = tmp_path / "ada.csv"
    kept.write_text("milik saya", "utf-8")
    assert omni("sql", "SELECT nothing", "-o", kept, "--force").code == 2
    assert kept.read_text("utf-8") == "milik saya"
