"""Genuine fixtures as cells, for tests that spoil them and read them again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import source_fixtures
from ingest_builders import csv_bytes
from mutants import Rows
from omnicli.domain.folding import fold
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.pipeline import tables
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry
from source_fixtures import Sheets

PERIOD = ("2025-08-01", "2025-08-31")


@dataclass(frozen=True)
class Example:
    """A genuine fixture as cells, read once."""

    fixture: Path
    sheets: Sheets
    read: ReadFile

    @property
    def is_csv(self) -> bool:
        return "" in self.sheets

    @property
    def sheet(self) -> str:
        return self.read.parts[0].sheet if not self.is_csv else ""

    @property
    def rows(self) -> Rows:
        return self.sheets[self.sheet]

    @property
    def top(self) -> int:
        """Index of the first row under the header."""
        return self.read.parts[0].header_row

    def places(self, *types: type) -> list[int]:
        """Columns of the sheet that hold one of these types."""
        names = {
            fold(alias)
            for column in self.read.parts[0].part.columns
            if isinstance(column.type, types) and column.read
            for alias in column.aliases
        }
        return [j for j, h in enumerate(self.rows[self.top - 1]) if fold(h.split(" (")[0]) in names]

    def content(self, rows: Rows | None = None, **sheets: Rows) -> bytes:
        """The bytes of the file with other cells."""
        if self.is_csv:
            return csv_bytes(self.rows if rows is None else rows)
        changed = {**self.sheets, **({} if rows is None else {self.sheet: rows}), **sheets}
        return source_fixtures.xlsx(changed)


def examples(source: str) -> Iterator[Example]:
    """The fixtures of a source that are read, as cells."""
    for fixture in source_fixtures.fixtures():
        text = fixture.suffix in {".csv", ".tsv"} and not fixture.name.startswith("refused")
        if fixture.parent.name != source or not text or "rejected" in fixture.name:
            continue
        if source_fixtures.is_workbook(fixture):
            sheets = source_fixtures.parse(fixture.read_text(encoding="utf-8"))
        else:
            frame = tables(fixture.read_bytes(), registry())[1].sheets[0].frame
            sheets = {"": [[c or "" for c in row] for row in frame.rows()]}
        one = Example(fixture, sheets, take(fixture, None, sheets))
        if one.read.parts[0].records.height:
            yield one


def take(fixture: Path, data: bytes | None, sheets: Sheets) -> ReadFile:
    """The fixture's file with other bytes."""
    name = source_fixtures.file_name(fixture)
    if data is None:
        data = csv_bytes(sheets[""]) if "" in sheets else source_fixtures.xlsx(sheets)
    return read_file(None, data, file_name=name, specs=registry(), period=PERIOD)
