"""A header that a platform renamed, repaired by the seller."""

from pathlib import Path

import pytest

from conftest import Omni
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

THEIRS = "Nomor Transaksi"


@pytest.fixture
def renamed(workspace: Workspace) -> Path:
    """An export whose order number column has a name nobody knows."""
    data = export([Order("250801AAAAAAAA")])
    path = workspace.root / "baru.csv"
    path.write_bytes(data.replace(b"No. Pesanan", THEIRS.encode()))
    return path


def test_an_accepted_header_is_read_and_can_be_forgotten(omni: Omni, renamed: Path) -> None:
    refused = omni("import", "shopee", renamed, "--json")
    assert refused.code == 3
    assert refused.json["files"][0]["issues"][0]["code"] == "E_COLUMN_MISSING"
    assert omni("sources", "map", "shopee-orders", THEIRS, "order_no").code == 0
    assert omni("import", "shopee", renamed).code == 0
    rebuilt = omni("rebuild", "--json")
    assert (rebuilt.code, rebuilt.json["same"]) == (0, True)
    omni("batches", "undo", "1")
    assert omni("sources", "map", "shopee-orders", THEIRS, "--undo").code == 0
    assert omni("import", "shopee", renamed).code == 3


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("shopee-order", THEIRS, "order_no"), "E_SOURCE_UNKNOWN"),
        (("shopee-orders", THEIRS, "order_nr"), "E_UNKNOWN_COLUMN"),
        (("shopee-orders", THEIRS), "E_USAGE"),
    ],
)
def test_a_mapping_that_means_nothing_is_refused(
    omni: Omni, line: tuple[str, ...], code: str
) -> None:
    ran = omni("sources", "map", *line)

    assert (ran.code, ran.first_error) == (2, code)
