"""What a batch says it brought is what the warehouse gained, however its rows were split."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from bank_files import Move
from bank_files import window
from bank_world import LAWS
from bank_world import take
from bank_world import workspace_
from campaign import examples
from import_files import put
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.importing import import_files
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace
from shopee_files import Line
from shopee_files import Order
from shopee_files import export

pytestmark = pytest.mark.law

NUMBERS = ("250801AAAAAAAA", "250801BBBBBBBB", "250802CCCCCCCC")
LINES = (Line(), Line(product="Panci Kukus", sku="PK-28", price=157_800), Line(quantity=3))


@st.composite
def an_export(draw: st.DrawFn) -> bytes:
    """Some of the orders, each at some stage and with some of its lines."""
    orders = []
    for number in draw(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3, unique=True)):
        lines = tuple(draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=3)))
        units = sum(line.quantity for line in lines)
        orders.append(
            Order(
                number,
                status=draw(st.sampled_from(("Perlu Dikirim", "Selesai", "Batal"))),
                city=draw(st.sampled_from(("KOTA BANDUNG", "KAB. BOGOR", ""))),
                lines=lines,
                expected=units + draw(st.sampled_from((0, 0, 2))),
            )
        )
    return export(orders)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-01T00:00:00Z")


def taken(workspace: Workspace, *exports: bytes, dry_run: bool = False) -> BatchResult:
    """The exports as one batch."""
    paths = []
    for number, data in enumerate(exports):
        paths.append(put(workspace.root / f"{number}.csv", data))
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        return import_files(session, ImportRequest(files=paths, dry_run=dry_run), registry())


def count(workspace: Workspace, table: str) -> int:
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        return int(db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


def said(*results: BatchResult) -> list[object]:
    """Per file its rows and, for those imported, its orders by what became of them."""
    return [(o.rows, o.entities.get("orders")) for result in results for o in result.files]


@LAWS
@given(st.lists(an_export(), min_size=2, max_size=4, unique=True))
def test_a_batch_counts_its_files_as_if_they_came_one_by_one(exports: list[bytes]) -> None:
    with workspace_() as together, workspace_() as apart:
        batch = taken(together, *exports)
        single = [taken(apart, data) for data in exports]
        assert said(batch) == said(*single)
        new = sum(o.entities["orders"].inserted for o in batch.files if o.entities)
        assert new == batch.changes.entities["orders"].inserted == count(together, "orders")


@settings(LAWS, max_examples=examples(3, 50))
@given(
    st.lists(st.sampled_from((10_000, 10_000, -2_500, 453_684)), min_size=2, max_size=8),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=2, max_size=4),
)
def test_movements_are_new_once_in_a_batch_of_overlapping_statements(
    amounts: list[int], windows: list[tuple[int, int]]
) -> None:
    history = [Move(1 + n * 6 // len(amounts), rupiah) for n, rupiah in enumerate(amounts)]
    parts = [window(history, min(w), max(w), "new", opening=5_000_000) for w in windows]
    files = [f for n, f in enumerate(parts) if f.moves and f not in parts[:n]]
    if not files:
        return
    with workspace_() as workspace:
        batch = take(workspace, *files)
        rows = [o.rows for o in batch.files]
        assert sum(r["inserted"] for r in rows) == count(workspace, "bank_transactions")
        assert all(r["read"] == sum(r.values()) - r["read"] for r in rows)


def test_a_second_file_of_the_batch_updates_what_the_first_told() -> None:
    """Unchanged where it says the same, updated where it says more, and a dry run says so too."""
    paid = Order("250801AAAAAAAA", status="Perlu Dikirim", lines=(Line(),))
    done = Order("250801AAAAAAAA", status="Selesai", lines=(Line(),))
    same = Order("250801BBBBBBBB", lines=(Line(), Line(sku="PK-28", product="Panci")))
    other = Order("250801CCCCCCCC", lines=(Line(),))
    files = [export([paid, same]), export([done, same, other])]
    with workspace_() as shop:
        dry = taken(shop, *files, dry_run=True)
        real = taken(shop, *files)
    assert said(dry) == said(real)
    first, second = (o.rows for o in real.files)
    assert (first["inserted"], first["updated"], first["unchanged"]) == (3, 0, 0)
    assert (second["inserted"], second["updated"], second["unchanged"]) == (1, 1, 2)
