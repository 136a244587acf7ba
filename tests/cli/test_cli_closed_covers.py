"""What closed months keep of payouts on the command line, and what people can no longer decide."""

from pathlib import Path

import pytest

from conftest import Omni
from conftest import Prepared
from money_files import Movement
from money_files import balance
from money_files import bank
from omnicli.workspace import Workspace

HISTORY = (
    Movement(2, "revenue", 40_000),
    Movement(5, "revenue", 100_000),
    Movement(7, "revenue", 50_000),
    Movement(9, "withdraw", -120_000),
    Movement(33, "revenue", 30_000),
    Movement(34, "withdraw", -70_000),
)
AUGUST, SEPTEMBER = "shopee:2025-08-09:120000", "shopee:2025-09-03:70000"
WHY = ("--reason", "dicek di aplikasi")


@pytest.fixture(autouse=True)
def _closed(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-10-05T03:00:00Z")
    prepared(fill)


def fill(omni: Omni, workspace: Workspace) -> None:
    """August is closed without its first four days; September comes after that."""
    take(omni, workspace.root, "august.csv", balance(HISTORY, 5, 31))
    assert omni("close", "2025-08").code == 0
    take(omni, workspace.root, "september.csv", balance(HISTORY, 32, 61))


def take(omni: Omni, folder: Path, name: str, data: bytes, *more: str) -> None:
    path = folder / name
    path.write_bytes(data)
    assert omni("import", path, *more).code == 0


def covers(omni: Omni) -> set[tuple[str, str | None, int]]:
    """Day of the payout, day of the line, rupiah."""
    asked = (
        "SELECT p.occurred_date AS payout, l.occurred_date AS line, c.amount_sen / 100 AS n"
        " FROM payout_covers c JOIN settlement_lines p ON p.line_id = c.payout_line_id"
        " LEFT JOIN settlement_lines l ON l.line_id = c.line_id"
    )
    return {(r["payout"], r["line"], r["n"]) for r in omni("sql", asked, "--json").json}


KEPT = {("2025-08-09", "2025-08-05", 100_000), ("2025-08-09", "2025-08-07", 20_000)}


def test_a_late_line_is_paid_out_by_the_first_payout_after_the_closing(
    omni: Omni, workspace: Workspace
) -> None:
    assert covers(omni) == {
        *KEPT,
        ("2025-09-03", "2025-08-07", 30_000),
        ("2025-09-03", "2025-09-02", 30_000),
        ("2025-09-03", None, 10_000),
    }
    take(omni, workspace.root, "late.csv", balance(HISTORY, 1, 4))
    late = {("2025-09-03", "2025-08-02", 40_000), ("2025-09-03", "2025-08-07", 30_000)}

    assert covers(omni) == {*KEPT, *late}
    assert omni("check", "payouts_add_up", "money_once").code == 0
    # Opened, the month follows its lines again: the oldest is the first to be paid out.
    assert omni("close", "reopen", "2025-08", *WHY).code == 0
    assert ("2025-08-09", "2025-08-02", 40_000) in covers(omni)


@pytest.mark.parametrize(
    "named",
    [
        ("--payout", AUGUST, "--line", "shopee:2025-08-07:50000"),
        ("--payout", SEPTEMBER, "--line", "shopee:2025-08-05:100000"),
        ("--line", "shopee:2025-08-07:50000", "--bank", "5678:2025-09-04:70000"),
    ],
)
def test_what_a_closing_paid_out_is_matched_with_nothing_else(
    omni: Omni, workspace: Workspace, named: tuple[str, ...]
) -> None:
    take(omni, workspace.root, "bank.csv", bank((35, 70_000, "TRANSFER MASUK")))
    before = covers(omni), omni("match", "list", "--json").json
    ran = omni("match", "add", *named, *WHY)

    assert (ran.code, ran.first_error) == (1, "E_MONTH_CLOSED")
    assert "2025-08" in ran.err
    assert (covers(omni), omni("match", "list", "--json").json) == before
    assert omni("close", "reopen", "2025-08", *WHY).code == 0
    assert omni("match", "add", *named, *WHY).code == 0


def test_what_a_closing_left_of_a_line_may_be_matched(omni: Omni) -> None:
    """20,000 of 50,000 were paid out in August; the rest belongs to whom a person says."""
    named = ("--payout", SEPTEMBER, "--line", "shopee:2025-08-07:50000")
    assert omni("match", "add", *named, *WHY).code == 0
    made = {("2025-09-03", "2025-08-07", 30_000), ("2025-09-03", None, 40_000)}

    assert covers(omni) == {*KEPT, *made}
    assert omni("check", "payouts_add_up").code == 0


def test_a_payout_of_a_closed_month_keeps_its_place_in_the_bank_open(
    omni: Omni, workspace: Workspace
) -> None:
    """Whether it arrived is no part of the cover: a statement may still come, or a person tell."""
    take(omni, workspace.root, "bank.csv", bank((11, 118_000, "TRANSFER MASUK")))
    named = ("--payout", AUGUST, "--bank", "5678:2025-08-11:118000")

    assert omni("match", "add", *named, *WHY).code == 0


def test_a_match_that_a_closing_froze_is_not_taken_back(omni: Omni) -> None:
    assert omni("close", "reopen", "2025-08", *WHY).code == 0
    named = ("--payout", AUGUST, "--line", "shopee:2025-08-07:50000")
    assert omni("match", "add", *named, *WHY).code == 0
    (made,) = omni("match", "list", "--json").json
    assert omni("close", "2025-08").code == 0

    assert omni("match", "undo", made["id"], *WHY).first_error == "E_MONTH_CLOSED"


def test_a_withdrawal_does_not_leave_from_under_its_frozen_cover(
    omni: Omni, workspace: Workspace
) -> None:
    """It is no income, so no frozen sum would tell."""
    assert omni("close", "reopen", "2025-08", *WHY).code == 0
    for days in ((5, 8), (9, 9)):
        take(omni, workspace.root, "other.csv", balance(HISTORY, *days), "--account", "dua")
    assert omni("close", "2025-08").code == 0
    before = covers(omni)

    assert omni("batches", "undo", "4").first_error == "E_MONTH_CLOSED"
    assert covers(omni) == before
