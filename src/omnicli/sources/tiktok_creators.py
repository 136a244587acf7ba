"""TikTok's affiliate figures by creator (Transaction Analysis): GMV, refunds, estimated commission.

Eight of its 22 headers are known for certain; where the days are printed is not, so a file that
does not say them asks for `--period`.
"""

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._analytics import MANY
from omnicli.sources._analytics import RUPIAH
from omnicli.sources._analytics import over_days

SPEC = SourceSpec(
    name="tiktok-creators",
    version=1,
    platform="tiktok",
    title=("Kreator afiliasi TikTok", "TikTok affiliate creators"),
    formats=("xlsx", "csv"),
    confidence="likely",
    seed_ids=("S2-11", "F-90"),
    marks=("Creator name", "Nama kreator"),
    parts=(
        Part(
            target="creator_performance",
            columns=(
                Column(
                    "creator", ("Creator name", "Nama kreator"), Text(), required=True, filled=True
                ),
                Column("gmv_sen", ("GMV dari kreator",), RUPIAH, required=True, suffix=True),
                Column("live_gmv_sen", ("GMV dari LIVE kreator",), RUPIAH, suffix=True),
                Column("video_gmv_sen", ("GMV dari video afiliasi",), RUPIAH, suffix=True),
                Column("refund_sen", ("Pengembalian dana",), RUPIAH, suffix=True),
                Column("orders", ("Pesanan teratribusi",), MANY),
                Column("items", ("Produk yang terjual dari kreator",), MANY),
                Column("commission_sen", ("Perkiraan komisi",), RUPIAH, required=True, suffix=True),
            ),
            key=("creator", "date_from", "date_to"),
            event_times=("date_to",),
            single=True,
            rows=over_days("tiktok"),
        ),
    ),
)
