"""What a converter gets and gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that did not convert; `row_no` is the sheet's row, `column` the canonical name."""

    row_no: int
    column: str
    code: str
    value: str | None
    severity: str = "error"
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Typed:
    """A converted column.

    series: the columns it becomes (a `When` becomes `_at` and `_date`).
    bad: where a text was there and did not convert; such a row is rejected with `code`.
    doubtful: where the value is kept with a warning `doubt`.
    unknown: texts outside a `Choice`, for the drift notice.
    """

    series: "tuple[pl.Series, ...]"
    code: str | None = None
    bad: "pl.Series | None" = None
    doubt: str | None = None
    doubtful: "pl.Series | None" = None
    unknown: tuple[str, ...] = ()


def map_unique(
    text: "pl.Series", values: Mapping[str, object], dtype: "pl.DataType"
) -> "pl.Series":
    """`text` through a dictionary; what is not in it becomes NULL."""
    return text.replace_strict(values, default=None, return_dtype=dtype)
