"""Iklan Shopee: the CPC report of all ads, the search report and the LIVE report, csv.

The period stands only in the preamble above the header (`Periode,01/08/2025 - 31/08/2025`); a row
is one ad over all of it, in plain numbers, without reach. `campaign` is the ad's name (what has a
budget); `ad` is its product code, in a LIVE file the ad's id, in a search file the search term.

The CPC report holds every CPC ad, search ads included, so a search file is a slice of it: it is
kept under `main:of:search` and counts only on days no CPC report covers. LIVE ads are bought apart
and come beside (`main:and:live`). A report of one ad group (its group row repeats its products), of
automatic product ads or of Shop GMV Max details ads of the overall report and is refused. `Biaya`
is without VAT. A newer download of the same period wins by the preamble's report time.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from omnicli.domain.ad_accounts import BESIDE
from omnicli.domain.ad_accounts import WITHIN
from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.sources._ads import KEY
from omnicli.sources._ads import SUMS
from omnicli.sources._ads import amount
from omnicli.sources._ads import figure
from omnicli.sources._ads import figures
from omnicli.sources._ads import refuse_foreign
from omnicli.sources._ads import refuse_resaved
from omnicli.sources._ads import spend
from omnicli.sources._ads import unlike_results
from omnicli.sources._ads import word
from omnicli.sources._ads_levels import LEVELS
from omnicli.sources._ads_levels import about
from omnicli.sources._ads_levels import identifier
from omnicli.sources._ads_levels import names_of
from omnicli.sources._ads_totals import prove_totals
from omnicli.sources._ads_totals import totals
from omnicli.sources._common import not_kept
from omnicli.sources._common import optional

_NAMES = (
    word("campaign", "Nama Iklan"),
    identifier("product_code", "Kode Produk"),
    word("keyword", "Kata Pencarian"),
    identifier("ad_id", "ID Iklan"),
    word("audience", "Penonton"),
)
_FIGURES = (
    *spend("Biaya"),
    figure("shown", "Dilihat"),
    figure("clicked", "Jumlah Klik"),
    figure("converted", "Konversi"),
    figure("orders", "Pesanan"),
    amount("turnover_sen", "Omzet Penjualan"),
)
_KEPT = {
    "impressions": ("shown",),
    "clicks": ("clicked",),
    "results": ("converted", "orders"),
    "conversions": ("converted", "orders"),
    "revenue_sen": ("turnover_sen",),
}
"""Canonical figure, and the columns it is taken from."""

_UNUSED = (
    ("Urutan",),
    ("Status",),
    ("Jenis Iklan",),
    ("Tampilan Iklan",),
    ("Mode Bidding",),
    ("Penempatan Iklan",),
    ("Tanggal Mulai",),
    ("Tanggal Selesai",),
    ("Persentase Klik",),
    ("Add to Cart", "Tambah ke Keranjang"),
    ("Add to Cart Rate", "Persentase Tambah ke Keranjang"),
    ("Konversi Langsung",),
    ("Tingkat konversi",),
    ("Tingkat Konversi Langsung",),
    ("Biaya per Konversi",),
    ("Biaya per Konversi Langsung",),
    ("Produk Terjual",),
    ("Terjual Langsung",),
    ("Penjualan Langsung (GMV Langsung)",),
    ("Efektifitas Iklan", "Efektivitas Iklan"),
    ("Efektivitas Langsung", "Efektifitas Langsung"),
    ("Persentase Biaya Iklan terhadap Penjualan dari Iklan (ACOS)",),
    ("Persentase Biaya Iklan terhadap Penjualan dari Iklan Langsung (ACOS Langsung)",),
    ("Jumlah Produk Dilihat",),
    ("Jumlah Klik Produk",),
    ("Persentase Klik Produk",),
    ("Voucher Amount",),
    ("Vouchered Sales",),
    ("SOV",),
    ("Tujuan",),
    ("Waktu Mulai Harian",),
    ("Waktu Berakhir Harian",),
    ("Modal",),
)

_KEY = ("account", *KEY)
_DATE = re.compile(r"\b(\d{2})/(\d{2})/(\d{4})\b")
_DETAIL = re.compile(r"grup iklan|ad group|iklan produk otomatis|shop gmv max")
_ZONE = ZoneInfo("Asia/Jakarta")
"""Shopee Indonesia prints report times in western Indonesian time, whatever the shop's zone."""


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Account, names, the preamble's period and the figures of each row."""
    _refuse_detail(ctx)
    refuse_foreign(lines, ctx)
    refuse_resaved(lines, ctx)
    date_from, date_to = _period(ctx)
    report, detail, counted = _report(lines)
    dated = lines.with_columns(
        date_from=pl.lit(date_from, dtype=pl.String), date_to=pl.lit(date_to, dtype=pl.String)
    )
    names = [optional(lines, "campaign", pl.String), pl.lit(""), optional(lines, detail, pl.String)]
    rows = about(dated, names, deepest=len(LEVELS) - 1)
    prove_totals(rows, ctx)
    columns = [
        pl.lit(f"{ctx.account}{report}").alias("account"),
        *(pl.col(c) for c in (*KEY, *names_of(rows))),
        *figures(rows, _KEPT),
        pl.lit(counted).alias("result_type"),
    ]
    reported = _reported_at(ctx)
    if reported:
        columns.append(pl.lit(reported).alias("reported_at"))
    return unlike_results(rows.select("row_no", *columns), ctx, _KEY)


