"""Money matched by hand on the command line, and everything that may be wrong about it."""

from pathlib import Path

import pytest

from conftest import Omni
from conftest import Prepared
from money_files import Movement
from money_files import balance
from money_files import bank
from money_files import cod
from omnicli.ui.matches import why_matched
from omnicli.ui.matches import why_open
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

ORDER = "250801AAAAAAAA"
HISTORY = (
    Movement(1, "revenue", 100_000, "250801ZZZZZZZZ"),
    Movement(2, "revenue", 60_000),
    Movement(3, "withdraw", -150_000),
    Movement(5, "withdraw", -5_000),
    Movement(5, "withdraw", -5_000),
)
PAYOUT, BANK = "shopee:2025-08-03:150000", "5678:2025-08-04:143500"
WHY = ("--reason", "biaya transfer")


@pytest.fixture(autouse=True)
def _imported(prepared: Prepared) -> None:
    prepared(fill)


def fill(omni: Omni, workspace: Workspace) -> None:
    """A balance with three payouts, a statement with three credits, and an order."""
    moves = ((4, 143_500, "TRANSFER MASUK"), (6, 5_000, "SHOPEE"), (7, 5_000, "SHOPEE"))
    files = {
        "balance.csv": balance(HISTORY),
        "bank.csv": bank(*moves),
        "orders.csv": export([Order(ORDER)]),
    }
    for name, data in files.items():
        path = workspace.root / name
        path.write_bytes(data)
        assert omni("import", path).code == 0


def states(omni: Omni) -> dict[int, str]:
    """Rupiah → state of each payout (equal ones share theirs)."""
    ran = omni("sql", "SELECT net_sen / 100 AS n, state FROM v_payouts", "--json")
    return {row["n"]: row["state"] for row in ran.json}


def test_a_payout_is_matched_with_a_bank_line_and_taken_back(omni: Omni) -> None:
    assert states(omni)[150_000] == "not_in_bank"
    added = omni("match", "add", "--payout", PAYOUT, "--bank", BANK, *WHY)
    assert added.code == 0
    assert states(omni)[150_000] == "in_bank"
    (row,) = omni("match", "list", "--json").json
    assert (row["state"], row["rule"], row["reason"]) == ("booked", "by_hand", "biaya transfer")
    assert (row["amount"], row["difference"]) == (150_000, 6_500)
    assert row["id"] in added.err
    assert omni("match", "undo", row["id"], "--reason", "salah").code == 0
    assert states(omni)[150_000] != "in_bank"
    assert omni("match", "list", "--json").json == []


def test_two_equal_payouts_wait_for_a_person(omni: Omni) -> None:
    """Each may be either credit: nothing is booked until one pair is chosen, then both are."""
    assert states(omni)[5_000] == "ambiguous"
    opened = [
        row for row in omni("match", "list", "--open", "--json").json if row["amount"] == 5000
    ]
    assert {row["failed_test"] for row in opened} == {"ambiguous"}
    payout = opened[0]["ref"]
    assert (
        omni("match", "add", "--payout", payout, "--bank", "5678:2025-08-06:5000", *WHY).code == 0
    )
    assert states(omni)[5_000] == "in_bank"
    rules = {r["rule"] for r in omni("match", "list", "--all", "--json").json}
    assert rules == {"by_hand", "exact_amount"}


def test_a_pair_of_the_rules_is_ruled_out_and_allowed_again(
    omni: Omni, workspace: Workspace
) -> None:
    path = workspace.root / "more.csv"
    path.write_bytes(bank((4, 150_000, "SHOPEE"), account="1370012345999"))
    assert omni("import", path, "--account", "kedua").code == 0
    assert states(omni)[150_000] == "in_bank"
    (booked,) = [r for r in omni("match", "list", "--all", "--json").json if r["amount"] == 150_000]
    assert omni("match", "undo", booked["id"], "--reason", "bukan ini").code == 0
    assert states(omni)[150_000] != "in_bank"
    (out,) = [r for r in omni("match", "list", "--json").json if r["state"] == "ruled_out"]
    assert omni("match", "undo", out["id"], "--reason", "ternyata ini").code == 0
    assert states(omni)[150_000] == "in_bank"


