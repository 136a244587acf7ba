"""Collects the rows of a table as they are parsed, within limits."""

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import Limits

MOST_ROWS = 1 << 20
_MOST_CELLS = 20_000_000
_MOST_TEXT = 200_000_000
"""Characters. A cell that spans rows is repeated in each, so a small page can grow without end."""
_BATCH = 20_000
"""Rows kept as Python objects before they become a frame, which is several times smaller."""


class Grid:
    """Rows of any width; at last one frame of text columns named `c0` and so on."""

    def __init__(self, limits: Limits) -> None:
        """An empty table."""
        self.limits = limits
        self.height = 0
        self.width = 0
        self._cells = self._text = 0
        self._rows: list[list[str | None]] = []
        self._frames: list[pl.DataFrame] = []

    def check_width(self, width: int) -> None:
        """Raise E_FILE_CORRUPT for more columns than an export has."""
        if width > self.limits.columns:
            raise OmniError("E_FILE_CORRUPT", detail=(f"{width} kolom", f"{width} columns"))

    def add(self, row: list[str | None]) -> None:
        """Append one row. Raises E_FILE_CORRUPT or E_FILE_TOO_BIG beyond the limits."""
        self.check_width(len(row))
        if self.height >= MOST_ROWS:
            raise OmniError(
                "E_FILE_TOO_BIG", detail=(f"> {MOST_ROWS} baris", f"> {MOST_ROWS} rows")
            )
        self._cells += len(row)
        self._text += sum(len(cell) for cell in row if cell)
        if self._cells > _MOST_CELLS or self._text > _MOST_TEXT:
            raise OmniError(
                "E_FILE_TOO_BIG", detail=(f"{self.height} baris", f"{self.height} rows")
            )
        self.height += 1
        self.width = max(self.width, len(row))
        self._rows.append(row)
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        width = max(self.width, 1)
        columns: list[list[str | None]] = [[] for _ in range(width)]
        for row in self._rows:
            for j, values in enumerate(columns):
                values.append(row[j] if j < len(row) else None)
        named = {f"c{j}": pl.Series(values, dtype=pl.String) for j, values in enumerate(columns)}
        self._frames.append(pl.DataFrame(named))
        self._rows = []

    def frame(self) -> "pl.DataFrame":
        """All rows; a cell nobody wrote is NULL."""
        if self._rows or not self._frames:
            self._flush()
        return pl.concat(self._frames, how="diagonal")
