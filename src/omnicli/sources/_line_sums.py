"""What a line of an order says twice: its price less its discounts is its subtotal.

Where the two differ by exactly what one amount lost (`50.000` read as 50) or gained (`50.000` for
`50,000` in a column of decimals), a spreadsheet moved its thousands. Any other difference proves
nothing: platforms round, and share bundles out.
"""

from typing import TYPE_CHECKING

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.money import rupiah_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omnicli.ingest.spec import FileContext

_THOUSAND = 1000
_MOVED = 999
"""What an amount a thousand times over is more, in parts of what it was."""


def refuse_lost_thousands(
    lines: "pl.DataFrame", terms: "Mapping[str, pl.Expr]", total: str, ctx: "FileContext"
) -> None:
    """Raise E_AMOUNTS_RESAVED where one amount's thousandth or thousandfold makes the sum hold.

    `terms` add up to `total`, each under the name of its column; discounts are negative.
    """
    rows = lines.select(
        "row_no", pl.col(total).alias(""), *(t.alias(n) for n, t in terms.items())
    ).drop_nulls()
    gap = pl.col("") - pl.sum_horizontal(*terms)
    wrong = rows.filter(gap != 0)
    if wrong.is_empty():
        return
    moved = {name: _is_moved(pl.col(name), gap) for name in terms}
    moved[total] = _is_moved(pl.col(""), -gap)
    for name, rule in moved.items():
        hit = wrong.filter(rule)
        if hit.height:
            row = hit["row_no"][0]
            value = rupiah_texts(abs(int(lines.filter(pl.col("row_no") == row)[name][0])))
            raise OmniError(
                "E_AMOUNTS_RESAVED", file=ctx.file_name, row=row, column=name, value=value
            )


def _is_moved(amount: "pl.Expr", missing: "pl.Expr") -> "pl.Expr":
    """Whether `amount` times a thousand, or a thousandth of it, adds what is missing."""
    lost = amount * _MOVED == missing
    gained = amount * _MOVED == -missing * _THOUSAND
    return (amount != 0) & (lost | gained)
