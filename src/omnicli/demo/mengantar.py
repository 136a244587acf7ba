"""The demo's parcels and COD money as Mengantar's exports: the shipments, and the balance."""

import csv
import io
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import time
from datetime import timedelta

from omnicli.demo.cod import Sale

HEADERS = (
    "Expedition", "Order ID", "Tracking ID", "Customer Name", "Customer Phone Number", "Province",
    "Subdistrict", "City", "Weight", "COD", "Product Value", "Product ID", "Goods Description",
    "Quantity", "Create Date", "Last Update", "Last Status", "Shipping Fee", "Shipping Discount",
    "COD Fee (Inc VAT)", "Shipping Fee Without Discount",
)  # fmt: skip
INVOICE = (
    "inv_number", "type", "paydAt", "AWB", "Expedition", "COD Value", "Discounted Shipping Fee",
    "COD Fee (inc tax)", "amount", "balance", "status",
)  # fmt: skip
_PAYOUT_DAY, _PAYOUT_TIME = 3, time(9, 30)
"""Thursdays the balance is withdrawn."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the balance; amounts in rupiah, plus is to the seller."""

    at: datetime
    kind: str
    sale: Sale | None
    amount: int
    balance: int


def shipments(sales: Iterable[Sale], seen_at: datetime) -> bytes:
    """The csv of every parcel, as it stood at `seen_at`."""
    return _csv([HEADERS, *(_parcel(sale, seen_at) for sale in sales if sale.is_sent)])


def _parcel(sale: Sale, seen_at: datetime) -> list[str]:
    word = {"completed": "DELIVERED", "rts": "RTS", "problem": sale.trouble}
    over = sale.fate in {"completed", "rts"}
    seen = sale.ended if over else min(sale.shipped + timedelta(hours=70), seen_at)
    cells = {
        "Expedition": sale.courier,
        "Order ID": sale.parcel_no,
        "Tracking ID": f"'{sale.awb}",
        "Customer Name": sale.person.name,
        "Customer Phone Number": f"'{sale.person.phone}",
        "Province": sale.person.province,
        "City": sale.person.city,
        "Weight": "1",
        "COD": str(sale.cod),
        "Product Value": str(sale.value),
        "Product ID": sale.product.sku,
        "Goods Description": sale.product.name,
        "Quantity": str(sale.quantity),
        "Create Date": f"{sale.created + timedelta(hours=3):%d-%m-%Y %H:%M}",
        "Last Update": f"{seen:%d-%m-%Y %H:%M}",
        "Last Status": word.get(sale.fate, "ON DELIVERY"),
        "Shipping Fee": str(sale.shipping),
        "Shipping Discount": "0",
        "COD Fee (Inc VAT)": str(sale.cod_fee),
        "Shipping Fee Without Discount": str(sale.shipping),
    }
    return [cells.get(header, "") for header in HEADERS]


def balance(sales: Sequence[Sale], until: datetime) -> list[Line]:
    """Money as it comes in a day after delivery, is charged for returns, and goes to the bank."""
    events: list[tuple[datetime, str, Sale | None, int]] = []
    for sale in sales:
        at = sale.ended + timedelta(hours=20)
        if sale.fate == "completed" and sale.is_cod:
            net = sale.cod - sale.shipping - sale.cod_fee
            events.append((at, "Reconciliation", sale, net))
        elif sale.is_sent and sale.fate in {"completed", "rts"}:
            events.append((at, "Payment", sale, -sale.shipping))
    first = min(at for at, *_ in events).date()
    days = (first + timedelta(days=n) for n in range((until.date() - first).days + 1))
    events += [
        (datetime.combine(day, _PAYOUT_TIME), "Withdraw", None, 0)
        for day in days
        if day.weekday() == _PAYOUT_DAY
    ]
    left, lines = 0, []
    for at, kind, about, amount in sorted(events, key=lambda e: (e[0], e[1], _number(e[2]))):
        moved = -left if kind == "Withdraw" else amount
        if at <= until and (about or moved < 0):
            left += moved
            lines.append(Line(at, kind, about, moved, left))
    return lines


def _number(sale: Sale | None) -> str:
    return sale.order_no if sale else ""


def invoice(lines: Sequence[Line]) -> bytes:
    """The csv of the balance, newest line first."""
    rows = [_line(number, line) for number, line in enumerate(lines, start=1)]
    return _csv([INVOICE, *reversed(rows)])


def _line(number: int, line: Line) -> list[str]:
    sale = line.sale
    parcel = ["", "", "", "", ""]
    if sale is not None:
        is_paid = line.kind == "Reconciliation"
        collected = (sale.cod, sale.shipping, sale.cod_fee) if is_paid else ("", sale.shipping, "")
        parcel = [sale.awb, sale.courier, *map(str, collected)]
    at = f"{line.at:%Y-%m-%d %H:%M:%S}"
    return [
        f"INV-{number:05d}",
        f"type{line.kind}",
        at,
        *parcel,
        str(line.amount),
        str(line.balance),
        "statusCleared",
    ]


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
