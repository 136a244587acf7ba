"""Our own template for orders from anywhere else: one row per item, add or update.

Its headers are what `omni template orders` writes. Amounts are rupiah with dots as thousands, so
that `150.000` can only mean one thing; order-level cells may stand on the first row alone.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources._common import EMPTY
from omnicli.sources._common import optional
from omnicli.sources._order_details import DETAILS
from omnicli.sources._order_part import OrderFacts
from omnicli.sources._order_part import order_part
from omnicli.sources._status import word

_RUPIAH = Money("dot_thousands")
TIME = When(
    (
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d",
        "%d/%m/%Y %H:%M",
        "%d/%m/%Y %H:%M:%S",
        "%d/%m/%Y",
        "%d-%m-%Y %H:%M",
        "%d-%m-%Y",
    ),
    cells=True,
)

PLATFORMS = ("shopee", "tiktok", "tokopedia", "orderonline", "mengantar", "scalev", "manual")
"""Names omni has for platforms; any other name is a platform of the user's own."""

PLATFORM_WORDS = {
    "tiktok shop": "tiktok",
    "tiktokshop": "tiktok",
    "order online": "orderonline",
}
STATUSES = {
    "dibuat": "created",
    "menunggu": "pending",
    "dikonfirmasi": "confirmed",
    "diproses": "in_process",
    "siap dikirim": "ready_to_ship",
    "dikirim": "shipped",
    "selesai": "completed",
    "dikembalikan": "rts",
    "batal": "canceled",
    "ditutup": "closed",
}
"""The words of the template's drop-down; our own names are accepted too."""

PAYMENTS = {
    "belum dibayar": "unpaid",
    "lunas": "paid",
    "dikembalikan sebagian": "partially_refunded",
    "dikembalikan": "refunded",
    "konflik": "conflict",
}

_STATUS_WORDS = {**STATUSES, **{name.replace("_", " "): name for name in STATUSES.values()}}
_PAYMENT_WORDS = {**PAYMENTS, **{name: name for name in PAYMENTS.values()}, "dibayar": "paid"}


def _order(
    name: str, type_: ColumnType, *aliases: str, required: bool = False, filled: bool = False
) -> Column:
    """A column of the order: on its first row, or the same on all of them."""
    return Column(name, aliases, type_, required, per="key", empty=EMPTY, filled=filled)


def _item(
    name: str, type_: ColumnType, *aliases: str, required: bool = False, filled: bool = False
) -> Column:
    """A column of one item."""
    return Column(name, aliases, type_, required, empty=EMPTY, filled=filled)


COLUMNS = (
    _item("platform", Text(), "Platform", required=True),
    _item("account", Text(), "Akun"),
    _item("order_no", Id(), "No Pesanan", required=True),
    _order("ordered_at", TIME, "Tanggal", required=True, filled=True),
    _order("raw_status", Text(), "Status", required=True, filled=True),
    _order("payment_text", Text(), "Status Bayar", "payment_status"),
    DETAILS["payment_method"].column("key"),
    DETAILS["recipient_name"].column("key"),
    DETAILS["recipient_phone"].column("key"),
    _order("buyer_username", Text(), "Username"),
    DETAILS["province"].column("key"),
    DETAILS["city"].column("key"),
    DETAILS["district"].column("key"),
    DETAILS["recipient_address"].column("key"),
    DETAILS["recipient_email"].column("key"),
    DETAILS["kind_text"].column("key"),
    _item("sku", Id(), "SKU"),
    _item("product_name", Text(), "Nama Produk", required=True, filled=True),
    _item("variation", Text(), "Varian"),
    _item("quantity", Count(style="dot_thousands"), "Jumlah", required=True, filled=True),
    _item("unit_price_sen", _RUPIAH, "Harga Satuan", "unit_price", required=True, filled=True),
    _item("seller_discount_sen", _RUPIAH, "Diskon Penjual", "seller_discount"),
    _order("shipping_cost_sen", _RUPIAH, "Ongkir", "shipping_cost"),
    _order("cod_value_sen", _RUPIAH, "Nilai COD", "cod_value"),
    _order("cogs_sen", _RUPIAH, "HPP", "cogs"),
    DETAILS["courier_service"].column("key"),
    DETAILS["awb"].column("key"),
    _order("shipped_at", TIME, "Dikirim"),
    _order("completed_at", TIME, "Selesai"),
    DETAILS["handled_by"].column("key"),
)
"""In the order in which the template shows them."""


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Platform and account of each row, and what its item adds to the order."""
    name = word("platform").replace(PLATFORM_WORDS)
    account = optional(lines, "account", pl.String)
    given = optional(lines, "seller_discount_sen", pl.Int64).fill_null(0)
    total = pl.col("unit_price_sen") * pl.col("quantity")
    return lines.with_columns(
        platform=pl.when(name != "").then(name),
        account=account.fill_null(ctx.account or "main"),
        seller_discount_sen=given,
        product_gross_sen=total,
        item_subtotal_sen=total - given,
        subtotal_sen=total - given,
    )


def _outcome(orders: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """The template does not ask how an order came back."""
    returned = pl.when(pl.col("status") == "rts").then(pl.lit("unknown"))
    return orders.with_columns(return_kind=returned)


_ORDER = OrderFacts(
    rows=_rows,
    discounts=("seller_discount_sen",),
    statuses=_STATUS_WORDS,
    payments=_PAYMENT_WORDS,
    unpaid_unless_proven=False,
    outcome=_outcome,
    working=("subtotal_sen",),
)

SPEC = SourceSpec(
    name="orders",
    version=1,
    platform="manual",
    title=("Templat pesanan omni", "omni's template for orders"),
    short=("Templat pesanan", "Orders template"),
    formats=("xlsx", "csv"),
    seed_ids=("S4-07",),
    marks=("No Pesanan", "order_no"),
    parts=(
        order_part(
            _ORDER,
            Part(
                target="orders",
                columns=COLUMNS,
                key=("platform", "account", "order_no"),
                sheets=("Pesanan", "*"),
                event_times=("ordered_at", "shipped_at", "completed_at"),
                sums=("quantity", "product_gross_sen", "item_subtotal_sen", "seller_discount_sen"),
                made_by="hand",
            ),
        ),
    ),
)
