"""Equal movements with different references are different ones, in whatever files they come."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from bank_files import Move
from bank_files import Statement
from bank_world import LAWS
from bank_world import amounts
from bank_world import session
from bank_world import take
from bank_world import workspace_
from campaign import examples
from canonical import dump
from omnicli.services.batches import redo_batch
from omnicli.services.batches import undo_batch
from omnicli.services.rebuild import rebuild
from omnicli.sources import registry
from omnicli.warehouse.bank_references import Movement
from omnicli.warehouse.bank_references import slots

pytestmark = pytest.mark.law

PAYOUT = 453_684
MOVES = st.builds(Move, st.integers(1, 2), st.sampled_from((PAYOUT, PAYOUT, -2_500)))


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-01T00:00:00Z")


@st.composite
def picked(draw: st.DrawFn) -> tuple[Counter[tuple[str, int]], list[Statement]]:
    """Files of any movements of an account, without balances, and what they tell together."""
    moves = sorted(draw(st.lists(MOVES, min_size=3, max_size=8)), key=lambda m: m.day)
    history = [replace(move, reference=f"R{n}") for n, move in enumerate(moves)]
    files = []
    for _ in range(3):
        mine = draw(st.lists(st.sampled_from(history), min_size=1, unique=True))
        ordered = tuple(sorted(mine, key=history.index))
        files.append(Statement(ordered, ordered[0].day, ordered[-1].day, layout="new"))
    shown = {move for file in files for move in file.moves}
    return Counter((str(m.date), m.rupiah) for m in shown), list(dict.fromkeys(files))


@settings(LAWS, max_examples=examples(2, 30))
@given(picked(), st.data())
def test_each_reference_counts_once_in_any_order(case, data) -> None:  # type: ignore[no-untyped-def]
    """In one batch or file by file; without one of them as if it had never come; rebuilt."""
    true, files = case
    with workspace_() as one, workspace_() as other, workspace_() as rest:
        take(one, *files)
        order = data.draw(st.permutations(files))
        batches = [take(other, file) for file in order]
        before = dump(other.warehouse)
        assert amounts(one) == amounts(other) == true
        assert dump(one.warehouse) == before

        gone = data.draw(st.integers(0, len(files) - 1))
        for file in order[:gone] + order[gone + 1 :]:
            take(rest, file)
        with session(other) as opened:
            undo_batch(opened, batches[gone].batch or 0, registry())
        assert dump(other.warehouse) == dump(rest.warehouse)
        with session(other) as opened:
            redo_batch(opened, batches[gone].batch or 0, registry())
        with session(other) as opened:
            assert rebuild(opened, registry()).same
        assert dump(other.warehouse) == before


def numbers(*files: tuple[int, list[str | None]]) -> list[list[int]]:
    """The numbers of each file's movements; a file is how many come before it, and references."""
    movements = [
        Movement(n, ("2025-08-03", str(n)), ahead + nth, reference)
        for n, (ahead, references) in enumerate(files)
        for nth, reference in enumerate(references, 1)
    ]
    found = slots(movements)
    return [
        [found[n, ahead + nth] for nth in range(1, len(references) + 1)]
        for n, (ahead, references) in enumerate(files)
    ]


def test_references_number_equal_movements() -> None:
    assert numbers((0, ["R1"]), (0, ["R2"])) == [[1], [2]]
    assert numbers((0, ["R1", "R2"]), (0, ["R2"])) == [[1, 2], [2]]
    assert numbers((0, ["R1", "R1"]), (0, ["R1", "R2"])) == [[1, 2], [1, 3]]
    assert numbers((0, ["R1"]), (0, ["R2", None])) == [[1], [2, 1]]
    assert numbers((0, ["R1", "R2"]), (1, ["R2"])) == [[1, 2], [2]], "a balance says one is before"
    assert numbers((0, ["R1"]), (1, ["R1", "R2"])) == [[1], [2, 3]], "the same again"
