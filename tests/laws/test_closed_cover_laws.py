"""The cover of payouts in closed months stands as it was closed, for any late files of money."""

import random
import sqlite3
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from campaign import examples
from canonical import Dump
from canonical import dump
from closed_months import File
from closed_months import a_workspace
from closed_months import close
from closed_months import reopen
from closed_months import take
from closed_months import writing
from money_files import Movement
from money_files import balance
from money_files import cod
from money_files import wallet
from omnicli.engine.match_all import rematch
from omnicli.engine.rules import rules_of
from omnicli.services.batches import redo_batch
from omnicli.services.batches import undo_batch
from omnicli.services.rebuild import rebuild
from omnicli.services.setup import set_up
from omnicli.sources import registry
from omnicli.workspace import Workspace

pytestmark = pytest.mark.law

LAWS = settings(
    max_examples=examples(2, 30),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
AUGUST, SEPTEMBER = "2025-08", "2025-09"
DAYS = (2, 5, 9, 14, 20, 27, 33, 40, 47, 55)
"""Days of August and (from 32 on) September that may have movements."""


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-11-05T03:00:00Z")


@st.composite
def shops(draw: st.DrawFn) -> tuple[list[File], list[File]]:
    """Files known when August is closed, and files that come later, also of August.

    A Shopee balance in pieces: any of them may be late, so late lines are older or younger than
    frozen payouts. An OrderOnline wallet whose revenue its late COD file tells again.
    """
    history: list[Movement] = []
    left = 0
    for day in DAYS:
        kind = draw(st.sampled_from(("revenue", "revenue", "charge", "withdraw")))
        rupiah = draw(st.sampled_from((100_000, 60_000, 35_000)))
        if kind == "charge":
            rupiah = -5_000
        elif kind == "withdraw":
            if left <= 0:
                continue
            rupiah = -draw(st.sampled_from((left, max(1_000, left // 2))))
        history.append(Movement(day, kind, rupiah))
        left += rupiah
    pieces = [
        (f"balance{n}.csv", balance(history, first, last))
        for n, (first, last) in enumerate(((1, 8), (9, 19), (20, 31), (32, 61)))
        if any(first <= move.day <= last for move in history)
    ]
    paid = [
        (f"A1-{n}", day, draw(st.sampled_from((50_000, 75_000)))) for n, day in enumerate((3, 6))
    ]
    revenue = [(day, f"Revenue order {order}", net) for order, day, net in paid]
    taken = draw(st.sampled_from((40_000, 90_000)))
    first = [("wallet.csv", wallet(*revenue, (9, "Withdraw BCA", -taken)))]
    late = [("cod.csv", cod(*paid, ("A1-9", 1, 30_000)))]
    for piece in pieces:
        (late if draw(st.booleans()) else first).append(piece)
    return first, late


def closed(workspace: Workspace, first: Sequence[File]) -> Dump:
    """Import `first` and close August; that alone moves no cover."""
    for file in first:
        take(workspace, file)
    before = dump(workspace.warehouse)
    close(workspace, AUGUST)
    after = dump(workspace.warehouse)
    assert after["payout_covers"] == before["payout_covers"]
    return after


def covers_of(workspace: Workspace, before: str) -> list[tuple[object, ...]]:
    """What is paid out by payouts before a day, as it stands today."""
    db = sqlite3.connect(workspace.warehouse)
    try:
        return sorted(
            db.execute(
                "SELECT p.source, p.line_key, l.source, l.line_key, c.amount_sen, c.rule"
                " FROM payout_covers c JOIN settlement_lines p ON p.line_id = c.payout_line_id"
                " LEFT JOIN settlement_lines l ON l.line_id = c.line_id WHERE p.occurred_date < ?",
                (before,),
            ),
            key=repr,
        )
    finally:
        db.close()


def standing(dumped: Dump) -> set[tuple[object, ...]]:
    """Frozen covers without the month whose closing keeps them."""
    return {(*row[:3], *row[4:]) for row in dumped["frozen_covers"]}


def derive_again(workspace: Workspace) -> None:
    with writing(workspace) as session, session.transaction() as db:
        rematch(db, rules_of(session.workspace.settings).matching)


@LAWS
@given(shops(), st.randoms(use_true_random=False))
def test_late_files_in_any_order_leave_frozen_covers_alone(
    shop: tuple[list[File], list[File]], shuffler: random.Random
) -> None:
    first, late = shop
    shown = []
    for _ in range(2):
        with a_workspace() as workspace:
            before = closed(workspace, first)
            of_august = covers_of(workspace, "2025-09-01")
            for file in late:
                take(workspace, file)
            shown.append(dump(workspace.warehouse))
            derive_again(workspace)
            assert dump(workspace.warehouse) == shown[-1]
            assert shown[-1]["frozen_covers"] == before["frozen_covers"]
            assert set(of_august) <= set(covers_of(workspace, "2025-09-01"))
        shuffler.shuffle(late)

    assert shown[0] == shown[1]


@LAWS
@given(shops())
def test_undo_and_redo_of_late_files_keep_it(shop: tuple[list[File], list[File]]) -> None:
    first, late = shop
    with a_workspace() as workspace:
        before = closed(workspace, first)
        batches = [take(workspace, file) for file in late]
        whole = dump(workspace.warehouse)
        for batch in batches:
            with writing(workspace, "batches.undo") as session:
                undo_batch(session, batch, registry())
        assert dump(workspace.warehouse) == before
        for batch in batches:
            with writing(workspace, "batches.undo") as session:
                redo_batch(session, batch, registry())
        assert dump(workspace.warehouse) == whole


@LAWS
@given(shops(), st.booleans())
def test_a_rebuild_gives_it_back(shop: tuple[list[File], list[File]], lost: bool) -> None:
    first, late = shop
    with a_workspace() as workspace:
        closed(workspace, first)
        for file in late:
            take(workspace, file)
        close(workspace, SEPTEMBER)
        whole = dump(workspace.warehouse)
        if lost:
            workspace.warehouse.unlink()
            set_up(workspace.root)
        with writing(workspace, "warehouse.rebuild") as session:
            assert rebuild(session, registry()).same is not lost
        assert dump(workspace.warehouse) == whole


@LAWS
@given(shops())
def test_months_are_frozen_one_on_the_other_and_opened_again(
    shop: tuple[list[File], list[File]],
) -> None:
    """September keeps what August left; with both open the cover is as if none had been closed."""
    first, late = shop
    with a_workspace() as workspace:
        august = closed(workspace, first)
        for file in late:
            take(workspace, file)
        between = dump(workspace.warehouse)
        close(workspace, SEPTEMBER)
        both = dump(workspace.warehouse)
        assert both["payout_covers"] == between["payout_covers"]
        assert standing(august) <= standing(both)
        reopen(workspace, SEPTEMBER)
        assert dump(workspace.warehouse)["payout_covers"] == between["payout_covers"]
        reopen(workspace, AUGUST)
        opened = covers_of(workspace, "9999")
    with a_workspace() as workspace:
        for file in [*first, *late]:
            take(workspace, file)
        assert covers_of(workspace, "9999") == opened
