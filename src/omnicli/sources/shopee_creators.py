"""Shopee's affiliate figures by affiliate (`AMSAffiliatePerformance_*.csv`).

The headers are those of genuine exports. The file does not say its days: `--period` does.
"""

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._analytics import MANY
from omnicli.sources._analytics import RUPIAH
from omnicli.sources._analytics import over_days
from omnicli.sources._common import unread

SPEC = SourceSpec(
    name="shopee-creators",
    version=1,
    platform="shopee",
    title=("Afiliasi Shopee", "Shopee affiliates"),
    formats=("csv", "xlsx"),
    confidence="likely",
    seed_ids=("S2-11", "F-90"),
    marks=("ID Affiliates", "Username Affiliate"),
    parts=(
        Part(
            target="creator_performance",
            columns=(
                Column("creator_id", ("ID Affiliates", "ID Affiliate"), Id()),
                Column("creator_name", ("Nama Affiliate",), Text()),
                Column("creator", ("Username Affiliate",), Text(), required=True, filled=True),
                Column("gmv_sen", ("Omzet Penjualan",), RUPIAH, required=True, suffix=True),
                Column("items", ("Produk Terjual",), MANY),
                Column("orders", ("Pesanan",), MANY),
                Column("clicks", ("Clicks", "Klik"), MANY),
                Column("commission_sen", ("Estimasi Komisi",), RUPIAH, required=True, suffix=True),
                *unread(("ROI",), ("Total Pembeli",), ("Pembeli Baru",)),
            ),
            key=("creator", "date_from", "date_to"),
            event_times=("date_to",),
            single=True,
            rows=over_days("shopee"),
        ),
    ),
)
