"""Exports, files and looks into the warehouse that the tests of `omni import` share."""

import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from omnicli.workspace import Workspace
from shopee_files import Line
from shopee_files import Order
from shopee_files import rows

POT = Line(product="Panci Kukus", sku="PK-28", price=157_800, quantity=2)
TWO = (Order("250801AAAAAAAA", voucher=5_000, lines=(Line(), POT)), Order("250801BBBBBBBB"))
OLE = bytes.fromhex("d0cf11e0a1b11ae1")

Write = Callable[..., Path]


def put(path: Path, data: bytes | str) -> Path:
    """Write a file with a time of its own: a law that imports it again must find it as it was."""
    data = data.encode() if isinstance(data, str) else data
    path.write_bytes(data)
    at = 1_756_700_000 + zlib.crc32(data) % 5
    os.utime(path, (at, at))
    return path


def kept(workspace: Workspace) -> list[str]:
    """Every file of the dataroom."""
    return sorted(str(p) for p in workspace.dataroom.rglob("*") if p.is_file())


def one(workspace: Workspace, sql: str) -> Any:
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        return db.execute(sql).fetchone()


def sheet(orders: list[Order]) -> list[list[Any]]:
    """The export as rows of text cells, header first."""
    table = [cells for order in orders for cells in rows(order)]
    return [list(table[0]), *(list(cells.values()) for cells in table)]
