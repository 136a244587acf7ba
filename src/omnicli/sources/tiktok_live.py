"""TikTok Shop's Live Analysis (`Live Analysis*.xlsx`): one row per LIVE.

The headers are those of genuine exports; how their cells write times is not known for certain, so
several spellings are read. A column for violations is read where an export has one (GUESS).
"""

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._analytics import MANY
from omnicli.sources._analytics import RUPIAH
from omnicli.sources._analytics import TIME
from omnicli.sources._analytics import lives
from omnicli.sources._common import unread

SPEC = SourceSpec(
    name="tiktok-live",
    version=1,
    platform="tiktok",
    title=("LIVE TikTok", "TikTok LIVEs"),
    formats=("xlsx", "csv"),
    confidence="likely",
    seed_ids=("S2-09", "S2-10"),
    marks=("GMV dari LIVE (Rp)", "GMV LIVE (Rp)", "Live Stream Dilihat"),
    parts=(
        Part(
            target="live_sessions",
            columns=(
                Column(
                    "creator_id", ("ID Kreator", "Creator ID"), Id(), required=True, filled=True
                ),
                Column("creator", ("Kreator", "Creator"), Text(), required=True),
                Column("nickname", ("Nama panggilan", "Nickname"), Text()),
                Column(
                    "started_at",
                    ("Waktu Live", "Live Time", "Start time"),
                    TIME,
                    required=True,
                    filled=True,
                ),
                Column("clock", ("Waktu Live", "Live Time", "Start time"), Text()),
                Column("duration", ("Durasi", "Duration"), Text()),
                Column("gmv_sen", ("GMV dari LIVE (Rp)",), RUPIAH, required=True),
                Column("direct_gmv_sen", ("GMV LIVE (Rp)",), RUPIAH),
                Column("indirect_gmv_sen", ("GMV tidak langsung dari LIVE (Rp)",), RUPIAH),
                Column("items", ("Produk Terjual",), MANY),
                Column("orders", ("Pemesanan",), MANY),
                Column("paid_orders", ("Pesanan Dibayar",), MANY),
                Column("buyers", ("Pembeli unik",), MANY),
                Column("viewers", ("Penonton",), MANY),
                Column("views", ("Live Stream Dilihat",), MANY),
                Column("product_clicks", ("Klik Produk",), MANY),
                Column("violation", ("Pelanggaran", "Status Pelanggaran", "Violation"), Text()),
                *unread(
                    ("Produk yang ditambahkan",),
                    ("Produk yang terjual melalui LIVE",),
                    ("Produk yang terjual dari LIVE",),
                    ("Produk yang terjual dari LIVE secara tidak langsung",),
                    ("Harga Rata-Rata (Rp)",),
                    ("CTOR",),
                    ("Durasi menonton rata-rata (Siaran LIVE)",),
                    ("Komentar",),
                    ("Live Dibagikan",),
                    ("Suka pada LIVE",),
                    ("Pengikut baru (Video kreator)",),
                    ("Produk Dilihat",),
                    ("CTR",),
                ),
            ),
            key=("creator_id", "started_at"),
            event_times=("started_at",),
            single=True,
            rows=lives("tiktok"),
        ),
    ),
)
