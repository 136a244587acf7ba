"""Workspaces whose months are closed and opened again, for laws about what that keeps."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from omnicli.services.closing import close_month
from omnicli.services.closing import reopen_month
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace

File = tuple[str, bytes]
"""A name and what is in it."""


@contextmanager
def a_workspace() -> Iterator[Workspace]:
    """A fresh workspace in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield set_up(Path(folder) / "toko").workspace


@contextmanager
def writing(workspace: Workspace, action: str = "import.run") -> Iterator[Session]:
    """A session that may write."""
    with Session.open(workspace, command="test", action=action, write=True) as session:
        yield session


def take(workspace: Workspace, file: File) -> int:
    """Import a file as a batch; gives its number."""
    path = workspace.root / file[0]
    path.write_bytes(file[1])
    with writing(workspace) as session:
        result = import_files(session, ImportRequest(files=[path]), registry())
        assert result.exit_code == 0, [i.to_dict("en") for f in result.files for i in f.issues]
        assert result.batch is not None
        return result.batch


def close(workspace: Workspace, month: str) -> None:
    """Close a month."""
    with writing(workspace, "months.close") as session:
        close_month(session, month)


def reopen(workspace: Workspace, month: str) -> None:
    """Open a month again."""
    with writing(workspace, "months.close") as session:
        reopen_month(session, month, reason="koreksi")
