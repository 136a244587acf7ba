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
_TIMES = 1_000
_ENOUGH = 3
_COSTS = ("cogs_sen", "shipping_cost_sen")
"""What no total of an order proves."""


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
        "other": rupiah_texts(largest * _TIMES),
    }
    ctx.issues.append(Issue("W_AMOUNTS_SMALL", "warning", ctx.file_name, fields=fields))


def warn_small_costs(rows: "pl.DataFrame", part: Part, ctx: FileContext) -> None:
    """Tell both readings of a cost below Rp1,000 where other rows speak for the larger one.

    They do where the same cost stands there a thousand times as large, and where none of three
    reaches Rp1,000 though amounts beside them do.
    """
    for column in part.columns:
        if part.target != "orders" or column.name not in _COSTS or column.name not in rows.columns:
            continue
        costs = rows[column.name].drop_nulls().abs()
        costs = costs.filter(costs > 0)
        small = costs.filter(costs < _THOUSAND_SEN)
        if len(small) < len(costs) or len(costs) < _ENOUGH:
            small = small.filter((small * _TIMES).is_in(costs.implode()))
        elif not _reached(rows, part):
            continue  # the whole file is small, which is told once
        if len(small):
            value = int(small[0])
            fields: dict[str, object] = {
                "cost": rupiah_texts(value),
                "other": rupiah_texts(value * _TIMES),
                "rows": len(small),
            }
            place = column.aliases[0]
            ctx.issues.append(
                Issue("W_COST_SMALL", "warning", ctx.file_name, column=place, fields=fields)
            )


def _reached(rows: "pl.DataFrame", part: Part) -> bool:
    """Whether an amount of the file reaches Rp1,000."""
    names = [c.name for c in part.columns if isinstance(c.type, Money) and c.name in rows.columns]
    return bool((rows.select(names).unpivot()["value"].abs() >= _THOUSAND_SEN).any())
