"""Amounts that may have lost their thousands, where no cell and no total can prove it."""

from typing import TYPE_CHECKING

from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part

if TYPE_CHECKING:
    import polars as pl

_THOUSAND_SEN = 1_000_00
_ENOUGH = 3


def warn_small(rows: "pl.DataFrame", part: Part, ctx: FileContext) -> None:
    """Tell both readings of a file of which no amount is Rp1,000: it is possible, and so is 1:1000.

    A few single amounts below Rp1,000 are what every shop has.
    """
    names = [c.name for c in part.columns if isinstance(c.type, Money) and c.name in rows.columns]
    if part.target not in ("orders", "settlement_lines") or not names:
        return
    amounts = rows.select(names).unpivot()["value"].drop_nulls().abs()
    amounts = amounts.filter(amounts > 0)
    largest = amounts.max()
    if len(amounts) < _ENOUGH or not isinstance(largest, int) or largest >= _THOUSAND_SEN:
        return
    fields: dict[str, object] = {
        "largest": rupiah_texts(largest),
        "other": rupiah_texts(largest * 1000),
    }
    ctx.issues.append(Issue("W_AMOUNTS_SMALL", "warning", ctx.file_name, fields=fields))
