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
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr
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
    command.
    """
    results: dict[str, list[Usage]] = {name: [] for name in contestants}
    for number in range(runs):
        for name, prepare in contestants.items():
            results[name].append(run(prepare(number)))
    return results


def median(usages: Sequence[Usage]) -> Usage:
    """The median of each figure on its own; the peak is the largest seen."""
    return Usage(
        cpu=statistics.median(u.cpu for u in usages),
        wall=statistics.median(u.wall for u in usages),
        peak_mb=max(u.peak_mb for u in usages),
    )