def test_a_suggestion_is_accepted_or_ruled_out(omni: Omni, workspace: Workspace) -> None:
    path = workspace.root / "more.csv"
    path.write_bytes(bank((4, 143_500, "SHOPEE"), account="1370012345999"))
    assert omni("import", path, "--account", "kedua").code == 0
    (likely,) = omni("match", "list", "--json").json
    assert (likely["state"], likely["score"]) == ("suggested", 82)
    assert omni("match", "undo", likely["id"], *WHY).code == 0
    again = omni("match", "accept", likely["id"], *WHY, "--lang", "en")
    assert again.first_error == "E_MATCH_DONE"
    assert f"{likely['id']} is ruled out, as N" in again.err
    (out,) = [r for r in omni("match", "list", "--json").json if r["state"] == "ruled_out"]
    omni("match", "undo", out["id"], *WHY)
    assert omni("match", "accept", likely["id"], *WHY).code == 0
    assert states(omni)[150_000] == "in_bank"
    again = omni("match", "accept", likely["id"], *WHY, "--lang", "en")
    assert f"{likely['id']} is booked already, as H" in again.err
    (made,) = [r for r in omni("match", "list", "--json").json if r["rule"] == "by_hand"]
    assert omni("match", "undo", made["id"], *WHY).code == 0
    again = omni("match", "undo", made["id"], *WHY, "--lang", "en")
    assert again.first_error == "E_MATCH_DONE"
    assert f"{made['id']} is undone already" in again.err
    # Free again, it is suggested as before.
    assert omni("match", "accept", likely["id"], *WHY).code == 0


def test_a_suggested_pair_stands_once_with_the_command_that_books_it(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    """Not among the open payouts and the credits of unknown origin as well; it needs somebody."""
    path = workspace.root / "more.csv"
    path.write_bytes(bank((4, 143_500, "SHOPEE"), account="1370012345999"))
    assert omni("import", path, "--account", "kedua").code == 0
    asked = ("reconcile", "bank", "--month", "2025-08")
    lists = omni(*asked, "--json").json["worklists"]
    (pair,) = lists["suggestions"]
    assert pair["next_step"].endswith(f"omni match accept {pair['ref']} --reason …")
    assert [row["net"] for row in lists["paid_out_not_in_bank"]] == []
    assert [row["description"] for row in lists["bank_credit_unknown"]] == ["TRANSFER MASUK csv"]
    out = omni(*asked, "--lang", "en", "--fail-on-findings")
    assert out.code == 6
    assert "Credit 4 Aug 2025 Rp143,500" in out.out
    omni("report", "reconciliation", "--month", "2025-08", "-o", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert f"omni match accept {pair['ref']}" in page
    assert 'id="not-in-bank"' not in page


def test_money_that_fits_several_counts_once(omni: Omni) -> None:
    """Two payouts and two credits of Rp5,000 are Rp10,000, whichever belongs to which."""
    asked = ("reconcile", "bank", "--month", "2025-08")
    assert len(omni(*asked, "--json").json["worklists"]["ambiguous"]) == 4
    assert "Several credits fit equally · 4 · Rp10,000" in omni(*asked, "--lang", "en").out


def test_a_line_is_given_to_an_order(omni: Omni) -> None:
    line = ("--order", f"shopee:{ORDER}", "--line", "shopee:250801ZZZZZZZZ")
    assert omni("match", "add", *line, "--reason", "nomor lama").code == 0
    asked = omni(
        "sql",
        "SELECT o.order_no, v.rule FROM v_line_orders v JOIN orders o ON o.order_id = v.order_id",
        "--json",
    )
    assert asked.json == [{"order_no": ORDER, "rule": "by_hand"}]


def test_lines_are_given_to_a_payout_and_go_before_older_ones(omni: Omni) -> None:
    line = ("--payout", "shopee:2025-08-05:5000:1", "--line", "shopee:2025-08-02:60000")
    assert omni("match", "add", *line, "--reason", "dicek di aplikasi").code == 0
    asked = "SELECT rule, COUNT(*) AS n FROM payout_covers GROUP BY rule ORDER BY rule"
    assert [r["rule"] for r in omni("sql", asked, "--json").json] == ["by_fifo", "by_hand"]
    assert omni("check", "payouts_add_up", "money_once").code == 0


def test_lines_that_a_courier_paid_straight_are_matched_with_the_bank(
    omni: Omni, workspace: Workspace
) -> None:
    path = workspace.root / "cod.csv"
    path.write_bytes(cod(("A1-1", 2, 43_000), ("A1-2", 2, 99_000)))
    assert omni("import", path, "--account", "kedua").code == 0
    named = ("--line", "orderonline:A1-1", "--line", "orderonline:A1-2", "--bank", BANK)
    assert omni("match", "add", *named, "--reason", "satu transfer").code == 0
    asked = "SELECT SUM(in_bank_sen) / 100 AS n FROM v_line_cover"
    assert omni("sql", asked, "--json").json == [{"n": 142_000}]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--payout", PAYOUT), "E_MATCH_SIDES"),
        (("--order", f"shopee:{ORDER}", "--bank", BANK), "E_MATCH_SIDES"),
        (("--payout", "shopee", "--bank", BANK), "E_MATCH_REFERENCE"),
        (("--payout", PAYOUT, "--bank", "kemarin"), "E_MATCH_REFERENCE"),
        (("--payout", "shopee:2025-08-03:1", "--bank", BANK), "E_MATCH_UNKNOWN"),
        (("--payout", PAYOUT, "--bank", "5678:2025-08-04:1"), "E_MATCH_UNKNOWN"),
        (("--payout", "shopee:2025-08-05:5000", "--bank", BANK), "E_MATCH_SEVERAL"),
    ],
)
def test_what_cannot_be_matched_says_why(omni: Omni, given: tuple[str, ...], code: str) -> None:
    ran = omni("match", "add", *given, *WHY)

    assert (ran.code, ran.first_error) == (2, code)


