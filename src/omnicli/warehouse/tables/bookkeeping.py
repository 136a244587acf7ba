"""Imports, decisions, people, settings, reference data."""

from omnicli.warehouse.tables.declaration import Derivation
from omnicli.warehouse.tables.declaration import Link
from omnicli.warehouse.tables.declaration import TableSpec

_FILE = Link("import_id", "import_files")

TABLES = (
    TableSpec(
        name="row_origins",
        role="derived",
        title=("asal baris", "row origins"),
        key=("entity", "entity_id", "import_id", "row_no"),
        links=(Link("entity_id", by="entity"), _FILE),
        order=70,
    ),
    TableSpec(
        name="import_files",
        role="bookkeeping",
        title=("berkas", "files"),
        key=("sha256", "account"),
        id_column="import_id",
        label=("file_name",),
        order=91,
    ),
    TableSpec(
        name="worklist_marks",
        role="derived",
        title=("catatan daftar kerja", "worklist notes"),
        key=("subject",),
        order=72,
    ),
    *(
        TableSpec(name=name, role="bookkeeping", key=key, order=92)
        for name, key in (
            ("alerts", ("alert_id",)),
            ("audit_log", ("seq",)),
            ("calendar_days", ("day",)),
            ("calendar_months", ("month_no",)),
            ("decisions", ("decision_id",)),
            ("id_marks", ("table_name",)),
            ("import_batches", ("batch_id",)),
            ("import_days", ("import_id", "need", "account", "from_day")),
            ("import_issues", ("issue_id",)),
            ("import_months", ("import_id", "need", "account", "month")),
            ("job_runs", ("run_no",)),
            ("job_steps", ("run_no", "step_no")),
            ("match_settings", ("fingerprint",)),
            ("order_statuses", ("status",)),
            ("outbox", ("mail_id",)),
            (
                "published_figures",
                ("report", "figure", "from_date", "to_date", "basis", "shown_no"),
            ),
            ("order_transitions", ("product_kind", "from_status", "to_status")),
            ("refused_files", ("batch_id", "file_no", "issue_no")),
            ("role_grants", ("role", "action")),
            ("roles", ("role",)),
            ("schema_migrations", ("version",)),
            ("settlement_terms", ("platform",)),
            ("fee_terms", ("platform", "from_date")),
            ("store_settings", ("name",)),
            ("user_choices", ("username", "name")),
            ("users", ("username",)),
        )
    ),
)

DERIVATIONS = (
    Derivation(
        name="worklist_marks",
        of=("orders",),
        run="omnicli.engine.derived:note_worklists",
        order=60,
    ),
)
