"""TikTok Ads Manager: the general report and the GMV Max reports, csv or xlsx.

Levels: campaign, ad group (`adset`) and ad; the finest name column of the file is its level. GMV
Max has no ad groups: a product file's rows are creatives, so `adset` is the product and `ad` the
video (or the kind of creative where there is none); a LIVE file's rows are LIVE sessions, `ad`.

GMV Max campaigns are run and reported in a menu of their own, apart from the other campaigns, and
product and LIVE campaigns apart from each other: three sums that add up. Each therefore gets an
account of its own beside the ad account (`main:and:gmv-max-product`), so that the rule "the finest
window counts for an account's day" never lets one silence another; should the general report name
a GMV Max campaign after all, the warehouse counts that campaign once (`domain/ad_accounts.py`).

GMV Max files carry no dates: they need `--period`. Their claim is gross revenue and SKU orders.
"""

import polars as pl

from omnicli.domain.ad_accounts import BESIDE
from omnicli.domain.errors import OmniError
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.sources._ads import DAY
from omnicli.sources._ads import KEY
from omnicli.sources._ads import SUMS
from omnicli.sources._ads import amount
from omnicli.sources._ads import figure
from omnicli.sources._ads import figures
from omnicli.sources._ads import of_account
from omnicli.sources._ads import refuse_foreign
from omnicli.sources._ads import refuse_resaved
from omnicli.sources._ads import spend
from omnicli.sources._ads import unlike_results
from omnicli.sources._ads import word
from omnicli.sources._ads_levels import EMPTY
from omnicli.sources._ads_levels import LEVELS
from omnicli.sources._ads_levels import about
from omnicli.sources._ads_levels import identifier
from omnicli.sources._ads_levels import names_of
from omnicli.sources._ads_totals import prove_totals
from omnicli.sources._ads_totals import totals
from omnicli.sources._common import not_kept
from omnicli.sources._common import optional

_NAMES = (
    word("campaign", "Campaign name", "Nama kampanye"),
    word("adset", "Ad group name", "Nama grup iklan"),
    word("ad", "Ad name", "Nama iklan"),
    identifier("campaign_id", "Campaign ID", "ID Campaign", "ID kampanye"),
    identifier("adset_id", "Ad group ID", "ID grup iklan"),
    identifier("ad_id", "Ad ID", "ID iklan"),
    identifier("account_id", "Account ID", "Advertiser ID", "ID akun", "ID pengiklan"),
    word("account_name", "Account name", "Advertiser name", "Nama akun", "Nama pengiklan"),
    Column("day_date", ("By Day", "Date", "Day", "Tanggal", "Hari"), DAY, empty=EMPTY),
    word("currency", "Currency", "Mata uang"),
)
_GMV_MAX = (
    identifier("product_id", "ID produk", "Product ID"),
    identifier("video_id", "ID video", "Video ID"),
    word("video_title", "Judul video", "Video title"),
    word("creative_type", "Jenis materi iklan", "Creative type"),
    word("live_name", "Nama LIVE", "LIVE name"),
    figure("sku_orders", "Pesanan SKU", "SKU orders", "Orders (SKU)"),
    amount("gross_revenue_sen", "Pendapatan kotor", "Gross revenue"),
)
_FIGURES = (
    *spend("Cost", "Biaya"),
    figure("shown", "Impressions", "Impression", "Impresi"),
    figure("product_shown", "Impresi iklan produk", "Product ad impressions"),
    figure("clicked", "Clicks (destination)", "Klik (destinasi)", "Clicks (all)", "Clicks"),
    figure("product_clicked", "Jumlah klik iklan produk", "Product ad clicks"),
    figure("reach", "Reach", "Jangkauan"),
    figure("conversions", "Conversions", "Konversi"),
    figure("results", "Results", "Hasil"),
)
_KEPT = {
    "impressions": ("shown", "product_shown"),
    "reach": ("reach",),
    "clicks": ("clicked", "product_clicked"),
    "results": ("results", "sku_orders"),
    "conversions": ("conversions", "sku_orders"),
    "revenue_sen": ("gross_revenue_sen",),
}
"""Canonical figure, and the columns it is taken from."""

