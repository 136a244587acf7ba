"""TikTok Shop's Video Performance List: one row per video, over the period printed above it.

The figures of a row are those of that period, so two exports of other periods stand beside each
other. The headers are those of genuine exports; how cells write times is not known for certain.
"""

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._analytics import MANY
from omnicli.sources._analytics import RUPIAH
from omnicli.sources._analytics import TIME
from omnicli.sources._analytics import over_days
from omnicli.sources._common import unread

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
                Column("posted_at", ("Waktu",), TIME),
                Column("product", ("Produk",), Text()),
                Column("views", ("VV",), MANY),
                Column("product_clicks", ("Klik Produk",), MANY),
                Column("buyers", ("Pembeli unik",), MANY),
                Column("orders", ("Pesanan SKU teratribusi",), MANY),
                Column("items", ("Produk yang terjual melalui video",), MANY),
                Column("gmv_sen", ("GMV dari video (Rp)",), RUPIAH, required=True),
                Column("direct_gmv_sen", ("GMV video (Rp)",), RUPIAH),
                Column("indirect_gmv_sen", ("GMV tidak langsung dari video (Rp)",), RUPIAH),
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
            rows=over_days("tiktok"),
        ),
    ),
)
