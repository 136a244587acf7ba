"""What the order desk looks at: whom to follow up, the buyer's receipt, hands against files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import polars as pl

from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.domain.status import STATUS_RANK
from omnicli.engine.originals import originals_of
from omnicli.metrics.catalog import get
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric
from omnicli.outputs import write_output
from omnicli.reports.html import render_part
from omnicli.reports.words import word
from omnicli.services.desk_rules import EDITED
from omnicli.services.reporting import templates
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.warehouse import lineage
from omnicli.warehouse import order_facts
from omnicli.warehouse.ledger import active_files
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask
from omnicli.warehouse.resolve import stamped
from omnicli.warehouse.sales import Number
from omnicli.warehouse.table import Table
from omnicli.warehouse.tables.catalog import table_spec

_ENDED = ("canceled", "closed", "rts")
_COMPARED = ("status", "payment_status", *EDITED)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value noted by hand, and a file that said otherwise later."""

    order: str
    account: str
    column: str
    by_hand: object
    noted_at: str
    in_file: object
    source: str
    file_at: str
    holds: object
    """The value that stands."""


def follow_up(session: Session, most_days: int) -> MetricResult:
    """Orders that CS should take care of today, the newest first, none older than `most_days`."""
    today = local_date(session.now, session.workspace.settings.timezone)
    found = run_metric(session.db, get("follow_up"), {"as_of": today}, reader=session.reader)
    day = [c.name for c in found.spec.columns].index("ordered_date")
    oldest = (today - timedelta(days=most_days)).isoformat()
    rows = [row for row in found.rows if str(row[day]) >= oldest]
    return MetricResult(found.spec, found.params, rows, found.lacks, found.masked)


def write_receipt(session: Session, order: Number, target: Path, *, replace: bool) -> Path:
    """Write the page that a buyer may see of an order. Raises E_ORDER_UNKNOWN, E_OUTPUT_EXISTS."""
    platform, account, number = order
    asked = {"platform": platform, "account": account, "order_no": number}
    found = ask(session.db, "receipt_order", asked)
    if not found:
        raise OmniError("E_ORDER_UNKNOWN", value=f"{platform}:{number}", account=account)
    items = ask(session.db, "receipt_items", {"order_id": found[0]["order_id"]})
    page = render_part(
        "_receipt.html",
        templates(),
        session.lang,
        order=found[0],
        items=items,
        total=_total(found[0]),
        store=session.workspace.settings.store_name or "",
        word=partial(word, lang=session.lang),
    )
    return write_output(target, page, replace=replace)


def _total(order: Record) -> int:
    """What the buyer pays: as the platform says, else the goods and the shipping he bears."""
    stated = order["buyer_total_sen"] or order["cod_value_sen"]
    goods = int(str(order["net_revenue_sen"] or 0)) + int(str(order["buyer_shipping_sen"] or 0))
    return int(str(stated)) if stated else goods


def conflicts(session: Session) -> list[Conflict]:
    """Where a file that is newer than what was noted by hand says otherwise."""
    key = list(table_spec("orders").key)
    keys = order_facts.noted_orders(session.db)
    noted = order_facts.stamps(session.db, keys) if keys.height else None
    if noted is None:
        return []
    files = _in_files(session, keys)
    if files is None:
        return []
    standing = order_facts.standing(session.db, keys.rows())
    found = []
    for column in _COMPARED:
        if column not in files.columns:
            continue
        pairs = _newest(noted, column, key).join(
            _newest(files, column, key), on=key, how="inner", suffix="__file"
        )
        later = pairs.filter(
            (pl.col("_eff__file") > pl.col("_eff")) & (pl.col(column) != pl.col(f"{column}__file"))
        )
        for row in later.sort(key).iter_rows(named=True):
            order = standing.get((row["platform"], row["account"], row["order_no"]))
            if order is not None and not _is_progress(column, row[column], row[f"{column}__file"]):
                found.append(_conflict(column, row, order))
    return sorted(found, key=lambda c: (c.order, c.account, c.column))


def _in_files(session: Session, keys: "pl.DataFrame") -> "pl.DataFrame | None":
    """What files say of the orders, stamped; None where none does."""
    table = Table(session.db, table_spec("orders"))
    stored = table.fetch(keys, columns=[*table.key, table.id_column])
    originals = originals_of(session.workspace, session.db, registry())
    imports = lineage.imports_of(session.db, table.name, stored.select(table.id_column))
    seen = [
        part.within(keys)
        for file in active_files(session.db, imports)
        for part in originals.recall(file)
        if part.target == table.name
    ]
    return stamped(seen) if seen else None


def _newest(frame: "pl.DataFrame", column: str, key: Sequence[str]) -> "pl.DataFrame":
    source = pl.col("source") if "source" in frame.columns else pl.lit("")
    return (
        frame.filter(pl.col(column).is_not_null())
        .sort(*key, "_eff", "_sha")
        .group_by(key, maintain_order=True)
        .agg(pl.col(column).last(), pl.col("_eff").last(), source.last().alias("source"))
    )


def _is_progress(column: str, by_hand: str, in_file: str) -> bool:
    """Whether a file only carries an order further than the person did."""
    open_ = column == "status" and by_hand not in _ENDED
    return open_ and STATUS_RANK[in_file] > STATUS_RANK[by_hand]


def _conflict(column: str, row: Record, order: Record) -> Conflict:
    return Conflict(
        order=f"{row['platform']}:{row['order_no']}",
        account=str(row["account"]),
        column=column,
        by_hand=row[column],
        noted_at=str(row["_eff"]),
        in_file=row[f"{column}__file"],
        source=str(row["source__file"]),
        file_at=str(row["_eff__file"]),
        holds=order[column],
    )
