"""Small warehouses written as tables, for metric and view tests, and the golden cases on disk."""

import csv
import sqlite3
import tomllib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from omnicli.domain.ad_accounts import own_account
from omnicli.domain.clock import day_number
from omnicli.metrics.header import NEEDS
from omnicli.metrics.header import MetricSpec
from omnicli.warehouse import line_orders
from omnicli.warehouse.ads import derive_days
from speed import migrated

ROOT = Path(__file__).parent / "metrics"
AUGUST: Mapping[str, str] = {
    "from_date": "2025-08-01",
    "to_date": "2025-09-01",
    "basis": "delivered",
    "as_of": "2025-09-30",
}
Cells = Mapping[str, object]
Tables = Mapping[str, Sequence[Cells]]

_THEN = "2025-09-01T00:00:00Z"
_DEFAULTS: Mapping[str, Cells] = {
    "store_settings": {},
    "users": {"name": "T", "role": "owner", "created_at": _THEN},
    "audit_log": {
        "os_user": "t",
        "host": "h",
        "pid": 1,
        "command": "report",
        "omni_version": "0",
        "prev_hash": "0",
    },
    "worklist_marks": {},
    "customers": {"confidence": "certain"},
    "orders": {
        "platform": "shopee",
        "account": "main",
        "source": "shopee-orders",
        "status": "completed",
        "net_revenue_sen": 0,
        "effective_at": _THEN,
    },
    "product_costs": {"name": "Produk", "cost_from_date": "0001-01-01", "effective_at": _THEN},
    "customer_keys": {},
    "stock_snapshots": {"as_of_date": "2025-09-30", "effective_at": _THEN},
    "rbw": {"effective_at": _THEN},
    "rbw_harvests": {"harvest_type": "other", "seq": "1", "effective_at": _THEN},
    "app_users": {"effective_at": _THEN},
    "campaigns": {"kind": "mega", "effective_at": _THEN},
    "return_scans": {"condition": "good", "effective_at": _THEN},
    "leads": {"effective_at": _THEN},
    "customer_profiles": {"effective_at": _THEN},
    "opt_outs": {"effective_at": _THEN},
    "planned_lives": {"live_state": "upcoming", "seq": "1", "effective_at": _THEN},
    "creator_samples": {"effective_at": _THEN},
    "creator_performance": {"platform": "tiktok", "account": "main", "effective_at": _THEN},
    "product_performance": {"platform": "tiktok", "account": "main", "effective_at": _THEN},
    "shop_traffic": {"platform": "tiktok", "account": "main", "effective_at": _THEN},
    "video_performance": {"platform": "tiktok", "account": "main", "effective_at": _THEN},
    "live_sessions": {"platform": "tiktok", "account": "main", "effective_at": _THEN},
    "order_items": {"quantity": 1},
    "loyalty_rewards": {"effective_at": _THEN},
    "loyalty_ledger": {},
    "ad_purposes": {"effective_at": _THEN},
    "ad_performance": {
        "platform": "meta",
        "account": "main",
        "level": "campaign",
        "campaign": "A",
        "source": "meta-ads",
        "effective_at": _THEN,
    },
    "settlement_lines": {
        "source": "shopee-income",
        "account": "main",
        "ledger": "detail",
        "kind": "revenue",
        "platform": "shopee",
        "effective_at": _THEN,
    },
    "settlement_terms": {},
    "fee_terms": {"from_date": "0001-01-01", "flat_sen": 0},
    "bank_transactions": {
        "source": "mandiri",
        "bank": "mandiri",
        "account_no": "1",
        "seq": 1,
        "effective_at": _THEN,
    },
    "payout_covers": {"rule": "by_fifo"},
    "matches": {"rule": "exact_amount", "state": "booked", "made_by": "rule"},
    "match_legs": {},
    "match_misses": {"nth": 1},
    "closed_months": {
        "month": "2025-08",
        "from_date": "2025-08-01",
        "to_date": "2025-09-01",
        "closed_at": _THEN,
        "actor": "t",
        "decision_id": 1,
        "figures_sha256": "0",
        "orders": 1,
        "net_revenue_sen": 0,
    },
    "frozen_orders": {
        "month": "2025-08",
        "platform": "shopee",
        "account": "main",
        "decision_id": 1,
        "is_test": 0,
        "settled_sen": 0,
        "refund_sen": 0,
        "delivered_revenue_sen": 0,
    },
    "frozen_sums": {"month": "2025-08", "account": "main", "decision_id": 1},
    "import_batches": {"batch_id": 1, "started_at": _THEN, "actor": "t", "state": "imported"},
    "import_files": {
        "batch_id": 1,
        "spec_version": 1,
        "account": "main",
        "file_name": "x.xlsx",
        "size_bytes": 1,
        "format": "xlsx",
        "state": "imported",
        "effective_at": _THEN,
        "first_imported_at": _THEN,
        "rows_read": 0,
        "rows_inserted": 0,
        "rows_updated": 0,
        "rows_unchanged": 0,
        "rows_rejected": 0,
        "rows_skipped": 0,
        "actor": "t",
    },
    "import_days": {"need": "orders", "account": "main", "slack": 1},
    "import_months": {"need": "orders", "account": "main"},
    "row_origins": {"entity": "orders"},
    "frozen_campaigns": {"frozen_at": _THEN, "actor": "t", "decision_id": 1},
}
"""What a row has where a case does not say; also the order in which tables are filled."""


