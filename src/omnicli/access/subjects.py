"""How the trail names a person without saying who it is: a keyed hash of what identifies them."""

import hashlib
import hmac
import os
from collections.abc import Callable
from contextlib import suppress

from omnicli.domain.modes import file_mode
from omnicli.workspace import Workspace

_BYTES = 32


def subject_of(workspace: Workspace, key: str) -> str:
    """The name of a person in trail and ledgers; equal for equal keys of one workspace.

    Phones are few enough to try them all, so the hash takes a secret: a file in the dataroom, made
    at first need, which backups hold too. Without it no name leads back to a person.
    """
    return naming(workspace)(key)


def naming(workspace: Workspace) -> Callable[[str], str]:
    """`subject_of` for many people: the secret is read once."""
    secret = secret_of(workspace)

    def name(key: str) -> str:
        return hmac.new(secret, key.strip().casefold().encode(), hashlib.sha256).hexdigest()

    return name


def secret_of(workspace: Workspace) -> bytes:
    """The secret of the workspace's keyed hashes, made at first need."""
    path = workspace.dataroom / "subjects.key"
    with suppress(FileExistsError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(path, flags, file_mode(path)), "wb") as file:
            file.write(os.urandom(_BYTES))
    return path.read_bytes()
