"""`omni customers prices`: what one partner pays for each product, and what is in stock (S1-33)."""

from dataclasses import dataclass
from pathlib import Path

from omnicli.access.columns import EVERYTHING
from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.domain.money import json_rupiah
from omnicli.domain.phones import normalise_phone
from omnicli.metrics.catalog import get
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.run import run_metric
from omnicli.outputs import ending_of
from omnicli.outputs import write_output
from omnicli.services.list_file import KINDS
from omnicli.services.list_file import render
from omnicli.session import Session
from omnicli.warehouse.records import Record

METRIC = "partner_prices"
_SHOWN = ("sku", "product", "price_sen", "discount_bps", "partner_price_sen", "stock")


@dataclass(frozen=True, slots=True)
class PriceList:
    """One partner's prices of today."""

    partner: str
    rows: list[Record]
    columns: tuple[MetricColumn, ...]


def prices(session: Session, phone: str) -> PriceList:
    """The prices of the partner with that phone. Raises E_PARTNER_UNKNOWN."""
    spec = get(METRIC)
    day = local_date(session.now, session.workspace.settings.timezone)
    found = run_metric(session.db, spec, {"as_of": day}, reader=EVERYTHING)
    wanted = normalise_phone(phone.removeprefix("phone:")) or phone
    every: list[Record] = [{**row} for row in found.records(printed=False)]
    rows = [row for row in every if row["phone"] == wanted]
    if not rows:
        raise OmniError("E_PARTNER_UNKNOWN", value=phone)
    columns = tuple(c for c in spec.columns if c.name in _SHOWN)
    # The metric was run for everything, to find the phone: the name is for who may see names.
    partner = session.reader.value("partner", rows[0]["partner"], declared="personal")
    return PriceList(str(partner), rows, columns)


def export(session: Session, listed: PriceList, target: Path, *, replace: bool) -> None:
    """Write the prices for the partner. Raises E_FORMAT, and what `write_output` raises."""
    kind = ending_of(target, KINDS)
    rows = [[_cell(row[c.name], c.kind) for c in listed.columns] for row in listed.rows]
    titles = [c.title(session.lang) for c in listed.columns]
    write_output(target, render(titles, rows, kind, "Harga"), replace=replace)
    session.finish(partner_prices=len(rows))


def _cell(value: object, kind: str) -> str | int | float | None:
    if isinstance(value, int):
        if kind == "sen":
            return json_rupiah(value)
        return value / 100 if kind == "bps" else value
    return None if value is None else str(value)
