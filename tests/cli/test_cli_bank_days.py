"""A statement is proved only where its days agree with it, and every sheet of a workbook counts."""

from pathlib import Path

import pytest

import source_fixtures
from bank_files import Move
from bank_files import Statement
from conftest import Omni
from import_files import Write

HEAD = ["Posting Date", "Remark", "Reference No.", "Debit", "Credit", "Balance"]
Row = list[str]


def sheet(period: str, *rows: tuple[str, int, int], account: str = "1370012345678") -> list[Row]:
    """A statement of credits: day, amount, balance after it."""
    body = [[day, "TRF", "-", "0.00", f"{sum_:,}.00", f"{after:,}.00"] for day, sum_, after in rows]
    return [["Account No", account], ["Period", period], HEAD, *body]


AUGUST = sheet("01/08/2025 - 31/08/2025", ("03/08/2025", 100, 1100), ("14/08/2025", 200, 1300))
SEPTEMBER = sheet("01/09/2025 - 30/09/2025", ("02/09/2025", 300, 1600), ("20/09/2025", 400, 2000))


def taken(omni: Omni, write: Write, **sheets: list[Row]) -> tuple[int, list[str]]:
    """The exit code and what is said of a workbook of statements."""
    ran = omni("import", write("mandiri.xlsx", source_fixtures.xlsx(sheets)), "--json")
    return ran.code, [i["code"] for i in ran.json["files"][0]["issues"]]


def proofs(omni: Omni) -> list[tuple[str, str]]:
    sql = "SELECT date_from, proof FROM bank_statements ORDER BY account_no, date_from"
    return [(r["date_from"], r["proof"]) for r in omni("sql", sql, "--format", "json").json]


def test_every_sheet_with_a_statement_is_read_and_proved(omni: Omni, write: Write) -> None:
    assert taken(omni, write, Agustus=AUGUST, September=SEPTEMBER) == (0, [])
    assert proofs(omni) == [("2025-08-01", "proved"), ("2025-09-01", "proved")]
    rows = omni("sql", "SELECT SUM(credit_sen) AS s FROM bank_transactions", "--format", "json")
    assert rows.json == [{"s": 100_000}]
    assert omni("rebuild", "--json").json["same"] is True
    months = "SELECT DISTINCT from_day FROM import_days WHERE need = 'bank'"
    assert len(omni("sql", months, "--format", "json").json) == 2


def test_sheets_of_two_accounts_are_read_and_a_broken_one_refuses_all(
    omni: Omni, write: Write
) -> None:
    other = sheet("01/08/2025 - 31/08/2025", ("03/08/2025", 5, 10), account="1370099999999")
    broken = sheet("01/09/2025 - 30/09/2025", ("02/09/2025", 1, 5), ("03/09/2025", 1, 7))
    assert taken(omni, write, A=AUGUST, B=broken) == (3, ["E_STATEMENT_BROKEN"])
    assert proofs(omni) == []
    assert taken(omni, write, A=AUGUST, B=other)[0] == 0
    assert len(proofs(omni)) == 2


def test_two_sheets_of_the_same_days_are_refused_by_name(omni: Omni, write: Write) -> None:
    part = sheet("01/08/2025 - 31/08/2025", ("03/08/2025", 100, 1100))
    assert taken(omni, write, Salinan=part, Agustus=AUGUST) == (3, ["E_SHEETS_SEVERAL"])


def test_a_day_outside_the_printed_period_refuses_the_statement(omni: Omni, write: Write) -> None:
    rows = (("03/08/2025", 100, 1100), ("08/12/2025", 200, 1300))
    assert taken(omni, write, A=sheet("01/08/2025 - 31/08/2025", *rows)) == (3, ["E_DAY_OUTSIDE"])


@pytest.mark.parametrize(
    ("period", "days", "code"),
    [
        ("01/01/2025 - 31/01/2025", (13, 14), "W_PERIOD_OTHER"),
        ("01/08/2025 - 31/08/2025", (3, 20, 14, 25), "W_STATEMENT_ORDER"),
    ],
)
def test_a_statement_whose_days_disagree_is_not_proved(
    omni: Omni, write: Write, period: str, days: tuple[int, ...], code: str
) -> None:
    rows = [(f"{day:02}/08/2025", 1, 10 + n) for n, day in enumerate(days)]
    ran, codes = taken(omni, write, A=sheet(period, *rows))
    assert ran == 0
    assert codes == [code, "N_STATEMENT_NOT_PROVABLE"]
    assert [proof for _, proof in proofs(omni)] == ["not_provable"]


def test_a_genuine_statement_newest_first_stays_proved(omni: Omni, tmp_path: Path) -> None:
    moves = (Move(1, 1000), Move(1, 2000), Move(5, -500), Move(30, 700))
    shown = Statement(moves, 1, 31, opening=50, newest_first=True)
    path = tmp_path / shown.name
    path.write_bytes(shown.content())
    assert omni("import", path).code == 0
    assert [proof for _, proof in proofs(omni)] == ["proved"]
