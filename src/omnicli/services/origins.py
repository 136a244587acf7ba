"""Where a stored row comes from: file, sheet and rows, as a person finds them again."""

import json
import sqlite3
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask


@dataclass(frozen=True, slots=True)
class Origin:
    """The rows of one imported file that a stored row was made from.

    sheet: as the workbook calls it, None for files without sheets; where two sheets of the file
    fill the same table and both have such a row, both with ` / ` between. rows: as the sheet
    counts them, from 1.
    """

    import_id: int
    batch: int
    file: str
    source: str
    sheet: str | None
    rows: tuple[int, ...]

    def to_dict(self) -> Record:
        """The origin as facts of a row."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "rows": list(self.rows),
            "import": self.import_id,
            "batch": self.batch,
        }


def origins(db: sqlite3.Connection, entity: str, ids: Iterable[int]) -> dict[int, list[Origin]]:
    """The origins of rows of a table by their ids, those of the newest file first."""
    wanted = json.dumps(sorted(set(ids)))
    rows: dict[tuple[int, int], list[Record]] = {}
    for row in ask(db, "origins", {"entity": entity, "ids": wanted}):
        rows.setdefault((int(str(row["entity_id"])), int(str(row["import_id"]))), []).append(row)
    found: dict[int, list[Origin]] = {}
    for (entity_id, import_id), own in rows.items():
        first = own[0]
        places = [p for p in json.loads(str(first["places"] or "[]")) if p["target"] == entity]
        sheets = [_place(places, int(str(row["row_no"]))) for row in own]
        found.setdefault(entity_id, []).append(
            Origin(
                import_id,
                int(str(first["batch_id"])),
                str(first["file_name"]),
                str(first["source"]),
                " / ".join(dict.fromkeys(name for name, _ in sheets if name)) or None,
                tuple(row for _, row in sheets),
            )
        )
    return found


def _place(places: Iterable[Mapping[str, object]], row_no: int) -> tuple[str | None, int]:
    """The sheet a stored row number counts on, and the number there."""
    within = [p for p in places if int(str(p["first"])) <= row_no <= int(str(p["last"]))]
    before = [(int(str(p["rows_before"])), str(p["sheet"])) for p in within]
    start = max((b for b, _ in before if b < row_no), default=0)
    names = dict.fromkeys(sheet for b, sheet in before if b == start)
    return " / ".join(names) or None, row_no - start
