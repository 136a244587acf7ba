"""TikTok Shop's product list (`product_list_*.xlsx`): one row per product, over the days above it.

The sections behind the first repeat its column names; only the first section is read. The headers
are those of genuine exports; how their cells write amounts is not known for certain.
"""

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._analytics import MANY
from omnicli.sources._analytics import RUPIAH
from omnicli.sources._analytics import first_of
from omnicli.sources._analytics import over_days
from omnicli.sources._common import unread

SPEC = SourceSpec(
    name="tiktok-products",
    version=1,
    platform="tiktok",
    title=("Performa produk TikTok", "TikTok product performance"),
    formats=("xlsx", "csv"),
    confidence="likely",
    seed_ids=("S2-12", "S2-17", "S2-21"),
    marks=("Rentang GMV", "Status daftar produk"),
    parts=(
        Part(
            target="product_performance",
            columns=(
                *first_of(
                    Column("product_id", ("ID Produk",), Id(), required=True, filled=True),
                    Column("name", ("Nama",), Text(), required=True),
                    Column("product_status", ("Status daftar produk",), Text()),
                    Column("gmv_sen", ("GMV",), RUPIAH, required=True),
                    Column("creator_gmv_sen", ("GMV dari kreator",), RUPIAH),
                    Column("orders", ("Pesanan",), MANY),
                    Column("items", ("Produk terjual",), MANY),
                    Column("buyers", ("Est. pembeli",), MANY),
                    Column("views", ("Impresi produk",), MANY),
                    Column("clicks", ("Klik produk",), MANY),
                    Column("carts", ("Jumlah tambahkan ke keranjang",), MANY),
                    Column("refund_sen", ("Pengembalian dana",), RUPIAH),
                ),
                *unread(
                    ("Rentang GMV",),
                    ("GMV dari LIVE penjual",),
                    ("GMV LIVE penjual",),
                    ("GMV tidak langsung dari LIVE penjual",),
                    ("GMV dari video penjual",),
                    ("GMV video penjual",),
                    ("GMV tidak langsung dari video penjual",),
                    ("GMV dari LIVE kreator",),
                    ("GMV LIVE afiliasi",),
                    ("GMV tidak langsung dari LIVE kreator",),
                    ("GMV dari video afiliasi",),
                    ("GMV video Afiliasi",),
                    ("GMV tidak langsung dari video kreator",),
                    ("GMV kartu produk penjual",),
                    ("Pesanan SKU",),
                    ("AOV (pesanan SKU)",),
                    ("CTR",),
                    ("Persentase tambahkan ke keranjang",),
                    ("CTOR (pesanan SKU)",),
                    ("Impresi produk unik",),
                    ("Klik unik",),
                    ("CTR unik",),
                    ("Pembeli yang menambahkan ke keranjang",),
                    ("Persentase ATC unik",),
                    ("CTOR unik (pesanan SKU)",),
                    ("GMV dengan pajak",),
                    ("Pajak",),
                    ("GMV (dengan subsidi dari TikTok)",),
                    ("Shipping fees",),
                    ("Produk yang dikembalikan dananya",),
                    ("Pembeli yang dikembalikan dananya",),
                    ("Impresi produk tab Toko",),
                    ("Klik produk tab Toko",),
                    ("Klik produk tab Toko unik",),
                    ("Est. pembeli tab Toko",),
                    ("CTR tab Toko",),
                    ("CTOR tab Toko (SKU)",),
                    ("GMV tab Toko",),
                    ("Produk terjual dari tab Toko",),
                ),
            ),
            key=("product_id", "date_from", "date_to"),
            event_times=("date_to",),
            single=True,
            rows=over_days("tiktok"),
        ),
    ),
)
