"""What a TikTok Shop order's own words say about its status, its return and its payment.

All expressions work on one row per order, with the columns that `tiktok_orders` adds.
"""

from typing import TYPE_CHECKING

import polars as pl

from omnicli.sources._common import fold
from omnicli.sources._common import folded
from omnicli.sources._common import optional
from omnicli.sources._status import proven
from omnicli.sources._status import report_unknown
from omnicli.sources._status import translated

if TYPE_CHECKING:
    from omnicli.ingest.spec import FileContext

_EXACT = {
    "belum dibayar": "pending",
    "belum bayar": "pending",
    "unpaid": "pending",
    "ditahan": "pending",
    "on hold": "pending",
    "perlu dikirim": "to_ship",
    "to ship": "to_ship",
    "awaiting shipment": "confirmed",
    "menunggu pengiriman": "confirmed",
    "awaiting collection": "ready_to_ship",
    "menunggu pengambilan": "ready_to_ship",
    "dikirim": "shipped",
    "dalam pengiriman": "shipped",
    "shipped": "shipped",
    "sedang transit": "shipped",
    "in transit": "shipped",
    "terkirim": "shipped",
    "delivered": "shipped",
    "selesai": "completed",
    "completed": "completed",
    "dibatalkan": "canceled",
    "canceled": "canceled",
    "cancelled": "canceled",
    "pengantaran gagal": "rts",
    "pengiriman paket gagal": "rts",
    "delivery failed": "rts",
    "package delivery failed": "rts",
}
"""Order Status or Order Substatus; `Terkirim` is not final, the buyer may still send it back."""

_NOT_DELIVERED = r"delivery failed|failed delivery|(pengiriman|pengantaran)( paket)? gagal"
_LOST = r"paket hilang|(package|parcel) lost|lost (package|parcel)"


def status_columns(orders: "pl.DataFrame", ctx: "FileContext") -> "pl.DataFrame":
    """Add status, return_kind, return_in_process, refund_sen, refund_unknown, payment_status.

    The substatus decides between the steps before shipping. A status nobody knows becomes the
    furthest step its own times prove, and is reported.
    """
    known = orders.with_columns(_word=_platform_word(orders), raw_status=_printed(orders))
    steps = known.with_columns(**_canceled(known), **_returns(known))
    stepped = steps.with_columns(status=_status(steps))
    report_unknown(stepped.filter(pl.col("_word").is_null()), ctx)
    settled = stepped.with_columns(return_kind=_return_kind(), **_refund())
    return settled.with_columns(
        payment_status=_payment(settled),
        return_in_process=(pl.col("open_returns") > 0).cast(pl.Int64),
    ).drop("_word", "_failed", "_lost", "_full", "_all_marked")


def _platform_word(orders: "pl.DataFrame") -> "pl.Expr":
    """The status, made precise by the substatus where an order waits to be shipped."""
    word = translated("raw_status", _EXACT, fold)
    if "substatus" not in orders.columns:
        return word
    finer = translated("substatus", _EXACT, fold)
    precise = finer.is_in(["confirmed", "ready_to_ship"])
    return pl.when((word == "to_ship") & precise).then(finer).otherwise(pl.coalesce(word, finer))


def _printed(orders: "pl.DataFrame") -> "pl.Expr":
    """`Dikirim / Terkirim`; the status alone where the substatus only repeats it."""
    if "substatus" not in orders.columns:
        return pl.col("raw_status")
    adds = (folded("substatus") != "") & (folded("substatus") != folded("raw_status"))
    both = pl.concat_str("raw_status", "substatus", separator=" / ")
    return pl.when(adds).then(both).otherwise(pl.col("raw_status"))


def _has(orders: "pl.DataFrame", column: str) -> "pl.Expr":
    return optional(orders, column, pl.String).is_not_null()


def _proven(orders: "pl.DataFrame") -> "pl.Expr":
    """The furthest step that times and tracking number prove; never more than shipped."""
    shipped = _has(orders, "shipped_date")
    return pl.when(shipped).then(pl.lit("shipped")).otherwise(proven(orders))


def _canceled(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """Why a canceled order came back: it had left the warehouse, or its reason says so."""
    reason = folded("cancel_reason") if "cancel_reason" in orders.columns else pl.lit("")
    return {
        "_failed": _has(orders, "shipped_date") | reason.str.contains(_NOT_DELIVERED),
        "_lost": reason.str.contains(_LOST),
    }


def _returns(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """A full return: every unit back, none still open, and all the buyer paid for it refunded."""
    every_unit = (pl.col("returned_quantity") > 0) & (
        pl.col("returned_quantity") >= pl.col("quantity")
    )
    whole = optional(orders, "is_incomplete", pl.Int64).fill_null(0) == 0
    refunded = pl.col("buyer_refund_sen").fill_null(0)
    all_money = (refunded > 0) & (refunded >= pl.col("item_subtotal_sen"))
    return {
        "_all_marked": every_unit,
        "_full": every_unit & whole & (pl.col("open_returns") == 0) & all_money,
    }


def _status(orders: "pl.DataFrame") -> "pl.Expr":
    word = pl.col("_word")
    arranged = _has(orders, "ready_date") | _has(orders, "awb")
    return (
        pl.when((word == "canceled") & pl.col("_lost"))
        .then(pl.lit("closed"))
        .when((word == "canceled") & pl.col("_failed"))
        .then(pl.lit("rts"))
        .when((word == "completed") & pl.col("_full"))
        .then(pl.lit("rts"))
        .when((word == "to_ship") & arranged)
        .then(pl.lit("ready_to_ship"))
        .when(word == "to_ship")
        .then(pl.lit("confirmed"))
        .when(word.is_null())
        .then(_proven(orders))
        .otherwise(word)
    )


def _return_kind() -> "pl.Expr":
    status, word = pl.col("status"), pl.col("_word")
    return (
        pl.when(status == "closed")
        .then(pl.lit("lost"))
        .when((status == "rts") & (word == "completed"))
        .then(pl.lit("returned_after_receipt"))
        .when(status == "rts")
        .then(pl.lit("refused_undelivered"))
    )


def _refund() -> "dict[str, pl.Expr]":
    """What a completed order gave back, at the seller's price.

    Every unit marked but not all money back: what the platform says it refunded, and unknown
    while it says nothing.
    """
    completed = pl.col("status") == "completed"
    printed = pl.col("buyer_refund_sen").fill_null(0)
    value = (
        pl.when(pl.col("_all_marked")).then(printed).otherwise(pl.col("returned_value_sen"))
    ).fill_null(0)
    capped = pl.min_horizontal(value, pl.max_horizontal(pl.col("net_revenue_sen"), pl.lit(0)))
    return {
        "refund_sen": pl.when(completed).then(capped).otherwise(0),
        "refund_unknown": (completed & pl.col("_all_marked") & (printed == 0)).cast(pl.Int64),
    }


def _payment(orders: "pl.DataFrame") -> "pl.Expr":
    """Paid Time is the proof: of a COD order it stays empty until delivery."""
    paid = _has(orders, "paid_date")
    over = pl.col("status").is_in(["canceled", "rts", "closed"])
    received = pl.col("_word") == "completed"
    return (
        pl.when(over & (received | paid))
        .then(pl.lit("refunded"))
        .when(over)
        .then(pl.lit("unpaid"))
        .when((pl.col("status") == "completed") & (pl.col("refund_sen") > 0))
        .then(pl.lit("partially_refunded"))
        .when((pl.col("status") == "completed") | paid)
        .then(pl.lit("paid"))
        .otherwise(pl.lit("unpaid"))
    )
