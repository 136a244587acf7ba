"""Whole processes, measured from outside: CPU, wall clock and peak memory."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass


def installed() -> dict[str, str]:
    """The environment as users have it: byte code is written once and read from then on.

    Where PYTHONDONTWRITEBYTECODE is set, every start would compile every module anew, which no
    installed program does.
    """
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Usage:
    """What one process and the children it waited for used."""

    cpu: float
    wall: float
    peak_mb: float
    """Of the largest single process, not the sum: that is what the kernel reports."""


def run(command: Sequence[str]) -> Usage:
    """Run `command` to its end; a failure stops the benchmark and shows its stderr."""
    with tempfile.TemporaryFile() as stderr:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            env=installed(),
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            stderr.seek(0)
            text = stderr.read().decode(errors="replace")
            raise SystemExit(f"exit {process.returncode}: {' '.join(command)}\n{text}")
    return Usage(cpu=used.ru_utime + used.ru_stime, wall=wall, peak_mb=used.ru_maxrss / 1024)


def interleave(
    contestants: Mapping[str, Callable[[int], Sequence[str]]], runs: int
) -> dict[str, list[Usage]]:
    """A B C A B C …, so that a busy minute of the machine hits everyone alike.

    Each contestant is called with the run's number, prepares what it needs and returns the
    command. Run 0 warms byte code and the page cache and is not counted.
    """
    results: dict[str, list[Usage]] = {name: [] for name in contestants}
    for number in range(runs + 1):
        for name, prepare in contestants.items():
            usage = run(prepare(number))
            if number:
                results[name].append(usage)
    return results


def ratio(usages: Sequence[Usage], reference: Sequence[Usage]) -> float:
    """The median over the runs of CPU against the reference's CPU in the same run."""
    pairs = zip(usages, reference, strict=True)
    return statistics.median(one.cpu / other.cpu for one, other in pairs)


def median(usages: Sequence[Usage]) -> Usage:
    """The median of each figure on its own; the peak is the largest seen."""
    return Usage(
        cpu=statistics.median(u.cpu for u in usages),
        wall=statistics.median(u.wall for u in usages),
        peak_mb=max(u.peak_mb for u in usages),
    )
