"""What a Shopee order's own words say about its status, its return and its payment.

All expressions work on one row per order, with the columns that `shopee_orders` adds.
"""

from typing import TYPE_CHECKING

import polars as pl

from omnicli.sources._common import folded
from omnicli.sources._common import optional
from omnicli.sources._status import proven
from omnicli.sources._status import report_unknown

if TYPE_CHECKING:
    from omnicli.ingest.spec import FileContext

_EXACT = {
    "belum bayar": "pending",
    "unpaid": "pending",
    "perlu dikirim": "to_ship",
    "to ship": "to_ship",
    "pembatalan diajukan": "in_process",
    "sedang dikirim": "shipped",
    "dikirim": "shipped",
    "shipping": "shipped",
    "telah dikirim": "shipped",
    "shipped": "shipped",
    "to receive": "shipped",
    "selesai": "completed",
    "completed": "completed",
    "pengembalian": "rts",
    "batal": "canceled",
    "dibatalkan": "canceled",
    "cancelled": "canceled",
    "canceled": "canceled",
}
_RECEIVED = r"^(pesanan diterima|order received)"
"""The whole status `Pesanan Diterima`, and the sentence that goes on about a possible return: it
holds the word *pengembalian* and still means a completed order."""

_NOT_DELIVERED = r"pengiriman gagal|failed delivery|delivery failed"
_LOST = r"paket hilang|parcel lost|lost parcel"


def status_columns(orders: "pl.DataFrame", ctx: "FileContext") -> "pl.DataFrame":
    """Add status, return_kind, return_in_process, refund_sen, refund_unknown, payment_status.

    A status nobody knows becomes the furthest step its own columns prove (shipping arranged, else
    paid, else pending) and is reported: a low rank never hides a later, known status, and nothing
    unknown is ever counted as delivered.
    """
    known = orders.with_columns(_word=_platform_word())
    unknown = known.filter(known["_word"].is_null())
    report_unknown(unknown.with_columns(status=proven(unknown)), ctx)
    steps = known.with_columns(**_failures(known), **_returns(known))
    return (
        steps.with_columns(status=_status(steps))
        .with_columns(return_kind=_return_kind(), **_refund())
        .with_columns(payment_status=_payment(steps))
        .drop("_word", "_failed", "_lost", "_full_return", "_all_marked")
    )


def _platform_word() -> "pl.Expr":
    text = folded("raw_status")
    exact = text.replace_strict(_EXACT, default=None, return_dtype=pl.String)
    return pl.when(text.str.contains(_RECEIVED)).then(pl.lit("completed")).otherwise(exact)


def _arranged(orders: "pl.DataFrame") -> "pl.Expr":
    return (
        optional(orders, "awb", pl.String).is_not_null()
        | optional(orders, "ready_date", pl.String).is_not_null()
    )


def _failures(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """Undelivered or lost: by the cancel reason, else by the failed-delivery column alone."""
    nothing = pl.lit("")
    reason = folded("cancel_reason") if "cancel_reason" in orders.columns else nothing
    failed = optional(orders, "failed_delivery", pl.String).is_not_null()
    return {
        "_failed": reason.str.contains(_NOT_DELIVERED) | ((reason == "") & failed),
        "_lost": reason.str.contains(_LOST),
    }


def _returns(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """A full return needs all units back, the approval, and nothing left for the buyer to pay."""
    ordered = pl.max_horizontal(
        pl.col("quantity"), optional(orders, "expected_quantity", pl.Int64).fill_null(0)
    )
    every_unit = (pl.col("returned_quantity") > 0) & (pl.col("returned_quantity") >= ordered)
    approved = pl.col("approved_lines") > 0
    nothing_paid = pl.col("buyer_total_sen").fill_null(-1) == 0
    return {
        "_full_return": every_unit & approved & nothing_paid,
        "_all_marked": every_unit,
        "return_in_process": (pl.col("returning_lines") > 0).cast(pl.Int64),
    }


def _status(orders: "pl.DataFrame") -> "pl.Expr":
    word = pl.col("_word")
    to_ship = (
        pl.when(_arranged(orders)).then(pl.lit("ready_to_ship")).otherwise(pl.lit("confirmed"))
    )
    return (
        pl.when((word == "canceled") & pl.col("_lost"))
        .then(pl.lit("closed"))
        .when((word == "canceled") & pl.col("_failed"))
        .then(pl.lit("rts"))
        .when((word == "completed") & pl.col("_full_return"))
        .then(pl.lit("rts"))
        .when(word == "to_ship")
        .then(to_ship)
        .when(word.is_null())
        .then(proven(orders))
        .otherwise(word)
    )


def _return_kind() -> "pl.Expr":
    word = pl.col("_word")
    return (
        pl.when(pl.col("status") == "closed")
        .then(pl.lit("lost"))
        .when((pl.col("status") == "rts") & (word == "canceled"))
        .then(pl.lit("refused_undelivered"))
        .when((pl.col("status") == "rts") & (word == "completed"))
        .then(pl.lit("returned_after_receipt"))
        .when(pl.col("status") == "rts")
        .then(pl.lit("unknown"))
    )


def _refund() -> "dict[str, pl.Expr]":
    """What a completed order gave back: returned units × deal price, unless every unit is marked.

    Then the platform may have refunded any part of it, and only the income file knows.
    """
    completed = pl.col("status") == "completed"
    unknown = completed & pl.col("_all_marked")
    refund = pl.when(completed & ~unknown).then(pl.col("returned_value_sen")).otherwise(0)
    return {"refund_sen": refund.fill_null(0), "refund_unknown": unknown.cast(pl.Int64)}


def _payment(orders: "pl.DataFrame") -> "pl.Expr":
    """COD is paid on completion, the rest when the export shows a payment time."""
    cod = optional(orders, "is_cod", pl.Int64).fill_null(0) == 1
    has_paid = optional(orders, "paid_date", pl.String).is_not_null()
    over = pl.col("status").is_in(["canceled", "rts", "closed"])
    received = pl.col("_word") == "completed"
    return (
        pl.when(over & (received | (has_paid & ~cod)))
        .then(pl.lit("refunded"))
        .when(over)
        .then(pl.lit("unpaid"))
        .when((pl.col("status") == "completed") & (pl.col("refund_sen") > 0))
        .then(pl.lit("partially_refunded"))
        .when(pl.col("status") == "completed")
        .then(pl.lit("paid"))
        .when(has_paid & ~cod)
        .then(pl.lit("paid"))
        .otherwise(pl.lit("unpaid"))
    )
