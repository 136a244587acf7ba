"""Whether a Mengantar file states its shipping fee before or after the discount.

Both occur, and the header is the same. A row that also has `Shipping Fee Without Discount` proves
which it is for itself; rows that prove nothing go by most of those that do, and by the plain
export, which states the fee before the discount, where none does.
"""

from typing import TYPE_CHECKING

import polars as pl

from omnicli.domain.issues import Issue
from omnicli.sources._common import optional

if TYPE_CHECKING:
    from omnicli.ingest.spec import FileContext

_GROSS = ("bruto", "gross")
_NET = ("bersih", "net")


def net_shipping(orders: "pl.DataFrame", ctx: "FileContext") -> "pl.Expr":
    """What shipping costs the seller, discount taken off; the file's reading goes to its issues."""
    fee = optional(orders, "shipping_fee_sen", pl.Int64)
    discount = optional(orders, "shipping_discount_sen", pl.Int64).fill_null(0).abs()
    full = optional(orders, "undiscounted_fee_sen", pl.Int64)
    says_gross, says_net = fee == full, fee + discount == full
    # Shipments that cost nothing and rows where both readings agree prove nothing.
    proofs = orders.select(fee=fee, gross=says_gross, net=says_net, telling=discount != 0).filter(
        pl.col("telling") & pl.col("gross").is_not_null()
    )
    gross, net = int(proofs["gross"].sum()), int(proofs["net"].sum())
    is_net = net > gross
    if proofs.height:
        _report(ctx, _NET if is_net else _GROSS, max(gross, net), proofs.height)
    as_net, as_gross = pl.coalesce(fee, full - discount), pl.coalesce(fee, full) - discount
    by_most = as_net if is_net else as_gross
    return pl.when(says_gross).then(as_gross).when(says_net).then(as_net).otherwise(by_most)


def _report(ctx: "FileContext", reading: tuple[str, str], proofs: int, rows: int) -> None:
    """Say how the file was read, and how many shipments contradict that."""
    found = [("notice", "N_SHIPPING_FEE", proofs), ("warning", "W_SHIPPING_FEE", rows - proofs)]
    for severity, code, orders in found:
        if orders:
            ctx.issues.append(
                Issue(
                    code,
                    "notice" if severity == "notice" else "warning",
                    ctx.file_name,
                    column="shipping_fee_sen",
                    fields={"orders": orders, "reading": reading},
                )
            )
