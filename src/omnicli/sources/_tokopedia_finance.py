"""Sheet `Laporan Keuangan` of the old Tokopedia report: what each completed order brought.

One row per item and service fee. An item's sales repeat on each of its fee rows and count once,
as a line `revenue`; each fee is a line `fee` of its own, its VAT and income tax in `tax_sen`. The
report's own formula gives the sales a fee is taken of: price + subsidy − coupon − reduction.
Keys name order, product and fee, never amounts: a corrected row replaces the one before.
"""

import polars as pl

from omnicli.domain.folding import fold
from omnicli.ingest.convert.money import to_money
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources._common import unread
from omnicli.sources._settlement import PLAIN
from omnicli.sources._settlement import as_lines
from omnicli.sources._settlement import prove
from omnicli.sources._settlement import tell_rest
from omnicli.sources._settlement import total

_LAYOUTS = ("%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y")
_DONE = ("Tanggal Pesanan Selesai",)
_SALES_SHEET = "laporan penjualan"
_SALES = ("Harga Jual (IDR)", "Jumlah Produk Dibeli")


def _unsettled() -> "pl.Expr":
    """An order that is not completed brought nothing yet; a canceled one never will."""
    return pl.col("occurred_at").is_null()


def _charges(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Each row's fee and taxes; an item's sales on the first of its rows."""
    fee_name = pl.col("fee_name").fill_null("")
    content = ("price_sen", "quantity", "charged_sen", "row_no")
    nth = pl.int_range(1, pl.len() + 1).over("order_no", "product", fee_name, order_by=content)
    placed = lines.with_columns(nth=nth)
    first = fee_name.rank("ordinal").over("order_no", "product", "nth") == 1
    sales = total(lines, ("price_sen", "subsidy_sen"))
    less = total(lines, ("coupon_sen", "reduced_sen"))
    taxes = total(lines, ("vat_sen", "income_tax_sen"))
    charged = pl.col("charged_sen").fill_null(0)
    known = pl.col("untaxed_sen") if "untaxed_sen" in lines.columns else charged - taxes
    typed = placed.with_columns(
        is_first=first,
        sold_sen=pl.when(first).then("price_sen").otherwise(0),
        gross_sen=pl.when(first).then(sales - less).otherwise(0),
        fee_sen=-known.fill_null(charged - taxes),
        tax_sen=-taxes,
    )
    typed = typed.with_columns(other_sen=-charged - pl.col("fee_sen") - pl.col("tax_sen"))
    prove(ctx, ("penjualan selesai", "completed sales"), _sold(ctx), int(typed["sold_sen"].sum()))
    return typed.select(
        "row_no",
        "order_no",
        "occurred_at",
        "occurred_date",
        "charged_sen",
        "gross_sen",
        "fee_sen",
        "tax_sen",
        "other_sen",
        "is_first",
        net_sen=pl.col("gross_sen") - charged,
        line_key=_key(pl.col("product").fill_null(""), fee_name),
        item_key=_key(pl.col("product").fill_null("")),
        description=pl.col("fee_name"),
    )


def _key(*texts: "pl.Expr") -> "pl.Expr":
    again = pl.when(pl.col("nth") > 1).then(pl.format("#{}", "nth")).otherwise(pl.lit(""))
    return pl.concat_str(pl.concat_str("order_no", *texts, separator="|"), again)


def _sold(ctx: FileContext) -> int | None:
    """Price × quantity of the completed rows of the sheet of sales; None without that sheet."""
    frame = ctx.sheets.get(_SALES_SHEET)
    if frame is None:
        return None
    for number, row in enumerate(frame.head(30).rows()):
        places = {fold(cell): place for place, cell in enumerate(row) if cell}
        wanted = [places.get(fold(name)) for name in (*_SALES, *_DONE)]
        if None not in wanted:
            cells = frame[number + 1 :].select(pl.nth(*(p for p in wanted if p is not None)))
            price, count, done = cells.get_columns()
            amount = to_money(price, Column("price_sen", _SALES, PLAIN)).series[0]
            sold = amount * count.cast(pl.Int64, strict=False)
            return int(sold.filter(done.fill_null("").str.strip_chars() != "").sum())
    return None


def _split(rows: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """The sales of an item and each of its fees as lines of their own."""
    tell_rest(rows, ctx, "other_sen")
    nothing = pl.lit(0, dtype=pl.Int64)
    sales = rows.filter("is_first").with_columns(
        pl.col("item_key").alias("line_key"),
        kind=pl.lit("revenue"),
        fee_sen=nothing,
        tax_sen=nothing,
        other_sen=nothing,
        net_sen=pl.col("gross_sen"),
        description=pl.lit(None, dtype=pl.String),
    )
    charged = (pl.col("charged_sen") != 0) | ~pl.col("is_first")
    fees = rows.filter(charged).with_columns(
        kind=pl.lit("fee"), gross_sen=nothing, net_sen=pl.col("net_sen") - pl.col("gross_sen")
    )
    both = pl.concat([sales, fees]).with_columns(ledger=pl.lit("detail"))
    return both.drop("item_key", "is_first", "charged_sen")


def _finish(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    return as_lines(lines)


FINANCE = Part(
    target="settlement_lines",
    columns=(
        Column("order_no", ("Nomor Invoice",), Id(pattern=r"INV/\d{8}/.+"), required=True),
        Column("occurred_at", _DONE, When(_LAYOUTS, clock="clock"), required=True, filled=True),
        Column("clock", ("Waktu Pesanan Selesai",), Text()),
        Column("product", ("Nama Produk",), Text(), required=True, filled=True),
        Column("quantity", ("Jumlah Produk Dibeli",), Count()),
        Column("price_sen", ("Harga Jual (IDR)",), PLAIN, required=True, filled=True),
        Column("subsidy_sen", ("Jumlah Subsidi Tokopedia (IDR)",), PLAIN),
        Column(
            "coupon_sen",
            ("Nilai Kupon Toko Terpakai (IDR)", "Nilai Voucher Toko Terpakai (IDR)"),
            PLAIN,
        ),
        Column("reduced_sen", ("Total Pengurangan (IDR)",), PLAIN),
        Column("fee_name", ("Nama Biaya Layanan",), Text(), required=True),
        Column("charged_sen", ("Biaya Layanan Termasuk PPN dan PPH (IDR)",), PLAIN, required=True),
        Column("untaxed_sen", ("Biaya Layanan di Luar PPN dan PPH (IDR)",), PLAIN),
        Column("vat_sen", ("PPN (IDR)",), PLAIN),
        Column("income_tax_sen", ("PPH (IDR)",), PLAIN),
        *unread(
            ("Nomor",),
            ("Tanggal Pembayaran",),
            ("Status Terakhir",),
            ("Tanggal Pesanan Dibatalkan",),
            ("Waktu Pesanan Dibatalkan",),
            ("Jenis Kupon Toko Terpakai", "Jenis Voucher Toko Terpakai"),
            ("Kode Kupon Toko Yang Digunakan", "Kode Voucher Toko Yang Digunakan"),
            ("Jumlah Produk Yang Dikurangkan",),
            ("Persentase Biaya Layanan (%)",),
        ),
    ),
    key=("line_key",),
    sheets=("Laporan Keuangan",),
    companion=True,
    skip_rows=(Skip("not settled", _unsettled),),
    event_times=("occurred_at",),
    rows=_charges,
    lines=_split,
    finish=_finish,
)
