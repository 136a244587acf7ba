"""PDF statements from the command line: a whole Dataroom at once, and beside the bank's csv."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from conftest import Omni
from ingest_builders import csv_bytes
from omnicli.workspace import Workspace
from statements import ACCOUNT
from statements import Movement
from statements import Style
from statements import english
from statements import kopra
from statements import month

MONTHS = [(2023 + (n + 9) // 12, (n + 9) % 12 + 1) for n in range(28)]
"""October 2023 to January 2026."""


def asked(workspace: Workspace, sql: str) -> list[tuple[object, ...]]:
    """What the warehouse answers."""
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        return db.execute(sql).fetchall()


def as_csv(movements: Sequence[Movement]) -> bytes:
    """The same movements as MCM exports them since 2020."""
    head = ["Account No", "Date", "Val. Date", "Transaction Code", "Description", "Description"]
    rows = [[*head, "Reference No.", "Debit", "Credit"]]
    for m in movements:
        day = f"{m.at:%d/%m/%y}"
        text = [" ".join(m.remark), "", m.reference]
        rows.append([ACCOUNT, day, day, "1001", *text, english(m.debit), english(m.credit)])
    return csv_bytes(rows)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2026-02-15T00:00:00Z")


@pytest.mark.parametrize("months", [6, pytest.param(28, marks=pytest.mark.slow)])
def test_a_dataroom_of_pdfs_goes_in_at_once(
    omni: Omni, workspace: Workspace, tmp_path: Path, months: int
) -> None:
    """Every month proved, locked or not; each movement once; the second time nothing happens."""
    folder = tmp_path / "Dataroom"
    folder.mkdir()
    balance, count = 100_000_00, 0
    for n, (year, number) in enumerate(MONTHS[:months]):
        movements = month(6, seed=n, year=year, of=number)
        style = Style(("top", "middle", "bottom")[n % 3], height=100.0 if n % 2 else 600.0)
        locked = "Rahasia-2026" if n % 5 == 0 else None
        data = kopra(movements, style, opening=balance, password=locked)
        (folder / f"{year}-{number:02}.pdf").write_bytes(data)
        balance += sum(m.credit - m.debit for m in movements)
        count += len(movements)
    words = tmp_path / "sandi.txt"
    words.write_text("bukan-ini\nRahasia-2026\n")
    words.chmod(0o600)

    ran = omni("import", "mandiri", folder, "--password-file", words, "--json")

    assert (ran.code, Counter(file["state"] for file in ran.json["files"])) == (
        0,
        {"imported": months},
    )
    assert asked(workspace, "SELECT COUNT(*), SUM(credit_sen - debit_sen) FROM v_bank") == [
        (count, balance - 100_000_00)
    ]
    proofs = "SELECT proof, COUNT(*) FROM bank_statements GROUP BY proof"
    assert asked(workspace, proofs) == [("proved", months)]
    again = omni("import", "mandiri", folder, "--json")
    assert Counter(file["state"] for file in again.json["files"]) == {"unchanged": months}


@pytest.mark.parametrize("first", ["pdf", "csv"])
def test_a_statement_as_pdf_and_as_csv_is_one_statement(
    omni: Omni, workspace: Workspace, tmp_path: Path, first: str
) -> None:
    """The same movements in another format double nothing, whichever came first."""
    movements = month(9, seed=5)
    twins = [*movements[:4], movements[3], *movements[4:]]
    pdf, csv = tmp_path / "januari.pdf", tmp_path / "januari.csv"
    pdf.write_bytes(kopra(twins, Style(height=150.0)))
    csv.write_bytes(as_csv(twins))
    for path in (pdf, csv) if first == "pdf" else (csv, pdf):
        assert omni("import", "mandiri", path).code == 0
    total = sum(m.credit - m.debit for m in twins)
    assert asked(workspace, "SELECT COUNT(*), SUM(credit_sen - debit_sen) FROM v_bank") == [
        (10, total)
    ]


def test_a_pdf_that_lost_a_row_is_quarantined_whole(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    """Page and row of the first break are named, and nothing of the file is booked."""
    path = tmp_path / "januari.pdf"
    path.write_bytes(kopra(month(12), Style(height=150.0), leave_out=9))
    ran = omni("import", "mandiri", path, "--json")
    issue = ran.json["files"][0]["issues"][0]
    assert (ran.code, issue["code"]) == (3, "E_STATEMENT_BROKEN")
    assert "halaman 2" in issue["message"]
    assert asked(workspace, "SELECT COUNT(*) FROM v_bank") == [(0,)]


def test_a_file_that_only_calls_itself_pdf_is_read_as_what_it_is(
    omni: Omni, tmp_path: Path
) -> None:
    """Content decides: a csv named pdf goes in with a notice, a web page does not."""
    table, page = tmp_path / "a.pdf", tmp_path / "b.pdf"
    table.write_bytes(as_csv(month(3)))
    page.write_bytes(b"<html><body><form>Masuk</form></body></html>")
    ran = omni("import", "mandiri", table, "--json")
    assert ran.code == 0
    assert "N_EXTENSION" in ran.out
    refused = omni("import", "mandiri", page, "--json").json["files"][0]["issues"][0]
    assert refused["code"] == "E_FILE_FORMAT"


def test_a_pdf_and_a_csv_of_one_bank_are_not_held_against_each_other(
    omni: Omni, tmp_path: Path
) -> None:
    """Other forms of a statement are no drift; a column that a form had and lost still is."""
    first, second, third = month(4, seed=1, of=9), month(4, seed=2, of=10), month(4, seed=3, of=11)
    lacking = as_csv(third).replace(b"Val. Date", b"")
    files = {
        "september.csv": as_csv(first),
        "september.pdf": kopra(first, opening=100_000_00),
        "oktober.csv": as_csv(second),
        "oktober.pdf": kopra(second, opening=100_000_00),
        "november.csv": lacking,
    }
    shown = {}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        (file,) = omni("import", "auto", tmp_path / name, "--json").json["files"]
        assert file["state"] == "imported"
        shown[name] = [(d["kind"], d["column"]) for d in file["drift"]]
    assert shown.pop("november.csv") == [("missing", "Val. Date")]
    assert not any(shown.values()), shown
