"""The benchmark runs; what it measures is nobody's pass or fail."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.csv_jobs import JOBS
from omnicli.registers import registers
from omnicli.sources import registry

TESTS = Path(__file__).resolve().parents[1]
NO_CSV_BENCH = {
    *("bca", "bri", "cekat", "mandiri", "order-desk"),
    *("tiktok-live", "tiktok-video", "tiktok-products", "tiktok-shop", "tiktok-creators"),
    *("shopee-live", "shopee-products", "shopee-shop", "shopee-creators"),
}
"""Bank statements: a few hundred rows a month, whose balance must hold on every row; and chat
conversations, which become a register; what omni writes itself; and a
marketplace's own analytics, of a few hundred rows, too."""


def _run(module: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=TESTS,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_generated_export_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        done = _run("bench.shopee_file", tmp_path / name, "40", "--seed", seed)
        assert done.returncode == 0, done.stderr
    same, again, other = ((tmp_path / name).read_bytes() for name in "abc")

    assert same == again
    assert same != other


@pytest.mark.slow
def test_omni_and_the_yardstick_store_the_same_orders_items_and_rupiah() -> None:
    """The harness stops when they differ: figures of different work mean nothing."""
    done = _run("bench.run", "--rows", "300", "--runs", "1")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "both stored: orders, items, units, rupiah = (" in done.stdout
    assert "omni --help / import typer" in done.stdout


@pytest.mark.slow
def test_omni_and_the_bare_joins_find_the_same_money() -> None:
    done = _run("bench.run", "--only", "reconcile", "--rows", "300", "--runs", "1")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "both found: lines with an order" in done.stdout


def test_every_metric_is_timed_on_a_shop_that_was_made_up(tmp_path: Path) -> None:
    made = _run("bench.shop_warehouse", tmp_path / "shop", "300")
    assert made.returncode == 0, made.stderr
    done = _run("bench.metric_times", tmp_path / "shop", "roas", "receipts", "--period", "month")

    assert done.returncode == 0, done.stderr
    asked = [line.split()[:2] for line in done.stdout.splitlines()]
    assert asked == [["receipts", "month"], *(["roas", b] for b in ("placed", "delivered", "cash"))]


@pytest.mark.slow
def test_a_statement_in_pdf_and_its_yardstick_do_the_same_work() -> None:
    """Movements and both sides to the sen, against pdfplumber used bare."""
    done = _run("bench.run", "--only", "pdf", "--rows", "400", "--runs", "1")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "both stored: movements, debits, credits = (80, " in done.stdout


def test_every_source_that_reads_csv_is_measured() -> None:
    reads = {name for name, spec in registry().items() if "csv" in spec.formats}
    reads -= registers().keys()  # lists of people, not exports

    assert reads - NO_CSV_BENCH == set(JOBS)


@pytest.mark.slow
def test_a_csv_source_and_its_yardstick_do_the_same_work() -> None:
    """The harness stops when they differ; one of each kind: orders, ads, money."""
    sources = ("tiktok-orders", "shopee-ads", "orderonline-wallet")
    chosen = [word for name in sources for word in ("--source", name)]
    done = _run("bench.run", "--only", "csv", "--rows", "60", "--runs", "1", *chosen)

    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"\n{name} " in done.stdout for name in sources)
