"""Matching, for any files of a shop's money: it follows from them and from what people decided."""

import sqlite3
import tempfile
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import closing
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from campaign import examples
from canonical import Dump
from canonical import dump
from import_files import put
from money_files import Movement
from money_files import balance
from money_files import bank
from money_files import cod
from money_files import wallet
from omnicli.engine.match_all import rematch
from omnicli.engine.rules import rules_of
from omnicli.services.batches import redo_batch
from omnicli.services.batches import undo_batch
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.match_by_hand import add_match
from omnicli.services.rebuild import rebuild
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

pytestmark = pytest.mark.law

LAWS = settings(
    max_examples=examples(2, 50),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NUMBERS = ("250801AAAAAAAA", "250801BBBBBBBB", "250802CCCCCCCC")
File = tuple[str, bytes]


@dataclass(frozen=True)
class Shop:
    """What the files of a shop tell."""

    files: tuple[File, ...]


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    """Two overlapping balance exports, orders, COD money with its wallet, and a bank account."""
    amounts = st.sampled_from((100_000, 100_000, 60_000, 35_000))
    history: list[Movement] = []
    left = 0
    for day in range(1, 9):
        kind = draw(st.sampled_from(("revenue", "revenue", "charge", "withdraw", "none")))
        rupiah = draw(amounts)
        if kind == "revenue":
            history.append(Movement(day, kind, rupiah, draw(st.sampled_from(NUMBERS))))
        elif kind == "charge":
            history.append(Movement(day, kind, -5_000))
        elif kind == "withdraw" and left >= rupiah:
            history.append(Movement(day, kind, -rupiah))
        else:
            continue
        left += history[-1].rupiah
    paid = [(m.day + draw(st.integers(0, 6)), -m.rupiah, "SHOPEE") for m in history if m.rupiah < 0]
    cut = draw(st.integers(1, 8))
    settled = [(f"A1-{n}", draw(st.integers(1, 8)), draw(amounts)) for n in range(3)]
    revenue = [(day, f"Revenue order {order}", net) for order, day, net in settled[:2]]
    taken = draw(st.sampled_from((50_000, 100_000)))
    moves = sorted([*paid, (9, taken - draw(st.sampled_from((0, 2_500))), "ORDERONLINE")])
    files = [
        ("a.csv", balance(history, 1, cut)),
        ("b.csv", balance(history, max(1, cut - 2), 31)),
        ("orders.csv", export([Order(number) for number in NUMBERS[:2]])),
        ("cod.csv", cod(*settled)),
        ("wallet.csv", wallet(*sorted(revenue), (9, "Withdraw BCA", -taken))),
        ("bank.csv", bank(*moves)),
    ]
    # A file without rows has no day of its own to tell one export from another.
    kept = [f for f in files if f[1].count(b"\n") > 0]
    return Shop(tuple({data: (name, data) for name, data in kept}.values()))


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-01T00:00:00Z")


@contextmanager
def a_workspace() -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        yield set_up(Path(folder) / "toko").workspace


@contextmanager
def writing(workspace: Workspace, action: str = "import.run") -> Iterator[Session]:
    with Session.open(workspace, command="test", action=action, write=True) as session:
        yield session


def take(workspace: Workspace, *files: File) -> int:
    """Import files as one batch; gives its number."""
    paths = []
    for name, data in files:
        paths.append(put(workspace.root / name, data))
    with writing(workspace) as session:
        result = import_files(session, ImportRequest(files=paths), registry())
        assert result.exit_code == 0, [i.to_dict("en") for f in result.files for i in f.issues]
        assert result.batch is not None
        return result.batch


def look(workspace: Workspace, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        return db.execute(sql).fetchall()


def imported(files: Sequence[File]) -> Dump:
    with a_workspace() as workspace:
        for file in files:
            take(workspace, file)
        return dump(workspace.warehouse)


@LAWS
@given(shops(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(shop: Shop, random: object) -> None:
    files = list(shop.files)
    random.shuffle(files)  # type: ignore[attr-defined]

    assert imported(files) == imported(shop.files)


@LAWS
@given(shops(), st.data())
def test_a_batch_undone_leaves_the_matching_of_the_others(shop: Shop, data: st.DataObject) -> None:
    """And put in again, it is as before; importing files that are there changes nothing."""
    gone = data.draw(st.integers(0, len(shop.files) - 1))
    with a_workspace() as workspace:
        batches = [take(workspace, file) for file in shop.files]
        whole = dump(workspace.warehouse)
        with writing(workspace, "batches.undo") as session:
            undo_batch(session, batches[gone], registry())
        without = dump(workspace.warehouse)
        with writing(workspace, "batches.undo") as session:
            redo_batch(session, batches[gone], registry())
        assert dump(workspace.warehouse) == whole
        take(workspace, *shop.files)
        assert dump(workspace.warehouse) == whole

    assert without == imported([f for n, f in enumerate(shop.files) if n != gone])


@LAWS
@given(shops())
def test_rebuilding_and_matching_again_change_nothing(shop: Shop) -> None:
    with a_workspace() as workspace:
        take(workspace, *shop.files)
        whole = dump(workspace.warehouse)
        with writing(workspace, "warehouse.rebuild") as session:
            assert rebuild(session, registry()).same
        assert dump(workspace.warehouse) == whole
        with writing(workspace) as session, session.transaction() as db:
            rematch(db, rules_of(session.workspace.settings).matching)
        assert dump(workspace.warehouse) == whole


@LAWS
@given(shops())
def test_every_rupiah_is_in_one_place(shop: Shop) -> None:
    """Per source: what counts + what a detail line explains + payouts = all that was read."""
    with a_workspace() as workspace:
        take(workspace, *shop.files)
        (unbalanced,) = look(
            workspace,
            "SELECT COUNT(*) FROM (SELECT s.source, SUM(s.net_sen) AS read_sen,"
            " SUM(CASE WHEN m.line_id IS NOT NULL THEN s.net_sen ELSE 0 END) AS counted,"
            " SUM(CASE WHEN m.line_id IS NULL AND s.kind = 'revenue' THEN s.net_sen ELSE 0 END)"
            "  AS told_twice,"
            " SUM(CASE WHEN s.kind = 'withdraw' THEN s.net_sen ELSE 0 END) AS paid"
            " FROM settlement_lines s LEFT JOIN v_money_lines m ON m.line_id = s.line_id"
            " GROUP BY s.source) WHERE read_sen <> counted + told_twice + paid",
        )
        payouts = look(
            workspace, "SELECT net_sen, covered_sen, opening_sen, state, bank_sen FROM v_payouts"
        )
        twice = look(
            workspace,
            "SELECT l.natural_key FROM match_legs l JOIN matches m ON m.match_id = l.match_id"
            " WHERE m.state = 'booked' GROUP BY l.natural_key HAVING COUNT(*) > 1",
        )
        stages = look(workspace, "SELECT COUNT(*), COUNT(DISTINCT payout_line_id) FROM v_payouts")

    assert unbalanced == (0,)
    assert all(int(str(p[0])) == int(str(p[1])) + int(str(p[2])) for p in payouts)
    assert all((bank_sen is not None) == (state == "in_bank") for *_, state, bank_sen in payouts)
    assert twice == []
    assert stages[0][0] == stages[0][1]


HISTORY = (
    Movement(1, "revenue", 100_000, NUMBERS[0]),
    Movement(2, "revenue", 60_000, NUMBERS[1]),
    Movement(3, "withdraw", -150_000),
    Movement(4, "revenue", 90_000, NUMBERS[2]),
    Movement(5, "withdraw", -90_000),
)
BOTH = ("bank.csv", bank((4, 143_500, "TRANSFER MASUK"), (6, 90_000, "SHOPEE")))
SHOP = (("balance.csv", balance(HISTORY)), BOTH, ("orders.csv", export([Order(NUMBERS[0])])))
PAYOUT, CREDIT = "shopee:2025-08-03:150000", "5678:2025-08-04:143500"


def matched(workspace: Workspace) -> str:
    """Match by hand a payout with a credit that lost Rp6,500 on its way."""
    with writing(workspace, "matches.decide") as session:
        named = [("payout", PAYOUT), ("bank", CREDIT)]
        return add_match(session, named, reason="biaya transfer").ref


def payouts(workspace: Workspace) -> list[tuple[object, ...]]:
    return look(
        workspace,
        "SELECT net_sen / 100, bank_sen / 100, difference_sen / 100, rule, state FROM v_payouts"
        " ORDER BY occurred_date",
    )


BY_HAND = [
    (150_000, 143_500, 6_500, "by_hand", "in_bank"),
    (90_000, 90_000, 0, "exact_amount", "in_bank"),
]


def test_a_match_by_hand_holds_through_import_undo_redo_and_rebuild() -> None:
    with a_workspace() as workspace:
        first = take(workspace, *SHOP)
        other = take(workspace, ("cod.csv", cod(("A1-1", 2, 70_000))))
        matched(workspace)
        assert payouts(workspace) == BY_HAND
        take(workspace, *SHOP)
        assert payouts(workspace) == BY_HAND
        for batch in (other, first):
            with writing(workspace, "batches.undo") as session:
                undo_batch(session, batch, registry())
            assert len(payouts(workspace)) == (2 if batch == other else 0)
            with writing(workspace, "batches.undo") as session:
                redo_batch(session, batch, registry())
            assert payouts(workspace) == BY_HAND
        with writing(workspace, "warehouse.rebuild") as session:
            rebuild(session, registry())
        assert payouts(workspace) == BY_HAND


def test_a_match_without_its_object_dangles_and_applies_again_when_it_returns() -> None:
    with a_workspace() as workspace:
        take(workspace, SHOP[0])
        statement = take(workspace, BOTH)
        matched(workspace)
        with writing(workspace, "batches.undo") as session:
            undo_batch(session, statement, registry())
        states = look(workspace, "SELECT state, difference_sen FROM matches")
        assert states == [("dangling", 0)]
        assert {row[4] for row in payouts(workspace)} == {"not_in_bank"}
        with writing(workspace, "batches.undo") as session:
            redo_batch(session, statement, registry())
        assert payouts(workspace) == BY_HAND


def test_a_lost_warehouse_gets_its_matches_back_from_the_journal() -> None:
    with a_workspace() as workspace:
        take(workspace, *SHOP)
        matched(workspace)
        whole = dump(workspace.warehouse)
        workspace.warehouse.unlink()
        set_up(workspace.root)
        with writing(workspace, "warehouse.rebuild") as session:
            rebuild(session, registry())

        assert payouts(workspace) == BY_HAND
        assert dump(workspace.warehouse)["matches"] == whole["matches"]
