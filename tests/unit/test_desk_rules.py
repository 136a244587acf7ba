"""The order desk's rules against the table of moves as the seed prints it, written out again."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from omnicli.domain.status import STATUS_RANK
from omnicli.services.desk_rules import DeskRow
from omnicli.services.desk_rules import checked_row
from omnicli.warehouse.records import Record

SEED = {
    "created": "pending canceled",
    "pending": "confirmed in_process ready_to_ship canceled shipped",
    "confirmed": "pending in_process ready_to_ship canceled shipped",
    "in_process": "pending confirmed ready_to_ship canceled shipped",
    "ready_to_ship": "pending confirmed in_process canceled shipped",
    "shipped": "pending confirmed in_process ready_to_ship completed rts closed",
    "completed": "shipped",
    "rts": "shipped",
}
DIGITAL = {
    "created": "pending confirmed canceled",
    "pending": "confirmed in_process completed canceled",
    "confirmed": "pending in_process completed canceled",
    "in_process": "pending confirmed completed canceled",
}
TABLE = {("physical", a): tuple(b.split()) for a, b in SEED.items()} | {
    ("digital", a): tuple(b.split()) for a, b in DIGITAL.items()
}
COMPLETE: Record = {
    "platform": "scalev",
    "account": "main",
    "order_no": "S-1",
    "status": "created",
    "cancel_reason": None,
    "return_kind": None,
    "payment_status": "unpaid",
    "payment_method": "transfer",
    "is_cod": 0,
    "awb": "JX1",
    "courier": None,
    "product_kind": "physical",
    "recipient_name": "Siti",
    "recipient_phone": "+6281234567890",
    "recipient_email": None,
    "recipient_address": "Jalan Mawar 1",
    "province": None,
    "city": None,
    "district": None,
    "handled_by": None,
    "is_deleted": 0,
    "parcel_status": None,
    "parcel_no": None,
    "sale_no": None,
}


def note(**shown: object) -> Record:
    return {"platform": "scalev", "account": "main", "order_no": "S-1", **shown}


def judged(order: Record, **shown: object) -> DeskRow:
    return checked_row(2, note(**shown), order, TABLE)


def code(found: DeskRow) -> str | None:
    return found.refused.code if found.refused else None


def test_the_seed_has_31_moves() -> None:
    """S4-27."""
    assert sum(len(v) for (kind, _), v in TABLE.items() if kind == "physical") == 31


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(sorted(STATUS_RANK)), max_size=12),
    st.sampled_from(["physical", "digital"]),
)
def test_any_sequence_of_moves_is_allowed_by_the_table_or_refused_with_what_is(
    wanted: list[str], kind: str
) -> None:
    """S4-27, S4-38: a refused move changes nothing, and names exactly those allowed."""
    order = {**COMPLETE, "product_kind": kind}
    seen = ["created"]
    for to in wanted:
        found = judged(order, status=to, cancel_reason="alasan")
        allowed = TABLE.get((kind, str(order["status"])), ())
        if to == order["status"]:
            assert (found.changes.get("status"), found.refused) == (None, None)
        elif to in allowed:
            assert (code(found), found.changes["status"]) == (None, (order["status"], to))
            order = {**order, "status": to}
            seen.append(to)
        else:
            assert (code(found), dict(found.changes), found.status) == (
                "E_DESK_MOVE",
                {},
                order["status"],
            )
            assert found.refused is not None
            named = ", ".join(s.replace("_", " ") for s in allowed) or "none"
            assert found.refused.hint("en").endswith(f"go to: {named}.")
    assert all(b in TABLE[kind, a] for a, b in pairwise(seen))


@pytest.mark.parametrize(
    ("lacks", "there"),
    [
        ({"recipient_name": None}, {"recipient_name": "Siti"}),
        ({"recipient_phone": None}, {"recipient_phone": "+628111"}),
        ({"payment_method": None}, {"payment_method": "COD"}),
        ({"recipient_address": None}, {"city": "Kota Bandung"}),
    ],
)
def test_a_created_order_is_completed_before_it_is_pending(lacks: Record, there: Record) -> None:
    """S4-18, S4-28; the details may come with the move."""
    order = {**COMPLETE, **lacks}
    assert code(judged(order, status="pending")) == "E_DESK_INCOMPLETE"
    assert code(judged(order, status="canceled")) is None
    assert code(judged(order, status="pending", **there)) is None


def test_a_digital_order_needs_no_address_and_no_awb() -> None:
    """S4-37: an e-mail reaches its buyer, and it goes from confirmed to completed."""
    bare = {"recipient_phone": None, "recipient_address": None, "awb": None}
    order = {**COMPLETE, **bare, "product_kind": "digital"}
    assert code(judged(order, status="confirmed")) == "E_DESK_INCOMPLETE"
    assert code(judged(order, status="confirmed", recipient_email="a@b.id")) is None
    assert code(judged({**order, "status": "confirmed"}, status="completed")) is None


def test_shipped_needs_an_awb_and_rts_a_reason() -> None:
    """S4-34, S4-36: a reason of an earlier move does not serve again."""
    ready = {**COMPLETE, "status": "ready_to_ship", "awb": None}
    assert code(judged(ready, status="shipped")) == "E_DESK_AWB"
    assert code(judged(ready, status="shipped", awb="JX9")) is None
    shipped = {**COMPLETE, "status": "shipped", "cancel_reason": "salah kirim"}
    assert code(judged(shipped, status="rts")) == "E_DESK_REASON"
    assert code(judged(shipped, status="rts", cancel_reason="rusak")) is None


def test_cod_is_confirmed_without_payment_and_others_are_told() -> None:
    """S4-31, S4-32."""
    pending = {**COMPLETE, "status": "pending"}
    assert judged(pending, status="confirmed").unpaid
    assert not judged(pending, status="confirmed", payment_status="paid").unpaid
    assert not judged({**pending, "is_cod": 1}, status="confirmed").unpaid


@pytest.mark.parametrize("status", sorted(STATUS_RANK))
def test_only_created_and_canceled_orders_are_deleted(status: str) -> None:
    """S4-40; what was deleted takes no other note."""
    found = judged({**COMPLETE, "status": status}, is_deleted=1)
    assert code(found) == (None if status in {"created", "canceled"} else "E_DESK_DELETE")
    gone = {**COMPLETE, "status": "canceled", "is_deleted": 1}
    assert code(judged(gone, recipient_name="Tuti")) == "E_DESK_DELETED"


@pytest.mark.parametrize(
    ("order", "state", "refused"),
    [
        ({"status": "pending"}, "paid", False),
        ({"status": "created", "payment_method": None}, "paid", True),
        ({"status": "canceled"}, "paid", True),
        ({"status": "pending"}, "refunded", True),
        ({"status": "canceled", "payment_status": "paid"}, "refunded", False),
    ],
)
def test_what_may_be_paid(order: Record, state: str, *, refused: bool) -> None:
    """S4-30."""
    found = judged({**COMPLETE, **order}, payment_status=state)
    assert code(found) == ("E_DESK_PAYMENT" if refused else None)


def test_a_move_that_the_parcel_would_hide_is_refused() -> None:
    parcel = {"parcel_status": "shipped", "parcel_no": "mengantar:M-1"}
    order = {**COMPLETE, "status": "confirmed", **parcel}
    assert code(judged(order, status="canceled")) == "E_DESK_MOVE"
    assert code(judged(order, status="pending")) == "E_DESK_PARCEL"
    assert judged(order, status="completed").changes["status"] == ("shipped", "completed")


def test_a_copy_and_an_unknown_order_are_refused() -> None:
    assert code(judged({**COMPLETE, "sale_no": "scalev:S-0"}, awb="X")) == "E_DESK_COPY"
    assert code(checked_row(2, note(awb="X"), None, TABLE)) == "E_ORDER_UNKNOWN"
