"""Where the traceback of a bug goes: a file of its owner only, not the terminal."""

import os
import tempfile
import traceback
from pathlib import Path

from omnicli import __version__
from omnicli.domain.clock import instant
from omnicli.domain.clock import utc_now
from omnicli.domain.errors import OmniError
from omnicli.workspace import find_workspace


def write_crash_log(error: BaseException, workspace: Path | None) -> Path:
    """Write the traceback and return the file. Values of variables are not in it."""
    name = f"crash-{instant(utc_now()).replace(':', '')}-{os.getpid()}.log"
    text = f"omni {__version__}\n" + "".join(traceback.format_exception(error))
    for folder in _folders(workspace):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            continue
        return path
    return Path(os.devnull)


def _folders(workspace: Path | None) -> list[Path]:
    fallback = Path(tempfile.gettempdir())
    try:
        return [find_workspace(workspace).logs, fallback]
    except OmniError:
        return [fallback]
