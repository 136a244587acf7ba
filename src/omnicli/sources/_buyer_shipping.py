"""Whose shipping a form seller's export prints: what the buyer paid, or what the courier takes.

OrderOnline and Scalev have one column `shipping_cost` for either. An order whose gross less net is
that amount proves that its buyer paid it; where nearly all orders of a file that can tell do, its
other orders are read the same. What stays unproved is nobody's, and no yardstick (`v_dues`).
"""

import polars as pl

from omnicli.sources._common import optional

_MOST = 0.8
"""Share of the telling orders, as among settlements that prove the column to be the courier's."""


def buyer_shipping(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """`buyer_shipping_sen`, for a file whose own amounts prove it."""
    if not {"shipping_cost_sen", "buyer_total_sen"} <= set(orders.columns):
        return {}
    shipping = pl.col("shipping_cost_sen")
    beside = pl.col("buyer_total_sen") - optional(orders, "net_revenue_sen", pl.Int64)
    proofs = orders.select(shipping=shipping, is_buyers=beside == shipping).filter(
        (pl.col("shipping") > 0) & pl.col("is_buyers").is_not_null()
    )
    if not proofs["is_buyers"].any():
        return {}
    by_most = int(proofs["is_buyers"].sum()) >= _MOST * proofs.height
    silent = beside.is_null() & by_most
    return {"buyer_shipping_sen": pl.when((beside == shipping) | silent).then(shipping)}
