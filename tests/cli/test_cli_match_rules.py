"""A payer who earns it that omni books by itself, and one who loses it (F-85)."""

import json
from pathlib import Path

import pytest

from canonical import dump
from conftest import Omni
from conftest import Prepared
from money_files import Movement
from money_files import balance
from money_files import bank
from omnicli.workspace import Workspace

DAYS = (2, 5, 8, 11, 14, 17, 20)
"""Every third day a payout, the day after it a credit that lost Rp6,500 on its way."""


def amount(day: int) -> int:
    return 200_000 + 50_000 * day


PAYOUTS = tuple(
    move
    for day in DAYS
    for move in (Movement(day, "revenue", amount(day)), Movement(day, "withdraw", -amount(day)))
)
WHY = ("--reason", "biaya transfer")


@pytest.fixture(autouse=True)
def _imported(prepared: Prepared) -> None:
    prepared(fill)


def fill(omni: Omni, workspace: Workspace) -> None:
    """The balance, and the statement up to the fifth payout; three confirmations are enough."""
    put(workspace, "balance.csv", balance(PAYOUTS))
    put(workspace, "bank.csv", statement(DAYS[:5]))
    settings = workspace.root / "omni.toml"
    settings.write_text(settings.read_text("utf-8").replace("trust_after = 5", "trust_after = 3"))
    for name in ("balance.csv", "bank.csv"):
        assert omni("import", workspace.root / name).code == 0


def put(workspace: Workspace, name: str, data: bytes) -> Path:
    path = workspace.root / name
    path.write_bytes(data)
    return path


def statement(days: tuple[int, ...]) -> bytes:
    return bank(*((day + 1, amount(day) - 6_500, "SHOPEE") for day in days))


def suggestions(omni: Omni) -> list[str]:
    """The suggested pairs, the oldest first."""
    rows = omni("match", "list", "--json").json
    proposed = [r for r in rows if r["state"] == "suggested"]
    return [r["id"] for r in sorted(proposed, key=lambda r: r["date"])]


def rule(omni: Omni) -> dict[str, object]:
    (found,) = omni("match", "rules", "--json").json
    return {name: found[name] for name in ("state", "confirmations", "needed", "booked")}


def alone(omni: Omni) -> list[int]:
    """Rupiah of the payouts that omni booked by itself."""
    rows = omni("match", "list", "--all", "--json").json
    return sorted(r["amount"] for r in rows if r["rule"] == "earned")


def confirm(omni: Omni, times: int) -> str:
    said = ""
    for _ in range(times):
        ran = omni("match", "accept", suggestions(omni)[0], *WHY, "--lang", "en")
        assert ran.code == 0
        said = ran.err
    return said


def test_a_payer_earns_it_and_loses_it(omni: Omni, workspace: Workspace) -> None:
    assert "1 of 3 confirmations in a row" in confirm(omni, 1)
    assert alone(omni) == []
    assert "is trusted now: it books 2 pairs by itself" in confirm(omni, 2)
    assert alone(omni) == [amount(11), amount(14)]
    assert suggestions(omni) == []

    # What comes later is booked as well, and the import says so.
    ran = omni("import", put(workspace, "more.csv", statement(DAYS)), "--json")
    assert ran.code == 0
    assert "W_BOOKED_ALONE" in ran.out + ran.err
    assert len(alone(omni)) == 4
    (booked, *_) = [
        r for r in omni("match", "list", "--all", "--json").json if r["rule"] == "earned"
    ]
    assert booked["difference"] == 0, "what it lost on its way is its fee"

    # One of them was wrong: it goes, the others wait for a person, and twice as many are asked for.
    ran = omni("match", "undo", booked["id"], "--reason", "bukan ini", "--lang", "en")
    assert ran.code == 0
    assert "no longer trusted: 4 pairs are open, 0 of 6 confirmations" in ran.err
    assert alone(omni) == []
    assert len(suggestions(omni)) == 3
    assert rule(omni) == {"state": "lost", "confirmations": 0, "needed": 6, "booked": 0}
    log = omni("match", "rules", "--log", "--json").json
    assert [(r["answer"], r["outcome"]) for r in log] == [("same", "hit")] * 2 + [
        ("not_same", "miss")
    ]

    # Taken back, that answer is as if it had never come.
    (out,) = [r["id"] for r in omni("match", "list", "--json").json if r["state"] == "ruled_out"]
    assert omni("match", "undo", out, "--reason", "ternyata ini").code == 0
    assert len(alone(omni)) == 4


