"""Ad rows, and which of them count on which day."""

from omnicli.warehouse.tables.declaration import Derivation
from omnicli.warehouse.tables.declaration import Link
from omnicli.warehouse.tables.declaration import TableSpec

TABLES = (
    TableSpec(
        name="ad_performance",
        role="canonical",
        title=("baris iklan", "ad rows"),
        key=("platform", "account", "level", "campaign", "adset", "ad", "date_from", "date_to"),
        id_column="ad_row_id",
        label=("campaign", "adset", "ad", "date_from", "date_to"),
        order=20,
        apply="omnicli.warehouse.ads:apply",
    ),
    TableSpec(
        name="ad_shares",
        role="derived",
        title=("bagian harian iklan", "daily shares of ad rows"),
        key=("ad_row_id", "ad_date"),
        links=(Link("ad_row_id", "ad_performance"),),
        order=21,
    ),
    TableSpec(
        name="ad_spread",
        role="derived",
        title=("baris iklan yang terhitung sebagian", "ad rows of which a part counts"),
        key=("ad_row_id",),
        links=(Link("ad_row_id", "ad_performance"),),
        order=22,
    ),
)

DERIVATIONS = (
    Derivation(
        name="ad_days", of=("ad_performance",), run="omnicli.engine.derived:count_ad_days", order=15
    ),
)
