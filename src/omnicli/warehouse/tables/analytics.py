"""What marketplaces' own analytics say of products, days and creators: ranked, never added up."""

from omnicli.warehouse.tables.declaration import TableSpec

TABLES = (
    TableSpec(
        name="product_performance",
        role="canonical",
        title=("produk di marketplace", "products on marketplaces"),
        key=("platform", "account", "product_id", "date_from", "date_to"),
        id_column="product_row_id",
        label=("product_id", "name"),
        kinds=dict.fromkeys(("orders", "items", "buyers", "views", "clicks", "carts"), "int"),
        uncompared=("effective_at",),
        order=72,
    ),
    TableSpec(
        name="shop_traffic",
        role="canonical",
        title=("hari toko", "shop days"),
        key=("platform", "account", "traffic_date"),
        id_column="traffic_id",
        label=("traffic_date",),
        kinds=dict.fromkeys(("orders", "items", "buyers", "visitors", "page_views"), "int"),
        uncompared=("effective_at",),
        order=73,
    ),
    TableSpec(
        name="creator_performance",
        role="canonical",
        title=("kreator", "creators"),
        key=("platform", "account", "creator", "date_from", "date_to"),
        id_column="creator_row_id",
        label=("creator", "date_from"),
        kinds=dict.fromkeys(("orders", "items", "clicks"), "int"),
        uncompared=("effective_at",),
        order=74,
    ),
)
