"""What marketplaces' own analytics say of LIVEs and videos."""

from omnicli.warehouse.tables.declaration import TableSpec

TABLES = (
    TableSpec(
        name="live_sessions",
        role="canonical",
        title=("LIVE", "LIVEs"),
        key=("platform", "account", "creator_id", "started_at"),
        id_column="live_id",
        label=("creator", "started_date"),
        kinds=dict.fromkeys(
            (
                *("items", "orders", "paid_orders", "buyers", "viewers", "views"),
                *("product_clicks", "started_minute"),
            ),
            "int",
        ),
        uncompared=("effective_at",),
        order=70,
    ),
    TableSpec(
        name="video_performance",
        role="canonical",
        title=("video", "videos"),
        key=("platform", "account", "video_id", "date_from", "date_to"),
        id_column="video_row_id",
        label=("creator", "title"),
        kinds=dict.fromkeys(("views", "product_clicks", "buyers", "orders", "items"), "int"),
        uncompared=("effective_at",),
        order=71,
    ),
)
