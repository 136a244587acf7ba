"""A workspace that takes statements of one bank account, and what it then knows of it."""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck
from hypothesis import settings

from bank_files import Statement
from campaign import examples
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace

LAWS = settings(
    max_examples=examples(3, 80),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def workspace_() -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        yield set_up(Path(folder) / "toko").workspace


def take(workspace: Workspace, *files: Statement, dry_run: bool = False) -> BatchResult:
    """Import the files as one batch."""
    paths = []
    for number, file in enumerate(files):
        path = workspace.root / f"{number}-{file.name}"
        path.write_bytes(file.content())
        paths.append(path)
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        request = ImportRequest(files=paths, dry_run=dry_run)
        return import_files(session, request, registry())


def amounts(workspace: Workspace) -> Counter[tuple[str, int]]:
    """Day and signed rupiah of every movement in the warehouse."""
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        return Counter(
            db.execute("SELECT posted_date, (credit_sen - debit_sen) / 100 FROM bank_transactions")
        )


@contextmanager
def session(workspace: Workspace) -> Iterator[Session]:
    """A session that may write."""
    with Session.open(workspace, command="batches", action="batches.undo", write=True) as opened:
        yield opened
