"""Shopee's Business Insights by day (`*.shopee-shop-stats.*.xlsx`): visitors, orders, sales.

Of its sheets of sales only `Pesanan Dibuat` (orders made) is read: the others are the same orders
on another basis. The row under the header sums the whole span.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.sources._analytics import DOTTED
from omnicli.sources._analytics import MANY_DOTTED
from omnicli.sources._analytics import of_days
from omnicli.sources._common import unread


def _span() -> "pl.Expr":
    """The row of the whole span: `01-07-2026-31-07-2026`."""
    return pl.col("traffic_date").str.contains(r"\d{4}\D.*\d{4}|\d{4}-\d\d-\d\d.+\d{4}")


SPEC = SourceSpec(
    name="shopee-shop",
    version=1,
    platform="shopee",
    title=("Angka harian toko Shopee", "Shopee shop by day"),
    formats=("xlsx", "csv"),
    confidence="likely",
    seed_ids=("S2-06", "S2-08"),
    marks=("Total Pengunjung", "Total Potensi Pembeli"),
    parts=(
        Part(
            target="shop_traffic",
            sheets=("pesanan dibuat", "placed order", "*"),
            copies=("pesanan siap dikirim", "pesanan dibayar", "confirmed order", "paid order"),
            columns=(
                Column(
                    "traffic_date",
                    ("Tanggal", "Date"),
                    Day(("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")),
                    required=True,
                    filled=True,
                ),
                Column("gmv_sen", ("Total Penjualan",), DOTTED, required=True, suffix=True),
                Column("orders", ("Total Pesanan",), MANY_DOTTED),
                Column("buyers", ("Pembeli", "Total Pembeli"), MANY_DOTTED),
                Column("visitors", ("Total Pengunjung",), MANY_DOTTED, required=True),
                Column("page_views", ("Halaman Dilihat",), MANY_DOTTED),
                *unread(
                    ("Penjualan per Pesanan",),
                    ("Produk Diklik",),
                    ("Tingkat Konversi Pesanan",),
                    ("Pesanan Dibatalkan",),
                    ("Penjualan Dibatalkan",),
                    ("Pesanan Dikembalikan",),
                    ("Penjualan Dikembalikan",),
                    ("Total Pembeli Baru",),
                    ("Total Pembeli Saat Ini",),
                    ("Total Potensi Pembeli",),
                    ("Tingkat Pembelian Berulang",),
                ),
            ),
            key=("traffic_date",),
            skip_rows=(Skip("total", _span),),
            event_times=("traffic_date",),
            single=True,
            rows=of_days("shopee"),
        ),
    ),
)
