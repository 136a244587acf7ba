"""`omni orders add`: orders from elsewhere, one by its options or many by the orders template.

Adding never changes an order that is there: for that, `omni orders edit` and `status` judge first.
"""

import csv
import io
import re
import tempfile
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.reports.plain import csv_text
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.importing import Step
from omnicli.services.importing import import_files
from omnicli.services.order_cells import check_cells
from omnicli.services.order_cells import doubts
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.sources.orders_template import SPEC
from omnicli.warehouse import order_facts
from omnicli.warehouse.ledger import accepted_aliases

_KEY = ("platform", "account", "order_no")
_HEADERS = {c.name: c.aliases[0] for c in SPEC.parts[0].columns}
_TIME = next(c for c in SPEC.parts[0].columns if c.name == "ordered_at")
_ITEM = re.compile(
    r"\s*(?P<quantity>\d+)\s*[xX×]\s*(?P<product_name>.+?)\s*@\s*(?:Rp\s*)?(?P<price>[\d.,]+)\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Which orders were added, and the import that holds them."""

    orders: int
    result: BatchResult
    doubts: Sequence[OmniError] = ()
    """What was kept as typed and may be meant otherwise."""


def add_order(
    session: Session, cells: Mapping[str, str], items: Sequence[str], *, dry_run: bool = False
) -> Added:
    """Add one order; `cells` are columns of the orders template, items as `2 x NAME @ PRICE`.

    Without a status it is pending where it has a payment method, else created. Raises
    E_ORDER_ITEM, E_ORDER_EXISTS, what `check_cells` says, and what the template's reader refuses.
    """
    check_cells(cells, _TIME, session)
    zone = ZoneInfo(session.workspace.settings.timezone)
    status = "menunggu" if cells.get("payment_method") else "dibuat"
    defaults = {
        "raw_status": status,
        "ordered_at": f"{session.now.astimezone(zone):%Y-%m-%d %H:%M:%S}",
    }
    rows = [{**defaults, **cells, **_item(text)} for text in items]
    if not rows:
        raise OmniError("E_ORDER_ITEM", value="–")
    with tempfile.TemporaryDirectory() as folder:
        number = re.sub(r"\W+", "-", cells["order_no"])
        path = Path(folder) / f"order-{number}-{session.actor.username}.csv"
        path.write_bytes(_csv(rows))
        added = add_file(session, path, dry_run=dry_run)
    for issue in added.result.files[0].issues:
        if issue.severity == "error":
            raise issue.error()
    return replace(added, doubts=doubts(cells))


def add_file(
    session: Session,
    path: Path,
    *,
    dry_run: bool = False,
    step: Step = lambda _label, _rows: None,
) -> Added:
    """Add the orders of a filled template. Raises E_ORDER_EXISTS for one that is there."""
    read = read_file(
        path,
        None,
        file_name=path.name,
        specs={SPEC.name: SPEC},
        hint=SPEC.name,
        account="main",
        timezone=session.workspace.settings.timezone,
        mapped_aliases=accepted_aliases(session.db),
    )
    keys = read.parts[0].records.select(_KEY).rows()
    there = sorted(order_facts.standing(session.db, keys))
    if there:
        platform, account, number = there[0]
        more = f" (+{len(there) - 1})" if len(there) > 1 else ""
        raise OmniError("E_ORDER_EXISTS", value=f"{platform}:{number}{more}", account=account)
    request = ImportRequest(
        files=[path], hint=SPEC.name, effective_at=instant(session.now), dry_run=dry_run
    )
    return Added(orders=len(keys), result=import_files(session, request, registry(), step=step))


def _item(text: str) -> dict[str, str]:
    found = _ITEM.fullmatch(text)
    if found is None or not int(found["quantity"]):
        raise OmniError("E_ORDER_ITEM", value=text)
    return {
        "product_name": found["product_name"],
        "quantity": found["quantity"],
        "unit_price_sen": found["price"],
    }


def _csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows of template columns as the csv that its reader takes."""
    must = {c.name for c in SPEC.parts[0].columns if c.required}
    used = [c for c in _HEADERS if c in must or any(row.get(c) for row in rows)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_HEADERS[c] for c in used])
    writer.writerows([csv_text(row.get(c, "")) for c in used] for row in rows)
    return out.getvalue().encode()
