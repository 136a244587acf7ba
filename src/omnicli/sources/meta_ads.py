"""Meta (Facebook, Instagram) Ads Manager report, csv or xlsx, Indonesian or English.

Its user picks the columns, so everything but a name and the spend is optional. Numbers are plain
with a dot for decimals; a file re-saved with Indonesian thousands is refused by the money style.
"""

from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._ads import COUNT
from omnicli.sources._ads import DAY
from omnicli.sources._ads import KEY
from omnicli.sources._ads import LEVELS
from omnicli.sources._ads import MONEY
from omnicli.sources._ads import SUMS
from omnicli.sources._ads import TOTAL
from omnicli.sources._ads import figures
from omnicli.sources._ads import finest
from omnicli.sources._ads import prove_total
from omnicli.sources._ads import refuse_foreign
from omnicli.sources._ads import refuse_resaved
from omnicli.sources._ads import spend
from omnicli.sources._ads import unused
from omnicli.sources._common import optional

if TYPE_CHECKING:
    import polars as pl

_SPEND = ("Amount spent", "Jumlah yang dibelanjakan")

_NAMES = (
    Column("campaign", ("Campaign name", "Nama kampanye"), Text()),
    Column("adset", ("Ad set name", "Nama set iklan"), Text()),
    Column("ad", ("Ad name", "Nama iklan"), Text()),
)
_DATES = (
    Column("day_date", ("Day", "Hari", "Tanggal", "Date"), DAY),
    Column("week_text", ("Week", "Minggu"), Text()),
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
    ("Delivery level", "Level penayangan"),
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


def _blank(columns: str) -> "tuple[pl.Expr, pl.Expr]":
    """Whether any, and whether all, of the columns that match are present and blank."""
    import polars as pl

    blank = pl.col(f"^({columns})$").fill_null("").str.strip_chars() == ""
    return pl.any_horizontal(blank), pl.all_horizontal(blank)


def _summary() -> "pl.Expr":
    """The report's total row: it names no campaign, ad set or ad, or no day or week."""
    nameless, wholly_nameless = _blank("|".join(LEVELS))
    undated, _ = _blank("day_date|week_text")
    return (nameless & wholly_nameless) | undated


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Level, dates and figures of each row, whatever columns its user picked."""
    import polars as pl

    refuse_foreign(lines, ctx)
    refuse_resaved(lines, ctx)
    prove_total(lines, ctx)
    _report_breakdowns(lines, ctx)
    return lines.select(
        "row_no",
        pl.lit(finest(lines)).alias("level"),
        *(optional(lines, name, pl.String).fill_null("").alias(name) for name in LEVELS),
        *_dates(lines, ctx),
        *figures(lines, _KEPT),
    )


def _report_breakdowns(lines: "pl.DataFrame", ctx: FileContext) -> None:
    for column in _BREAKDOWNS:
        if column.name in lines.columns and lines[column.name].is_not_null().any():
            ctx.issues.append(
                Issue("W_ADS_BREAKDOWN", "notice", ctx.file_name, column=column.aliases[0])
            )


def _dates(lines: "pl.DataFrame", ctx: FileContext) -> "tuple[pl.Expr, pl.Expr]":
    """A day, else the printed week, else the reporting range, else `--period`."""
    import polars as pl

    starts: list[pl.Expr] = []
    ends: list[pl.Expr] = []
    if "day_date" in lines.columns:
        starts.append(pl.col("day_date"))
        ends.append(pl.col("day_date"))
    if "week_text" in lines.columns:
        days = pl.col("week_text").str.extract_all(r"\d{4}-\d{2}-\d{2}")
        monday = days.list.first()
        sunday = monday.str.to_date("%Y-%m-%d", strict=False).dt.offset_by("6d").cast(pl.String)
        starts.append(monday)
        ends.append(pl.when(days.list.len() > 1).then(days.list.last()).otherwise(sunday))
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
            columns=(*_NAMES, *_DATES, *_FIGURES, *_BREAKDOWNS, *unused(_UNUSED, suffix=True)),
            key=KEY,
            sheets=("Raw Data Report", "*"),
            copies=("Formatted Report",),
            skip_rows=(Skip(TOTAL, _summary),),
            event_times=("date_to",),
            sums=SUMS,
            maxima=("reach",),
            combine="sum",
            rows=_rows,
        ),
    ),
)
