"""Meta (Facebook, Instagram) Ads Manager report, csv or xlsx, Indonesian or English.

Its user picks the columns, so everything but a name and the spend is optional. Numbers are plain
with a dot for decimals; a file re-saved with Indonesian thousands is refused by the money style.
"""

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._ads import COUNT
from omnicli.sources._ads import DAY
from omnicli.sources._ads import KEY
from omnicli.sources._ads import MONEY
from omnicli.sources._ads import SUMS
from omnicli.sources._ads import figures
from omnicli.sources._ads import of_account
from omnicli.sources._ads import refuse_foreign
from omnicli.sources._ads import refuse_resaved
from omnicli.sources._ads import spend
from omnicli.sources._ads import unlike_results
from omnicli.sources._ads import word
from omnicli.sources._ads_levels import DELIVERY_LEVEL
from omnicli.sources._ads_levels import EMPTY
from omnicli.sources._ads_levels import LEVELS
from omnicli.sources._ads_levels import about
from omnicli.sources._ads_levels import identifier
from omnicli.sources._ads_levels import names_of
from omnicli.sources._ads_totals import prove_totals
from omnicli.sources._ads_totals import totals
from omnicli.sources._common import not_kept
from omnicli.sources._common import optional

_SPEND = ("Amount spent", "Jumlah yang dibelanjakan")

_NAMES = (
    word("campaign", "Campaign name", "Nama kampanye"),
    word("adset", "Ad set name", "Nama set iklan"),
    word("ad", "Ad name", "Nama iklan"),
    identifier("campaign_id", "Campaign ID", "ID kampanye"),
    identifier("adset_id", "Ad set ID", "ID set iklan"),
    identifier("ad_id", "Ad ID", "ID iklan"),
    identifier("account_id", "Account ID", "ID akun", "ID akun iklan", "Ad account ID"),
    word("account_name", "Account name", "Nama akun", "Nama akun iklan"),
    word("currency", "Currency", "Mata uang"),
    DELIVERY_LEVEL,
)
_MONTH = r"^(\d{4}-\d{2})$"
_ALL_DAYS = (*EMPTY, "All", "all", "Semua", "semua")
"""A row of all days is a row of the reporting range."""

_DATES = (
    Column("day_date", ("Day", "Hari", "Tanggal", "Date"), DAY, empty=_ALL_DAYS),
    Column("week_text", ("Week", "Minggu"), Text(), empty=_ALL_DAYS),
    Column("month_text", ("Month", "Bulan"), Text(), empty=_ALL_DAYS),
    Column("start_date", ("Reporting starts", "Starts", "Awal pelaporan"), DAY),
    Column("end_date", ("Reporting ends", "Akhir pelaporan"), DAY),
)
_FIGURES = (
    *spend(*_SPEND),
    Column("impressions", ("Impressions", "Impresi"), COUNT),
    Column("reach", ("Reach", "Jangkauan"), COUNT),
    Column("link_clicks", ("Link clicks", "Klik tautan"), COUNT),
    Column("all_clicks", ("Clicks (all)", "Klik (semua)"), COUNT),
    Column("results", ("Results", "Hasil"), COUNT),
    Column(
        "result_type",
        ("Result indicator", "Result type", "Indikator hasil", "Jenis hasil"),
        Text(),
    ),
    Column("purchases", ("Purchases", "Pembelian"), COUNT),
    Column(
        "shared_purchases",
        ("Purchases with shared items", "Pembelian dengan item bersama"),
        COUNT,
    ),
    Column(
        "purchase_value_sen",
        ("Purchases conversion value", "Nilai konversi pembelian"),
        MONEY,
        suffix=True,
    ),
    Column(
        "shared_value_sen",
        (
            "Purchases conversion value for shared items only",
            "Nilai konversi pembelian khusus untuk item bersama",
        ),
        MONEY,
        suffix=True,
    ),
)
_KEPT = {
    "impressions": ("impressions",),
    "reach": ("reach",),
    "clicks": ("link_clicks", "all_clicks"),
    "results": ("results",),
    "result_type": ("result_type",),
    "conversions": ("purchases", "shared_purchases"),
    "revenue_sen": ("purchase_value_sen", "shared_value_sen"),
}
"""Canonical figure, and the columns it is taken from."""

_BREAKDOWNS = (
    Column("age", ("Age", "Usia", "Umur"), Text()),
    Column("gender", ("Gender", "Jenis kelamin"), Text()),
    Column("country", ("Country", "Negara"), Text()),
    Column("region", ("Region", "Wilayah"), Text()),
    Column("publisher", ("Platform",), Text()),
    Column("placement", ("Placement", "Penempatan"), Text()),
    Column("device", ("Impression device", "Device platform", "Platform perangkat"), Text()),
)
"""Columns that cut one ad and day into several rows."""

