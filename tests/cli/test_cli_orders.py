"""Decisions about single orders: test orders, and which sale a shipment is."""

from pathlib import Path

import pytest

from canonical import dump
from conftest import Omni
from omnicli.services.setup import set_up
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

NUMBER = "250801AAAAAAAA"
ORDERS = [Order(NUMBER, receiver="Toko Uji Coba"), Order("250801BBBBBBBB", receiver="Siti")]


@pytest.fixture
def file(workspace: Workspace) -> Path:
    """An export of two orders."""
    path = workspace.root / "agustus.csv"
    path.write_bytes(export(ORDERS))
    return path


def counted(omni: Omni) -> int:
    """Orders that metrics count in August."""
    ran = omni("metric", "run", "roas", "--month", "2025-08", "--basis", "placed", "--json")
    return int(ran.json["rows"][0]["total_orders"])


def test_a_marked_order_is_not_counted_until_the_mark_is_taken_back(omni: Omni, file: Path) -> None:
    omni("import", file)
    assert counted(omni) == 2
    assert omni("orders", "test", f"shopee:{NUMBER}").code == 0
    assert counted(omni) == 1
    assert omni("orders", "test", f"shopee:{NUMBER}", "--undo").code == 0
    assert counted(omni) == 2


def test_a_mark_survives_undo_import_and_rebuild(
    omni: Omni, file: Path, workspace: Workspace
) -> None:
    omni("import", file)
    omni("orders", "test", f"shopee:{NUMBER}")
    marked = dump(workspace.warehouse)
    omni("batches", "undo", "1")
    omni("import", file)
    assert dump(workspace.warehouse) == marked
    assert omni("rebuild").code == 0
    assert dump(workspace.warehouse) == marked
    workspace.warehouse.unlink()
    set_up(workspace.root)
    assert omni("rebuild").code == 0
    assert dump(workspace.warehouse) == marked


def test_a_pattern_of_the_workspace_marks_orders(
    omni: Omni, file: Path, workspace: Workspace
) -> None:
    config = workspace.config_path
    text = config.read_text("utf-8")
    assert text.count("\nnames = []") == 1
    config.write_text(text.replace("\nnames = []", '\nnames = ["*uji coba*"]'), "utf-8")
    omni("import", file)

    assert counted(omni) == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("test", "250801AAAAAAAA"), "E_ORDER_REFERENCE"),
        (("test", "shopee:250801ZZZZZZZZ"), "E_ORDER_UNKNOWN"),
        (("test", f"shopee:{NUMBER}", "--undo"), "E_ORDER_NOT_DECIDED"),
        (("link", f"shopee:{NUMBER}", "shopee:nothing"), "E_ORDER_UNKNOWN"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    omni: Omni, file: Path, line: tuple[str, ...], code: str
) -> None:
    omni("import", file)
    ran = omni("orders", *line)

    assert (ran.code, ran.first_error) == (2, code)