_TOTALS = totals(("campaign",), ("product_code", "keyword", "ad_id"))


def _report(lines: "pl.DataFrame") -> tuple[str, str, str]:
    """What the report adds to the account, the column that tells its ads apart, its result."""
    if "keyword" in lines.columns:
        return f"{WITHIN}search", "keyword", "Konversi"
    if "audience" in lines.columns or "ad_id" in lines.columns:
        return f"{BESIDE}live", "ad_id", "Pesanan"
    return "", "product_code", "Konversi"


def _preamble(ctx: FileContext) -> Iterator[str]:
    """The lines above the header, each as one text."""
    for row in ctx.preamble:
        yield " ".join(cell for cell in row if cell)


def _refuse_detail(ctx: FileContext) -> None:
    title = next((line for line in _preamble(ctx) if line.strip()), "")
    if _DETAIL.search(fold(title)):
        raise OmniError("E_ADS_DETAIL", file=ctx.file_name, value=title.strip())


def _period(ctx: FileContext) -> tuple[str, str]:
    """The preamble's period, else `--period`."""
    for line in _preamble(ctx):
        days = [f"{y}-{m}-{d}" for d, m, y in _DATE.findall(line)]
        if "periode" in fold(line) and len(days) == 2 and days[0] <= days[1]:
            return days[0], days[1]
    if ctx.period is None:
        raise OmniError("E_PERIOD_REQUIRED", file=ctx.file_name)
    return ctx.period


def _reported_at(ctx: FileContext) -> str | None:
    """When Shopee made the report, UTC text."""
    for line in _preamble(ctx):
        found = re.search(r"\d{2}/\d{2}/\d{4} \d{2}:\d{2}", line)
        if found and "laporan dibuat" in fold(line):
            made = datetime.strptime(found[0], "%d/%m/%Y %H:%M").replace(tzinfo=_ZONE)
            return instant(made)
    return None


SPEC = SourceSpec(
    name="shopee-ads",
    version=1,
    platform="shopee",
    title=("Iklan Shopee (CPC, pencarian, LIVE)", "Shopee ads (CPC, search, LIVE)"),
    formats=("csv",),
    marks=("Efektifitas Iklan", "Efektivitas Iklan", "Mode Bidding", "Penonton", "Omzet Penjualan"),
    parts=(
        Part(
            target="ad_performance",
            columns=(*_NAMES, *_FIGURES, *not_kept(_UNUSED)),
            key=_KEY,
            skip_rows=_TOTALS,
            event_times=("date_to",),
            updated_at="reported_at",
            sums=SUMS,
            combine="sum",
            rows=_rows,
        ),
    ),
)
