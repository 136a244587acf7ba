"""What marketplaces' own analytics say of LIVEs."""

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
            ("items", "orders", "paid_orders", "buyers", "viewers", "views", "product_clicks"),
            "int",
        ),
        uncompared=("effective_at",),
        order=70,
    ),
)
