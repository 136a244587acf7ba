"""Mengantar's courier statuses in our words.

All expressions work on one row per shipment, with the columns that `mengantar_orders` adds.
"""

from typing import TYPE_CHECKING

import polars as pl

from omnicli.sources._common import optional
from omnicli.sources._common import per_text
from omnicli.sources._status import known_word
from omnicli.sources._status import proven
from omnicli.sources._status import report_unknown
from omnicli.sources._status import spelled
from omnicli.sources._status import word

if TYPE_CHECKING:
    from omnicli.ingest.spec import FileContext

_PROBLEMS = (
    "undelivered",
    "bad address",
    "closed or not available",
    "receiver issue",
    "receiver resigned",
    "rejected",
    "shipment damage",
    "irregularity",
)
_ON_THE_WAY = (
    "picked up",
    "manifest outgoing",
    "incoming",
    "outgoing",
    "outgoing smu",
    "sorting center",
    "transit city",
    "warehouse",
    "inbound station",
    "origin gateway",
    "on process",
    "missroute",
    "forwarded",
    "on delivery",
    "delivery courier",
    "take self",
    "redelivery",
    "need redelivery",
    "shipment issue",
    "weekend or holiday",
)
_WORDS = {
    "pending pickup": "ready_to_ship",
    **dict.fromkeys(_ON_THE_WAY, "shipped"),
    **dict.fromkeys(_PROBLEMS, "shipped"),
    "parcel lost": "closed",
    "rts": "rts",
    "delivered": "completed",
}
_RETURNING = ("return in progress",)


def _known() -> "pl.Expr":
    """Listed words first, then what a word begins with or contains, as couriers vary them."""

    def parsed(raw: "pl.Expr") -> "pl.Expr":
        text = spelled(raw)
        return (
            pl.when(text.str.starts_with("undelivered"))
            .then(pl.lit("shipped"))
            .when(text.str.contains("return"))
            .then(pl.lit("rts"))
            .when(text.str.contains("cancel|batal"))
            .then(pl.lit("canceled"))
            .when(text.str.contains(r"^delivered \("))
            .then(pl.lit("completed"))
            .otherwise(known_word(text, _WORDS))
        )

    return per_text("raw_status", parsed)


def _blank(orders: "pl.DataFrame") -> "pl.Expr":
    """A shipment without a status: created until it has a tracking number."""
    has_awb = optional(orders, "awb", pl.String).is_not_null()
    return pl.when(has_awb).then(pl.lit("ready_to_ship")).otherwise(pl.lit("created"))


def status_columns(orders: "pl.DataFrame", ctx: "FileContext") -> "pl.DataFrame":
    """Add status, delivery_problem, return_kind, return_in_process, payment_status and the times.

    The last update of a shipment that is over is the time of what ended it.
    """
    text = word("raw_status")
    blank = text == ""
    compared = orders.with_columns(_known=_known(), _proven=proven(orders), _blank=_blank(orders))
    unknown = compared.filter(pl.col("_known").is_null() & ~blank)
    report_unknown(unknown.select("raw_status", status="_proven"), ctx)
    status = pl.when(blank).then(pl.col("_blank")).otherwise(pl.coalesce("_known", "_proven"))
    problem = text.is_in(_PROBLEMS) | text.str.starts_with("undelivered")
    stated = compared.with_columns(
        status=status,
        delivery_problem=pl.when(problem).then(pl.col("raw_status")),
        return_in_process=text.is_in(_RETURNING).cast(pl.Int64),
    ).drop("_known", "_proven", "_blank")
    return stated.with_columns(
        return_kind=pl.col("status").replace_strict(
            {"rts": "refused_undelivered", "closed": "lost"}, default=None, return_dtype=pl.String
        ),
        payment_status=_payment(),
        **_ends(stated),
    )


def _payment() -> "pl.Expr":
    """COD is paid when delivered; how a shipment without COD was paid stands nowhere here."""
    return (
        pl.when(pl.col("is_cod") == 0)
        .then(pl.lit(None, dtype=pl.String))
        .when(pl.col("status") == "completed")
        .then(pl.lit("paid"))
        .otherwise(pl.lit("unpaid"))
    )


def _ends(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """When it was completed, returned or canceled, where the export has its last update."""
    over = {
        "completed": pl.col("status") == "completed",
        "returned": (pl.col("status") == "rts") & (pl.col("return_in_process") == 0),
        "canceled": pl.col("status") == "canceled",
    }
    return {
        f"{stem}_{kind}": pl.when(ended).then(optional(orders, f"updated_{kind}", pl.String))
        for stem, ended in over.items()
        for kind in ("at", "date")
    }
