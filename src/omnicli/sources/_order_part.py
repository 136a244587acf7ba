"""What every export of orders derives alike, from the few facts that differ between platforms.

A source hands `order_part` its columns and its `OrderFacts`. The rows get the key of what they
sold; an order gets its money, its cash on delivery, its buyer, courier and region, its status and
its payment, always in this order and always by the same rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import partial

import polars as pl

from omnicli.domain.couriers import canonical_courier
from omnicli.domain.errors import OmniError
from omnicli.domain.money import rupiah_texts
from omnicli.domain.regions import canonical_city
from omnicli.domain.regions import canonical_province
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Transform
from omnicli.sources._common import fold
from omnicli.sources._common import folded
from omnicli.sources._common import masked_key
from omnicli.sources._common import optional
from omnicli.sources._common import per_text
from omnicli.sources._common import translate
from omnicli.sources._status import proven
from omnicli.sources._status import report_unknown
from omnicli.sources._status import translated

_FEW = 3
"""Orders that must tell the same before it is the file's way and not theirs."""
_COD = r"\bcod\b|bayar di tempat|cash on delivery"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """How one platform's orders differ from all others."""

    listing: str = ""
    """The column of the platform's own id of what was sold; else it is SKU and variation, else
    name and variation."""
    variations: bool = True
    """False where an export cannot name variations: then SKU or name alone, or nothing."""
    rows: Transform | None = None
    """What each line adds to its order."""
    derive: Transform | None = None
    """What the order's own columns say before anything else is derived."""
    discounts: tuple[str, ...] = ()
    """What the seller gave. Net revenue is gross less these; without any, the export names it."""
    platform_discounts: tuple[str, ...] = ()
    """What the platform gave and pays back to the seller."""
    masked_buyer: tuple[str, str] | None = None
    """The name and the phone that the export masks, for buyers who can be told apart by them."""
    statuses: Mapping[str, str] = field(default_factory=dict)
    """Our status of each word; `status` then finds it in `_word`, NULL for an unknown word."""
    status: Transform | None = None
    """Adds `status`, where words alone do not decide it, and whatever else follows from it."""
    payments: Mapping[str, str] = field(default_factory=dict)
    """Our payment status of each word in `payment_text`; without any, `status` works it out."""
    unpaid_unless_proven: bool = True
    """False where a silent file must leave the payment that another file states."""
    outcome: Transform | None = None
    """What follows from status and payment: the kind of a return."""
    working: tuple[str, ...] = ()
    """Columns that only serve the derivation of others."""


def order_part(facts: OrderFacts, part: Part) -> Part:
    """The part with everything that orders derive alike.

    Raises ValueError, for the author of a spec that names discounts and no gross to take them from.
    """
    if facts.discounts and not (facts.rows or facts.derive):
        _require_gross(_of_orders(part))
    return replace(part, rows=partial(_rows, facts), finish=partial(_finish, facts))


