"""Shopee's Business Insights by product (`parentskudetail.*.xlsx`): one row per product.

A product's own row stands above those of its variations, which it sums: only it is read. GMV is
that of orders made (Pesanan Dibuat); the other sales basis stands beside it and is never added. The
file does not say its days: `--period` does.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._analytics import DOTTED
from omnicli.sources._analytics import MANY_DOTTED
from omnicli.sources._analytics import over_days
from omnicli.sources._common import EMPTY
from omnicli.sources._common import optional
from omnicli.sources._common import unread


def _variation() -> "pl.Expr":
    """A variation's row, where its product has a row of its own."""

    def rule(rows: "pl.Series") -> "pl.Series":
        lines = rows.struct.unnest()
        code = optional(lines, "variation_id", pl.String).str.strip_chars()
        is_code = code.is_not_null() & ~code.is_in(["", *EMPTY])
        marked = lines.select("product_id", one=is_code.fill_null(value=False))
        whole = marked.with_columns(whole=(~pl.col("one")).any().over("product_id"))
        return whole.select(pl.col("one") & pl.col("whole")).to_series()

    return pl.struct(pl.all()).map_batches(rule, return_dtype=pl.Boolean)


SPEC = SourceSpec(
    name="shopee-products",
    version=1,
    platform="shopee",
    title=("Performa produk Shopee", "Shopee product performance"),
    formats=("xlsx", "csv"),
    confidence="likely",
    seed_ids=("S2-12", "S2-17", "S2-21"),
    marks=("Status Produk Saat Ini", "SKU Induk"),
    parts=(
        Part(
            target="product_performance",
            columns=(
                Column("product_id", ("Kode Produk",), Id(), required=True, filled=True),
                Column("name", ("Produk",), Text(), required=True),
                Column("product_status", ("Status Produk Saat Ini",), Text()),
                Column("variation_id", ("Kode Variasi",), Id()),
                Column("variation_sku", ("Kode Variasi",), Id(), read=False, nth=2),
                Column("sku", ("SKU Induk",), Id()),
                Column(
                    "gmv_sen",
                    ("Total Penjualan (Pesanan Dibuat)", "Penjualan (Pesanan Dibuat)"),
                    DOTTED,
                    required=True,
                    suffix=True,
                ),
                Column("ready_gmv_sen", ("Penjualan (Pesanan Siap Dikirim)",), DOTTED, suffix=True),
                Column("views", ("Jumlah Produk Dilihat",), MANY_DOTTED),
                Column("clicks", ("Produk Diklik",), MANY_DOTTED),
                Column("orders", ("Pesanan Dibuat",), MANY_DOTTED),
                Column("items", ("Produk (Pesanan Dibuat)",), MANY_DOTTED),
                Column("buyers", ("Total Pembeli (Pesanan Dibuat)",), MANY_DOTTED),
                Column("carts", ("Dimasukkan ke Keranjang (Produk)",), MANY_DOTTED),
                *unread(
                    ("Nama Variasi",),
                    ("Status Variasi Saat Ini",),
                    ("Persentase Klik",),
                    ("Tingkat Konversi Pesanan (Pesanan Dibuat)",),
                    ("Tingkat Konversi Pesanan (Pesanan Siap Dikirim)",),
                    ("Pesanan Siap Dikirim",),
                    ("Produk (Pesanan Siap Dikirim)",),
                    ("Total Pembeli (Pesanan Siap Dikirim)",),
                    ("Tingkat Konversi (Pesanan yang Dibuat)",),
                    ("Tingkat Konversi (Pesanan Siap Dikirim)",),
                    ("Penjualan per Pesanan (Pesanan Dibuat) (IDR)",),
                    ("Penjualan per Pesanan (Pesanan Siap Dikirim) (IDR)",),
                    ("Produk Unik Dilihat",),
                    ("Produk Unik Diklik",),
                    ("Pengunjung Produk (Kunjungan)",),
                    ("Halaman Produk Dilihat",),
                    ("Pengunjung Melihat Tanpa Membeli",),
                    ("Tingkat Pengunjung Melihat Tanpa Membeli",),
                    ("Klik Pencarian",),
                    ("Suka",),
                    ("Pengunjung Produk (Menambahkan Produk ke Keranjang)",),
                    ("Tingkat Konversi Produk Dimasukkan ke Keranjang",),
                    ("Tingkat Pesanan Berulang (Pesanan Dibuat)",),
                    ("% Pembelian Ulang (Pesanan Siap Dikirim)",),
                    ("Rata-rata hari Pesanan Berulang (Pesanan Dibuat)",),
                    ("Rata-rata Hari Pembelian Terulang (Pesanan Siap Dikirim)",),
                ),
            ),
            key=("product_id", "date_from", "date_to"),
            skip_rows=(Skip("sku detail", _variation),),
            sums=(
                *("gmv_sen", "ready_gmv_sen", "views", "clicks"),
                *("orders", "items", "buyers", "carts"),
            ),
            combine="sum",
            event_times=("date_to",),
            rows=over_days("shopee", "variation_id"),
        ),
    ),
)
