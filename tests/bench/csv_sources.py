"""Every source that reads csv, beside its hand-written pipeline: CPU and memory.

Goals: CPU at most 1.5 times by hand, peak memory below 3 times the frame. The frame is the file
as polars holds it, every cell text. The peak is what the importing process needs for the rows: its
largest resident memory, less that of importing ten rows of the same export (the interpreter, the
libraries, the empty warehouse).
"""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.csv_jobs import JOBS
from bench.measure import Usage
from bench.measure import interleave
from bench.measure import median
from bench.measure import ratio
from bench.measure import run

_TESTS = Path(__file__).resolve().parents[1]
_OMNI = str(Path(sys.executable).with_name("omni"))
_CPU, _PEAK = 1.5, 3.0
_FEW = 10


def _module(name: str, *words: object) -> list[str]:
    return [sys.executable, "-m", f"bench.{name}", *map(str, words)]


def _file(source: str, rows: int, room: Path) -> Path:
    file = room / f"{source}-{rows}.csv"
    subprocess.run(_module("csv_file", source, file, rows), check=True, cwd=_TESTS)
    return file


def _frame_mb(source: str, file: Path) -> float:
    done = subprocess.run(
        _module("csv_by_hand", source, file), check=True, cwd=_TESTS, capture_output=True
    )
    return int(done.stdout) / 1e6


def _omni(source: str, file: Path, workspace: Path) -> Sequence[str]:
    subprocess.run([_OMNI, "init", str(workspace)], check=True, capture_output=True)
    return [_OMNI, "-q", "-w", str(workspace), "import", source, str(file)]


def _stored(database: Path, source: str) -> tuple[object, ...]:
    """How many records there are, and the sum that both contestants must have."""
    job = JOBS[source]
    main = job.tables[-1 if job.proof == "quantity" else len(job.tables) > 1].name
    db = sqlite3.connect(database)
    try:
        return tuple(db.execute(f"SELECT COUNT(*), SUM({job.proof}) FROM {main}").fetchone())
    finally:
        db.close()


def _measure(source: str, rows: int, runs: int, room: Path) -> tuple[float, float, Usage, float]:
    """CPU ratio, peak over frame, omni's usage and the frame's size in MB."""
    file = _file(source, rows, room)

    def by_hand(number: int) -> Sequence[str]:
        return _module("csv_by_hand", source, file, room / f"{source}-{number}.db")

    def omni(number: int) -> Sequence[str]:
        return _omni(source, file, room / f"{source}-{number}")

    used = interleave({"by hand": by_hand, "omni": omni}, runs)
    both = [room / f"{source}-0.db", room / f"{source}-0" / "warehouse.db"]
    stored = [_stored(database, source) for database in both]
    if stored[0] != stored[1]:
        raise SystemExit(f"{source}: not the same work: by hand {stored[0]}, omni {stored[1]}")
    few = run(_omni(source, _file(source, _FEW, room), room / f"{source}-few"))
    omnis = median(used["omni"])
    frame = _frame_mb(source, file)
    peak = (omnis.peak_mb - few.peak_mb) * 1.048576 / frame
    return ratio(used["omni"], used["by hand"]), peak, omnis, frame


def bench_csv(sources: Sequence[str], rows: int, runs: int, room: Path) -> None:
    """One line per source; what misses its goal is marked."""
    print(f"\nimport of {rows:,} csv rows per source, median of {runs}, interleaved")
    print(f"{'':<20}{'CPU s':>7}{'/ by hand':>11}{'frame MB':>10}{'peak/frame':>12}")
    missed = 0
    for source in sources:
        times, peak, used, frame = _measure(source, rows, runs, room)
        good = times <= _CPU and peak < _PEAK
        missed += not good
        print(
            f"{source:<20}{used.cpu:>7.2f}{times:>11.2f}{frame:>10.1f}{peak:>12.2f}"
            f"  {'ok' if good else 'MISS'}",
            flush=True,
        )
    print(
        f"  goals: CPU at most {_CPU} × by hand, peak below {_PEAK:g} × the frame; {missed} missed"
    )
