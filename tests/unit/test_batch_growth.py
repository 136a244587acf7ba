"""What a batch of many files costs: each is held against those that share its orders, not all."""

from collections.abc import Sequence

import pytest

from import_files import put
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.warehouse import clash
from omnicli.warehouse import orders
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

FILES = 8


def test_a_file_is_held_against_the_files_that_share_its_orders(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file shares one order with the next: two files tell of it, however many there are."""
    derived: list[int] = []
    looks: list[str] = []
    derive, clashing = orders.derive, clash.clashing

    def counted(table: object, observations: Sequence[object]) -> object:
        derived.append(len(observations))
        return derive(table, observations)  # type: ignore[arg-type]

    def looked(*frames: object) -> object:
        looks.append("")
        return clashing(*frames)  # type: ignore[arg-type]

    monkeypatch.setattr(orders, "derive", counted)
    monkeypatch.setattr("omnicli.services.owners.clashing", looked)
    paths = [
        put(
            workspace.root / f"{n}.csv",
            export([Order(f"2508{n + 10}AAAAAAAA"), Order(f"2508{n + 11}AAAAAAAA")]),
        )
        for n in range(FILES)
    ]
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        import_files(session, ImportRequest(files=paths), registry())

    assert derived[0] == FILES
    assert max(derived[1:]) == 2
    assert len(looks) == FILES - 1
