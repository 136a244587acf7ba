"""Shopee order files written again by a spreadsheet: amounts a thousandth of what they were.

Shopee prints amounts as text with dots (`89.000`). A program that takes them for numbers writes
89 for it, and 86.33 for `86.330`.
"""

from typing import TYPE_CHECKING

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnicli.ingest.spec import FileContext

_DECIMALS = r"^-?\d{1,3}\.\d{1,2}$"
"""A dot with fewer than three digits behind it, which no amount of Shopee has."""
_THOUSAND = 1_000
_SHOWN = 5


def refuse_resaved(rows: "pl.DataFrame", amounts: "Sequence[str]", ctx: "FileContext") -> None:
    """Raise E_AMOUNTS_RESAVED where the text of an amount lost the dots of its thousands."""
    for name in amounts:
        if name not in rows.columns:
            continue
        damaged = rows.filter(pl.col(name).str.contains(_DECIMALS))
        if damaged.height:
            raise _resaved(damaged, name, damaged[name][0], ctx)


def _resaved(rows: "pl.DataFrame", column: str, value: object, ctx: "FileContext") -> OmniError:
    return OmniError(
        "E_AMOUNTS_RESAVED", file=ctx.file_name, row=rows["row_no"][0], column=column, value=value
    )


def check_totals(lines: "pl.DataFrame", ctx: "FileContext") -> None:
    """Compare each line's subtotal with price × quantity, which are alike in every file of Shopee.

    Raises E_AMOUNTS_RESAVED where one is a thousand times the other: twelve pieces at `89.000` are
    `1.068.000`, whose two dots a spreadsheet leaves alone, and 89 a piece. Warns of other gaps.
    """
    product = pl.col("unit_price_sen") * pl.col("quantity")
    wrong = lines.with_columns(_product=product).filter(
        pl.col("_product") != pl.col("subtotal_sen")
    )
    if wrong.is_empty():
        return
    lost = wrong.filter(
        (pl.col("_product") * _THOUSAND == pl.col("subtotal_sen"))
        | (pl.col("subtotal_sen") * _THOUSAND == pl.col("_product"))
    )
    if lost.height:
        value = rupiah_texts(min(lost["unit_price_sen"][0], lost["subtotal_sen"][0]))
        raise _resaved(lost, "unit_price_sen", value, ctx)
    for row, printed, found in (
        wrong.select("row_no", "subtotal_sen", "_product").head(_SHOWN).iter_rows()
    ):
        fields: dict[str, object] = {
            "printed": rupiah_texts(printed),
            "product": rupiah_texts(found),
            "rows": wrong.height,
        }
        ctx.issues.append(Issue("W_LINE_TOTAL", "warning", ctx.file_name, row=row, fields=fields))
