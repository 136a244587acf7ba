"""`omni rebuild`: the canonical tables again from the dataroom, with the difference shown first."""

import sqlite3
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from omnicli.domain.errors import OmniError
from omnicli.ingest.spec import SourceSpec
from omnicli.services import ledger
from omnicli.services.batches import reader_of
from omnicli.services.loading import active_files
from omnicli.services.loading import apply
from omnicli.services.loading import observations_of
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse.dataroom import Dataroom

DERIVED = (
    "row_origins",
    "sale_feeds",
    "sale_links",
    "order_events",
    "order_items",
    "orders",
    "customer_keys",
    "customers",
    "ad_days",
    "ad_performance",
    "settlement_lines",
)
"""Tables that follow from the files, children before parents."""

# Canonical rows in words that a rebuild must give again: no surrogate ids, import ids or stamps.
CANONICAL: Mapping[str, str] = {
    "orders": (
        "SELECT {orders}, (SELECT json_group_array(json_array(i.line_no, i.listing_key, i.sku,"
        " i.product_name, i.variation, i.quantity, i.returned_quantity, i.unit_price_sen,"
        " i.subtotal_sen)) FROM order_items i WHERE i.order_id = o.order_id) AS items"
        " FROM orders o ORDER BY platform, account, order_no"
    ),
    "customers": (
        "SELECT k.key, k.confidence, c.name, c.province, c.city, c.district, c.first_source"
        " FROM customer_keys k JOIN customers c ON c.customer_id = k.customer_id ORDER BY k.key"
    ),
    "ad_performance": "SELECT {ad_performance} FROM ad_performance ORDER BY 1, 2, 3, 4, 5, 6, 7, 8",
    "settlement_lines": "SELECT {settlement_lines} FROM settlement_lines ORDER BY 1, 2, 3",
}
_STAMPS = {"order_id", "customer_id", "sale_of_order_id", "ad_row_id", "line_id", "effective_at"}


@dataclass(slots=True, kw_only=True)
class RebuildResult:
    """What a rebuild found: files read, and per table how many rows came, went or changed."""

    files: int
    restored: int = 0
    dry_run: bool = False
    differences: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether the warehouse was already what its files say."""
        return not any(any(d.values()) for d in self.differences.values())


def rebuild(
    session: Session, specs: Mapping[str, SourceSpec], *, dry_run: bool = False
) -> RebuildResult:
    """Derive everything again from the originals, in one transaction.

    A warehouse that was lost gets its ledger back from the dataroom's journal first. A new version
    of a source takes effect here.
    """
    reader = reader_of(session, specs)
    with session.transaction(rollback=dry_run) as db:
        restored = _restore_ledger(db, reader.dataroom)
        reader.aliases = ledger.accepted_aliases(db)
        files = active_files(db)
        if not files:
            raise OmniError("E_NOTHING_TO_REBUILD")
        before = {name: dict(_canonical(db, name)) for name in CANONICAL}
        for table in DERIVED:
            db.execute(f"DELETE FROM {table}")
        for file in files:
            read = reader.read_again(file)
            reader.keep(read, file.period)
            apply(db, reader, observations_of(read, file.import_id, file.effective_at))
            ledger.forget_issues(db, file.import_id)
            ledger.add_issues(db, file.import_id, read.issues)
            db.execute(
                "UPDATE import_files SET spec_version = ? WHERE import_id = ?",
                (specs[file.source].version, file.import_id),
            )
        ledger.close_issues(db, [file.import_id for file in files])
        result = RebuildResult(files=len(files), restored=restored, dry_run=dry_run)
        for name, old in before.items():
            new = dict(_canonical(db, name))
            result.differences[name] = {
                "added": len(new.keys() - old.keys()),
                "removed": len(old.keys() - new.keys()),
                "changed": sum(old[k] != new[k] for k in old.keys() & new.keys()),
            }
        session.finish(files=len(files), restored=restored, differences=result.differences)
    return result


def _canonical(db: sqlite3.Connection, name: str) -> Iterator[tuple[tuple[object, ...], object]]:
    """Rows of a table keyed by their natural key (the first columns), for comparing."""
    width = {"orders": 3, "customers": 1, "ad_performance": 8, "settlement_lines": 3}[name]
    columns = {}
    for table in ("orders", "ad_performance", "settlement_lines"):
        names = [r[1] for r in db.execute(f"PRAGMA table_info({table})")]
        columns[table] = ", ".join(f'"{c}"' for c in names if c not in _STAMPS)
    for row in db.execute(CANONICAL[name].format(**columns)):
        yield row[:width], row[width:]


def _restore_ledger(db: sqlite3.Connection, dataroom: Dataroom) -> int:
    """Replay what only the journal knows: a lost or older warehouse gets its ledger back.

    Returns how many files came back.
    """
    if db.execute("SELECT 1 FROM import_files LIMIT 1").fetchone() is None:
        db.execute("DELETE FROM decisions")
    count = 0
    for entry in decisions.restore(db, dataroom):
        payload = entry["payload"]
        if entry["kind"] == "import":
            ledger.enter_again(db, payload["file"], entry["at"])
            count += 1
        elif entry["kind"] in {"undo_batch", "redo_batch"}:
            batch = int(entry["subject"].removeprefix("batch:"))
            undone = entry["kind"] == "undo_batch"
            at, by = (entry["at"], entry["actor"]) if undone else (None, None)
            ledger.mark(db, batch, payload["imports"], at=at, by=by)
    return count
