"""A sheet as text, exactly where a spreadsheet shows it."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

import polars as pl


@dataclass(frozen=True, slots=True)
class RawSheet:
    """All cells of one visible sheet as text.

    Row `i` of `frame` is row `i + 1` of the sheet; column `j` is sheet column `first_column + j`.
    `name` is None where the format has no sheets. `special` lists the cells that are no text, where
    the reader knows: `row` and `column` as the sheet counts them, `type` `n` (number) or `e`
    (error), `value`. `short` tells the rows that ended early, where the format has rows that can:
    row number → how many cells it has.
    """

    name: str | None
    frame: "pl.DataFrame"
    first_column: int = 1
    special: "pl.DataFrame | None" = None
    short: Mapping[int, int] = field(default_factory=dict)


def special_cells(cells: Sequence[tuple[int, int, str, str | None]]) -> "pl.DataFrame":
    """The `special` frame of a sheet."""
    schema = {"row": pl.Int64, "column": pl.Int64, "type": pl.String, "value": pl.String}
    return pl.DataFrame(list(cells), schema=schema, orient="row")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the whole file that a person should know."""

    code: str
    value: str
