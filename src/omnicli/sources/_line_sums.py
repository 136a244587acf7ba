"""What a line of an order says twice: its price less its discounts is its subtotal.

Where the two differ by exactly what one amount lost (`50.000` read as 50), a spreadsheet divided
it by a thousand. Any other difference proves nothing: platforms round, and share bundles out.
"""

from typing import TYPE_CHECKING

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.money import rupiah_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omnicli.ingest.spec import FileContext

_LOST = 999
"""What is missing of an amount that a program divided by a thousand, in parts of what is left."""


def refuse_lost_thousands(
    lines: "pl.DataFrame", terms: "Mapping[str, pl.Expr]", total: str, ctx: "FileContext"
) -> None:
    """Raise E_AMOUNTS_RESAVED where one of the amounts a thousand times over makes the sum hold.

    `terms` add up to `total`, each under the name of its column; discounts are negative.
    """
    rows = lines.select(
        "row_no", pl.col(total).alias(""), *(t.alias(n) for n, t in terms.items())
    ).drop_nulls()
    gap = pl.col("") - pl.sum_horizontal(*terms)
    wrong = rows.filter(gap != 0)
    if wrong.is_empty():
        return
    lost = {name: (pl.col(name) != 0) & (pl.col(name) * _LOST == gap) for name in terms}
    lost[total] = (pl.col("") != 0) & (pl.col("") * _LOST == -gap)
    for name, rule in lost.items():
        hit = wrong.filter(rule)
        if hit.height:
            row = hit["row_no"][0]
            value = rupiah_texts(abs(int(lines.filter(pl.col("row_no") == row)[name][0])))
            raise OmniError(
                "E_AMOUNTS_RESAVED", file=ctx.file_name, row=row, column=name, value=value
            )
