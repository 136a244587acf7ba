"""Every source that reads csv, beside its hand-written pipeline: CPU and memory.

Goals: CPU at most 1.5 times by hand, peak memory below 3 times the frame. Of the two frames a load
must hold, the file as text and the rows as they are stored, the larger one counts: a narrow file
becomes wide rows. The peak is what a process needs for the rows: its largest resident memory, less
that of importing ten rows of the same export (the interpreter, the libraries, the empty
warehouse). That of the pipeline by hand stands beside it.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.csv_jobs import JOBS
from bench.measure import interleave
from bench.measure import median
from bench.measure import ratio
from bench.measure import run

_TESTS = Path(__file__).resolve().parents[1]
_OMNI = str(Path(sys.executable).with_name("omni"))
_CPU, _PEAK = 1.5, 3.0
_FEW = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one source: CPU in seconds and by hand = 1, peaks with the frame = 1."""

    cpu: float
    times: float
    text_mb: float
    stored_mb: float
    peak: float
    peak_by_hand: float


def _module(name: str, *words: object) -> list[str]:
    return [sys.executable, "-m", f"bench.{name}", *map(str, words)]


def _file(source: str, rows: int, room: Path) -> Path:
    file = room / f"{source}-{rows}.csv"
    subprocess.run(_module("csv_file", source, file, rows), check=True, cwd=_TESTS)
    return file


def _frames_mb(source: str, file: Path) -> tuple[float, float]:
    """The file as text and its rows as stored."""
    done = subprocess.run(
        _module("csv_by_hand", source, file), check=True, cwd=_TESTS, capture_output=True
    )
    text, stored = (int(size) / 1e6 for size in done.stdout.split())
    return text, stored


def _omni(source: str, file: Path, workspace: Path) -> Sequence[str]:
    subprocess.run([_OMNI, "init", str(workspace)], check=True, capture_output=True)
    return [_OMNI, "-q", "-w", str(workspace), "import", source, str(file)]


def _stored(database: Path, source: str) -> list[tuple[object, ...]]:
    """What both contestants must have: records and their sum; of lines of money, by their kind."""
    job = JOBS[source]
    main = job.tables[-1 if job.proof == "quantity" else len(job.tables) > 1].name
    apart = "kind" if main == "settlement_lines" else "NULL"
    db = sqlite3.connect(database)
    try:
        return db.execute(
            f"SELECT {apart}, COUNT(*), SUM({job.proof}) FROM {main} GROUP BY 1 ORDER BY 1"
        ).fetchall()
    finally:
        db.close()


def _measure(source: str, rows: int, runs: int, room: Path) -> Figures:
    file, few = _file(source, rows, room), _file(source, _FEW, room)

    def by_hand(export: Path, number: object) -> Sequence[str]:
        return _module("csv_by_hand", source, export, room / f"{source}-{number}.db")

    def omni(export: Path, number: object) -> Sequence[str]:
        return _omni(source, export, room / f"{source}-{number}")

    contestants = {"by hand": partial(by_hand, file), "omni": partial(omni, file)}
    used = interleave(contestants, runs)
    both = [room / f"{source}-0.db", room / f"{source}-0" / "warehouse.db"]
    stored = [_stored(database, source) for database in both]
    if stored[0] != stored[1]:
        raise SystemExit(f"{source}: not the same work: by hand {stored[0]}, omni {stored[1]}")
    text_mb, stored_mb = _frames_mb(source, file)
    frame = max(text_mb, stored_mb)
    base = {"by hand": run(by_hand(few, "few")), "omni": run(omni(few, "few"))}
    peaks = {
        name: (median(used[name]).peak_mb - base[name].peak_mb) * 1.048576 / frame for name in used
    }
    return Figures(
        cpu=median(used["omni"]).cpu,
        times=ratio(used["omni"], used["by hand"]),
        text_mb=text_mb,
        stored_mb=stored_mb,
        peak=peaks["omni"],
        peak_by_hand=peaks["by hand"],
    )


def bench_csv(sources: Sequence[str], rows: int, runs: int, room: Path) -> None:
    """One line per source; what misses its goal is marked."""
    print(f"\nimport of {rows:,} csv rows per source, median of {runs}, interleaved")
    heads = ("CPU s", "/ by hand", "text MB", "stored", "peak/frame", "by hand")
    print(f"{'':<20}" + "".join(f"{head:>11}" for head in heads))
    missed = 0
    for source in sources:
        found = _measure(source, rows, runs, room)
        good = found.times <= _CPU and found.peak < _PEAK
        missed += not good
        figures = (
            f"{found.cpu:.2f}",
            f"{found.times:.2f}",
            f"{found.text_mb:.1f}",
            f"{found.stored_mb:.1f}",
            f"{found.peak:.2f}",
            f"{found.peak_by_hand:.2f}",
        )
        cells = "".join(f"{figure:>11}" for figure in figures)
        print(f"{source:<20}{cells}  {'ok' if good else 'MISS'}", flush=True)
    print(
        f"  goals: CPU at most {_CPU} × by hand, peak below {_PEAK:g} × the frame; {missed} missed"
    )
