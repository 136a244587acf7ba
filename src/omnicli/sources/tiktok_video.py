"""TikTok Shop's Video Performance List: one row per video, over the period printed above it.

The figures of a row are those of that period, so two exports of other periods stand beside each
other. The headers are those of genuine exports; how cells write times is not known for certain.
"""

import re

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._common import unread
from omnicli.sources.tiktok_live import SPEC as LIVE

_RUPIAH = Money("by_column")
_MANY = Count(style="plain", fractional=True)
_TIME = next(c.type for c in LIVE.parts[0].columns if c.name == "started_at")
_SPAN = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)\s*[~–-]\s*(\d{4})[-/](\d\d)[-/](\d\d)")


def _rows(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Every video is of TikTok's shop, over the file's period. Raises E_PERIOD_REQUIRED."""
    first, last = _period(ctx)
    return lines.with_columns(
        platform=pl.lit("tiktok"), date_from=pl.lit(first), date_to=pl.lit(last)
    )


def _period(ctx: FileContext) -> tuple[str, str]:
    for row in ctx.preamble:
        for cell in row:
            found = _SPAN.search(cell or "")
            if found:
                return "-".join(found.groups()[:3]), "-".join(found.groups()[3:])
    if ctx.period is None:
        raise OmniError("E_PERIOD_REQUIRED", file=ctx.file_name)
    return ctx.period


SPEC = SourceSpec(
    name="tiktok-video",
    version=1,
    platform="tiktok",
    title=("Video TikTok", "TikTok videos"),
    formats=("xlsx", "csv"),
    confidence="likely",
    seed_ids=("S2-19", "S2-20"),
    marks=("GMV dari video (Rp)", "GMV video (Rp)"),
    parts=(
        Part(
            target="video_performance",
            columns=(
                Column("creator", ("Nama Kreator",), Text(), required=True),
                Column("creator_id", ("ID Kreator",), Id()),
                Column("title", ("Informasi Video",), Text()),
                Column("video_id", ("ID Video",), Id(), required=True, filled=True),
                Column("posted_at", ("Waktu",), _TIME),
                Column("product", ("Produk",), Text()),
                Column("views", ("VV",), _MANY),
                Column("product_clicks", ("Klik Produk",), _MANY),
                Column("buyers", ("Pembeli unik",), _MANY),
                Column("orders", ("Pesanan SKU teratribusi",), _MANY),
                Column("items", ("Produk yang terjual melalui video",), _MANY),
                Column("gmv_sen", ("GMV dari video (Rp)",), _RUPIAH, required=True),
                Column("direct_gmv_sen", ("GMV video (Rp)",), _RUPIAH),
                Column("indirect_gmv_sen", ("GMV tidak langsung dari video (Rp)",), _RUPIAH),
                *unread(
                    ("Likes",),
                    ("Komentar",),
                    ("Dibagikan",),
                    ("Pengikut baru",),
                    ("Klik Video ke LIVE",),
                    ("Produk Dilihat",),
                    ("Pesanan SKU dari video",),
                    ("Pesanan SKU tidak langsung dari video",),
                    ("Produk yang terjual dari video",),
                    ("Produk yang terjual dari video secara tidak langsung",),
                    ("GPM (Rp)",),
                    ("Rasio klik tayang (Video)",),
                    ("Rasio Video ke LIVE",),
                    ("Persentase Video yang Ditonton Hingga Selesai",),
                    ("CTOR (pesanan SKU)",),
                    ("Diagnosis",),
                ),
            ),
            key=("video_id", "date_from", "date_to"),
            event_times=("date_to",),
            single=True,
            rows=_rows,
        ),
    ),
)
