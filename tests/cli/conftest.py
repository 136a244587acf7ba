"""Fixtures of the command-line tests: files to import."""

from pathlib import Path

import pytest

from import_files import TWO
from import_files import Write
from shopee_files import export


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Put bytes into a file of the given name."""

    def put(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return put


@pytest.fixture
def two(write: Write) -> Path:
    """A good export of two orders."""
    return write("dua.csv", export(TWO))
