"""A large csv of any source, made of the rows of its fixture: the same bytes for the same size.

Usage: python -m bench.csv_file SOURCE FILE ROWS
"""

import csv
import io
import sys
from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from itertools import cycle
from itertools import groupby
from pathlib import Path

import source_fixtures
from bench.csv_job import Job
from bench.csv_jobs import JOBS

_FIRST = datetime(2025, 1, 1)  # noqa: DTZ001 - local time, as platforms print it


def _cells(job: Job) -> list[list[str]]:
    text = (source_fixtures.SOURCES / job.fixture).read_text(encoding="utf-8-sig")
    if job.sheet:
        return source_fixtures.parse(text)[job.sheet]
    return list(csv.reader(io.StringIO(text), delimiter=job.delimiter))


def _groups(job: Job) -> tuple[list[list[str]], list[list[dict[str, str]]]]:
    """Everything up to the header, and the rows to repeat, by order."""
    cells = [row for row in _cells(job) if any(row)] if job.top == 0 else _cells(job)
    place = next(i for i, row in enumerate(cells) if set(job.stamps) <= set(row))
    header = cells[place]
    wide = [[*row, *[""] * (len(header) - len(row))] for row in cells[place + 1 :]]
    chosen = [dict(zip(header, wide[number - 1], strict=False)) for number in job.rows]
    if not job.group:
        return cells[: place + 1], [[row] for row in chosen]
    return cells[: place + 1], [list(g) for _, g in groupby(chosen, lambda row: row[job.group])]


def _stamped(row: dict[str, str], job: Job, n: int) -> dict[str, str]:
    moment = _FIRST + timedelta(seconds=(n * 97) % (300 * 86_400))
    values = {header: shape.format(n=n, t=moment) for header, shape in job.stamps.items()}
    for text, shape in job.alike.items():
        again = shape.format(n=n, t=moment)
        row = {header: cell.replace(text, again) for header, cell in row.items()}
    return {**row, **values}


def rows(job: Job, count: int) -> Iterator[list[str]]:
    """The lines above the data, then `count` rows; the last order may have fewer."""
    above, groups = _groups(job)
    yield from above
    header = above[-1]
    left, total = count, 0
    for n, group in enumerate(cycle(groups), start=1):
        for row in group[:left]:
            stamped = _stamped(row, job, n)
            if job.balance:
                amount, balance = job.balance
                total += int(stamped[amount])
                stamped[balance] = str(total)
            yield [stamped[name] for name in header]
        left -= len(group)
        if left <= 0:
            return


def write(source: str, path: Path, count: int) -> None:
    """Write `count` data rows of `source` as csv."""
    job = JOBS[source]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=job.delimiter).writerows(rows(job, count))


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
