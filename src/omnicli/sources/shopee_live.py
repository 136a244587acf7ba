"""Shopee's list of streams (`live_streaming_*.xlsx`, sheet `Daftar Streaming`): one row per LIVE.

The headers are those of genuine exports. Shopee names no creator: a stream is told
apart by its time, and shown by its title. Sales are those of orders ready to ship.
"""

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._analytics import DOTTED
from omnicli.sources._analytics import MANY_DOTTED
from omnicli.sources._analytics import TIME
from omnicli.sources._analytics import lives
from omnicli.sources._common import unread

SPEC = SourceSpec(
    name="shopee-live",
    version=1,
    platform="shopee",
    title=("LIVE Shopee", "Shopee LIVEs"),
    formats=("xlsx", "csv"),
    confidence="likely",
    seed_ids=("S2-09", "S2-10"),
    marks=("Informasi Streaming", "Penonton Terbanyak"),
    parts=(
        Part(
            target="live_sessions",
            sheets=("daftar streaming", "*"),
            columns=(
                Column("creator", ("Informasi Streaming",), Text(), required=True),
                Column("started_at", ("Waktu Mulai",), TIME, required=True, filled=True),
                Column("clock", ("Waktu Mulai",), Text()),
                Column("viewers", ("Pengunjung",), MANY_DOTTED),
                Column(
                    "orders",
                    ("Pesanan (COD Dibuat + non-COD Dibayar)", "Pesanan"),
                    MANY_DOTTED,
                ),
                Column(
                    "gmv_sen",
                    ("Penjualan (Pesanan Siap Dikirim)",),
                    DOTTED,
                    required=True,
                    suffix=True,
                ),
                Column("violation", ("Pelanggaran", "Status Pelanggaran"), Text()),
                *unread(("Penonton Terbanyak",), ("Rata-rata Durasi Menonton",)),
            ),
            key=("creator_id", "started_at"),
            event_times=("started_at",),
            single=True,
            rows=lives("shopee", creator_id="shopee"),
        ),
    ),
)
