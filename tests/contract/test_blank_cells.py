"""One empty cell in a sound export of any source: its row, its file, or nothing, but never a bug.

A new source gets this by having a fixture; the campaign empties a cell of every column of each.
"""

import random
from pathlib import Path

import pytest

import source_fixtures
from campaign import seeds
from campaign import share
from ingest_builders import csv_bytes
from mutants import Rows
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.pipeline import tables
from omnicli.ingest.result import ReadFile
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace

PERIOD = ("2025-08-01", "2025-08-31")
Figures = dict[tuple[object, ...], tuple[object, ...]]


def cells(fixture: Path) -> dict[str, Rows]:
    """The sheets of a fixture that is text."""
    if source_fixtures.is_workbook(fixture):
        return source_fixtures.parse(fixture.read_text(encoding="utf-8"))
    frame = tables(fixture.read_bytes(), registry())[1].sheets[0].frame
    return {"": [[c or "" for c in row] for row in frame.rows()]}


def data(sheets: dict[str, Rows]) -> bytes:
    """The export with these cells."""
    return csv_bytes(sheets[""]) if "" in sheets else source_fixtures.xlsx(sheets)


def read(fixture: Path, sheets: dict[str, Rows]) -> ReadFile:
    """As an import reads it, so that both read it once."""
    return read_file(
        None,
        data(sheets),
        file_name=source_fixtures.file_name(fixture),
        specs=registry(),
        hint=fixture.parent.name,
        account="main",
        period=source_fixtures.period(fixture) or PERIOD,
    )


def figures(found: ReadFile) -> Figures:
    """The money of every record."""
    shown: Figures = {}
    for part in found.parts:
        money = sorted(
            c for c in part.records.columns if c.endswith("_sen") and c not in part.part.key
        )
        for row in part.records.select(*part.part.key, *money).iter_rows():
            split = len(part.part.key)
            shown[(part.part.target, *row[:split])] = row[split:]
    return shown


def places(fixture: Path, chance: random.Random) -> list[tuple[str, int, int]]:
    """A cell of every column with a header: sheet, row and column, from 0."""
    sheets = cells(fixture)
    found = []
    for part in read(fixture, sheets).parts:
        rows = sheets[part.sheet if part.sheet in sheets else ""]
        width = len(rows[part.header_row - 1])
        for column in range(width):
            filled = [i for i in range(part.header_row, len(rows)) if _cell(rows[i], column)]
            if filled:
                name = part.sheet if part.sheet in sheets else ""
                found.append((name, chance.choice(filled), column))
    return found


def _cell(row: list[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def loaded(workspace: Workspace, path: Path, fixture: Path) -> BatchResult:
    """The file as an import would take it, taken back again."""
    request = ImportRequest(
        files=[path],
        hint=fixture.parent.name,
        period=source_fixtures.period(fixture) or PERIOD,
        dry_run=True,
    )
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        return import_files(session, request, registry())


def blanked(fixture: Path, workspace: Workspace, seed: int, take: int) -> list[str]:
    """What went wrong in `take` emptied cells of a fixture (all, where that is more)."""
    chance = random.Random(seed)
    sheets = cells(fixture)
    whole = figures(read(fixture, sheets))
    every = places(fixture, chance)
    wrong = []
    for sheet, row, column in chance.sample(every, min(take, len(every))):
        rows = [list(r) for r in sheets[sheet]]
        rows[row][column] = ""
        changed = {**sheets, sheet: rows}
        path = workspace.root / source_fixtures.file_name(fixture)
        path.write_bytes(data(changed))
        place = f"{fixture.parent.name}/{fixture.name} {sheet} {row + 1} {column + 1}"
        try:
            result = loaded(workspace, path, fixture)
        except OmniError as error:
            if error.exit != Exit.INPUT_REJECTED:
                wrong.append(f"{place}: {error.code}")
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it would be exit 70
            wrong.append(f"{place}: {error!r}")
            continue
        (file,) = result.files
        if file.state == "rejected":
            continue
        now = figures(read(fixture, changed))
        others = sum(1 for key in now if key in whole and now[key] != whole[key])
        silent = all(issue.severity == "notice" for issue in file.issues)
        if others > 1 and silent:
            wrong.append(f"{place}: {others} records changed without a word")
    return wrong


def text_fixtures() -> list[Path]:
    """Fixtures whose cells can be written again."""
    return [
        f for f in source_fixtures.fixtures()
        if f.suffix in {".csv", ".tsv"} and not f.name.startswith("refused")
    ]  # fmt: skip


def one_of_each() -> list[Path]:
    """The first fixture of every source that has one."""
    return list({f.parent.name: f for f in reversed(text_fixtures())}.values())


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2026-11-01T00:00:00Z")


@pytest.mark.parametrize("fixture", one_of_each(), ids=lambda f: f.parent.name)
def test_an_empty_cell_is_no_bug(fixture: Path, workspace: Workspace) -> None:
    assert blanked(fixture, workspace, 1, 2) == []


@pytest.mark.slow
@pytest.mark.parametrize("fixture", text_fixtures(), ids=lambda f: f"{f.parent.name}-{f.name}")
def test_no_empty_cell_of_any_column_is_a_bug(fixture: Path, tmp_path: Path) -> None:
    workspace = set_up(tmp_path / "toko").workspace
    (seed,) = seeds(1)
    count = len(places(fixture, random.Random(seed)))
    assert blanked(fixture, workspace, seed, share(count)) == []
