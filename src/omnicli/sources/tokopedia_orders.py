"""Tokopedia seller report before the merge with TikTok Shop (2018 to April 2025), two generations.

`Tokopedia_Order_*.xlsx`: sheet `Laporan Penjualan`, a preamble above the header, one row per item;
dates and times of day stand in columns of their own. The older one: sheet `Sheet1`, English
headers. What the orders brought, less fees, stands in the sheet `Laporan Keuangan`: money, not
orders.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Flag
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources._common import optional
from omnicli.sources._common import unread
from omnicli.sources._order_part import OrderFacts
from omnicli.sources._order_part import order_part
from omnicli.sources._tokopedia_finance import FINANCE
from omnicli.sources._tokopedia_status import status_columns

_RUPIAH = Money("by_column")
_NOT_CASH = ("-", "–", "Non Tunai", "Non tunai", "NON TUNAI")
"""Shipping that Tokopedia paid the courier itself."""
_LAYOUTS = ("%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d-%m-%Y")


def _order(
    name: str,
    type_: ColumnType,
    *aliases: str,
    required: bool = False,
    empty: tuple[str, ...] = ("-", "–"),
) -> Column:
    """A column whose value repeats on every row of the order."""
    return Column(name, aliases, type_, required=required, filled=required, per="key", empty=empty)


def _line(name: str, type_: ColumnType, *aliases: str, required: bool = False) -> Column:
    """A column that is true of one item."""
    return Column(name, aliases, type_, required=required, filled=required)


def _moment(stem: str, day: str, clock: str) -> tuple[Column, Column]:
    """An instant whose date and time of day have a column each."""
    return (
        _order(f"{stem}_at", When(_LAYOUTS, clock=f"{stem}_clock"), day),
        _order(f"{stem}_clock", Text(), clock),
    )


_BUYER_PHONE = ("No Telp Pembeli", "Customer Phone")
_RECIPIENT_PHONE = ("No Telp Penerima", "Recipient Number")

_ORDER_COLUMNS = (
    Column(
        "paid_at", ("Tanggal Pembayaran", "Payment Date"), When(_LAYOUTS), required=True, per="key"
    ),
    _order("raw_status", Text(), "Status Terakhir", "Order Status", required=True),
    *_moment("completed", "Tanggal Pesanan Selesai", "Waktu Pesanan Selesai"),
    *_moment("canceled", "Tanggal Pesanan Dibatalkan", "Waktu Pesanan Dibatalkan"),
    *_moment("shipped", "Tanggal Pengiriman Barang", "Waktu Pengiriman Barang"),
    _order(
        "buyer_shipping_sen",
        _RUPIAH,
        "Total Biaya Pengiriman (IDR)",
        "Total Shipping Fee (Rp.)",
        empty=_NOT_CASH,
    ),
    _order(
        "buyer_total_sen", _RUPIAH, "Total Penjualan (IDR)", "Total Amount (Rp.)", required=True
    ),
    _order("buyer_name", Text(), "Nama Pembeli", "Customer Name"),
    _order("buyer_phone", Phone(), *_BUYER_PHONE),
    _order("buyer_phone_text", Text(), *_BUYER_PHONE),
    _order("recipient_name", Text(), "Nama Penerima", "Recipient"),
    _order("recipient_phone", Phone(), *_RECIPIENT_PHONE),
    _order("recipient_phone_text", Text(), *_RECIPIENT_PHONE),
    _order("city", Text(), "Kota"),
    _order("province", Text(), "Provinsi"),
    _order("courier_service", Text(), "Nama Kurir", "Courier"),
    _order("awb", Id(), "No Resi / Kode Booking", "AWB"),
    _order("warehouse", Text(), "Gudang Pengiriman", "Warehouse Origin"),
    _order("is_cod", Flag(("ya", "yes", "y", "cod", "1")), "COD"),
)
_LINE_COLUMNS = (
    _line("product_id", Id(), "Product ID"),
    _line("product_name", Text(), "Nama Produk", "Product Name", required=True),
    _line("sku", Id(), "Nomor SKU", "Stock Keeping Unit (SKU)"),
    _line("quantity", Count(), "Jumlah Produk Dibeli", "Quantity", required=True),
    _line("list_price_sen", _RUPIAH, "Harga Awal (IDR)", "Harga Awal (Rp.)"),
    _line(
        "unit_price_sen",
        _RUPIAH,
        "Harga Jual (IDR)",
        "Harga Jual (Rp.)",
        "Price (Rp.)",
        required=True,
    ),
    _line("subsidy_sen", _RUPIAH, "Jumlah Subsidi Tokopedia (IDR)", "Subsidi Amount (Rp.)"),
    _line(
        "voucher_sen",
        _RUPIAH,
        "Nilai Kupon Toko Terpakai (IDR)",
        "Nilai Voucher Toko Terpakai (IDR)",
    ),
    _line("reduced_sen", _RUPIAH, "Total Pengurangan (IDR)"),
)
_UNUSED = (
    ("Nomor", "Count"),
    ("Order ID",),
    ("Tipe Produk",),
    ("Catatan Produk Pembeli", "Notes"),
    ("Catatan Produk Penjual",),
    ("Harga Satuan Bundling (IDR)", "Harga Satuan Bundling (Rp.)"),
    ("Diskon Produk (IDR)", "Discount Amount (Rp.)"),
    ("Jenis Kupon Toko Terpakai", "Jenis Voucher Toko Terpakai"),
    ("Kode Kupon Toko Yang Digunakan", "Kode Voucher Toko Yang Digunakan"),
    ("Biaya Pengiriman Tunai (IDR)", "Shipping Price + fee (Rp.)"),
    ("Biaya Asuransi Pengiriman (IDR)", "Insurance (Rp.)"),
    ("Alamat Pengiriman", "Recipient Address"),
    ("Tipe Pengiriman (regular, same day, etc)", "Jenis Layanan"),
    ("Nama Campaign", "Campaign Name", "Campaign"),
    ("Nama Bundling", "Paket Bundling"),
    ("Tipe Bebas Ongkir (Bebas Ongkir, Bebas Ongkir DT)", "Bebas Ongkir"),
    ("Jumlah Produk Yang Dikurangkan",),
    ("Nama Penawaran Terpakai",),
    ("Tingkatan Promosi Terpakai",),
    ("Diskon Penawaran Terpakai (IDR)",),
)
"""Headers that are known and not kept: figures that follow from others, and the buyer's address."""


