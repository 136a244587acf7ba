"""Closed months, for any late files: what was frozen stands, and what is told adds up."""

import random

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
from omnicli.services.batches import redo_batch
from omnicli.services.batches import undo_batch
from omnicli.services.closing import show_month
from omnicli.services.rebuild import rebuild
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace
from shopee_files import Line
from shopee_files import Order
from shopee_files import export

pytestmark = pytest.mark.law

LAWS = settings(
    max_examples=examples(2, 40),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # making an example smaller takes minutes of imports
)
MONTH = "2025-08"
NUMBERS = ("250801AAAAAAAA", "250802BBBBBBBB", "250803CCCCCCCC", "250804DDDDDDDD")


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-10-05T03:00:00Z")


@st.composite
def orders(draw: st.DrawFn, note: str = "") -> list[Order]:
    """Some of the orders as an export of some day shows them; each day has a time of its own."""
    chosen = draw(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3, unique=True))
    return [
        Order(
            number,
            status=draw(st.sampled_from(("Sedang Dikirim", "Selesai", "Batal"))),
            created=f"2025-08-0{NUMBERS.index(number) + 1} 10:00",
            completed=f"2025-09-{draw(st.integers(1, 28)):02} 10:{draw(st.integers(10, 59))}",
            voucher=draw(st.sampled_from((0, 5_000))),
            lines=(Line(price=draw(st.sampled_from((85_000, 120_000)))),),
            extra={"Catatan": note},
        )
        for number in chosen
    ]


@st.composite
def late_files(draw: st.DrawFn) -> list[File]:
    """Two order exports and money dated in the closed month, with and without an order."""
    paid = draw(st.sampled_from((50_000, 60_000)))
    moves = [Movement(5, "revenue", paid, NUMBERS[0]), Movement(6, "charge", -5_000)]
    return [
        ("late1.csv", export(draw(orders("a")))),
        ("late2.csv", export(draw(orders("b")))),
        ("wallet.csv", balance(moves)),
        ("cod.csv", cod(("A1-1", draw(st.integers(1, 8)), 75_000))),
    ]


def closed(workspace: Workspace, first: list[Order]) -> Dump:
    """Import `first` and close the month over it."""
    take(workspace, ("first.csv", export(first)))
    close(workspace, MONTH)
    return dump(workspace.warehouse)


def frozen(found: Dump) -> Dump:
    names = ("closed_months", "frozen_figures", "frozen_orders", "frozen_sums")
    return {name: found[name] for name in names}


@LAWS
@given(orders(), late_files(), st.randoms(use_true_random=False))
def test_the_order_of_late_files_does_not_matter(
    first: list[Order], late: list[File], shuffler: random.Random
) -> None:
    """Frozen figures stay as they are; frozen and adjustments are the same in the end."""
    found = []
    for _ in range(2):
        with a_workspace() as workspace:
            before = closed(workspace, first)
            for file in late:
                take(workspace, file)
            found.append(dump(workspace.warehouse))
            assert frozen(found[-1]) == frozen(before)
        shuffler.shuffle(late)

    assert found[0] == found[1]


@LAWS
@given(orders(), late_files())
def test_undoing_late_files_leaves_no_adjustment(first: list[Order], late: list[File]) -> None:
    """Each batch can be undone and put back, and with all of them gone the month is as closed."""
    with a_workspace() as workspace:
        before = closed(workspace, first)
        batches = [take(workspace, file) for file in late]
        whole = dump(workspace.warehouse)
        for batch in batches:
            with writing(workspace, "batches.undo") as session:
                undo_batch(session, batch, registry())
        assert dump(workspace.warehouse) == before
        assert before["v_adjusted"] == []
        for batch in batches:
            with writing(workspace, "batches.undo") as session:
                redo_batch(session, batch, registry())
        assert dump(workspace.warehouse) == whole


@LAWS
@given(orders(), late_files(), st.booleans())
def test_rebuilding_keeps_what_was_closed(first: list[Order], late: list[File], lost: bool) -> None:
    with a_workspace() as workspace:
        closed(workspace, first)
        for file in late:
            take(workspace, file)
        whole = dump(workspace.warehouse)
        if lost:
            workspace.warehouse.unlink()
            set_up(workspace.root)
        with writing(workspace, "warehouse.rebuild") as session:
            assert rebuild(session, registry()).same is not lost
        assert dump(workspace.warehouse) == whole


@LAWS
@given(orders(), late_files())
def test_replaying_a_closing_freezes_the_same(first: list[Order], late: list[File]) -> None:
    """The month closed anew over the same files has the same figures and the same fingerprint."""
    with a_workspace() as workspace:
        before = closed(workspace, first)
        for file in late:
            take(workspace, file)
        for batch in range(2, 2 + len(late)):
            with writing(workspace, "batches.undo") as session:
                undo_batch(session, batch, registry())
        reopen(workspace, MONTH)
        close(workspace, MONTH)
        assert dump(workspace.warehouse) == before


@LAWS
@given(orders(), late_files())
def test_frozen_plus_adjustments_is_todays_figure(first: list[Order], late: list[File]) -> None:
    """For ordered value, delivered value and settled money, to the sen."""
    with a_workspace() as workspace:
        closed(workspace, first)
        for file in late:
            take(workspace, file)
        with Session.open(workspace, command="test", action="months.read") as session:
            shown = show_month(session, MONTH)
    moved = shown.adjustments.records(printed=False)
    for metric, basis, column, subject, name in (
        ("order_summary", "delivered", "value_sen", "order", "delivered_revenue_sen"),
        ("orders_by_status", "", "value_sen", "order", "net_revenue_sen"),
        ("settlement_summary", "", "net_sen", "settlement", "amount_sen"),
    ):
        figures = [
            f for f in shown.figures if (f.metric, f.basis, f.column) == (metric, basis, column)
        ]
        was, now = (
            sum(v for f in figures if isinstance(v := getattr(f, side), int))
            for side in ("frozen", "today")
        )
        found = sum(
            amount
            for m in moved
            if (m["subject"], m["column_name"]) == (subject, name)
            and isinstance(amount := m["difference_sen"], int)
        )
        assert now == was + found, (metric, basis)