def test_an_object_is_matched_once_only(omni: Omni) -> None:
    omni("match", "add", "--payout", PAYOUT, "--bank", BANK, *WHY)
    second = omni("match", "add", "--payout", "shopee:2025-08-05:5000:1", "--bank", BANK, *WHY)
    again = omni("match", "add", "--payout", PAYOUT, "--bank", "5678:2025-08-06:5000", *WHY)

    assert second.first_error == again.first_error == "E_MATCH_TAKEN"


def test_a_reason_is_required_and_an_unknown_id_refused(omni: Omni) -> None:
    assert omni("match", "add", "--payout", PAYOUT, "--bank", BANK).code == 2
    empty = omni("match", "add", "--payout", PAYOUT, "--bank", BANK, "--reason", "  ")
    assert empty.first_error == "E_MATCH_REASON"
    assert omni("match", "undo", "H99", *WHY).first_error == "E_MATCH_ID"


def test_matching_is_audited(omni: Omni) -> None:
    """What was matched, as which match, and why: of adding, accepting and undoing alike."""
    omni("match", "add", "--payout", PAYOUT, "--bank", BANK, *WHY)
    (made,) = [r for r in omni("match", "list", "--json").json if r["rule"] == "by_hand"]
    omni("match", "undo", made["id"], "--reason", "salah")
    add, undo = omni("audit", "list", "--action", "matches.decide", "--json").json

    assert (add["command"], add["target"]) == ("match add", f"{PAYOUT} = {BANK}")
    assert (add["detail"]["match"], add["detail"]["reason"]) == (made["id"], "biaya transfer")
    assert any("143500" in leg for leg in add["detail"]["legs"])
    assert (undo["target"], undo["detail"]["reason"]) == (made["id"], "salah")
    assert undo["detail"]["legs"] == add["detail"]["legs"]


@pytest.mark.parametrize(
    ("lang", "side", "equal"),
    [("id", "penarikan ", "sama cocoknya"), ("en", "payout ", "fit equally")],
)
def test_the_tables_speak_both_languages(omni: Omni, lang: str, side: str, equal: str) -> None:
    omni("match", "add", "--payout", PAYOUT, "--bank", BANK, *WHY)

    assert side in omni("match", "list", "--lang", lang).out
    assert equal in omni("match", "list", "--open", "--lang", lang).out


@pytest.mark.parametrize(
    ("lang", "gap", "fee"), [("id", "Rp6.500", "Rp2.500"), ("en", "Rp6,500", "Rp2,500")]
)
def test_amounts_in_reasons_are_written_as_the_reader_writes_them(
    omni: Omni, workspace: Workspace, lang: str, gap: str, fee: str
) -> None:
    longer = workspace.root / "longer.csv"
    longer.write_bytes(
        bank(
            *((1, 700, "BUNGA"), (4, 143_500, "TRANSFER MASUK"), (6, 5_000, "SHOPEE")),
            *((7, 5_000, "SHOPEE"), (20, 700, "BUNGA")),
        )
    )
    assert omni("import", longer).code == 0
    apart = {"failed_test": "amount_differs", "explanation": {"difference_sen": -650_000}}
    made = {"rule": "amount_less_fee", "explanation": {}, "fee_sen": 250_000, "days": 1}

    assert gap in why_open(apart, lang)
    assert fee in why_matched({"state": "booked", "reason": None, **made}, lang)
    assert gap in omni("match", "list", "--open", "--lang", lang).out
