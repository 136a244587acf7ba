"""The demo's form orders as OrderOnline's csv export."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from datetime import timedelta

from omnicli.demo.cod import Sale

HEADERS = (
    "order_id", "product", "product_code", "variation", "quantity", "weight", "product_price",
    "cogs", "bump", "bump_price", "notes", "gross_revenue", "net_revenue", "payment_method",
    "payment_status", "status", "name", "phone", "province", "city", "subdistrict", "courier",
    "receipt_number", "handled_by", "utm_source", "utm_campaign", "created_at", "confirmed_at",
    "paid_at", "shipped_at", "completed_at", "cancelled_at", "rts_at",
)  # fmt: skip
_STATUS = {"lead": "pending", "canceled": "cancelled", "completed": "completed", "rts": "rts"}


def export(sales: Iterable[Sale]) -> bytes:
    """The csv text, oldest order first."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEADERS, *map(_row, sales)])
    return out.getvalue().encode()


def _row(sale: Sale) -> list[str]:
    person, product = sale.person, sale.product
    status = _STATUS.get(sale.fate, "shipped")
    done = status == "completed"
    paid = done if sale.is_cod else sale.is_sent
    confirmed = sale.created + timedelta(hours=2)
    cells = {
        "order_id": sale.order_no,
        "product": product.name,
        "product_code": product.sku,
        "variation": product.variation,
        "quantity": str(sale.quantity),
        "weight": str(product.grams),
        "product_price": str(product.deal_price),
        "gross_revenue": str(sale.value + sale.shipping),
        "net_revenue": str(sale.value),
        "payment_method": "cod" if sale.is_cod else "bank_transfer",
        "payment_status": "paid" if paid else "unpaid",
        "status": status,
        "name": person.name,
        "phone": person.phone,
        "province": person.province,
        "city": person.city,
        "handled_by": sale.handler,
        "utm_source": "facebook" if sale.campaign else "",
        "utm_campaign": sale.campaign,
        "created_at": _time(sale.created),
        "cancelled_at": _time(confirmed) if sale.fate == "canceled" else "",
    }
    if sale.is_sent:
        cells |= {
            "courier": sale.courier,
            "receipt_number": sale.awb,
            "confirmed_at": _time(confirmed),
            "paid_at": _time(sale.ended if sale.is_cod else confirmed) if paid else "",
            "shipped_at": _time(sale.shipped),
            "completed_at": _time(sale.ended) if done else "",
            "rts_at": _time(sale.ended) if sale.fate == "rts" else "",
        }
    return [cells.get(header) or "-" for header in HEADERS]


def _time(moment: datetime) -> str:
    return f"{moment:%d-%m-%Y - %H:%M}"
