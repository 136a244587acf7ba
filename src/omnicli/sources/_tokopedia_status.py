"""What an old Tokopedia order's own words say about its status and its payment.

All expressions work on one row per order, with the columns that `tokopedia_orders` adds.
"""

from typing import TYPE_CHECKING

import polars as pl

from omnicli.sources._common import fold
from omnicli.sources._common import optional
from omnicli.sources._common import per_text
from omnicli.sources._status import proven
from omnicli.sources._status import report_unknown

if TYPE_CHECKING:
    from omnicli.ingest.spec import FileContext

_PREFIXES = (
    ("pesanan baru", "created"),
    ("menunggu konfirmasi", "pending"),
    ("pesanan diproses", "in_process"),
    ("menunggu pick", "ready_to_ship"),
    ("pesanan dikirim", "shipped"),
    ("sedang dikirim", "shipped"),
    ("pesanan telah dikirim", "shipped"),
    ("pesanan tiba", "shipped"),
    ("pesanan telah tiba", "shipped"),
    ("pesanan dikomplain", "complaint"),
    ("pesanan selesai", "completed"),
    ("transaksi selesai", "completed"),
    ("dibatalkan", "canceled"),
    ("pesanan dibatalkan", "canceled"),
    ("transaksi dibatalkan", "canceled"),
)
"""How a status begins, in either generation; a sentence or a reason may follow."""

_REASON = r"(?i)^dibatalkan[^-]*-\s*(\S.*)$"


def status_columns(orders: "pl.DataFrame", ctx: "FileContext") -> "pl.DataFrame":
    """Add status, cancel_reason, return_kind, return_in_process, refund_sen, payment_status.

    An order in complaint stays `shipped`, flagged: whether it ends completed or returned is for a
    newer export to say. A status nobody knows becomes the furthest step its own times prove.
    """
    printed = per_text("raw_status", lambda text: text.str.replace_all(r"\s+", " "))
    known = orders.with_columns(raw_status=printed, _word=_platform_word())
    stepped = known.with_columns(
        status=_status(known),
        cancel_reason=per_text("raw_status", lambda text: text.str.extract(_REASON)),
    )
    report_unknown(stepped.filter(pl.col("_word").is_null()), ctx)
    settled = stepped.with_columns(
        return_kind=pl.when(pl.col("status") == "rts").then(pl.lit("refused_undelivered")),
        return_in_process=(pl.col("_word") == "complaint").fill_null(value=False).cast(pl.Int64),
        refund_sen=_refund(stepped),
    )
    return settled.with_columns(payment_status=_payment(settled)).drop("_word")


def _platform_word() -> "pl.Expr":
    def begins(text: "pl.Expr") -> "pl.Expr":
        return pl.coalesce(
            pl.when(fold(text).str.starts_with(prefix)).then(pl.lit(word))
            for prefix, word in _PREFIXES
        )

    return per_text("raw_status", begins)


def _has(orders: "pl.DataFrame", column: str) -> "pl.Expr":
    return optional(orders, column, pl.String).is_not_null()


def _status(orders: "pl.DataFrame") -> "pl.Expr":
    """A canceled order that has a receipt number and a ship date came back to the sender."""
    word = pl.col("_word")
    left = _has(orders, "awb") & _has(orders, "shipped_date")
    return (
        pl.when((word == "canceled") & left)
        .then(pl.lit("rts"))
        .when(word == "complaint")
        .then(pl.lit("shipped"))
        .when(word.is_not_null())
        .then(word)
        .when(_has(orders, "shipped_date"))
        .then(pl.lit("shipped"))
        .otherwise(proven(orders))
    )


def _refund(orders: "pl.DataFrame") -> "pl.Expr":
    """What a completed order was reduced by: items the seller did not send along."""
    reduced = optional(orders, "reduced_sen", pl.Int64).fill_null(0)
    most = pl.max_horizontal(pl.col("net_revenue_sen"), pl.lit(0))
    return (
        pl.when(pl.col("status") == "completed").then(pl.min_horizontal(reduced, most)).otherwise(0)
    )


def _payment(orders: "pl.DataFrame") -> "pl.Expr":
    """The payment date is the proof, except for COD, which is paid on completion."""
    cod = optional(orders, "is_cod", pl.Int64).fill_null(0) == 1
    paid = _has(orders, "paid_date") & ~cod
    over = pl.col("status").is_in(["canceled", "rts"])
    completed = pl.col("status") == "completed"
    return (
        pl.when(over & paid)
        .then(pl.lit("refunded"))
        .when(over)
        .then(pl.lit("unpaid"))
        .when(completed & (pl.col("refund_sen") > 0))
        .then(pl.lit("partially_refunded"))
        .when(completed | paid)
        .then(pl.lit("paid"))
        .otherwise(pl.lit("unpaid"))
    )