_UNUSED = (
    ("Campaign delivery", "Penayangan kampanye"),
    ("Ad set delivery", "Penayangan set iklan"),
    ("Ad delivery", "Penayangan iklan", "Delivery status", "Status penayangan"),
    ("Attribution setting", "Pengaturan atribusi"),
    ("Frequency", "Frekuensi"),
    ("Cost per results", "Cost per result", "Biaya per hasil"),
    ("Ad set budget", "Anggaran set iklan"),
    ("Ad set budget type", "Jenis anggaran set iklan"),
    ("Ends", "Berakhir"),
    ("CPM (cost per 1,000 impressions)", "CPM (Biaya per 1.000 tayangan)"),
    ("CPC (cost per link click)", "CPC (Biaya per klik tautan)"),
    ("CTR (link click-through rate)", "CTR (Rasio klik tayang tautan)"),
    ("Unique CTR (link click-through rate)", "CTR Unik (rasio klik tayang tautan)"),
    ("CTR (all)", "CTR (semua)"),
    ("CPC (all)", "CPC (semua)"),
    ("Landing page views", "Tayangan halaman tujuan"),
    ("Adds to cart", "Penambahan ke keranjang"),
    ("Cost per purchase", "Biaya per pembelian"),
    ("Purchase ROAS (return on ad spend)", "ROAS pembelian"),
    ("ROAS pembelian khusus untuk item bersama",),
    ("Tampilan konten dengan item bersama",),
    ("Penambahan ke keranjang belanja dengan item bersama",),
    ("Nilai konversi penambahan ke keranjang belanja khusus untuk item bersama",),
    ("Nilai konversi penambahan ke keranjang di aplikasi khusus item bersama",),
    ("Waktu (zona waktu akun iklan)",),
    ("Quality ranking", "Peringkat kualitas"),
    ("Engagement rate ranking", "Peringkat nilai interaksi"),
    ("Conversion rate ranking", "Peringkat nilai konversi"),
)
"""Headers that are known and not kept: rates that follow from the counts, and settings."""


_TOTALS = totals(
    *((f"{name}_id", name) for name in LEVELS),
    cuts=[(column.name,) for column in _BREAKDOWNS],
    days=("day_date", "week_text", "month_text"),
    spans=("start_date", "end_date"),
)


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Level, dates and figures of each row, whatever columns its user picked."""
    refuse_foreign(lines, ctx)
    refuse_resaved(lines, ctx)
    _report_breakdowns(lines, ctx)
    of_account(lines, ctx)
    date_from, date_to = _dates(lines, ctx)
    names = [optional(lines, name, pl.String) for name in LEVELS]
    dated = lines.with_columns(date_from.alias("date_from"), date_to.alias("date_to"))
    rows = about(dated, names)
    prove_totals(rows, ctx)
    kept = rows.select("row_no", *KEY, *names_of(rows), *figures(rows, _KEPT))
    return unlike_results(kept, ctx, KEY)


def _report_breakdowns(lines: "pl.DataFrame", ctx: FileContext) -> None:
    for column in _BREAKDOWNS:
        if column.name in lines.columns and lines[column.name].is_not_null().any():
            ctx.issues.append(
                Issue("W_ADS_BREAKDOWN", "notice", ctx.file_name, column=column.aliases[0])
            )


def _dates(lines: "pl.DataFrame", ctx: FileContext) -> "tuple[pl.Expr, pl.Expr]":
    """A day, else the printed week or month, else the reporting range, else `--period`."""
    starts: list[pl.Expr] = []
    ends: list[pl.Expr] = []
    if "day_date" in lines.columns:
        starts.append(pl.col("day_date"))
        ends.append(pl.col("day_date"))
    for name, last in (("week_text", "6d"), ("month_text", "1mo")):
        if name in lines.columns:
            days = pl.col(name).str.extract_all(r"\d{4}-\d{2}-\d{2}")
            first = pl.coalesce(days.list.first(), pl.col(name).str.extract(_MONTH) + "-01")
            end = first.str.to_date("%Y-%m-%d", strict=False).dt.offset_by(last)
            end = end.dt.offset_by("-1d") if name == "month_text" else end
            starts.append(first)
            ends.append(
                pl.when(days.list.len() > 1).then(days.list.last()).otherwise(end.cast(pl.String))
            )
    if "start_date" in lines.columns and "end_date" in lines.columns:
        starts.append(pl.col("start_date"))
        ends.append(pl.col("end_date"))
    if not starts and ctx.period is None:
        raise OmniError("E_PERIOD_REQUIRED", file=ctx.file_name)
    if ctx.period is not None:
        starts.append(pl.lit(ctx.period[0]))
        ends.append(pl.lit(ctx.period[1]))
    return pl.coalesce(starts).alias("date_from"), pl.coalesce(ends).alias("date_to")


SPEC = SourceSpec(
    name="meta-ads",
    version=1,
    platform="meta",
    title=("Iklan Meta (Facebook, Instagram)", "Meta ads (Facebook, Instagram)"),
    formats=("csv", "xlsx"),
    marks=_SPEND,
    parts=(
        Part(
            target="ad_performance",
            columns=(*_NAMES, *_DATES, *_FIGURES, *_BREAKDOWNS, *not_kept(_UNUSED, suffix=True)),
            key=KEY,
            sheets=("Raw Data Report", "*"),
            copies=("Formatted Report",),
            skip_rows=_TOTALS,
            event_times=("date_to",),
            sums=SUMS,
            maxima=("reach",),
            combine="sum",
            rows=_rows,
        ),
    ),
)
