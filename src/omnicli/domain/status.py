"""The life of an order: statuses, their ranks, and what counts."""

from types import MappingProxyType

STATUS_RANK = MappingProxyType(
    {
        "created": 0,
        "pending": 1,
        "confirmed": 2,
        "in_process": 3,
        "ready_to_ship": 4,
        "shipped": 5,
        "completed": 6,
        "canceled": 7,
        "closed": 8,
        "rts": 9,
    }
)
"""Rank of each status; where a source has no row update time, the highest rank known wins."""

COUNTED = frozenset(
    {"confirmed", "in_process", "ready_to_ship", "shipped", "completed", "rts", "closed"}
)
"""Statuses of an order that was really bought (`created`, `pending`, `canceled` were not)."""

RETURN_KINDS = frozenset({"refused_undelivered", "returned_after_receipt", "lost", "unknown"})
PAYMENT_STATUSES = frozenset({"unpaid", "paid", "partially_refunded", "refunded", "conflict"})
