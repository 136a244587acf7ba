"""What may be done to an order at the order desk; pure, so that one rule serves one and thousands.

Which status may follow which is data (`order_transitions`); what a move needs besides is here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from omnicli.domain.errors import OmniError
from omnicli.domain.status import STATUS_RANK
from omnicli.sources._order_details import DETAILS
from omnicli.sources.orders_template import STATUSES
from omnicli.warehouse.records import Record

Moves = Mapping[tuple[str, str], tuple[str, ...]]
"""(kind of product, status) → the statuses that may follow, in the order of their ranks."""

EDITED = tuple(detail.stored or name for name, detail in DETAILS.items())
"""What `edit` changes, as orders store it."""
DELETABLE = ("created", "canceled")
_REFUNDS = ("refunded", "partially_refunded")
_WORDS = {status: word for word, status in STATUSES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One row as the desk sees it: what it does to its order, or why it is refused."""

    row: int
    order: str
    account: str
    was: str = ""
    status: str = ""
    """The status afterwards."""
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    """Column → (before, after), where they differ."""
    refused: OmniError | None = None
    unpaid: bool = False
    """Whether a bought order is not paid though no courier will collect the money."""


def words(statuses: tuple[str, ...]) -> tuple[str, str]:
    """Statuses as a person reads and may type them, (Indonesian, English)."""
    if not statuses:
        return "tidak ada", "none"
    return (
        ", ".join(_WORDS[s] for s in statuses),
        ", ".join(s.replace("_", " ") for s in statuses),
    )


def standing_status(order: Record) -> str:
    """The status as lists show it: the furthest of the order and its parcel."""
    own, parcel = str(order["status"]), order["parcel_status"]
    further = parcel is not None and STATUS_RANK[str(parcel)] > STATUS_RANK[own]
    return str(parcel) if further else own


def checked_row(row: int, note: Record, order: Record | None, moves: Moves) -> DeskRow:
    """What a note does to an order as it stands; nothing at all where it is refused."""
    name, account = f"{note['platform']}:{note['order_no']}", str(note["account"])
    if order is None:
        unknown = OmniError("E_ORDER_UNKNOWN", value=name, account=account)
        return DeskRow(row=row, order=name, account=account, refused=unknown)
    was = standing_status(order)
    wanted = {c: v for c, v in note.items() if v is not None and c in order}
    status = str(wanted.get("status", was))
    fault = _fault(name, was, {**order, "status": was}, {**wanted, "status": status}, moves)
    changes = {
        c: (order[c], v)
        for c, v in wanted.items()
        if order[c] != v and c not in {"platform", "account", "order_no", "status"}
    }
    if status != was:
        changes["status"] = (was, status)
    elif "cancel_reason" in changes and was not in {"canceled", "rts"}:
        changes.pop("cancel_reason")
    after = {**order, **wanted}
    cod, paid = after["is_cod"], after["payment_status"] == "paid"
    return DeskRow(
        row=row,
        order=name,
        account=account,
        was=was,
        status=was if fault else status,
        changes={} if fault else changes,
        refused=fault,
        unpaid=status == "confirmed" != was and not cod and not paid,
    )


def _fault(name: str, was: str, order: Record, wanted: Record, moves: Moves) -> OmniError | None:
    """Why a note is refused, the gravest reason first."""
    after = {**order, **wanted}
    to = str(wanted["status"])
    if order["sale_no"] is not None:
        return OmniError("E_DESK_COPY", value=name, sale=order["sale_no"])
    if order["is_deleted"] and was in DELETABLE:
        return OmniError("E_DESK_DELETED", value=name)
    if wanted.get("is_deleted") and (to not in DELETABLE or to != was):
        return OmniError("E_DESK_DELETE", value=name, status=words((was,)))
    if to != was and (fault := _move_fault(name, order, wanted, moves)):
        return fault
    if wanted.get("payment_status") not in {None, order["payment_status"]}:
        return _payment_fault(name, order, after)
    return None


def _move_fault(name: str, order: Record, wanted: Record, moves: Moves) -> OmniError | None:
    after, was, to = {**order, **wanted}, str(order["status"]), str(wanted["status"])
    kind = str(after["product_kind"])
    allowed = moves.get((kind, was), ())
    if to not in allowed:
        fields = {"from_": words((was,)), "to": words((to,)), "allowed": words(allowed)}
        return OmniError("E_DESK_MOVE", value=name, **fields)
    if was == "created" and to != "canceled" and (missing := _missing(after, kind)):
        ids, ens = zip(*missing, strict=True)
        return OmniError("E_DESK_INCOMPLETE", value=name, missing=(", ".join(ids), ", ".join(ens)))
    if to == "shipped" and kind == "physical" and not after["awb"]:
        return OmniError("E_DESK_AWB", value=name)
    if to == "rts" and not wanted.get("cancel_reason"):
        return OmniError("E_DESK_REASON", value=name)
    return _parcel_fault(name, after, to)


def _parcel_fault(name: str, after: Record, to: str) -> OmniError | None:
    """A move behind the parcel's own file would be kept, and yet no list would show it."""
    parcel = after["parcel_status"]
    if parcel is None or STATUS_RANK[str(parcel)] <= STATUS_RANK[to]:
        return None
    printed = words((str(parcel),))
    return OmniError("E_DESK_PARCEL", value=name, parcel=after["parcel_no"], status=printed)


def _missing(after: Record, kind: str) -> list[tuple[str, str]]:
    """What a created order lacks to be pending: name, a way to reach the buyer, payment method."""
    reached = after["recipient_phone"] or (kind == "digital" and after["recipient_email"])
    placed = kind == "digital" or after["recipient_address"] or after["city"]
    checks = (
        (after["recipient_name"], ("nama", "name")),
        (reached, ("nomor HP", "phone")),
        (placed, ("alamat", "address")),
        (after["payment_method"], ("metode bayar", "payment method")),
    )
    return [what for there, what in checks if not there]


def _payment_fault(name: str, order: Record, after: Record) -> OmniError | None:
    state, status = str(after["payment_status"]), str(after["status"])
    if state in _REFUNDS:
        had = order["payment_status"] in {"paid", "partially_refunded"}
        why = ("belum dibayar", "it was never paid") if not had else None
    elif not after["payment_method"]:
        why = ("metode bayarnya belum ada", "it has no payment method yet")
    elif status in {"canceled", "closed"}:
        why = ("pesanannya batal atau ditutup", "the order is canceled or closed")
    else:
        why = None
    return OmniError("E_DESK_PAYMENT", value=name, why=why) if why else None
