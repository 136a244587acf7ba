"""A sheet as text, exactly where a spreadsheet shows it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class RawSheet:
    """All cells of one visible sheet as text.

    Row `i` of `frame` is row `i + 1` of the sheet; column `j` is sheet column `first_column + j`.
    `name` is None where the format has no sheets.
    """

    name: str | None
    frame: "pl.DataFrame"
    first_column: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the whole file that a person should know."""

    code: str
    value: str