_UNUSED = (
    ("Primary status", "Status", "Status utama"),
    ("CPC (destination)", "CPC (destinasi)"),
    ("CPM",),
    ("CTR (destination)", "CTR (destinasi)"),
    ("Cost per 1,000 people reached",),
    ("Frequency", "Frekuensi"),
    ("Cost per conversion", "CPA", "Biaya per konversi"),
    ("Conversion rate (CVR)", "CVR"),
    ("Cost per result", "Biaya per hasil"),
    ("Video views", "Tayangan video"),
    *((f"{seconds}-second video views",) for seconds in (2, 6)),
    *((f"Video views at {part}%",) for part in (25, 50, 75, 100)),
    ("Akun TikTok", "TikTok account"),
    ("Waktu posting", "Time posted"),
    ("Status sekunder penjelajahan", "Exploration secondary status"),
    ("Jenis otorisasi", "Authorization type"),
    ("Biaya per pesanan", "Cost per order"),
    ("Tingkat klik iklan produk", "Product ad click rate"),
    ("Rasio konversi iklan", "Ad conversion rate"),
    *(
        (f"Rasio tayang video iklan {part}", f"{part} ad video view rate")
        for part in ("2 detik", "6 detik", "25%", "50%", "75%", "100%")
    ),
    ("Waktu peluncuran", "Launched time"),
    ("Biaya Bersih", "Net cost"),
    ("Pesanan SKU (Toko saat ini)", "SKU orders (Current shop)"),
    ("Biaya per pesanan (Toko saat ini)", "Cost per order (Current shop)"),
    ("Penghasilan bruto (Toko saat ini)", "Gross revenue (Current shop)"),
    ("ROI", "ROI (Toko saat ini)", "ROI (Current shop)"),
    ("Tayangan LIVE", "LIVE views"),
    ("Biaya per tayangan LIVE", "Cost per LIVE view"),
    ("Tayangan LIVE 10 detik", "10-second LIVE views"),
    ("Biaya per tayangan LIVE 10 detik", "Cost per 10-second LIVE view"),
    ("Pengikut saat LIVE", "LIVE follows"),
)

_MARKS = (
    "Ad group name",
    "Nama grup iklan",
    "By Day",
    "Primary status",
    "Clicks (destination)",
    "Klik (destinasi)",
    "CPC (destination)",
    "CTR (destination)",
    "2-second video views",
    "Pesanan SKU",
    "SKU orders",
    "Impresi iklan produk",
    "Product ad impressions",
    "Nama LIVE",
    "LIVE name",
)
_KEY = ("account", *KEY)
_PRODUCT = {"product_id", "video_id", "creative_type", "product_shown"}
"""Any of these columns makes a file a GMV Max product report."""


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Account, level, dates and figures of each row, whichever report the file is."""
    refuse_foreign(lines, ctx)
    refuse_resaved(lines, ctx)
    of_account(lines, ctx)
    date_from, date_to = _dates(lines, ctx)
    dated = lines.with_columns(date_from.alias("date_from"), date_to.alias("date_to"))
    part, names, deepest = _names(lines)
    rows = about(dated, names, deepest=deepest)
    prove_totals(rows, ctx)
    account = f"{ctx.account}{BESIDE}{part}" if part else ctx.account
    kind = [pl.lit("Pesanan SKU").alias("result_type")] if "sku_orders" in lines.columns else []
    kept = rows.select(
        "row_no",
        pl.lit(account).alias("account"),
        *KEY,
        *names_of(rows),
        *figures(rows, _KEPT),
        *kind,
    )
    return unlike_results(kept, ctx, _KEY)


def _names(lines: "pl.DataFrame") -> "tuple[str, list[pl.Expr], int | None]":
    """What the report adds to the account, its three names, and the level of all its rows."""

    def name(*columns: str) -> "pl.Expr":
        return pl.coalesce(*(optional(lines, c, pl.String) for c in columns), pl.lit(""))

    campaign, ad = name("campaign"), len(LEVELS) - 1
    if "live_name" in lines.columns:
        return "gmv-max-live", [campaign, pl.lit(""), name("live_name")], ad
    if _PRODUCT & set(lines.columns):
        creative = name("video_id", "video_title", "creative_type")
        return "gmv-max-product", [campaign, name("product_id"), creative], ad
    return "", [campaign, name("adset"), name("ad")], None


_TOTALS = totals(
    ("campaign_id", "campaign"),
    ("adset_id", "adset", "product_id"),
    ("ad_id", "ad", "video_id", "video_title", "creative_type", "live_name"),
    days=("day_date",),
)


def _dates(lines: "pl.DataFrame", ctx: FileContext) -> "tuple[pl.Expr, pl.Expr]":
    """The row's day, else `--period`."""
    if "day_date" not in lines.columns and ctx.period is None:
        raise OmniError("E_PERIOD_REQUIRED", file=ctx.file_name)
    start, end = (pl.lit(day, dtype=pl.String) for day in ctx.period or (None, None))
    day = optional(lines, "day_date", pl.String)
    return pl.coalesce(day, start), pl.coalesce(day, end)


SPEC = SourceSpec(
    name="tiktok-ads",
    version=1,
    platform="tiktok",
    title=("Iklan TikTok (umum dan GMV Max)", "TikTok ads (general and GMV Max)"),
    formats=("csv", "xlsx"),
    confidence="likely",
    marks=_MARKS,
    parts=(
        Part(
            target="ad_performance",
            columns=(*_NAMES, *_GMV_MAX, *_FIGURES, *not_kept(_UNUSED)),
            key=_KEY,
            skip_rows=_TOTALS,
            event_times=("date_to",),
            sums=SUMS,
            maxima=("reach",),
            combine="sum",
            rows=_rows,
        ),
    ),
)
