"""The folder that downloads are put into, and `omni dataroom list`: every document and its state.

Nothing is moved or deleted in that folder: what has been imported is known by its bytes.
"""

import hashlib
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from omnicli.domain.errors import OmniError
from omnicli.engine.intake import Incoming
from omnicli.engine.intake import expand
from omnicli.session import Session
from omnicli.warehouse.records import ask
from omnicli.workspace import Workspace

_TOLD = 3
NAME = "inbox"
"""What stands for the folder on a command line."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `why` is the code it was refused with."""

    file: str
    state: Literal["waiting", "imported", "superseded", "refused", "undone"]
    source: str | None
    account: str | None
    batch: int | None
    at: str | None
    why: str
    sha256: str

    def to_dict(self) -> dict[str, object]:
        """The document as `--json` prints it."""
        return {name: getattr(self, name) for name in self.__slots__}


def folder_of(workspace: Workspace) -> Path:
    """`[inbox] folder`, else `inbox` in the workspace."""
    return workspace.root / Path(workspace.settings.inbox or NAME).expanduser()


def is_inbox(workspace: Workspace, files: Sequence[Path]) -> bool:
    """Whether a command line means the folder: the bare word, where nothing else is called so."""
    own = Path(NAME)
    if [str(path) for path in files] != [NAME]:
        return False
    return not own.exists() or own.resolve() == folder_of(workspace).resolve()


def new_files(session: Session) -> list[Path]:
    """The files of the inbox with contents that are not imported, in order. E_INBOX without one."""
    folder = folder_of(session.workspace)
    if not folder.is_dir():
        raise OmniError("E_INBOX", file=str(folder))
    known = {str(row["sha256"]) for row in ask(session.db, "documents") if row["import_id"]}
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        members = list(_hashed(expand([path]))) if _shown(path, folder) else []
        if any(sha256 not in known for _, sha256 in members):
            found.append(path)
    return found


def _shown(path: Path, folder: Path) -> bool:
    return not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def documents(session: Session) -> list[Document]:
    """Every document that is stored, was refused, or waits in the inbox."""
    found = [Document(**row) for row in map(_fields, ask(session.db, "documents"))]  # type: ignore[arg-type]
    known = {one.sha256 for one in found if one.state != "undone"}
    refused = {str(r["sha256"]): str(r["why"]) for r in ask(session.db, "refused_last")}
    for name, sha256 in _lying(session):
        if sha256 not in known:
            why = refused.get(sha256, "")
            state: Literal["refused", "waiting"] = "refused" if why else "waiting"
            found.append(Document(name, state, None, None, None, None, why, sha256))
    return found


def refusals(session: Session) -> tuple[str, ...]:
    """Each file that lies in the inbox and was refused, as a sentence for who gets mails."""
    words = (
        "Berkas di inbox ditolak: {} – omni explain {}",
        "Refused in the inbox: {} – omni explain {}",
    )
    rest = ("dan {} lagi – omni dataroom list", "and {} more – omni dataroom list")
    second = session.lang == "en"
    why = {one.sha256: one.why for one in documents(session) if one.state == "refused"}
    found = {name: why[sha256] for name, sha256 in _lying(session) if sha256 in why}
    said = [words[second].format(name, code) for name, code in found.items()]
    if len(said) > _TOLD:
        said[_TOLD:] = [rest[second].format(len(said) - _TOLD)]
    return tuple(said)


def _lying(session: Session) -> Iterator[tuple[str, str]]:
    """Name and hash of each file in the inbox."""
    folder = folder_of(session.workspace)
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and _shown(path, folder):
            yield from ((file.name, sha256) for file, sha256 in _hashed(expand([path])))


def _fields(row: dict[str, object]) -> dict[str, object]:
    return {name: row[name] for name in Document.__slots__}


def _hashed(files: Sequence[Incoming]) -> Iterator[tuple[Incoming, str]]:
    """Each file with the hash of its bytes; an empty hash for one that cannot be read."""
    for file in files:
        try:
            yield file, hashlib.sha256(file.load()).hexdigest()
        except OmniError:
            yield file, ""
