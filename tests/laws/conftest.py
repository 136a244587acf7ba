"""The laws hold for loads of any size, so what only large loads do is done for small ones here."""

import pytest

from omnicli.warehouse import inserting


@pytest.fixture(autouse=True)
def _every_load_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inserting, "_MANY", 1)
