"""Bank statements from the command line: folders, coverage, broken and locked files."""

import sqlite3
from calendar import monthrange
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import pdf_files
import source_fixtures
from bank_files import ACCOUNT
from bank_files import FIRST
from bank_files import Move
from bank_files import Statement
from bank_files import window
from conftest import Omni
from omnicli.workspace import Workspace

SECRET = "Lahir-17081945"
KOPRA = source_fixtures.SOURCES / "mandiri" / "pdf-kopra.pdf.txt"


def put(folder: Path, *files: Statement) -> Path:
    """The files in a folder."""
    folder.mkdir(exist_ok=True)
    for file in files:
        (folder / file.name).write_bytes(file.content())
    return folder


def asked(workspace: Workspace, sql: str) -> list[tuple[object, ...]]:
    """What the warehouse answers."""
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        return db.execute(sql).fetchall()


def month(number: int) -> tuple[int, int]:
    """First and last day, counted from the first of August 2025, of the n-th month after it."""
    index = FIRST.year * 12 + FIRST.month - 1 + number
    start = date(index // 12, index % 12 + 1, 1)
    length = monthrange(start.year, start.month)[1]
    first = (start - FIRST).days + 1
    return first, first + length - 1


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> list[Move]:
    """Four movements a month for twenty-eight months, two of them equal and on one day."""
    monkeypatch.setenv("OMNI_NOW", "2028-01-31T00:00:00Z")
    moves = []
    for number in range(28):
        first, last = month(number)
        pay = Move(first + number % 20, 453_684 + 1_000 * (number % 3), "DARI MENGANTAR")
        moves += [pay, pay, Move(last, -12_500, "BIAYA ADM"), Move(last, 750, "BUNGA")]
    return moves


@pytest.mark.parametrize("count", [6, pytest.param(28, marks=pytest.mark.slow)])
def test_a_folder_of_statements_goes_in_at_once(
    omni: Omni, workspace: Workspace, tmp_path: Path, history: list[Move], count: int
) -> None:
    """Every month covered and proved, every movement there once, nothing to complain about."""
    layouts = ("kopra", "livin")
    moves = history[: 4 * count]
    files = [
        window(moves, *month(n), layouts[n % 2], newest_first=n % 3 == 0, opening=1_000_000)
        for n in range(count)
    ]
    folder = put(tmp_path / "Dataroom", *files)

    ran = omni("import", "mandiri", folder, "--json")

    assert ran.code == 0
    assert Counter(file["state"] for file in ran.json["files"]) == {"imported": count}
    assert ran.json["notes"] == []
    last = f"{FIRST.year + (FIRST.month + count - 2) // 12}-{(FIRST.month + count - 2) % 12 + 1:02}"
    months = omni("sources", "coverage", ACCOUNT, "--json").json
    assert [m["month"] for m in months][:: len(months) - 1] == ["2025-08", last]
    assert {(m["state"], m["proof"], m["overlap_days"]) for m in months} == {
        ("covered", "proved", 0)
    }
    assert asked(workspace, "SELECT COUNT(*), SUM(credit_sen - debit_sen) FROM v_bank") == [
        (len(moves), 100 * sum(m.rupiah for m in moves))
    ]
    checks = omni("check", "bank_gap", "bank_chain", "bank_adds_up", "--json").json
    assert [c["state"] for c in checks] == ["ok"] * 3
    again = omni("import", "mandiri", folder, "--json")
    assert Counter(file["state"] for file in again.json["files"]) == {"unchanged": count}


def test_a_missing_month_is_told_and_a_copy_in_another_format_is_no_second_money(
    omni: Omni, workspace: Workspace, tmp_path: Path, history: list[Move]
) -> None:
    files = [window(history, *month(n), "kopra") for n in (0, 2)]
    copy = window(history, *month(0), "livin")
    ran = omni("import", "mandiri", put(tmp_path / "in", *files, copy), "--lang", "en", "--json")

    assert [note["code"] for note in ran.json["notes"]] == ["W_BANK_GAP"]
    assert "2025-09-01 to 2025-09-30" in ran.json["notes"][0]["message"]
    months = omni("sources", "coverage", "--json").json
    assert [(m["state"], m["statements"], m["duplicates"], m["missing"]) for m in months] == [
        ("covered", 2, 1, ""),
        ("missing", 0, 0, "01-30"),
        ("covered", 1, 0, ""),
    ]
    assert asked(workspace, "SELECT COUNT(*) FROM v_bank") == [(8,)]
    found = omni("check", "bank_gap", "--json").json[0]
    assert (found["state"], found["examples"][0]["missing_from"]) == ("warning", "2025-09-01")


def test_days_between_equal_balances_are_no_gap(
    omni: Omni, tmp_path: Path, history: list[Move]
) -> None:
    """A csv covers from its first movement to its last; the balance tells that nothing is lost."""
    files = [
        Statement((Move(3, 100), Move(20, 50)), 3, 20, 1_000, "old"),
        Statement((Move(40, -10), Move(45, 7)), 40, 45, 1_150, "old"),
        Statement((Move(70, 1), Move(72, 1)), 70, 72, 9_999, "old"),
    ]
    ran = omni("import", "mandiri", put(tmp_path / "in", *files), "--lang", "en", "--json")

    (note,) = ran.json["notes"]
    assert "1 gap(s) between statements, the first 2025-09-15 to 2025-10-08" in note["message"]
    august, september, _ = omni("sources", "coverage", "--json").json
    assert (august["missing"], august["proof"]) == ("01-02", "proved")
    assert september["missing"] == "15-30"
    (gap,) = omni("check", "bank_gap", "--json").json[0]["examples"]
    assert (gap["missing_from"], gap["missing_to"]) == ("2025-09-15", "2025-10-08")
    assert history


def test_statements_that_overlap_by_days_say_so(
    omni: Omni, tmp_path: Path, history: list[Move]
) -> None:
    files = [window(history, 1, 20), window(history, 15, 31, "livin")]
    omni("import", "mandiri", put(tmp_path / "in", *files))

    (only,) = omni("sources", "coverage", "--json").json
    assert (only["state"], only["statements"], only["overlap_days"]) == ("covered", 2, 6)
    shown = omni("sources", "coverage").out
    assert "lengkap" in shown
    assert "terbukti" in shown


def test_a_statement_without_one_row_stays_outside_whole(
    omni: Omni, workspace: Workspace, tmp_path: Path, history: list[Move]
) -> None:
    """The first broken line with both balances; nothing of the file, or of its batch, goes in."""
    whole = window(history, *month(0))
    cut = Statement(whole.moves[:1] + whole.moves[2:], 1, 31, 0, "old")
    broken = cut.content().replace(b"454,434", b"454,435").replace(b"441,184.00", b"441,185.00")
    folder = put(tmp_path / "in", window(history, *month(1)))
    (folder / "putus.csv").write_bytes(broken)

    ran = omni("import", "mandiri", folder, "--lang", "en", "--json")

    assert ran.code == 3
    by_name = {file["file"]: file for file in ran.json["files"]}
    (issue,) = by_name["putus.csv"]["issues"]
    assert issue["code"] == "E_STATEMENT_BROKEN"
    assert issue["row"] == 3
    assert "Rp441,185" in issue["message"]
    assert "Rp441,184" in issue["message"]
    assert asked(workspace, "SELECT COUNT(*) FROM bank_transactions") == [(0,)]
    kept = omni("import", "mandiri", folder, "--keep-going", "--json")
    assert kept.code == 6
    assert asked(workspace, "SELECT COUNT(*) FROM bank_transactions") == [(4,)]


def test_an_empty_month_is_covered_until_its_import_is_undone(
    omni: Omni, workspace: Workspace, tmp_path: Path, history: list[Move]
) -> None:
    path = put(tmp_path / "in", Statement((), 1, 31, 5_000))
    batch = omni("import", "mandiri", path, "--json").json["batch"]

    assert [m["state"] for m in omni("sources", "coverage", "--json").json] == ["covered"]
    omni("batches", "undo", batch, "--yes")
    assert omni("sources", "coverage", "--json").json == []
    assert asked(workspace, "SELECT COUNT(*) FROM bank_statements") == [(0,)]
    assert history


def test_a_day_that_was_not_over_is_completed_by_the_next_file(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    """A download at noon has the first of two equal payouts; the next file has both."""
    pay = Move(5, 453_684, "DARI MENGANTAR")
    noon = Statement((pay,), 1, 5, 0, "kopra")
    later = Statement((Move(5, 453_684, "DARI MENGANTAR SORE"), pay)[::-1], 5, 9, 0, "livin")
    omni("import", "mandiri", put(tmp_path / "in", noon, later))

    rows = asked(workspace, "SELECT seq, balance_sen / 100 FROM bank_transactions ORDER BY seq")
    assert rows == [(1, 453_684), (2, 907_368)]
    assert omni("check", "bank_adds_up").code == 0


def test_payers_of_the_workspace_name_movements_again(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    """`[payers]` counts for movements that are in already, at the next reconciliation."""
    named = "SELECT counterparty FROM v_bank"
    move = Move(1, 10_000, "DR 123 PT CONTOH LOGISTIK")
    omni("import", "mandiri", put(tmp_path / "in", window([move], 1, 2)))
    assert asked(workspace, named) == [("other",)]

    config = workspace.config_path.read_text("utf-8")
    example = 'mengantar = ["PT CONTOH LOGISTIK"]'
    assert f"# {example}" in config
    workspace.config_path.write_text(config.replace(f"# {example}", example))
    assert omni("reconcile", "bank", "--month", "2025-08").code == 0
    assert asked(workspace, named) == [("mengantar",)]


CSV_HEAD = "Account No,Date,Val. Date,Transaction Code,Description,Description,Reference No."


@pytest.mark.parametrize("names", [("a.pdf", "b.csv"), ("b.csv", "a.pdf")])
def test_a_csv_beside_its_pdf_is_one_account(
    omni: Omni, workspace: Workspace, tmp_path: Path, names: tuple[str, str]
) -> None:
    """The csv has no balance and other texts; the PDF proves the days, whichever came first."""
    made = tmp_path / "made"
    made.mkdir()
    (made / "a.pdf").write_bytes(pdf_files.draw(KOPRA.read_text("utf-8")))
    omni("import", "mandiri", made / "a.pdf")
    shown = asked(workspace, "SELECT posted_date, debit_sen, credit_sen FROM bank_transactions")
    rows = [
        f"{ACCOUNT},{day[8:]}/{day[5:7]}/{day[2:4]},,1,CSV,,,{out / 100},{into / 100}"
        for day, out, into in ((str(d), int(str(o)), int(str(i))) for d, o, i in shown)
    ]
    (made / "b.csv").write_text("\n".join([f"{CSV_HEAD},Debit,Credit", *rows]))
    omni("batches", "undo", "1", "--yes")

    for name in names:
        assert omni("import", "mandiri", made / name).code == 0

    assert asked(workspace, "SELECT COUNT(*), MIN(proof), COUNT(balance_sen) FROM v_bank") == [
        (len(shown), "proved", len(shown))
    ]
    assert omni("check", "bank_adds_up").code == 0


def locked(folder: Path, name: str = "terkunci.pdf") -> Path:
    """A locked statement."""
    path = folder / name
    text = KOPRA.read_text("utf-8")
    path.write_bytes(pdf_files.draw(f"#password {SECRET}\n{text}"))
    return path


def passwords(folder: Path, *words: str) -> Path:
    """A password file."""
    path = folder / "sandi.txt"
    path.write_text("\n".join(words) + "\n", "utf-8")
    return path


def test_a_locked_statement_needs_its_password(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    path = locked(tmp_path)

    def code(*options: str | Path) -> str:
        ran = omni("import", "mandiri", path, "--json", *options)
        return str(ran.json["files"][0]["issues"][0]["code"]) if ran.code else "ok"

    assert code() == "E_PDF_PASSWORD"
    assert code("--password-file", passwords(tmp_path, "salah")) == "E_PDF_PASSWORD_WRONG"
    assert code("--password-file", passwords(tmp_path, "salah", "", SECRET)) == "ok"
    assert asked(workspace, "SELECT COUNT(*) FROM bank_transactions") == [(5,)]


def test_a_password_is_kept_nowhere(omni: Omni, workspace: Workspace, tmp_path: Path) -> None:
    """Not in the warehouse, audit, journal, logs, dataroom or what the command prints."""
    ran = omni("import", locked(tmp_path), "--password-file", passwords(tmp_path, SECRET), "-v")
    wrong = omni("import", locked(tmp_path, "b.pdf"), "--password-file", passwords(tmp_path, "xx"))

    assert (ran.code, wrong.code) == (0, 0)
    assert SECRET not in ran.out + ran.err + wrong.out + wrong.err
    files = [p for p in workspace.root.rglob("*") if p.is_file()]
    assert len(files) > 3
    assert [p.name for p in files if SECRET.encode() in p.read_bytes()] == []


def test_the_environment_may_name_the_password_file(
    omni: Omni, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNI_PASSWORD_FILE", str(passwords(tmp_path, SECRET)))

    assert omni("import", locked(tmp_path)).code == 0


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"\xff\xfe\x00"])
def test_a_password_file_without_passwords_is_refused(
    omni: Omni, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "sandi.txt"
    if content is not None:
        path.write_bytes(content)
    ran = omni("import", locked(tmp_path), "--password-file", path)

    assert (ran.code, ran.first_error) == (2, "E_PASSWORD_FILE")


def test_a_rebuild_without_the_password_keeps_what_was_read(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    """What was read of a locked file is enough; once that is gone, the password is needed again."""
    secret = passwords(tmp_path, SECRET)
    omni("import", locked(tmp_path), "--password-file", secret)
    before = asked(workspace, "SELECT * FROM bank_transactions ORDER BY 1")

    first = omni("rebuild", "--json")
    assert (first.json["same"], first.json["locked"]) == (True, ["terkunci.pdf"])
    for cached in workspace.dataroom.rglob("frames.json"):
        cached.unlink()
    refused = omni("rebuild")
    assert (refused.code, refused.first_error) == (3, "E_PDF_PASSWORD")
    opened = omni("rebuild", "--password-file", secret, "--json")
    assert (opened.json["same"], opened.json["locked"]) == (True, [])
    assert asked(workspace, "SELECT * FROM bank_transactions ORDER BY 1") == before
