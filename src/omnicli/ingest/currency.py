"""Whatever a file says of its currency: omni counts rupiah, and ninety ringgit are not Rp90."""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.spec import Money

if TYPE_CHECKING:
    import polars as pl

_LABELS = frozenset(
    fold(label)
    for label in (
        *("Currency", "Mata uang", "Kode mata uang", "Currency code", "Mata Uang (Currency)"),
        *("Account currency", "Mata uang akun", "Currency type", "Settlement currency"),
    )
)
_RUPIAH = frozenset({"idr", "rp", "rp.", "rupiah", "indonesian rupiah", "rupiah (idr)"})
_CODE = re.compile(r"[A-Z]{3}")
_SHORT = 40
"""Rows of a sheet of labels and values; longer ones are tables."""


def refuse_other(match: HeaderMatch, sheets: "Mapping[str, pl.DataFrame]") -> None:
    """Raise E_CURRENCY where a column, a header or a line of labels names another currency."""
    frame = match.sheet.frame
    for place, header in enumerate(match.headers):
        if header is not None and fold(header) in _LABELS:
            below = frame[f"c{place}"].slice(match.index + 1)
            others = below.filter(below.str.strip_chars() != header.strip())  # a header again
            for row, value in _others(others.unique(maintain_order=True), below):
                raise OmniError("E_CURRENCY", row=match.row + 1 + row, column=header, value=value)
    _refuse_units(match)
    for rows in (frame.head(match.index), *sheets.values()):
        for value in _labelled(rows.head(_SHORT).rows()):
            raise OmniError("E_CURRENCY", value=value)


def _others(values: "pl.Series", below: "pl.Series") -> Iterable[tuple[int, str]]:
    for value in values.drop_nulls():
        text = value.strip()
        if any(c.isalpha() for c in text) and text.casefold() not in _RUPIAH:
            yield below.index_of(value) or 0, text


def _refuse_units(match: HeaderMatch) -> None:
    """`Amount (USD)` above amounts."""
    money = {c.name for c in match.part.columns if isinstance(c.type, Money)}
    for name, unit in match.units.items():
        if name in money and _CODE.fullmatch(unit) and unit.casefold() not in _RUPIAH:
            column = match.headers[match.positions[name]]
            raise OmniError("E_CURRENCY", column=column, value=unit)


def _labelled(rows: Iterable[tuple[str | None, ...]]) -> Iterable[str]:
    for row in rows:
        cells = [cell.strip() for cell in row if cell and cell.strip()]
        for label, value in pairwise(cells):
            other = _CODE.fullmatch(value) and value.casefold() not in _RUPIAH
            if other and fold(label.rstrip(" :")) in _LABELS:
                yield value
