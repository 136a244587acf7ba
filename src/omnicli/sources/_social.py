"""What exports of social commerce (OrderOnline, Scalev, our own template) derive alike."""

import polars as pl

from omnicli.domain.couriers import canonical_courier
from omnicli.domain.regions import canonical_city
from omnicli.domain.regions import canonical_province
from omnicli.sources._common import fold
from omnicli.sources._common import folded
from omnicli.sources._common import optional
from omnicli.sources._common import per_text
from omnicli.sources._common import translate
from omnicli.sources._status import translated

EMPTY = ("-", "–", "nan", "NaN", "NULL", "null", "None")
"""What stands in a cell for no value."""


def located(orders: "pl.DataFrame") -> "pl.DataFrame":
    """Courier, city and province by their one name, where the export has them."""
    named = translate(orders, "courier_service", "courier", canonical_courier)
    for column, rule in (("city", canonical_city), ("province", canonical_province)):
        named = translate(named, column, column, rule)
    return named


def listing_key(lines: "pl.DataFrame") -> "pl.Expr":
    """SKU and variation; without a SKU the folded name and variation."""
    sku = optional(lines, "sku", pl.String)
    variation = optional(lines, "variation", pl.String).fill_null("")
    named = folded("product_name") + "|" + variation.str.to_lowercase()
    return pl.when(sku.is_not_null()).then(sku + "|" + variation).otherwise(named)


def is_cod(orders: "pl.DataFrame") -> "pl.Expr":
    """1 where the courier collects the money, NULL where the payment method is not told."""
    if "payment_method" not in orders.columns:
        return pl.lit(None, dtype=pl.Int64)
    return per_text(
        "payment_method",
        lambda text: (
            text.str.to_lowercase()
            .str.contains(r"\bcod\b|bayar di tempat|cash on delivery")
            .cast(pl.Int64)
        ),
    )


def product_kind(orders: "pl.DataFrame") -> "pl.Expr":
    """Digital where the export says so; NULL leaves the default, a physical product."""
    text = optional(orders, "kind_text", pl.String).str.to_lowercase()
    return (
        pl.when(text.str.contains("digital|e-?book|e-?course|kelas"))
        .then(pl.lit("digital"))
        .when(text.is_not_null())
        .then(pl.lit("physical"))
    )


def payment(orders: "pl.DataFrame", words: "dict[str, str]") -> "pl.Expr":
    """The printed payment status; else what payment time and a delivered COD parcel prove."""
    printed = (
        translated("payment_text", words, fold)
        if "payment_text" in orders.columns
        else pl.lit(None, dtype=pl.String)
    )
    paid = optional(orders, "paid_date", pl.String).is_not_null()
    collected = (pl.col("is_cod") == 1) & (pl.col("status") == "completed")
    proven = pl.when(paid | collected).then(pl.lit("paid")).otherwise(pl.lit("unpaid"))
    return pl.coalesce(printed, proven)
