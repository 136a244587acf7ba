"""TikTok Shop's key figures by day (`Shop Analytics_Key metrics_*.xlsx`): visitors and views.

The column of days has no header. The headers are those of genuine exports; how the days are written
is not known for certain.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.sources._analytics import MANY
from omnicli.sources._analytics import RUPIAH
from omnicli.sources._analytics import of_days
from omnicli.sources._common import optional
from omnicli.sources._common import unread

_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%Y%m%d", "%Y-%m-%d %H:%M:%S")


def _no_day() -> "pl.Expr":
    """The row of the whole span: a word, or two days."""

    def rule(rows: "pl.Series") -> "pl.Series":
        lines = rows.struct.unnest()
        day = optional(lines, "traffic_date", pl.String).fill_null("")
        day = day.str.strip_chars()
        span = day.str.contains(
            r"^(?:\d{8}|\d{1,4}[-/]\d{1,2}[-/]\d{1,4})\s*(?:-|–|~|to|sampai|s/d)\s*\d"
        )
        word = ~day.str.contains(r"\d")  # a damaged day still has digits, and is refused
        return lines.with_columns(_hit=span | word)["_hit"]

    return pl.struct(pl.all()).map_batches(rule, return_dtype=pl.Boolean)


SPEC = SourceSpec(
    name="tiktok-shop",
    version=1,
    platform="tiktok",
    title=("Angka harian toko TikTok", "TikTok shop by day"),
    formats=("xlsx", "csv"),
    confidence="likely",
    seed_ids=("S2-06", "S2-08"),
    marks=("Pendapatan bruto", "Tayangan halaman"),
    parts=(
        Part(
            target="shop_traffic",
            columns=(
                Column(
                    "traffic_date",
                    ("Tanggal", "Date"),
                    Day(_DAYS),
                    filled=True,
                    unnamed=r"\d[\d/-]{7,9}(?: 00:00:00)?",
                ),
                Column("gmv_sen", ("GMV",), RUPIAH, required=True),
                Column("orders", ("Pesanan",), MANY),
                Column("buyers", ("Pembeli",), MANY),
                Column("items", ("Produk terjual",), MANY),
                Column("page_views", ("Tayangan halaman",), MANY),
                Column("visitors", ("Pengunjung",), MANY, required=True),
                *unread(
                    ("Produk yang dikembalikan dananya", "Pengembalian dana"),
                    ("Pesanan SKU",),
                    ("Pendapatan bruto",),
                    ("Persentase konversi",),
                    ("Impresi produk",),
                    ("Impresi produk unik",),
                    ("Klik produk",),
                    ("Klik unik",),
                    ("AOV",),
                    ("GMV dari LIVE kreator",),
                    ("GMV LIVE kreator",),
                    ("GMV tidak langsung dari LIVE kreator",),
                    ("GMV dari LIVE akun tertaut",),
                    ("GMV LIVE penjual",),
                    ("GMV tidak langsung dari LIVE penjual",),
                    ("GMV dari video afiliasi",),
                    ("GMV video kreator",),
                    ("GMV tidak langsung dari video kreator",),
                    ("GMV dari video akun tertaut",),
                    ("GMV video penjual",),
                    ("GMV tidak langsung dari video penjual",),
                ),
            ),
            key=("traffic_date",),
            skip_rows=(Skip("total", _no_day),),
            event_times=("traffic_date",),
            single=True,
            rows=of_days("tiktok"),
        ),
    ),
)
