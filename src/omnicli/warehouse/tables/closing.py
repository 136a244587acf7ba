"""What closings kept: put back from their snapshots, never derived from today's rows."""

from omnicli.warehouse.tables.declaration import Link
from omnicli.warehouse.tables.declaration import TableSpec

_CLOSING = Link("decision_id", "closed_months")

TABLES = (
    TableSpec(
        name="closed_months",
        role="frozen",
        title=("bulan tertutup", "closed months"),
        key=("month",),
        id_column="decision_id",
        label=("month",),
        uncompared=("closed_at", "actor", "reason"),
        order=80,
    ),
    TableSpec(
        name="frozen_figures",
        role="frozen",
        title=("angka beku", "frozen figures"),
        key=("month", "metric", "version", "basis", "row_no"),
        order=81,
    ),
    TableSpec(
        name="frozen_orders",
        role="frozen",
        title=("pesanan beku", "frozen orders"),
        key=("month", "platform", "account", "order_no", "decision_id"),
        links=(_CLOSING,),
        order=82,
    ),
    TableSpec(
        name="frozen_sums",
        role="frozen",
        title=("jumlah beku", "frozen sums"),
        key=("month", "subject", "platform", "account", "kind", "decision_id"),
        links=(_CLOSING,),
        order=83,
    ),
    TableSpec(
        name="frozen_covers",
        role="frozen",
        title=("isi penarikan beku", "frozen covers"),
        key=("payout_source", "account", "payout_key", "decision_id", "line_source", "line_key"),
        links=(_CLOSING,),
        order=84,
    ),
    TableSpec(
        name="frozen_campaigns",
        role="frozen",
        title=("campaign beku", "frozen campaigns"),
        key=("campaign",),
        uncompared=("frozen_at", "actor", "decision_id"),
        order=86,
    ),
    TableSpec(
        name="v_adjusted",
        role="view",
        title=("penyesuaian", "adjustments"),
        key=(
            *("adjusted_month", "booked_month", "subject", "platform", "account", "order_no"),
            *("kind", "column_name"),
        ),
        order=85,
    ),
)
