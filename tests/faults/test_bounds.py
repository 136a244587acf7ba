"""Small inputs that ask for gigabytes or minutes: a code each, soon, and no memory to speak of."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Omni
from ingest_builders import TOY_HEADERS
from ingest_builders import package
from ingest_builders import sheet_xml

MEGABYTE = 1 << 20
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
from ingest_builders import read
from omnicli.domain.errors import OmniError
try:
    read(open(sys.argv[1], "rb").read())
    print("read")
except OmniError as error:
    print(error.code)
used = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, -1)]
print(max(used))
"""


def outcome(path: Path) -> tuple[str, int]:
    """How a process of its own, with 30 s of CPU, reads a file: the code, and its peak in MB."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    code, peak = done.stdout.split()
    return code, int(peak)


def wide_row() -> bytes:
    """16,384 cells without a place, in a sheet."""
    row = "<row>" + "<c><v>1</v></c>" * 16_384 + "</row>"
    return package({"orders": sheet_xml([TOY_HEADERS], extra=row * 40)})


HOSTILE = {
    "tags.xls": b"<html><table>" + b"<a " * 2_000_000,
    "closed.xls": b"<html><table>" + b"<a " * 300_000 + b">",
    "rowspan.xls": b"<table>" + b"<tr>" + b"<td rowspan=1000000>x" * 290 + b"<tr><td>y" * 70_000,
    "long-rowspan.xls": b"<table><tr><td rowspan=0>" + b"x" * MEGABYTE + b"<tr><td>y" * 50_000,
    "quote.csv": b"No Order,Dibuat\n" + b'"' + b"AB0001,2025-01-01\n" * 1_500_000,
    "cell.csv": b"No Order,Dibuat\nAB0001,2025-01-01\n" + b"A" * 8_000_000 + b",2025-01-02\n",
    "wide.xlsx": wide_row(),
}


SLOW = {"rowspan.xls"}


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow if n in SLOW else ()) for n in HOSTILE]
)
def test_a_small_file_never_takes_the_machine(name: str, tmp_path: Path) -> None:
    """Within 30 s and 1.5 GB, with a code."""
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    code, peak = outcome(path)
    assert code.startswith(("E_FILE", "E_CSV"))
    assert peak < 1500


def refusal(omni: Omni, path: Path) -> str:
    """What is said of a file that is not imported."""
    ran = omni("import", path)
    assert ran.code == 3
    return ran.out + ran.err


def test_what_is_no_regular_file_is_refused_before_it_is_opened(omni: Omni, tmp_path: Path) -> None:
    """A pipe nobody writes to would be waited for without end."""
    os.mkfifo(tmp_path / "pipa.csv")
    assert "E_FILE_UNREADABLE" in refusal(omni, tmp_path / "pipa.csv")
    assert "E_FILE_UNREADABLE" in refusal(omni, Path("/dev/zero"))


def test_a_file_beyond_the_limit_is_refused_by_its_size(omni: Omni, tmp_path: Path) -> None:
    """A sparse file of a terabyte is not read to learn that."""
    with (tmp_path / "besar.csv").open("wb") as file:
        file.truncate(1 << 40)
    assert "E_FILE_TOO_BIG" in refusal(omni, tmp_path / "besar.csv")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT length(randomblob(900000000))",
        "SELECT replace(hex(zeroblob(400000)), '0', hex(zeroblob(400000)))",
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, x, x, x FROM n",
    ],
)
def test_sql_cannot_build_a_gigabyte(omni: Omni, sql: str) -> None:
    """Neither one value nor the answer as a whole."""
    ran = omni("sql", sql)
    assert ran.first_error in {"E_SQL", "E_SQL_TIMEOUT"}
