"""A bank statement of many pages, beside pdfplumber used bare."""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.measure import interleave
from bench.measure import median
from bench.measure import ratio
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.limits import MEGABYTE

HERE = Path(__file__).parent
OMNI = str(Path(sys.executable).with_name("omni"))


def bench_pdf(pages: int, runs: int, room: Path) -> None:
    """One statement into each contestant's database; time and memory beside the limits."""
    file = room / "statement.pdf"
    make = [sys.executable, "-m", "bench.pdf_file", str(file), str(pages)]
    subprocess.run(make, check=True, cwd=HERE.parent)
    size = file.stat().st_size / 1e6
    print(f"\nstatement of {pages:,} pages ({size:.1f} MB), median of {runs}, interleaved")

    def bare(number: int) -> Sequence[str]:
        script = str(HERE / "pdf_by_plumber.py")
        return [sys.executable, script, str(file), str(room / f"bare-{number}.db")]

    def omni(number: int) -> Sequence[str]:
        workspace = room / f"pdf-{number}"
        subprocess.run([OMNI, "init", str(workspace)], check=True, capture_output=True)
        return [OMNI, "-q", "-w", str(workspace), "import", "mandiri", str(file)]

    used = interleave({"pdfplumber alone": bare, "omni import": omni}, runs)
    for name, usages in used.items():
        one, times = median(usages), ratio(usages, used["pdfplumber alone"])
        print(f"{name:<22}{one.cpu:>8.2f} s CPU{times:>8.2f}{one.peak_mb:>9.0f} MB")
    figures = (
        _stored(room / "bare-0.db", "SELECT COUNT(*), SUM(debit), SUM(credit) FROM movements"),
        _stored(
            room / "pdf-0" / "warehouse.db",
            "SELECT COUNT(*), SUM(debit_sen), SUM(credit_sen) FROM bank_transactions",
        ),
    )
    if figures[0] != figures[1]:
        raise SystemExit(f"not the same work: pdfplumber {figures[0]}, omni {figures[1]}")
    print(f"both stored: movements, debits, credits = {figures[1]}")
    most = f"{DEFAULT.pdf_memory_bytes // MEGABYTE} MB and {DEFAULT.pdf_cpu_seconds} s CPU"
    print(f"  the reader may take {most} before it is stopped")


def _stored(database: Path, query: str) -> tuple[object, ...]:
    db = sqlite3.connect(database)
    try:
        return tuple(db.execute(query).fetchone())
    finally:
        db.close()