@dataclass(frozen=True)
class Case:
    """One golden case: a folder with `case.toml`, `in.<table>.csv` and `expected.csv`."""

    folder: Path
    params: Mapping[str, str]
    tables: Tables

    @property
    def id(self) -> str:
        """`roas/v1/no_ads`."""
        return self.folder.relative_to(ROOT).as_posix()

    @property
    def metric(self) -> tuple[str, int]:
        """Name and version of the metric it is about."""
        name, version, _ = self.folder.relative_to(ROOT).parts
        return name, int(version.removeprefix("v"))

    def expected(self, spec: MetricSpec) -> list[dict[str, object]]:
        """The rows the metric must return, in stored kinds; an empty cell is NULL."""
        kinds = {c.name: c.kind for c in spec.columns}
        return [
            {k: None if v == "" else int(v) if kinds[k] in NUMBERS else v for k, v in row.items()}
            for row in _read(self.folder / "expected.csv")
        ]


NUMBERS = ("sen", "int", "bps")
LEG_TABLES = {
    "order": "orders",
    "line": "settlement_lines",
    "payout": "settlement_lines",
    "bank": "bank_transactions",
}


def cases() -> list[Case]:
    """Every golden case on disk, by name."""
    return [_case(path.parent) for path in sorted(ROOT.glob("*/v*/*/case.toml"))]


def _case(folder: Path) -> Case:
    head = tomllib.loads((folder / "case.toml").read_text("utf-8"))
    tables = {
        path.name.removeprefix("in.").removesuffix(".csv"): _read(path)
        for path in folder.glob("in.*.csv")
    }
    if unknown := set(tables) - set(_DEFAULTS):
        raise ValueError(f"{folder}: no loader for {sorted(unknown)}")
    return Case(folder, {**AUGUST, **head.get("params", {})}, tables)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def build(tables: Tables) -> sqlite3.Connection:
    """A migrated warehouse in memory that holds the rows, with defaults for what they leave out."""
    db = _empty()
    _fill(db, tables)
    return db


@contextmanager
def built(tables: Tables) -> Iterator[sqlite3.Connection]:
    """The same in the one warehouse of the run, for a while: its statements stay compiled.

    Compiling a metric takes up to thirty times as long as running it on a few rows. What the test
    writes is gone afterwards.
    """
    db = _shared()
    db.execute("BEGIN")
    try:
        _fill(db, tables)
        yield db
    finally:
        db.execute("ROLLBACK")


@cache
def _shared() -> sqlite3.Connection:
    return _empty()


def _empty() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrated(db)
    return db


def _fill(db: sqlite3.Connection, tables: Tables) -> None:
    if tables.get("import_files"):
        _insert(db, "import_batches", {})
    for table in _DEFAULTS:
        for number, cells in enumerate(tables.get(table, ()), start=1):
            given = {k: v for k, v in cells.items() if v not in ("", None)}
            _insert(db, table, _completed(db, table, number, given))
    if tables and not tables.get("import_files"):
        _cover_everything(db)
    ads = db.execute("SELECT DISTINCT platform, account FROM ad_performance").fetchall()
    for platform, own in sorted({(platform, own_account(account)) for platform, account in ads}):
        derive_days(db, platform, own)
    line_orders.refresh(db)
    db.execute(
        "INSERT INTO customer_keys"
        " SELECT 'test:' || COALESCE(name, customer_id), customer_id, confidence FROM customers"
    )


