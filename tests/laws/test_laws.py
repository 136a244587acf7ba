"""The laws of importing, for any exports: idempotent, order-free, undo, conserving, rebuild."""

import inspect
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from campaign import share
from canonical import Dump
from canonical import dump
from import_files import put
from omnicli.services.batches import redo_batch
from omnicli.services.batches import undo_batch
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.importing import import_files
from omnicli.services.rebuild import rebuild
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace
from shopee_files import Line
from shopee_files import Order
from shopee_files import export

LAWS = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NUMBERS = ("250801AAAAAAAA", "250801BBBBBBBB", "250802CCCCCCCC")
LINES = (
    Line(),
    Line(product="Panci Kukus", sku="PK-28", price=157_800),
    Line(product="Sutil Kayu", sku=None, price=12_500, quantity=3),
)
OPTIONAL = ("Returned quantity", "Metode Pembayaran", "Alasan Pembatalan", "Kota/Kabupaten")


@st.composite
def an_order(draw: st.DrawFn, number: str) -> Order:
    """One order at some stage of its life, possibly with only some of its lines."""
    day = draw(st.integers(1, 9))
    status = draw(
        st.sampled_from(("Belum Bayar", "Perlu Dikirim", "Sedang Dikirim", "Selesai", "Batal"))
    )
    lines = tuple(draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=3)))
    units = sum(line.quantity for line in lines)
    whole = draw(st.booleans())
    return Order(
        number=number,
        status=status,
        created="2025-08-01 10:00",
        paid=None if status == "Belum Bayar" else "2025-08-01 11:00",
        arranged=f"2025-08-0{day} 12:00" if status in {"Sedang Dikirim", "Selesai"} else None,
        completed=f"2025-08-1{day} 12:00" if status == "Selesai" else None,
        # Another buyer and other amounts would be another sale, whose file is refused.
        buyer="pembeli_satu" if number == NUMBERS[0] else "pembeli_dua",
        receiver=draw(st.sampled_from(("Siti", "S**i", ""))),
        city=draw(st.sampled_from(("KOTA BANDUNG", "KAB. BOGOR", ""))),
        voucher=draw(st.sampled_from((0, 5_000))),
        lines=lines,
        expected=units if whole else units + draw(st.integers(1, 4)),
    )


@st.composite
def an_export(draw: st.DrawFn) -> bytes:
    """One csv export of some of the orders, of some version, sometimes with a bad row."""
    numbers = draw(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3, unique=True))
    orders = [draw(an_order(number)) for number in numbers]
    if draw(st.integers(0, 3)) == 0:
        broken = Order(number="250803DDDDDDDD", extra={"Harga Awal": "delapan"})
        orders.append(broken)
    return export(orders, without=draw(st.sets(st.sampled_from(OPTIONAL), max_size=2)))


EXPORTS = st.lists(an_export(), min_size=2, max_size=4, unique=True)


@contextmanager
def shop() -> Iterator["Shop"]:
    """A fresh workspace to import into."""
    with tempfile.TemporaryDirectory() as folder:
        yield Shop(set_up(Path(folder) / "toko", store_name="Uji").workspace)


