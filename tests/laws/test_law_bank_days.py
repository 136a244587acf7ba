"""Statements that begin or end in the middle of a day: equal movements of that day all stay."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies as st

from bank_files import Move
from bank_files import Statement
from bank_world import LAWS
from bank_world import amounts
from bank_world import session
from bank_world import take
from bank_world import workspace_
from canonical import dump
from omnicli.services.batches import redo_batch
from omnicli.services.batches import undo_batch
from omnicli.services.checks import checks
from omnicli.services.checks import run_check
from omnicli.services.rebuild import rebuild
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.warehouse.bank_days import Part
from omnicli.warehouse.bank_days import before
from omnicli.warehouse.bank_days import begins_after
from omnicli.workspace import Workspace

pytestmark = pytest.mark.law

OPENING = 5_000_000
PAYOUT = 453_684
MOVES = st.builds(Move, st.integers(1, 3), st.sampled_from((PAYOUT, PAYOUT, 10_000, -2_500)))


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-01T00:00:00Z")


def cut(history: Sequence[Move], start: int, end: int, layout: str = "kopra") -> Statement:
    """A file of the movements from `start` up to, not including, `end`, wherever in a day."""
    mine = tuple(history[start:end])
    opening = OPENING + sum(move.rupiah for move in history[:start])
    return Statement(mine, mine[0].day, mine[-1].day, opening=opening, layout=layout)


@st.composite
def cuts(draw: st.DrawFn) -> tuple[list[Move], list[Statement]]:
    """A history whose balances all differ, and files that together tell all of it."""
    history = sorted(draw(st.lists(MOVES, min_size=3, max_size=9)), key=lambda move: move.day)
    balances = [sum(m.rupiah for m in history[:n]) for n in range(len(history) + 1)]
    assume(len(set(balances)) == len(balances))
    files, reached = [], 0
    while reached < len(history):
        start = draw(st.integers(0, reached))
        end = draw(st.integers(reached + 1, len(history)))
        layout = draw(st.sampled_from(("old", "kopra", "livin")))
        files.append(cut(history, start, end, layout))
        reached = end
    return history, files


def true(history: Sequence[Move]) -> Counter[tuple[str, int]]:
    """What the account did."""
    return Counter((str(move.date), move.rupiah) for move in history)


@LAWS
@given(cuts(), st.randoms(use_true_random=False))
def test_a_movement_counts_once_wherever_files_are_cut(case, chance) -> None:  # type: ignore[no-untyped-def]
    """In one batch or file by file, in any order, with repetition, and after a rebuild."""
    history, files = case
    with workspace_() as one, workspace_() as other:
        take(one, *dict.fromkeys(files))
        order = [*files, *files[:1]]
        chance.shuffle(order)
        for file in order:
            take(other, file)

        assert amounts(one) == amounts(other) == true(history)
        assert dump(other.warehouse) == dump(one.warehouse)
        with session(other) as opened:
            assert rebuild(opened, registry()).same


@LAWS
@given(cuts(), st.data())
def test_undoing_a_part_of_a_day_leaves_the_other_parts(case, data) -> None:  # type: ignore[no-untyped-def]
    _, shown = case
    files = list(dict.fromkeys(shown))
    with workspace_() as whole, workspace_() as rest:
        batches = [take(whole, file) for file in files]
        before_ = dump(whole.warehouse)
        gone = data.draw(st.integers(0, len(files) - 1))
        with session(whole) as opened:
            undo_batch(opened, batches[gone].batch or 0, registry())
        for number, file in enumerate(files):
            if number != gone:
                take(rest, file)

        assert dump(whole.warehouse) == dump(rest.warehouse)
        with session(whole) as opened:
            redo_batch(opened, batches[gone].batch or 0, registry())
        assert dump(whole.warehouse) == before_


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_second_half_of_a_day_is_not_the_first_again(order: tuple[int, ...]) -> None:
    """The payout of the morning and an equal one of the afternoon, each in its own file."""
    history = [Move(2, PAYOUT), Move(2, PAYOUT), Move(3, -2_500)]
    halves = cut(history, 0, 1), cut(history, 1, 3, "old")
    with workspace_() as workspace:
        for half in order:
            take(workspace, halves[half])

        assert amounts(workspace) == true(history)


@pytest.mark.parametrize(("layout", "kept", "warned"), [("new", 4, 1), ("kopra", 5, 0)])
def test_without_balances_the_doubt_is_told(layout: str, kept: int, warned: int) -> None:
    """Nothing tells the second payout from the first then; where a balance is, it decides."""
    history = [
        Move(1, 10_000),
        Move(2, -2_500),
        Move(2, PAYOUT),
        Move(2, PAYOUT),
        Move(3, -2_500),
    ]
    with workspace_() as workspace:
        take(workspace, cut(history, 0, 3, layout), cut(history, 3, 5, layout))

        assert amounts(workspace).total() == kept
        assert findings(workspace, "bank_adds_up") == 0
        assert findings(workspace, "bank_day_shared") == warned


def test_two_files_that_tell_the_same_of_a_day_are_in_no_doubt() -> None:
    history = [Move(1, 10_000), Move(2, PAYOUT), Move(3, -2_500)]
    with workspace_() as workspace:
        take(workspace, cut(history, 0, 2, "new"), cut(history, 1, 3, "new"))

        assert amounts(workspace) == true(history)
        assert findings(workspace, "bank_day_shared") == 0


def findings(workspace: Workspace, check: str) -> int:
    """How many rows a check returns."""
    with Session.open(workspace, command="check", action="doctor.run") as opened:
        (one,) = checks([check])
        return run_check(opened.db, one, "2025-09-01").findings


def test_a_part_begins_where_another_reached_its_balance() -> None:
    morning = Part(100, (50, -20, 50), is_first=True)

    assert begins_after(Part(180, (50,), is_first=True), morning) == 3
    assert begins_after(Part(150, (-20, 50, 50), is_first=True), morning) == 1
    assert begins_after(Part(150, (50,), is_first=True), morning) == 0, "what follows differs"
    assert begins_after(Part(100, (50,), is_first=True), morning) == 0, "both begin the day"
    assert begins_after(Part(90, (50,), is_first=True), morning) == 0


def test_parts_follow_each_other_over_a_third() -> None:
    one = Part(0, (50,), is_first=False)
    two = Part(50, (-20,), is_first=True)
    three = Part(30, (50, 50), is_first=True)

    assert before(three, [one, two, three]) == {50: 1, -20: 1}
    assert before(one, [one, two, three]) == {}


def test_parts_that_each_begin_where_the_other_ends_say_nothing() -> None:
    """A day that comes back to its balance, told by layouts that sort it differently."""
    up_first = Part(0, (50, -20), is_first=True)
    down_first = Part(30, (-30,), is_first=True)

    assert before(up_first, [up_first, down_first]) == {}
    assert before(down_first, [up_first, down_first]) == {}


EDITED = [Move(1, 10_000), Move(2, 200_000, reference="R2"), Move(3, -2_500)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("together", [True, False])
def test_an_edited_row_is_told(order: tuple[int, ...], together: bool) -> None:
    """Both movements count, but never without a word: with the day and both files."""
    other = [EDITED[0], Move(2, 250_000, reference="R2"), EDITED[2]]
    files = [cut(EDITED, 0, 3, "new"), replace(cut(other, 0, 3, "new"), last=4)]
    with workspace_() as workspace:
        chosen = [files[n] for n in order]
        results = [take(workspace, *chosen)] if together else [take(workspace, f) for f in chosen]

        told = [i for r in results for f in r.files for i in f.issues if i.code == "W_BANK_DAY"]
        assert [issue.value for issue in told] == ["2025-08-02"]
        assert findings(workspace, "bank_day_other") == 2


def test_a_row_that_another_file_lacks_is_told_only_inside_its_days() -> None:
    """A file may end before its last day was over; inside it tells all."""
    later = [*EDITED, Move(3, 70_000), Move(4, 5_000)]
    with workspace_() as workspace:
        take(workspace, cut(EDITED, 0, 3, "new"), cut(later, 0, 5, "new"))

        assert findings(workspace, "bank_day_other") == 0
    with workspace_() as workspace:
        take(workspace, cut(later, 0, 5, "new"), cut([later[0], *later[3:]], 0, 3, "new"))

        assert findings(workspace, "bank_day_other") == 2, "2 and 3 August lack a movement each"


def test_a_day_of_one_file_is_told_where_a_reference_is_another_amount() -> None:
    with workspace_() as workspace:
        take(workspace, cut([EDITED[1]], 0, 1, "new"))
        take(workspace, cut([replace(EDITED[1], rupiah=250_000)], 0, 1, "new"))
        assert findings(workspace, "bank_day_other") == 2

    with workspace_() as workspace:
        take(workspace, cut([EDITED[1]], 0, 1, "new"))
        take(workspace, cut([EDITED[1], replace(EDITED[1], rupiah=-6_500)], 0, 2, "new"))
        assert findings(workspace, "bank_day_other") == 0, "a charge has its transfer's reference"
