"""Meta (Facebook, Instagram) Ads Manager report, csv or xlsx, Indonesian or English.

Its user picks the columns, so everything but a name and the spend is optional. Numbers are plain
with a dot for decimals; a file re-saved with Indonesian thousands is refused by the money style.
"""

from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.domain.errors.sources import E_ADS_RESAVED
from omnicli.domain.errors.sources import E_CURRENCY
from omnicli.domain.errors.sources import E_PERIOD_REQUIRED
from omnicli.domain.errors.sources import W_ADS_BREAKDOWN
from omnicli.domain.issues import Issue
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._common import optional

if TYPE_CHECKING:
    import polars as pl

_LEVELS = ("campaign", "adset", "ad")
"""From wide to fine; the finest name column of the file is its level."""

_KEY = ("level", *_LEVELS, "date_from", "date_to")
_MONEY = Money("plain")
_COUNT = Count(fractional=True)
_DAY = Day(("%Y-%m-%d",))

_SPEND = ("Amount spent", "Jumlah yang dibelanjakan")
_THOUSANDS = r"^\d{1,3}(\.\d{3})+$"
"""Meta prints two decimals at most, so three digits after a dot are thousands of a re-saved file,
and the decimals of its other amounts are gone."""

_NAMES = (
    Column("campaign", ("Campaign name", "Nama kampanye"), Text()),
    Column("adset", ("Ad set name", "Nama set iklan"), Text()),
    Column("ad", ("Ad name", "Nama iklan"), Text()),
)
_DATES = (
    Column("day_date", ("Day", "Hari", "Tanggal", "Date"), _DAY),
    Column("week_text", ("Week", "Minggu"), Text()),
    Column("start_date", ("Reporting starts", "Starts", "Awal pelaporan"), _DAY),
    Column("end_date", ("Reporting ends", "Akhir pelaporan"), _DAY),
)
_FIGURES = (
    Column("spend_sen", _SPEND, _MONEY, required=True, suffix=True),
    Column("spend_text", _SPEND, Text(), suffix=True),
    Column("impressions", ("Impressions", "Impresi"), _COUNT),
    Column("reach", ("Reach", "Jangkauan"), _COUNT),
    Column("link_clicks", ("Link clicks", "Klik tautan"), _COUNT),
    Column("all_clicks", ("Clicks (all)", "Klik (semua)"), _COUNT),
    Column("results", ("Results", "Hasil"), _COUNT),
    Column(
        "result_type",
        ("Result indicator", "Result type", "Indikator hasil", "Jenis hasil"),
        Text(),
    ),
    Column("purchases", ("Purchases", "Pembelian"), _COUNT),
    Column(
        "shared_purchases",
        ("Purchases with shared items", "Pembelian dengan item bersama"),
        _COUNT,
    ),
    Column(
        "purchase_value_sen",
        ("Purchases conversion value", "Nilai konversi pembelian"),
        _MONEY,
        suffix=True,
    ),
    Column(
        "shared_value_sen",
        (
            "Purchases conversion value for shared items only",
            "Nilai konversi pembelian khusus untuk item bersama",
        ),
        _MONEY,
        suffix=True,
    ),
)
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


def _unused() -> tuple[Column, ...]:
    return tuple(
        Column(f"unused_{number}", aliases, Text(), suffix=True)
        for number, aliases in enumerate(_UNUSED)
    )


def _blank(columns: str) -> "tuple[pl.Expr, pl.Expr]":
    """Whether any, and whether all, of the columns that match are present and blank."""
    import polars as pl

    blank = pl.col(f"^({columns})$").fill_null("").str.strip_chars() == ""
    return pl.any_horizontal(blank), pl.all_horizontal(blank)


def _summary() -> "pl.Expr":
    """The report's total row: it names no campaign, ad set or ad, or no day or week."""
    nameless, wholly_nameless = _blank("|".join(_LEVELS))
    undated, _ = _blank("day_date|week_text")
    return (nameless & wholly_nameless) | undated


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Level, dates and figures of each row, whatever columns its user picked."""
    import polars as pl

    _refuse_currency(ctx)
    _refuse_resaved(lines, ctx)
    _report_breakdowns(lines, ctx)
    level = max((n for n in _LEVELS if n in lines.columns), key=_LEVELS.index, default="account")
    table = lines.select(
        "row_no",
        pl.lit(level).alias("level"),
        *(optional(lines, name, pl.String).fill_null("").alias(name) for name in _LEVELS),
        *_dates(lines, ctx),
        *_figures(lines),
    )
    if "reach" not in table.columns:
        return table
    return table.with_columns(pl.col("reach").max().over(_KEY))


def _refuse_currency(ctx: FileContext) -> None:
    currency = ctx.units.get("spend_sen")
    if currency and currency.strip().upper() != "IDR":
        raise OmniError(E_CURRENCY, file=ctx.file_name, column="spend_sen", value=currency)


def _refuse_resaved(lines: "pl.DataFrame", ctx: FileContext) -> None:
    import polars as pl

    damaged = lines.filter(pl.col("spend_text").str.contains(_THOUSANDS))["spend_text"]
    if len(damaged):
        raise OmniError(E_ADS_RESAVED, file=ctx.file_name, column="spend_sen", value=damaged[0])


def _report_breakdowns(lines: "pl.DataFrame", ctx: FileContext) -> None:
    for column in _BREAKDOWNS:
        if column.name in lines.columns and lines[column.name].is_not_null().any():
            ctx.issues.append(
                Issue(W_ADS_BREAKDOWN, "notice", ctx.file_name, column=column.aliases[0])
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
        raise OmniError(E_PERIOD_REQUIRED, file=ctx.file_name)
    if ctx.period is not None:
        starts.append(pl.lit(ctx.period[0]))
        ends.append(pl.lit(ctx.period[1]))
    return pl.coalesce(starts).alias("date_from"), pl.coalesce(ends).alias("date_to")


def _figures(lines: "pl.DataFrame") -> "list[pl.Expr]":
    import polars as pl

    def first(name: str, *columns: str) -> "list[pl.Expr]":
        """The first of `columns` with a value; nothing where the file carries none of them."""
        present = [pl.col(column) for column in columns if column in lines.columns]
        return [pl.coalesce(present).alias(name)] if present else []

    return [
        pl.col("spend_sen").fill_null(0),
        *first("impressions", "impressions"),
        *first("reach", "reach"),
        *first("clicks", "link_clicks", "all_clicks"),
        *first("results", "results"),
        *first("result_type", "result_type"),
        *first("conversions", "purchases", "shared_purchases"),
        *first("revenue_sen", "purchase_value_sen", "shared_value_sen"),
    ]


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
            columns=(*_NAMES, *_DATES, *_FIGURES, *_BREAKDOWNS, *_unused()),
            key=_KEY,
            sheets=("Raw Data Report", "*"),
            skip_rows=(Skip("total", _summary),),
            event_times=("date_to",),
            sums=("spend_sen", "impressions", "clicks", "results", "conversions", "revenue_sen"),
            combine="sum",
            rows=_rows,
        ),
    ),
)
