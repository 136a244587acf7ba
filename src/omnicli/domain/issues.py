"""What is wrong with a row or a file, as a value that is collected instead of raised."""

from dataclasses import dataclass
from dataclasses import field
from typing import Literal

from omnicli.domain.errors import OmniError

CONTROL_TOTALS = frozenset({"W_CONTROL_TOTAL", "W_BALANCE_BROKEN", "W_ADS_TOTAL"})
"""Codes that say a file's own total or balance is not what its rows add up to. The rows are kept,
and the import, `check` and every page that uses the file say so."""

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding about one place of one file.

    `error` rejects its row, `warning` keeps it, `notice` speaks of the file's shape. `row` is the
    1-based row of the sheet as a spreadsheet shows it. `raw` holds the cells by header of a row
    that is rejected, or kept with a cell `to_repair`, so that the errors file can give it back.
    `key` is the row's natural key where it is known: a later row with that key closes the issue.
    """

    code: str
    severity: Severity
    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    key: str | None = None
    fields: dict[str, object] = field(default_factory=dict)
    raw: dict[str, str | None] | None = None
    to_repair: bool = False
    """Of a warning: whether its row is kept and yet belongs into the errors file."""

    def error(self) -> OmniError:
        """The issue as an `OmniError`, which knows how to print itself."""
        place: dict[str, object] = {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
        }
        return OmniError(self.code, **{**self.fields, **place})

    def to_dict(self, lang: str = "id") -> dict[str, object]:
        """The issue as `--json` prints it."""
        error = self.error()
        return {
            "code": self.code,
            "severity": self.severity,
            "message": error.message(lang),
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "hint": error.hint(lang),
        }
