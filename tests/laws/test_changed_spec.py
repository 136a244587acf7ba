"""A source whose file was edited, whatever its version says: noticed, and never half in effect."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from canonical import named
from omnicli.domain.errors import OmniError
from omnicli.ingest.digest import digest_of
from omnicli.ingest.spec import SourceSpec
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.rebuild import RebuildResult
from omnicli.services.rebuild import rebuild
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

NAME = "shopee-orders"
TODAY = registry()[NAME]
A = "250801AAAAAAAA"

Specs = Mapping[str, SourceSpec]


def spec_with(*, without: str = "", spelling: str = "") -> Specs:
    """Today's source without a column, or with one more spelling, its version untouched."""
    (part, *rest) = TODAY.parts
    columns = tuple(
        replace(c, aliases=(*c.aliases, spelling)) if spelling and c.name == "city" else c
        for c in part.columns
        if c.name != without
    )
    return {NAME: replace(TODAY, parts=(replace(part, columns=columns), *rest))}


def take(workspace: Workspace, specs: Specs, path: Path) -> None:
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        assert import_files(session, ImportRequest(files=[path]), specs).exit_code == 0


def again(workspace: Workspace, specs: Specs, *, dry_run: bool = False) -> RebuildResult:
    with Session.open(
        workspace, command="rebuild", action="warehouse.rebuild", write=True
    ) as session:
        return rebuild(session, specs, dry_run=dry_run)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The same order twice, the second time further on and without its city."""
    one, two = tmp_path / "1.csv", tmp_path / "2.csv"
    one.write_bytes(export([Order(A, city="KOTA BOGOR", status="Sedang Dikirim")]))
    two.write_bytes(export([Order(A, city="", completed="2025-08-05 12:00")]))
    return one, two


def test_a_column_the_source_gained_is_never_missing_from_an_overlap(
    workspace: Workspace, files: tuple[Path, Path]
) -> None:
    before = spec_with(without="city")
    take(workspace, before, files[0])

    with pytest.raises(OmniError, match="E_REBUILD_NEEDED"):
        take(workspace, registry(), files[1])
    rehearsal = again(workspace, registry(), dry_run=True)
    assert rehearsal.respecified == {NAME: 1}
    assert rehearsal.differences["orders"] == {"added": 0, "removed": 0, "changed": 1}
    again(workspace, registry())
    take(workspace, registry(), files[1])

    (order,) = named(workspace.warehouse, "orders")
    assert (order["city"], order["status"]) == ("Kota Bogor", "completed")
    assert again(workspace, registry()).same


def test_a_change_that_reads_the_same_asks_for_nothing(
    workspace: Workspace, files: tuple[Path, Path]
) -> None:
    take(workspace, spec_with(spelling="Kota Tujuan Baru"), files[0])
    take(workspace, registry(), files[1])

    assert named(workspace.warehouse, "orders")[0]["city"] == "Kota Bogor"


def test_a_digest_follows_the_content_and_nothing_else() -> None:
    kinds = [
        TODAY,
        spec_with(without="city")[NAME],
        spec_with(spelling="x")[NAME],
        replace(TODAY, version=TODAY.version + 1),
        replace(TODAY, parts=(replace(TODAY.parts[0], finish=None), *TODAY.parts[1:])),
    ]

    assert len({digest_of(spec) for spec in kinds}) == len(kinds)
    assert digest_of(replace(TODAY)) == digest_of(TODAY)
    assert len({digest_of(spec) for spec in registry().values()}) == len(registry())
