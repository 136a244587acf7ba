"""All sources in one workspace: the order of twelve files, and sales and spend counted once."""

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

import source_fixtures
from campaign import seeds
from canonical import Dump
from canonical import dump
from import_files import put
from omnicli.services.batches import undo_batch
from omnicli.services.checks import checks
from omnicli.services.checks import run_check
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace

TWELVE = (
    "shopee-orders/49-columns-2025-statuses.xlsx.tsv",
    "shopee-orders/49-columns-2025-returns.xlsx.tsv",
    "shopee-orders/csv-resave.csv",
    "tiktok-orders/61-columns-2025-returns.xlsx.tsv",
    "tiktok-orders/63-columns-2026-statuses.xlsx.tsv",
    "tokopedia-orders/48-columns-2024.xlsx.tsv",
    "orderonline-orders/2026-csv.csv",
    "mengantar-orders/statuses.csv",
    "mengantar-orders/tabs.tsv",
    "scalev-orders/order-based.csv",
    "meta-ads/en-daily-adset.csv",
    "meta-ads/id-weekly-cpas.csv",
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Twelve exports of eight sources, as files."""
    folder = tmp_path_factory.mktemp("exports")
    made = []
    for number, name in enumerate(TWELVE):
        fixture = source_fixtures.SOURCES / name
        path = folder / f"{number:02}-{source_fixtures.file_name(fixture)}"
        made.append(put(path, source_fixtures.content(fixture)))
    return made


def take(workspace: Workspace, paths: Sequence[Path]) -> BatchResult:
    """Import files as one batch."""
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        return import_files(session, ImportRequest(files=paths, keep_going=True), registry())


def undo(workspace: Workspace, batch: int) -> None:
    """Take a batch back."""
    with Session.open(workspace, command="batches", action="batches.undo", write=True) as session:
        undo_batch(session, batch, registry())


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2026-11-01T00:00:00Z")


def shuffled_story(seed: int, files: list[Path], workspace: Workspace) -> Dump:
    """The files in a random order, some of them twice, with one batch undone and put in again."""
    chance = random.Random(seed)
    order = [*files, *chance.sample(files, 3)]
    chance.shuffle(order)
    victim = chance.randrange(len(order))
    for number, path in enumerate(order):
        result = take(workspace, [path])
        if number == victim and result.files[0].state == "imported":
            assert result.batch is not None
            undo(workspace, result.batch)
            take(workspace, [path])
    return dump(workspace.warehouse)


# Two orders always, eighteen more in the campaign.
@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in seeds(18, 2))]
)
def test_twelve_files_in_any_order_give_the_same_warehouse(
    seed: int, files: list[Path], tmp_path: Path
) -> None:
    straight = set_up(tmp_path / "straight").workspace
    assert {f.state for f in take(straight, files).files} == {"imported"}

    story = shuffled_story(seed, files, set_up(tmp_path / "story").workspace)

    assert story == dump(straight.warehouse)


def test_every_sale_and_every_rupiah_of_spend_counts_once(
    files: list[Path], tmp_path: Path
) -> None:
    workspace = set_up(tmp_path / "all").workspace
    take(workspace, files)
    db = sqlite3.connect(workspace.warehouse)
    sales = "SELECT COUNT(*) FROM orders WHERE sale_of_order_id IS NULL"
    parcels = (
        "SELECT awb FROM v_orders WHERE awb <> '' GROUP BY awb HAVING COUNT(DISTINCT platform) > 1"
    )
    assert db.execute("SELECT COUNT(*) FROM v_orders").fetchone() == db.execute(sales).fetchone()
    assert db.execute(parcels).fetchall() == []
    for check in checks():
        if check.name.startswith("ad_spend") or check.name == "ads_left_out":
            assert run_check(db, check, "2026-12-01").examples == [], check.name
    db.close()