def _cover_everything(db: sqlite3.Connection) -> None:
    """A file that covers all days for all needs, where a case is not about files: nothing lacks."""
    if not db.execute("SELECT 1 FROM import_batches").fetchone():
        _insert(db, "import_batches", {})
    _insert(db, "import_files", {"import_id": 1, "source": "all", "sha256": "0" * 64})
    first, last = (day_number(date(year, 1, 1)) for year in (2010, 2049))
    for need in NEEDS:
        days = {"import_id": 1, "need": need, "from_day": first, "to_day": last}
        _insert(db, "import_days", days)


def _completed(db: sqlite3.Connection, table: str, number: int, cells: Cells) -> Cells:
    row = dict(cells)
    complete = _COMPLETE.get(table)
    if complete is not None:
        complete(db, number, row)
    return row


Row = dict[str, object]


def _complete_item(db: sqlite3.Connection, number: int, row: Row) -> None:
    row["order_id"] = _order_id(db, row.pop("order_no"))
    row.setdefault("line_no", number)
    row.setdefault("listing_key", row.get("sku") or row.get("product_name") or "?")


def _complete_ad(_db: sqlite3.Connection, _number: int, row: Row) -> None:
    row.setdefault("date_to", row["date_from"])


def _complete_line(_db: sqlite3.Connection, number: int, row: Row) -> None:
    row.setdefault("line_key", str(number))
    parts = ("gross_sen", "shipping_sen", "fee_sen", "tax_sen")
    known = sum(int(str(row.get(part, 0))) for part in parts)
    row.setdefault("other_sen", int(str(row["net_sen"])) - known)


def _complete_match(_db: sqlite3.Connection, _number: int, row: Row) -> None:
    row.setdefault("ref", str(row["match_id"]))


def _complete_leg(_db: sqlite3.Connection, _number: int, row: Row) -> None:
    row["table_name"] = LEG_TABLES[str(row["side"])]
    row.setdefault("natural_key", str(row["row_id"]))


def _complete_origin(db: sqlite3.Connection, number: int, row: Row) -> None:
    row["entity_id"] = _order_id(db, row.pop("order_no"))
    row.setdefault("row_no", number)


def _complete_file(_db: sqlite3.Connection, number: int, row: Row) -> None:
    row.setdefault("sha256", f"{number:064x}")


def _complete_days(_db: sqlite3.Connection, _number: int, row: Row) -> None:
    for side in ("from", "to"):
        row[f"{side}_day"] = day_number(date.fromisoformat(str(row.pop(side))))


def _complete_order(db: sqlite3.Connection, number: int, row: dict[str, object]) -> None:
    buyer = str(row.pop("customer", f"buyer {number}"))
    found = db.execute("SELECT customer_id FROM customers WHERE name = ?", (buyer,)).fetchone()
    if found is None:
        _insert(db, "customers", {"name": buyer})
        found = db.execute("SELECT last_insert_rowid()").fetchone()
    row.update(customer_id=found[0], customer_key=f"test:{buyer}")
    row.setdefault("order_no", str(number))
    if "sale_of" in row:
        row["sale_of_order_id"] = _order_id(db, row.pop("sale_of"))


_COMPLETE: Mapping[str, Callable[[sqlite3.Connection, int, Row], None]] = {
    "orders": _complete_order,
    "order_items": _complete_item,
    "ad_performance": _complete_ad,
    "settlement_lines": _complete_line,
    "matches": _complete_match,
    "match_legs": _complete_leg,
    "import_files": _complete_file,
    "import_days": _complete_days,
    "row_origins": _complete_origin,
}
"""What follows from the cells a case gives, by table."""


def _order_id(db: sqlite3.Connection, order_no: object) -> int:
    found = db.execute("SELECT order_id FROM orders WHERE order_no = ?", (order_no,)).fetchall()
    ((order_id,),) = found
    return int(order_id)


def _insert(db: sqlite3.Connection, table: str, cells: Cells) -> None:
    row = {**_DEFAULTS[table], **cells}
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