def _rows(facts: OrderFacts, lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    known = facts.rows(lines, ctx) if facts.rows else lines
    if facts.variations and not {"sku", "product_name"} & set(known.columns):
        return known
    return known.with_columns(listing_key=_listing_key(facts, known))


def _listing_key(facts: OrderFacts, lines: "pl.DataFrame") -> "pl.Expr":
    sku = optional(lines, "sku", pl.String)
    name = folded("product_name") if "product_name" in lines.columns else pl.lit("")
    if facts.variations:
        variation = optional(lines, "variation", pl.String).fill_null("")
        sku, name = sku + "|" + variation, name + "|" + variation.str.to_lowercase()
    own = optional(lines, facts.listing, pl.String)
    return pl.coalesce(own, sku, name)


def _finish(facts: OrderFacts, orders: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    known = facts.derive(orders, ctx) if facts.derive else orders
    known = known.with_columns(**_money(facts, known))
    _refuse_thousandths(known, ctx)
    known = known.with_columns(**_is_cod(known))
    known = known.with_columns(**_cod_value(known))
    if facts.masked_buyer:
        buyer = masked_key(known, ctx.platform, *facts.masked_buyer)
        known = known.with_columns(customer_key=buyer)
    if "kind_text" in known.columns:
        known = known.with_columns(product_kind=_product_kind())
    known = _with_status(facts, located(known), ctx)
    if facts.payments:
        known = known.with_columns(payment_status=_payment(facts, known))
    known = facts.outcome(known, ctx) if facts.outcome else known
    return known.drop(*_WORKING, *facts.working, strict=False)


_GROSS = "product_gross_sen"
_WORKING = ("_word", "listing_key", "kind_text", "payment_text")


def _money(facts: OrderFacts, orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    def total(names: tuple[str, ...]) -> "pl.Expr":
        return pl.sum_horizontal(optional(orders, name, pl.Int64).fill_null(0) for name in names)

    found = {}
    if facts.discounts:
        _require_gross(set(orders.columns))
        given = total(facts.discounts)
        found["seller_discount_sen"] = given
        found["net_revenue_sen"] = pl.col("product_gross_sen") - given
    if facts.platform_discounts:
        found["platform_discount_sen"] = total(facts.platform_discounts)
    return found


def _of_orders(part: Part) -> set[str]:
    """The columns that the orders of every file have before anything is derived."""
    required = {column.name: column.per for column in part.columns if column.required}
    return {name for name, per in required.items() if per == "key" or name in part.sums}


def _require_gross(columns: set[str]) -> None:
    """What `rows` and `derive` add is known only once they ran, so their result is asked, too."""
    if _GROSS not in columns:
        raise ValueError(
            f"OrderFacts.discounts are taken from `{_GROSS}`, which the orders of this spec lack:"
            " make it a required column (of rows: in the part's `sums`, too), or let `rows` or"
            " `derive` work it out. Where the export prints the net itself, leave `discounts` empty"
            " and name that column `net_revenue_sen`."
        )


def _refuse_thousandths(orders: "pl.DataFrame", ctx: FileContext) -> None:
    """Raise E_AMOUNTS_RESAVED where an order's own amounts differ by a factor of a thousand.

    A spreadsheet reads `150.000` as 150 and leaves a price of `150000.00` as it is. No tax, code
    or rounding comes near that factor, and discounts and shipping that do are printed beside it.
    """

    def amount(name: str) -> "pl.Expr":
        return optional(orders, name, pl.Int64).fill_null(0).cast(pl.Float64)

    given, shared = amount("seller_discount_sen"), amount("platform_discount_sen")
    owed, net = amount("product_gross_sen") - given, amount("net_revenue_sen")
    shipping = pl.coalesce(
        optional(orders, "buyer_shipping_sen", pl.Int64),
        optional(orders, "shipping_cost_sen", pl.Int64),
    ).cast(pl.Float64)
    paid = amount("buyer_total_sen")
    signs = (
        ("net_revenue_sen", _a_thousand(owed, net) | _a_thousand(net, owed)),
        ("buyer_total_sen", _a_thousand(net - shared, paid)),
        ("cod_value_sen", _a_thousand(net - shared, amount("cod_value_sen"))),
        # A parcel of a cheap thing costs a thousand times its price, but no more than itself.
        ("net_revenue_sen", _a_thousand(paid, net) & _a_thousand(paid - shipping, net)),
        # Where no shipping is printed, all orders of a file are no such parcels.
        ("buyer_total_sen", _all_a_thousand(paid, net)),
    )
    for column, rule in signs:
        lost = orders.filter(rule) if column in orders.columns else orders.clear()
        if lost.height:
            raise OmniError(
                "E_AMOUNTS_RESAVED",
                file=ctx.file_name,
                row=_row_of(str(lost["order_no"][0]), ctx),
                column=column,
                value=rupiah_texts(int(lost[column][0])),
            )


def _a_thousand(whole: "pl.Expr", part: "pl.Expr") -> "pl.Expr":
    return (part != 0) & (whole / part).is_between(800, 1250)


def _all_a_thousand(whole: "pl.Expr", part: "pl.Expr") -> "pl.Expr":
    telling = (whole > 0) & (part > 0)
    found = _a_thousand(whole, part) & telling
    return found & (found.sum() == telling.sum()) & (telling.sum() >= _FEW)


def _row_of(order_no: str, ctx: FileContext) -> int | None:
    """The first row of the file that names an order: orders no longer know their rows."""
    for _, below in ctx.tables:
        named = below.filter(pl.any_horizontal(pl.exclude("row_no") == order_no))
        if named.height:
            return int(named["row_no"][0])
    return None


def _is_cod(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """Whether the courier collects the money, where the export says so or how the buyer pays."""
    if "is_cod" in orders.columns or not {"payment_method", "cod_value_sen"} & set(orders.columns):
        return {}
    method = cod_of_method(orders)
    value = optional(orders, "cod_value_sen", pl.Int64)
    return {"is_cod": pl.when(value > 0).then(1).otherwise(method).cast(pl.Int64)}


def cod_of_method(orders: "pl.DataFrame") -> "pl.Expr":
    """1 where the buyer pays on delivery, 0 where otherwise, NULL where the file does not say."""
    if "payment_method" not in orders.columns:
        return pl.lit(None, dtype=pl.Int64)
    method = per_text("payment_method", lambda text: fold(text).str.contains(_COD).cast(pl.Int64))
    return pl.when(pl.col("payment_method").is_not_null()).then(method)


def _cod_value(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """What the courier collects: the export's own figure, else all that the buyer pays."""
    if "is_cod" not in orders.columns:
        return {}
    total = pl.when(pl.col("is_cod") == 1).then(optional(orders, "buyer_total_sen", pl.Int64))
    return {"cod_value_sen": pl.coalesce(optional(orders, "cod_value_sen", pl.Int64), total)}


def located(orders: "pl.DataFrame") -> "pl.DataFrame":
    """Courier, city and province by their one name, where the export has them."""
    known = orders
    if "courier" not in orders.columns:
        known = translate(orders, "courier_service", "courier", canonical_courier)
    for column, rule in (("city", canonical_city), ("province", canonical_province)):
        known = translate(known, column, column, rule)
    return known


def _with_status(facts: OrderFacts, orders: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    if not facts.statuses:
        return facts.status(orders, ctx) if facts.status else orders
    worded = orders.with_columns(_word=translated("raw_status", facts.statuses))
    if facts.status:
        known = facts.status(worded, ctx)
    else:
        known = worded.with_columns(status=pl.coalesce("_word", proven(worded)))
    report_unknown(known.filter(known["_word"].is_null()), ctx)
    return known


def _payment(facts: OrderFacts, orders: "pl.DataFrame") -> "pl.Expr":
    """The printed payment status; else what payment time and a delivered COD parcel prove."""
    paid = optional(orders, "paid_date", pl.String).is_not_null()
    cod = optional(orders, "is_cod", pl.Int64) == 1
    proved = paid | (cod & (pl.col("status") == "completed"))
    printed = pl.lit(None, dtype=pl.String)
    is_unpaid = pl.lit(value=facts.unpaid_unless_proven)
    if "payment_text" in orders.columns:
        printed = translated("payment_text", facts.payments, fold)
        is_unpaid = is_unpaid | pl.col("payment_text").is_not_null()
    unpaid = pl.when(is_unpaid).then(pl.lit("unpaid"))
    return pl.coalesce(printed, pl.when(proved).then(pl.lit("paid")).otherwise(unpaid))


def _product_kind() -> "pl.Expr":
    """Digital where the export says so; NULL leaves the default, a physical product."""
    text = pl.col("kind_text").str.to_lowercase()
    return (
        pl.when(text.str.contains("digital|e-?book|e-?course|kelas"))
        .then(pl.lit("digital"))
        .when(text.is_not_null())
        .then(pl.lit("physical"))
    )
