"""Many small workbooks in one batch, and a file whose every row brings warnings.

Start-up counts once per batch: the goal is CPU per file. A file with warnings stands beside the
same rows without: what is stored about them must not cost more than the rows themselves.
"""

import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from bench.measure import interleave
from bench.measure import ratio
from bench.measure import run
from bench.report import goal
from bench.shopee_file import rows
from bench.shopee_file import typed
from bench.xlsx_writers import WRITERS
from bench.xlsx_writers import Value
from bench.xlsx_writers import write_sheet
from shopee_files import HEADERS

_OMNI = str(Path(sys.executable).with_name("omni"))
_ROWS = 40


def _write(path: Path, writer: str, lines: list[list[str]]) -> None:
    how = WRITERS[writer]
    cells: list[list[Value]] = [typed(x) if how.numbers else list(x) for x in lines]
    write_sheet(path, how, list(HEADERS), cells)


def _import(workspace: Path, *files: Path) -> Sequence[str]:
    subprocess.run([_OMNI, "init", str(workspace)], check=True, capture_output=True)
    return [_OMNI, "-q", "-w", str(workspace), "import", "shopee", *map(str, files)]


def bench_small(count: int, room: Path) -> None:
    """One batch of `count` files of 40 rows each, from every writer in turn."""
    folder = room / "small"
    folder.mkdir()
    lines, names = rows(count * _ROWS), list(WRITERS)
    for number in range(count):
        part = list(islice(lines, _ROWS))
        _write(folder / f"{number:03d}.xlsx", names[number % len(names)], part)
    used = run(_import(room / "small-omni", *sorted(folder.iterdir())))
    each = used.cpu / count
    print(f"\n{count} files of {_ROWS} rows in one batch: {used.cpu:.1f} s CPU")
    goal("CPU per file, s", each, "at most 0.15 of 150 files", met=each <= 0.15)


def _again(room: Path, name: str, number: int) -> Sequence[str]:
    return _import(room / f"{name}-{number}", room / f"{name}.xlsx")


def bench_warnings(count: int, room: Path) -> None:
    """The same rows of 2025 and of 2014; a date before 2015 is doubted, two in each row here."""
    plain = list(rows(count))
    old = [[text.replace("2025-", "2014-", 1) for text in line] for line in plain]
    _write(room / "plain.xlsx", "platform", plain)
    _write(room / "warned.xlsx", "platform", old)
    used = interleave({name: partial(_again, room, name) for name in ("plain", "warned")}, 1)
    print(f"\n{count:,} rows with warnings in each: {used['warned'][0].cpu:.1f} s CPU")
    times = ratio(used["warned"], used["plain"])
    goal("with warnings / without, CPU", times, "at most 1.5", met=times <= 1.5)