class Shop:
    """Imports, undoes and rebuilds without the command line between."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @contextmanager
    def session(self) -> Iterator[Session]:
        with Session.open(
            self.workspace, command="import", action="import.run", write=True
        ) as session:
            yield session

    def take(self, data: bytes, *, dry_run: bool = False) -> BatchResult:
        """Import one export."""
        path = self.workspace.root / "unduhan.csv"
        put(path, data)
        with self.session() as session:
            request = ImportRequest(files=[path], dry_run=dry_run)
            return import_files(session, request, registry())

    def undo(self, batch: int) -> None:
        with self.session() as session:
            undo_batch(session, batch, registry())

    def redo(self, batch: int) -> None:
        with self.session() as session:
            redo_batch(session, batch, registry())

    def dump(self) -> Dump:
        return dump(self.workspace.warehouse)


def warehouse_of(exports: Sequence[bytes]) -> Dump:
    """The canonical tables after importing the exports in this order."""
    with shop() as mine:
        for data in exports:
            mine.take(data)
        return mine.dump()


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-01T00:00:00Z")


@LAWS
@given(EXPORTS)
def test_importing_a_file_again_changes_nothing(exports: list[bytes]) -> None:
    with shop() as mine:
        for data in exports:
            mine.take(data)
        before = mine.dump()
        for data in exports:
            again = mine.take(data)

            assert again.files[0].state in {"unchanged", "rejected"}
        assert mine.dump() == before


@LAWS
@given(EXPORTS, st.randoms(use_true_random=False))
def test_the_order_of_imports_does_not_matter(exports: list[bytes], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = [*exports, random.choice(exports)]
    random.shuffle(shuffled)

    assert warehouse_of(shuffled) == warehouse_of(exports)


@LAWS
@given(EXPORTS, st.integers(0, 3))
def test_undoing_a_batch_leaves_what_the_others_say(exports: list[bytes], pick: int) -> None:
    chosen = pick % len(exports)
    rest = [data for number, data in enumerate(exports) if number != chosen]
    with shop() as mine:
        results = [mine.take(data) for data in exports]
        everything = mine.dump()
        batch = results[chosen].batch
        if batch is None:
            return
        mine.undo(batch)

        assert mine.dump() == warehouse_of(rest)

        mine.redo(batch)

        assert mine.dump() == everything

        mine.undo(batch)
        mine.take(exports[chosen])

        assert mine.dump() == everything


@LAWS
@given(EXPORTS)
def test_every_row_and_every_rupiah_is_accounted_for(exports: list[bytes]) -> None:
    with shop() as mine:
        for data in exports:
            result = mine.take(data)
            for outcome in result.files:
                rows = outcome.rows

                assert rows["read"] == data.count(b"\r\n") - 1
                if outcome.state != "imported":
                    continue
                assert rows["read"] == sum(v for k, v in rows.items() if k != "read")
                assert outcome.read is not None
                for part in outcome.read.parts:
                    for column, money in part.money.items():
                        assert money.read == money.kept + money.rejected, column


@LAWS
@given(EXPORTS)
def test_a_dry_run_counts_the_same_and_keeps_nothing(exports: list[bytes]) -> None:
    with shop() as mine:
        for data in exports:
            before = mine.dump()
            rehearsal = mine.take(data, dry_run=True)

            assert mine.dump() == before

            real = mine.take(data)

            assert [f.rows for f in rehearsal.files] == [f.rows for f in real.files]
            assert rehearsal.changes.fields == real.changes.fields
            assert rehearsal.exit_code == real.exit_code


@LAWS
@given(EXPORTS)
def test_rebuilding_from_the_dataroom_gives_the_same(exports: list[bytes]) -> None:
    with shop() as mine:
        kept = [r for r in map(mine.take, exports) if r.batch is not None]
        if not kept:
            return
        before = mine.dump()
        with mine.session() as session:
            result = rebuild(session, registry())

        assert result.same
        assert mine.dump() == before

        mine.workspace.warehouse.unlink()
        set_up(mine.workspace.root)
        with mine.session() as session:
            rebuild(session, registry())

        assert mine.dump() == before


CAMPAIGN = (
    test_importing_a_file_again_changes_nothing,
    test_the_order_of_imports_does_not_matter,
    test_undoing_a_batch_leaves_what_the_others_say,
    test_every_row_and_every_rupiah_is_accounted_for,
    test_a_dry_run_counts_the_same_and_keeps_nothing,
    test_rebuilding_from_the_dataroom_gives_the_same,
)
DRAWN = {
    "exports": EXPORTS,
    "pick": st.integers(0, 3),
    "random": st.randoms(use_true_random=False),
}


@pytest.mark.slow
@pytest.mark.parametrize("law", CAMPAIGN, ids=lambda law: law.__name__)
def test_the_laws_hold_for_many_more_exports(law: Callable[..., None]) -> None:
    inner = law.hypothesis.inner_test  # type: ignore[attr-defined]
    drawn = {name: DRAWN[name] for name in inspect.signature(inner).parameters}
    settings(LAWS, max_examples=share(100))(given(**drawn)(inner))()