def _rows(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """What each item adds to its order."""
    quantity, price = pl.col("quantity"), pl.col("unit_price_sen")
    list_price = optional(lines, "list_price_sen", pl.Int64)
    clocks = [name for name in lines.columns if name.endswith("_clock")]
    return lines.drop(clocks).with_columns(
        product_gross_sen=pl.coalesce(list_price, price) * quantity,
        item_subtotal_sen=price * quantity,
        subtotal_sen=price * quantity,
        platform_discount_sen=optional(lines, "subsidy_sen", pl.Int64).fill_null(0) * quantity,
        voucher_sen=_voucher(lines),
    )


def _voucher(lines: "pl.DataFrame") -> "pl.Expr":
    """The shop voucher: one amount on every row of an order is one voucher, else each row's own."""
    if "voucher_sen" not in lines.columns:
        return pl.lit(0, dtype=pl.Int64)
    amount = pl.col("voucher_sen").fill_null(0)
    repeated = amount.min().over("order_no") == amount.max().over("order_no")
    first = pl.col("order_no").is_first_distinct()
    return pl.when(repeated & ~first).then(0).otherwise(amount)


def _holds(orders: "pl.DataFrame") -> "pl.Expr":
    """Whether the items of an invoice add up to its total, which may hold the shipping."""
    items, total = pl.col("item_subtotal_sen"), pl.col("buyer_total_sen")
    shipping = optional(orders, "buyer_shipping_sen", pl.Int64).fill_null(0)
    return (items == total) | (items + shipping == total)


def _derive(orders: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """What the seller gave, when the order came in, and who bought."""
    return orders.with_columns(
        price_cut_sen=pl.col("product_gross_sen") - pl.col("item_subtotal_sen"),
        voucher_sen=_sellers_voucher(),
        ordered_at=pl.col("paid_at"),
        ordered_date=pl.coalesce("paid_date", _invoice_date()),
        **_buyer(orders),
    )


def _buyer(orders: "pl.DataFrame") -> "dict[str, pl.Expr]":
    """Who bought, rather than to whom the parcel went: resellers send to many.

    The recipient's phone stands in only where recipient and buyer have one name.
    """

    def text(name: str) -> "pl.Expr":
        return optional(orders, name, pl.String)

    name = pl.coalesce(text("buyer_name"), text("recipient_name"))
    same = name.eq_missing(text("recipient_name"))

    def phone(kind: str) -> "pl.Expr":
        return pl.coalesce(text(f"buyer_{kind}"), pl.when(same).then(text(f"recipient_{kind}")))

    return {
        "recipient_name": name,
        "recipient_phone": phone("phone"),
        "buyer_phone_text": phone("phone_text"),
    }


def _sellers_voucher() -> "pl.Expr":
    """What the seller bears of its vouchers: the report's own rule is voucher less subsidy."""
    return pl.max_horizontal(pl.col("voucher_sen") - pl.col("platform_discount_sen"), pl.lit(0))


def _invoice_date() -> "pl.Expr":
    """`INV/20241101/MPL/…` → `2024-11-01`, for orders without a payment date."""
    digits = pl.col("order_no").str.extract(r"^INV/(\d{8})/")
    return digits.str.to_date("%Y%m%d", strict=False).dt.strftime("%Y-%m-%d")


_ORDER = OrderFacts(
    listing="product_id",
    rows=_rows,
    derive=_derive,
    discounts=("price_cut_sen", "voucher_sen"),
    masked_buyer=("recipient_name", "buyer_phone_text"),
    status=status_columns,
    working=(
        "buyer_name",
        "buyer_phone",
        "buyer_phone_text",
        "recipient_phone_text",
        "subtotal_sen",
        "voucher_sen",
        "reduced_sen",
        "price_cut_sen",
    ),
)

_SALES = order_part(
    _ORDER,
    Part(
        target="orders",
        columns=(
            Column(
                "order_no", ("Nomor Invoice", "Invoice"), Id(pattern=r"INV/\d{8}/.+"), required=True
            ),
            *_ORDER_COLUMNS,
            *_LINE_COLUMNS,
            *unread(*_UNUSED),
        ),
        key=("order_no",),
        sheets=("Laporan Penjualan", "Sheet1", "*"),
        event_times=("paid_at", "shipped_at", "completed_at", "canceled_at"),
        sums=(
            "quantity",
            "product_gross_sen",
            "item_subtotal_sen",
            "platform_discount_sen",
            "voucher_sen",
            "reduced_sen",
        ),
        holds=_holds,
        id_day=(r"^INV/(\d{8})/", "%Y%m%d", "paid_date"),
        period_of="paid_date",
    ),
)

SPEC = SourceSpec(
    name="tokopedia-orders",
    version=1,
    platform="tokopedia",
    title=("Pesanan Tokopedia (sampai April 2025)", "Tokopedia orders (until April 2025)"),
    short=("Penjualan Tokopedia", "Tokopedia sales"),
    formats=("xlsx", "csv"),
    marks=("Jumlah Subsidi Tokopedia (IDR)", "Total Penjualan (IDR)", "Total Amount (Rp.)"),
    parts=(_SALES, FINANCE),
)
