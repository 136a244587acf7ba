"""Orders, what they consist of, and what follows from them: customers, one sale in two files."""

from omnicli.warehouse.tables.declaration import Derivation
from omnicli.warehouse.tables.declaration import Link
from omnicli.warehouse.tables.declaration import TableSpec

_ORDER = Link("order_id", "orders")

TABLES = (
    TableSpec(
        name="order_facts",
        role="canonical",
        title=("catatan pesanan", "order facts"),
        key=("platform", "account", "order_no", "noted_at"),
        id_column="order_fact_id",
        label=("order_no",),
        personal=("recipient_name", "recipient_phone", "recipient_email", "recipient_address"),
        order=9,
    ),
    TableSpec(
        name="orders",
        role="canonical",
        title=("pesanan", "orders"),
        key=("platform", "account", "order_no"),
        id_column="order_id",
        label=("order_no",),
        links=(Link("customer_id", "customers"), Link("sale_of_order_id", "orders")),
        settled_later=("effective_at", "customer_id", "sale_of_order_id", "is_test"),
        status_group=("status", "raw_status", "cancel_reason", "return_kind", "delivery_problem"),
        maskable=("recipient_name", "buyer_username", "district"),
        personal=(
            *("customer_key", "buyer_username", "recipient_name", "recipient_phone"),
            *("recipient_email", "recipient_address"),
        ),
        children=("order_items",),
        completed_by="order_facts",
        sides={"order": "COALESCE(net_revenue_sen, 0)"},
        order=10,
        apply="omnicli.warehouse.orders:apply",
    ),
    TableSpec(
        name="order_items",
        role="derived",
        title=("barang pesanan", "order items"),
        key=("order_id", "line_no"),
        label=("product_name", "variation"),
        links=(_ORDER,),
        order=11,
    ),
    TableSpec(
        name="order_events",
        role="derived",
        title=("riwayat status", "status events"),
        key=("order_id", "seq"),
        links=(_ORDER, Link("import_id", "import_files")),
        order=12,
    ),
    TableSpec(
        name="customers",
        role="derived",
        title=("pelanggan", "customers"),
        identity=(
            "(SELECT MIN(k.key) FROM customer_keys AS k WHERE k.customer_id = {0}.customer_id)"
        ),
        id_column="customer_id",
        label=("name",),
        personal=("name",),
        order=13,
    ),
    TableSpec(
        name="customer_keys",
        role="derived",
        title=("tanda pengenal pelanggan", "customer keys"),
        key=("key",),
        links=(Link("customer_id", "customers"),),
        personal=("key",),
        order=14,
    ),
    TableSpec(
        name="sale_links",
        role="derived",
        title=("pasangan penjualan", "sale links"),
        key=("order_id", "sale_order_id"),
        links=(_ORDER, Link("sale_order_id", "orders")),
        order=15,
    ),
    TableSpec(
        name="sale_feeds",
        role="derived",
        title=("keterangan kiriman", "parcel facts"),
        key=("order_id",),
        links=(_ORDER,),
        order=16,
    ),
    TableSpec(
        name="customer_facts",
        role="derived",
        title=("jumlah per pelanggan", "sums of customers"),
        key=("customer_id",),
        links=(Link("customer_id", "customers"),),
        order=50,
    ),
    TableSpec(name="sale_links_stale", role="bookkeeping", key=("order_id",), order=92),
    TableSpec(name="customer_facts_stale", role="bookkeeping", key=("customer_id",), order=92),
    TableSpec(
        name="loyalty_ledger",
        role="derived",
        title=("buku poin", "points ledger"),
        key=("program", "customer_id", "seq"),
        links=(Link("customer_id", "customers"), _ORDER),
        order=62,
    ),
)

DERIVATIONS = (
    Derivation(
        name="customers",
        of=("orders",),
        run="omnicli.engine.derived:describe_customers",
        order=5,
    ),
    Derivation(
        name="sale_links", of=("orders",), run="omnicli.engine.derived:relink_sales", order=10
    ),
    Derivation(
        name="test_orders",
        of=("orders",),
        run="omnicli.engine.derived:mark_tests",
        order=11,
    ),
    Derivation(
        name="loyalty_ledger",
        of=(
            *("orders", "customer_profiles", "loyalty_programs", "loyalty_rewards"),
            "loyalty_redemptions",
        ),
        run="omnicli.engine.derived:count_points",
        order=12,
    ),
)
