"""Statements in any order, format and overlap: each movement of the account counts once."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing

import pytest
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies as st

from bank_files import Move
from bank_files import Statement
from bank_files import window
from bank_world import LAWS
from bank_world import amounts
from bank_world import session
from bank_world import take
from bank_world import workspace_
from canonical import Dump
from canonical import dump
from omnicli.services.batches import redo_batch
from omnicli.services.batches import undo_batch
from omnicli.services.rebuild import rebuild
from omnicli.sources import registry
from omnicli.workspace import Workspace

pytestmark = pytest.mark.law

DAYS = 6
MOVES = st.builds(
    Move,
    st.integers(1, DAYS),
    st.sampled_from((10_000, 10_000, 453_684, -2_500, -2_500, -10_000)),
    st.sampled_from(("SHOPEE", "DARI MENGANTAR", "BIAYA ADM")),
)
HISTORY = st.lists(MOVES, min_size=1, max_size=12).map(
    lambda moves: sorted(moves, key=lambda m: m.day)
)


@st.composite
def statements(draw: st.DrawFn) -> tuple[list[Move], list[Statement]]:
    """The history of an account, and files that tell parts of it, of any layout and overlap."""
    history = draw(HISTORY)
    told = []
    for _ in range(draw(st.integers(2, 4))):
        first = draw(st.integers(1, DAYS))
        last = draw(st.integers(first, DAYS))
        layout = draw(st.sampled_from(("new", "old", "kopra", "livin")))
        one = window(
            history, first, last, layout, newest_first=draw(st.booleans()), opening=5_000_000
        )
        if one not in told and (one.moves or layout in ("kopra", "livin")):
            told.append(one)
    assume(told)
    return history, told


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-01T00:00:00Z")


def told(history: Sequence[Move], files: Sequence[Statement]) -> Counter[tuple[str, int]]:
    """What the account really did on the days that any of the files covers."""
    days = {day for file in files for day in range(file.first, file.last + 1)}
    return Counter((str(move.date), move.rupiah) for move in history if move.day in days)


@LAWS
@given(statements(), st.randoms(use_true_random=False))
def test_a_movement_counts_once_whatever_files_tell_of_it(case, chance) -> None:  # type: ignore[no-untyped-def]
    """Overlaps, formats with and without balance, repeated files: the account, exactly once."""
    history, files = case
    with workspace_() as one, workspace_() as other:
        take(one, *files)
        order = [*files, *files[:1]]
        chance.shuffle(order)
        for file in order:
            take(other, file)

        assert amounts(one) == told(history, files)
        assert dump(other.warehouse) == dump(one.warehouse)


@LAWS
@given(statements(), st.data())
def test_undoing_a_statement_leaves_the_others(case, data) -> None:  # type: ignore[no-untyped-def]
    """As if the file had never come; put back, it gives what was there, and so does a rebuild."""
    _, files = case
    with workspace_() as whole, workspace_() as rest:
        batches = [take(whole, file) for file in files]
        gone = data.draw(st.integers(0, len(files) - 1))
        before = dump(whole.warehouse)
        with session(whole) as open_session:
            undo_batch(open_session, batches[gone].batch or 0, registry())
        for number, file in enumerate(files):
            if number != gone:
                take(rest, file)

        assert dump(whole.warehouse) == dump(rest.warehouse)
        with session(whole) as open_session:
            redo_batch(open_session, batches[gone].batch or 0, registry())
        assert dump(whole.warehouse) == before
        with session(whole) as open_session:
            assert rebuild(open_session, registry()).same


def twice(workspace: Workspace, file: Statement) -> tuple[Dump, Dump]:
    """The warehouse after the first and after the second import of a file."""
    take(workspace, file)
    before = dump(workspace.warehouse)
    again = take(workspace, file)
    assert again.files[0].state == "unchanged"
    return before, dump(workspace.warehouse)


def test_two_equal_movements_of_one_day_both_stay() -> None:
    """Twice the same payout on one day is two payouts, in every layout, told once or often."""
    moves = (Move(3, 453_684, "DARI MENGANTAR"), Move(3, 453_684, "DARI MENGANTAR"))
    with workspace_() as workspace:
        for layout in ("new", "old", "kopra", "livin"):
            before, after = twice(workspace, window(moves, 1, 6, layout))
            assert before == after

        assert amounts(workspace) == Counter({("2025-08-03", 453_684): 2})


def test_a_dry_run_of_a_statement_keeps_nothing() -> None:
    with workspace_() as workspace:
        empty = dump(workspace.warehouse)
        result = take(workspace, window([Move(1, 5)], 1, 2), dry_run=True)

        assert result.files[0].rows["inserted"] == 1
        assert dump(workspace.warehouse) == empty


def test_a_balance_comes_from_the_statement_that_prints_one() -> None:
    """A csv without balances does not empty the balance that an xls gave."""
    moves = (Move(1, 10_000), Move(2, -2_500))
    with workspace_() as workspace:
        take(workspace, window(moves, 1, 2, "kopra", opening=100))
        take(workspace, window(moves, 1, 2, "new"))
        with closing(sqlite3.connect(workspace.warehouse)) as db:
            rows = db.execute(
                "SELECT balance_sen / 100, proof FROM v_bank ORDER BY posted_date"
            ).fetchall()

        assert rows == [(10_100, "proved"), (7_600, "proved")]


def test_of_two_files_for_the_same_days_the_same_one_speaks_in_any_order() -> None:
    """Neither can be proved, they differ in what they tell: the answer is no matter of order."""
    both = [Move(1, 10_000, "SHOPEE"), Move(2, -2_500, "BIAYA ADM")]
    more = [*both, Move(2, 453_684, "DARI MENGANTAR")]
    files = [window(moves, 1, 2, "new", opening=5_000_000) for moves in (both, more)]
    dumps = []
    for order in (files, files[::-1]):
        with workspace_() as workspace:
            for file in order:
                take(workspace, file)
            dumps.append(dump(workspace.warehouse))

    assert len(dumps[0]["bank_statements"]) == 1
    assert dumps[0] == dumps[1]
