"""Any sequence of imports, undo, redo, rebuild and matching ends where its files alone lead."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

import source_fixtures
from campaign import seeds
from canonical import Dump
from canonical import dump
from conftest import Omni
from import_files import put
from money_files import Movement
from money_files import balance
from money_files import bank
from money_files import cod
from money_files import wallet
from omnicli import cli
from omnicli.services.setup import set_up
from shopee_files import Order
from shopee_files import export

A, B, C = "250801AAAAAAAA", "250801BBBBBBBB", "250802CCCCCCCC"
HISTORY = (
    Movement(1, "revenue", 100_000, A),
    Movement(2, "revenue", 60_000, B),
    Movement(3, "withdraw", -100_000),
    Movement(5, "revenue", 35_000, C),
    Movement(6, "charge", -5_000),
    Movement(8, "withdraw", -60_000),
)
FIXTURES = (
    "mengantar-orders/statuses.csv", "orderonline-orders/2026-csv.csv",
    "meta-ads/en-daily-adset.csv", "meta-ads/id-weekly-cpas.csv", "scalev-orders/order-based.csv",
    "shopee-orders/csv-resave.csv",
)  # fmt: skip
CLOSABLE = "2025-08"


def pool(folder: Path) -> list[Path]:
    """Files of several sources that overlap."""
    made = {
        "orders-1.csv": export([Order(A, status="Sedang Dikirim"), Order(B)]),
        "orders-2.csv": export([Order(A, completed="2025-08-05 12:00"), Order(C)]),
        "balance-1.csv": balance(HISTORY, 1, 5),
        "balance-2.csv": balance(HISTORY, 3, 31),
        "cod.csv": cod(("A1-1", 2, 60_000), ("A1-2", 4, 35_000)),
        "wallet.csv": wallet((2, "Revenue order A1-1", 60_000), (9, "Withdraw BCA", -50_000)),
        "bank-1.csv": bank((3, 100_000, "SHOPEE"), (9, 50_000, "ORDERONLINE")),
        "bank-2.csv": bank((8, 60_000, "SHOPEE"), (9, 50_000, "ORDERONLINE")),
    }
    for name in FIXTURES:
        made[name.replace("/", "-")] = source_fixtures.content(source_fixtures.SOURCES / name)
    paths = []
    for name, data in made.items():
        paths.append(put(folder / name, data))
    return paths


class Story:
    """A workspace, and which of its batches hold what."""

    def __init__(self, root: Path) -> None:
        self.workspace = set_up(root).workspace
        self.held: dict[int, set[Path]] = {}
        """By standing batch, the files that count because of it, or would if another went."""
        self.undone: dict[int, set[Path]] = {}

    def run(self, *args: object) -> int:
        return cli.main(["-w", str(self.workspace.root), "-q", *map(str, args)])

    def batch(self) -> int:
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(self.workspace.warehouse)) as db:
            return int(db.execute("SELECT MAX(batch_id) FROM import_batches").fetchone()[0])

    def take(self, files: Sequence[Path]) -> None:
        """Import; bytes that count already are unchanged, and held by no second batch."""
        known = set().union(*self.held.values())
        assert self.run("import", *files, "--keep-going") in {0, 6}
        if fresh := set(files) - known:
            self.held[self.batch()] = fresh

    def turn(self, way: str, batch: int, *, may_refuse: bool) -> None:
        """Undo or redo a batch; what a closed month rests on may not go, and then nothing did."""
        before = self.dump() if may_refuse else {}
        code = self.run("batches", way, batch, "--yes")
        if code and may_refuse:
            compared(before, self.dump())
            return
        assert code == 0
        old, new = (self.held, self.undone) if way == "undo" else (self.undone, self.held)
        new[batch] = old.pop(batch)

    def close(self, *, reopen: bool) -> int:
        """Close the month, or open it again."""
        if reopen:
            return self.run("close", "reopen", CLOSABLE, "--reason", "audit", "--yes")
        return self.run("close", CLOSABLE, "--yes")

    def has_nothing_to_close(self) -> bool:
        """Whether everything of the month was undone: then there is nothing to freeze."""
        import sqlite3
        from contextlib import closing

        dated = " UNION ALL ".join(
            f"SELECT 1 FROM {table} WHERE SUBSTR({column}, 1, 7) = :month"
            for table, column in (
                ("orders", "ordered_date"),
                ("settlement_lines", "occurred_date"),
                ("ad_performance", "date_from"),
            )
        )
        with closing(sqlite3.connect(self.workspace.warehouse)) as db:
            return db.execute(dated, {"month": CLOSABLE}).fetchone() is None

    def again(self, root: Path, chance: random.Random) -> "Story":
        """A fresh workspace with the files that still count, in any order."""
        fresh = Story(root)
        left = sorted(set().union(*self.held.values()))
        chance.shuffle(left)
        if left:
            fresh.take(left)
        return fresh

    def step(
        self, chance: random.Random, files: Sequence[Path], *, may_refuse: bool = False
    ) -> None:
        """One thing that a person may do."""
        kind = chance.choice(("take", "take", "take", "undo", "undo", "redo", "match", "rebuild"))
        if kind == "undo" and self.held:
            self.turn("undo", chance.choice(sorted(self.held)), may_refuse=may_refuse)
        elif kind == "redo" and self.undone:
            self.turn("redo", chance.choice(sorted(self.undone)), may_refuse=may_refuse)
        elif kind == "match":
            assert self.run("reconcile", "all", "--month", CLOSABLE) in {0, 6}
        elif kind == "rebuild" and (self.held or self.undone):
            assert self.run("rebuild") == 0
        else:
            self.take(chance.sample(list(files), chance.randint(1, 3)))

    def dump(self) -> Dump:
        return dump(self.workspace.warehouse)


def compared(one: Dump, two: Dump) -> None:
    for table in one:
        assert one[table] == two[table], table


def told(seed: int, folder: Path, steps: int) -> None:
    """A story of `steps`, against a workspace that only ever saw the files that still count."""
    chance = random.Random(seed)
    (folder / "files").mkdir()
    files = pool(folder / "files")
    story = Story(folder / "story")
    for _ in range(steps):
        story.step(chance, files)
    compared(story.dump(), story.again(folder / "fresh", chance).dump())


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2026-11-01T00:00:00Z")


@pytest.mark.parametrize("seed", range(2))
def test_a_story_ends_where_its_files_lead(seed: int, tmp_path: Path) -> None:
    told(seed, tmp_path, 6)


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(200, 100))
def test_any_story_ends_where_its_files_lead(seed: int, tmp_path: Path) -> None:
    told(seed, tmp_path, 12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(200, 100))
def test_any_story_with_closings_ends_where_its_files_lead(
    seed: int, tmp_path: Path, omni: Omni
) -> None:
    """A closed month refuses what would change it; a rebuild keeps it; open again, it is gone."""
    chance = random.Random(seed)
    (tmp_path / "files").mkdir()
    files = pool(tmp_path / "files")
    story = Story(tmp_path / "story")
    story.take(files[:3])
    is_closed = False
    for _ in range(10):
        if chance.random() < 0.25:
            if story.has_nothing_to_close() and not is_closed:
                assert story.close(reopen=False) == 2
                continue
            assert story.close(reopen=is_closed) == 0
            is_closed = not is_closed
        else:
            story.step(chance, files, may_refuse=is_closed)
    before = story.dump()
    if story.held or story.undone:
        ran = omni("-w", story.workspace.root, "rebuild", "--json")
        assert ran.json["same"] is True
        compared(before, story.dump())
    if is_closed:
        assert story.close(reopen=True) == 0
    fresh = story.again(tmp_path / "fresh", chance)
    compared(story.dump(), fresh.dump())
