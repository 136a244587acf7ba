"""`omni report` at the command line: places, formats, periods, refusals, and the atomic write."""

import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from conftest import Omni
from omnicli.domain.errors import OmniError
from omnicli.outputs import write_output
from omnicli.workspace import Workspace
from report_workspace import Sale
from report_workspace import add_sales
from report_workspace import writing


@pytest.fixture
def store(workspace: Workspace) -> Workspace:
    with writing(workspace) as db:
        add_sales(db, [Sale("A-1", date(2025, 7, 3), 1), Sale("A-2", date(2025, 8, 4), 1)])
    return workspace


def test_month_alone_is_the_newest_month_with_an_order(store: Workspace, omni: Omni) -> None:
    ran = omni("report", "roas", "--month")
    assert ran.code == 0, ran.err
    assert ran.out.strip() == str(store.reports / "roas" / "roas-2025-08-delivered.html")
    assert Path(ran.out.strip()).read_text("utf-8").startswith("<!doctype html>")
    assert "Agustus 2025" in ran.err
    assert "Rp79.000" in ran.err
    assert "tanpa Iklan" in ran.err, "an empty figure says what it lacks"


@pytest.mark.parametrize(
    "line",
    [
        ("--month", "-f", "json"),
        ("--month", "2025-08", "-f", "json"),
        ("--month=2025-08", "-f", "json"),
        ("-f", "json", "--month"),
        ("--from", "2025-08-01", "--to", "2025-08-31", "-f", "json"),
    ],
)
@pytest.mark.usefixtures("store")
def test_a_period_can_be_said_in_every_way(omni: Omni, line: tuple[str, ...]) -> None:
    ran = omni("report", "roas", *line)
    assert ran.code == 0, ran.err
    said = json.loads(Path(ran.out.strip()).read_text("utf-8"))
    assert said["period"] == {"from": "2025-08-01", "to": "2025-08-31"}


@pytest.mark.usefixtures("store")
def test_json_prints_the_contract_and_writes_nothing(omni: Omni, store: Workspace) -> None:
    ran = omni("report", "orders", "--month", "--basis", "placed", "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["report"], ran.json["basis"]) == ("orders", "placed")
    assert ran.json["metrics"]["order_summary"][0]["value"] == 79_000
    assert not list(store.reports.iterdir())


@pytest.mark.usefixtures("store")
def test_output_names_a_file_a_folder_or_stdout(
    omni: Omni, omni_process: Omni, tmp_path: Path
) -> None:
    assert omni("report", "orders", "--month", "-o", tmp_path / "x.xlsx").code == 0
    assert (tmp_path / "x.xlsx").read_bytes().startswith(b"PK")
    ran = omni("report", "orders", "--month", "-f", "csv,html", "-o", tmp_path / "out")
    assert {Path(line).name for line in ran.out.split()} == {
        "orders-2025-08-delivered.csv",
        "orders-2025-08-delivered.html",
    }
    piped = omni_process("report", "orders", "--month", "-f", "csv", "-o", "-")
    assert piped.code == 0, piped.err
    assert "A-2" in piped.out
    assert omni("report", "orders", "--month", "-f", "csv,json", "-o", "-").code == 2


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("report", "nothing", "--month"), "E_REPORT_UNKNOWN"),
        (("report", "../roas", "--month"), "E_REPORT_UNKNOWN"),
        (("report", "roas", "--month", "-f", "docx"), "E_FORMAT"),
        (("report", "roas", "--month", "--basis", "gross"), "E_USAGE"),
        (("report", "roas", "--month", "2025-13"), "E_PERIOD"),
        (("report", "roas", "--month", "-f", "csv", "--sheet", "x"), "E_REPORT_SHEET"),
    ],
)
def test_a_wrong_line_is_a_usage_error_with_a_code(
    omni: Omni, line: tuple[str, ...], code: str
) -> None:
    ran = omni(*line)
    assert (ran.code, ran.first_error) == (2, code)


def test_an_unknown_report_is_told_before_anything_is_asked_of_the_data(omni: Omni) -> None:
    """An empty workspace has no newest month, but that is not what is wrong with the line."""
    ran = omni("report", "bogus")
    assert (ran.code, ran.first_error) == (2, "E_REPORT_UNKNOWN")
    assert omni("report", "roas").first_error == "E_PERIOD_EMPTY"


def test_the_list_names_every_report(omni: Omni) -> None:
    ran = omni("report", "--list", "--json")
    assert {entry["name"] for entry in ran.json} >= {"roas", "orders"}
    assert "roas" in omni("report", "--list").out


def test_an_unwritable_place_keeps_the_old_report(tmp_path: Path) -> None:
    target = tmp_path / "out" / "r.html"
    write_output(target, b"old")
    (tmp_path / "out" / "folder.html").mkdir()
    with pytest.raises(OmniError) as caught:
        write_output(tmp_path / "out" / "folder.html", b"new", replace=True)
    assert caught.value.code == "E_OUTPUT_KIND"
    assert target.read_bytes() == b"old"
    assert not [p for p in (tmp_path / "out").iterdir() if p.name.startswith(".omni-tmp")]


def test_a_full_disk_keeps_the_old_report(tmp_path: Path) -> None:
    """A file-size limit stands in for the full disk: the write fails half-way."""
    target = tmp_path / "r.html"
    write_output(target, b"old")
    child = os.fork()
    if child == 0:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            write_output(target, b"x" * 100_000, replace=True)
        except OmniError as fault:
            os._exit(0 if fault.code == "E_OUTPUT_WRITE" else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["r.html"]


def test_a_report_is_readable_by_its_owner_only_and_replaces_a_link(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "r.html"
    victim.write_bytes(b"mine")
    link.symlink_to(victim)
    write_output(link, b"new", replace=True)
    assert victim.read_bytes() == b"mine"
    assert (link.is_symlink(), link.read_bytes()) == (False, b"new")
    assert link.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("store")
def test_a_pdf_needs_its_extra_and_says_so(omni: Omni, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ran = omni("report", "orders", "--month", "-f", "pdf")
    assert (ran.code, ran.first_error) == (1, "E_REPORT_PDF")
    assert "omnicli[pdf]" in ran.err


@pytest.mark.usefixtures("store")
def test_a_pdf_is_the_page_as_it_prints(omni: Omni, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    assert omni("report", "orders", "--month", "-o", tmp_path / "o.pdf").code == 0
    assert (tmp_path / "o.pdf").read_bytes().startswith(b"%PDF")
