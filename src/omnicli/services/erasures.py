"""The ledger of erased people: decisions that name them by keyed hashes only."""

import hashlib
import hmac
import sqlite3
from collections.abc import Mapping
from functools import cache

from omnicli.access.subjects import secret_of
from omnicli.ingest.redact import Forgotten
from omnicli.warehouse import decisions
from omnicli.workspace import Workspace

KIND = "erase"


def hashed(workspace: Workspace, identifier: str) -> str:
    """An identifier (`phone:+62…`, `text:…`) as the ledger keeps it."""
    return _digest(secret_of(workspace), identifier)


def _digest(secret: bytes, identifier: str) -> str:
    return hmac.new(secret, f"erased {identifier}".encode(), hashlib.sha256).hexdigest()


def any_erased(db: sqlite3.Connection) -> bool:
    """Whether anybody was erased in this workspace."""
    return bool(decisions.standing(db, KIND))


def forgotten_of(
    workspace: Workspace, db: sqlite3.Connection, more: Mapping[str, str] | None = None
) -> Forgotten:
    """The test that tells whether a value is of somebody erased, and gives the pseudonym."""
    ledger = dict(more or {})
    for entry in decisions.standing(db, KIND):
        ledger |= dict.fromkeys(entry["payload"]["forgotten"], entry["payload"]["pseudonym"])
    secret = secret_of(workspace)

    @cache
    def forgotten(identifier: str) -> str | None:
        return ledger.get(_digest(secret, identifier))

    return forgotten
