"""What a fault of one file means: an issue in the account, or that it is no export at all."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from omnicli.crash import write_crash_log
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.engine.intake import Incoming

_NO_EXPORT = frozenset(
    {"E_FILE_FORMAT", "E_FILE_NOT_XLSX", "E_FILE_EMPTY", "E_FILE_TRUNCATED", "E_PDF_CUT"}
)
"""Another kind of file, nothing, or a download that broke off: nothing can be recognised in it."""
_RESEMBLES = 40
"""Per cent of a source above which an unknown file is one that changed, not something else."""


def issue_of(error: OmniError, file: str) -> Issue:
    """A file-level fault as an issue of that file."""
    place = error.place()
    row = place.get("row")
    return Issue(
        error.code,
        "error",
        file,
        sheet=_text(place.get("sheet")),
        row=row if isinstance(row, int) else None,
        column=_text(place.get("column")),
        value=_text(place.get("value")),
        fields={k: v for k, v in error.fields.items() if k not in OmniError.PLACE},
    )


def fault_of(error: Exception, file: str, workspace: Path) -> Issue:
    """Any exception as an issue of the file it came from; of a bug the traceback goes to a log."""
    if not isinstance(error, OmniError):
        log = write_crash_log(error, workspace)
        error = OmniError("E_BUG", detail=type(error).__name__, file=str(log))
    return issue_of(error, file)


def concerns_file(error: Exception) -> bool:
    """Whether a fault while files are loaded is one of their content.

    A full disk, another process or an original that is gone would stop every file alike.
    """
    if isinstance(error, OmniError):
        return error.exit == Exit.INPUT_REJECTED or error.code == "E_CONSERVATION"
    if isinstance(error, sqlite3.Error):
        return isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError)
    return not isinstance(error, OSError | MemoryError)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def no_export(file: Incoming, error: OmniError) -> bool:
    """Whether a file is something else altogether, rather than an export with a fault."""
    if error.code == "E_UNKNOWN_FILE":
        return int(str(error.fields.get("percent", 100))) < _RESEMBLES
    return file.unfinished or not file.regular or error.code in _NO_EXPORT


def left_out(files: Iterable[Incoming]) -> OmniError:
    """One line about the files of a folder that are no exports."""
    names = [file.name for file in files]
    return OmniError("W_NO_EXPORT", count=len(names), files=", ".join(names))