def test_a_rule_is_ruled_out_and_allowed_again(omni: Omni) -> None:
    confirm(omni, 3)
    (found,) = omni("match", "rules", "--json").json
    ran = omni("match", "undo", found["ref"], "--reason", "jangan", "--lang", "en")
    assert (ran.code, "2 pairs that it booked are open again" in ran.err) == (0, True)
    assert (alone(omni), suggestions(omni)) == ([], []), "neither booked nor proposed"
    (row,) = omni("match", "rules", "--json").json
    assert row["state"] == "ruled_out"
    again = omni("match", "undo", found["ref"], *WHY, "--lang", "en")
    assert again.first_error == "E_MATCH_DONE"
    assert str(row["ruled_out_as"]) in again.err
    assert omni("match", "undo", row["ruled_out_as"], "--reason", "boleh").code == 0
    assert len(alone(omni)) == 2


def test_nothing_is_booked_where_a_second_credit_fits_as_well(
    omni: Omni, workspace: Workspace
) -> None:
    confirm(omni, 3)
    twin = bank((12, amount(11) - 6_500, "SHOPEE"), account="1370012345999")
    assert omni("import", put(workspace, "twin.csv", twin), "--account", "kedua").code == 0
    assert alone(omni) == [amount(14)]
    log = omni("match", "rules", "--log", "--json").json
    assert [r["would"] for r in log if r["outcome"] == "held"] == ["tie"] * 2


def test_off_means_never_and_the_log_is_kept_all_the_same(omni: Omni, workspace: Workspace) -> None:
    settings = workspace.root / "omni.toml"
    settings.write_text(settings.read_text("utf-8").replace("trust_after = 3", "trust_after = 0"))
    said = confirm(omni, 3)
    assert "confirmations" not in said
    assert alone(omni) == []
    assert rule(omni)["state"] == "off"
    assert [r["outcome"] for r in omni("match", "rules", "--log", "--json").json] == [
        *("hit", "hit"),
        *("waiting", "waiting"),
    ]


def test_what_rules_learned_is_audited(omni: Omni, workspace: Workspace) -> None:
    confirm(omni, 3)
    third = omni("audit", "list", "--action", "matches.decide", "--json").json[-1]
    (learned,) = third["detail"]["rules"]
    assert (learned["state"], learned["confirmations"], learned["booked"]) == ("trusted", 3, 2)
    omni("import", put(workspace, "more.csv", statement(DAYS)))
    taken = omni("audit", "list", "--action", "import.run", "--json").json[-1]
    assert len(taken["detail"]["booked_alone"]) == 2


@pytest.mark.parametrize(
    ("lang", "words"), [("id", "kurang Rp6.500 dari SHOPEE"), ("en", "Rp6,500 less")]
)
def test_rules_and_log_speak_both_languages(omni: Omni, lang: str, words: str) -> None:
    assert "omni match accept" in omni("match", "rules", "--lang", lang).out
    confirm(omni, 3)
    assert words in omni("match", "rules", "--lang", lang).out
    assert words in omni("match", "list", "--all", "--lang", lang).out
    log = omni("match", "rules", "--log", "--lang", lang)
    assert ("dibukukan" if lang == "id" else "booked") in log.out


def test_undo_redo_and_rebuild_give_the_same_rules(omni: Omni, workspace: Workspace) -> None:
    fresh = dump(workspace.warehouse)
    confirm(omni, 1)
    (made,) = [r["id"] for r in omni("match", "list", "--json").json if r["rule"] == "by_hand"]
    assert omni("match", "undo", made, *WHY).code == 0
    assert dump(workspace.warehouse) == fresh, "as if it had never been confirmed"
    confirm(omni, 3)
    whole = dump(workspace.warehouse)
    before = [omni("match", "rules", *more, "--json").out for more in ((), ("--log",))]
    assert json.loads(before[0])[0]["booked"] == 2
    assert omni("batches", "undo", "2", "--yes").code == 0
    assert omni("match", "rules", "--json").json == []
    assert omni("batches", "redo", "2").code == 0
    assert omni("rebuild", "--yes").code == 0
    assert [omni("match", "rules", *more, "--json").out for more in ((), ("--log",))] == before
    assert dump(workspace.warehouse) == whole
