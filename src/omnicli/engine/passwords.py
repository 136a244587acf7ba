"""Passwords of locked files: read from a file, used to open, and kept nowhere.

One password per line; each is tried on each locked file. They are no setting: a password beside
the files it locks would be no lock. They reach the reading process through a pipe and never a
command line, a log, the audit log or the journal.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from omnicli.domain.errors import OmniError

VARIABLE = "OMNI_PASSWORD_FILE"
"""Names the file where no option does, for jobs that run without a person."""
_MOST_BYTES = 64 * 1024


def read_passwords(path: Path | None, env: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The passwords in `path`, else in the file that the environment names, else none.

    Raises E_PASSWORD_FILE when the file cannot be read or holds none.
    """
    if path is None:
        named = env.get(VARIABLE, "")
        if not named:
            return ()
        path = Path(named)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
        found = tuple(line for line in data.decode("utf-8-sig").splitlines() if line)
    except OSError as error:
        raise OmniError("E_PASSWORD_FILE", file=str(path), detail=error.strerror) from error
    except UnicodeDecodeError:
        raise OmniError("E_PASSWORD_FILE", file=str(path), detail="UTF-8") from None
    if not found:
        raise OmniError("E_PASSWORD_FILE", file=str(path), detail=("kosong", "empty"))
    return found
