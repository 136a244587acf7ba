"""Filled stores that tests only read: each is made once a run, and copied for who asks.

`full`: six months of orders and ads. `money`: a month with every kind of difference. `people`: chat
contacts, app users, stock, swiftlet houses. `all`: what `full` and `people` hold.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import once
from money_world import MANY
from money_world import shop
from money_world import take
from omnicli.domain.period import Period
from omnicli.services.site import build_site
from omnicli.workspace import Workspace
from omnicli.workspace import find_workspace
from people_world import files as people_files
from people_world import people_shop
from report_workspace import full_store
from report_workspace import open_report_session

SITES = ("all", "money")
"""Stores whose site is built: together their pages show everything."""


def _all(root: Path) -> None:
    workspace = full_store(root)
    take(workspace, people_files(root / "unduhan"))


STORES: dict[str, Callable[[Path], object]] = {
    "full": full_store,
    "money": lambda root: shop(root, MANY),
    "people": people_shop,
    "all": _all,
}


def copy_of(store: str, temporary: pytest.TempPathFactory) -> Workspace:
    """A copy of one of the stores."""
    made = once(temporary, f"store-{store}", lambda folder: STORES[store](folder / "toko"))
    root = temporary.mktemp(store) / "toko"
    shutil.copytree(made / "toko", root)
    return find_workspace(root)


def sites(temporary: pytest.TempPathFactory) -> dict[str, Path]:
    """The sites of August, made once a run."""

    def make(root: Path) -> None:
        for store in SITES:
            with open_report_session(copy_of(store, temporary)) as session:
                month = Period.of_month(2025, 8)
                made = build_site(session, [month], "delivered", None, ["html"], root / store)
                assert made.faults == []

    root = once(temporary, "sites", make)
    return {store: root / store for store in SITES}
