"""Time that passes in tests of mails and jobs."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest

from omnicli.domain.clock import instant
from omnicli.domain.clock import parse_instant

Configure = Callable[[str], None]
"""Puts sections at the end of omni.toml."""


def later(monkeypatch: pytest.MonkeyPatch, *, minutes: int) -> None:
    """Move the clock of omni on."""
    now = parse_instant(os.environ["OMNI_NOW"])
    monkeypatch.setenv("OMNI_NOW", instant(now + timedelta(minutes=minutes)))
