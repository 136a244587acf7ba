"""Returned parcels are on the way, received or written off: nothing else, nothing twice (F-79)."""

import random
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

import pytest

from metric_cases import build
from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

FIRST = date(2025, 9, 1)
DAYS = 25
STATES = ("on_the_way", "received", "written_off")

Row = dict[str, object]


def world(seed: int) -> tuple[list[Row], list[Row]]:
    """Orders that came back or did not, and scans: whole, partial, twice, empty, of strangers."""
    rng = random.Random(seed)
    orders: list[Row] = []
    scans: dict[tuple[object, ...], Row] = {}
    for n in range(30):
        back = FIRST + timedelta(rng.randrange(DAYS))
        orders.append(
            {
                "order_no": f"A{n}",
                "awb": f"JT{n}" if rng.random() < 0.8 else None,
                "ordered_date": "2025-08-20",
                "shipped_date": "2025-08-21",
                "returned_date": back.isoformat(),
                "status": rng.choice(("rts", "rts", "rts", "completed")),
                "quantity": rng.randint(1, 5),
                "net_revenue_sen": rng.randint(0, 99_999),
            }
        )
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            number = orders[-1]["awb"] or orders[-1]["order_no"]
            scan: Row = {
                "parcel_no": number if rng.random() < 0.9 else f"X{n}",
                "received_date": (back + timedelta(rng.randint(0, 9))).isoformat(),
                "condition": rng.choice(("good", "damaged", "empty")),
                "quantity": rng.choice((None, 1, 2, 9)),
            }
            scans[scan["parcel_no"], scan["received_date"], scan["condition"]] = scan
    return orders, list(scans.values())


def states(orders: Sequence[Row], scans: Sequence[Row], day: date) -> dict[str, tuple[int, int]]:
    """State → pieces and value, as the metric has them."""
    with built({"orders": orders, "return_scans": scans}) as db:
        params = {"as_of": day.isoformat()}
        result = run_metric(db, get("return_parcels_by_state"), params, reader=EVERYTHING)
    rows = {str(r["state"]): r for r in result.records(printed=False)}
    return {s: (int(str(r["pieces"])), int(str(r["value_sen"]))) for s, r in rows.items()}


def expected(orders: Sequence[Row], scans: Sequence[Row], day: date) -> dict[str, int]:
    """State → pieces, worked out parcel by parcel."""
    sums = dict.fromkeys(STATES, 0)
    for order in orders:
        if order["status"] != "rts" or str(order["returned_date"]) > day.isoformat():
            continue
        pieces = int(str(order["quantity"]))
        mine = [
            s
            for s in scans
            if s["parcel_no"] in (order["order_no"], order["awb"])
            and str(s["received_date"]) <= day.isoformat()
        ]
        found = sum(
            0 if s["condition"] == "empty" else int(str(s["quantity"] or pieces)) for s in mine
        )
        received = min(pieces, found)
        sums["on_the_way"] += 0 if mine else pieces
        sums["received"] += received if mine else 0
        sums["written_off"] += pieces - received if mine else 0
    return sums


@pytest.mark.parametrize("seed", range(5))
def test_pieces_and_value_of_the_states_add_up_on_every_day(seed: int) -> None:
    orders, scans = world(seed)
    for n in range(0, DAYS + 12, 4):
        day = FIRST + timedelta(n)
        back = [
            o for o in orders if o["status"] == "rts" and str(o["returned_date"]) <= day.isoformat()
        ]
        found = states(orders, scans, day)
        if not back:
            continue
        assert {s: pieces for s, (pieces, _) in found.items()} == expected(orders, scans, day)
        assert sum(p for p, _ in found.values()) == sum(int(str(o["quantity"])) for o in back)
        whole = sum(int(str(o["net_revenue_sen"])) for o in back)
        assert sum(v for _, v in found.values()) == whole


@pytest.mark.parametrize("seed", range(5))
def test_any_order_of_parcels_and_scans_gives_the_same_states(seed: int) -> None:
    orders, scans = world(seed)
    day = FIRST + timedelta(20)
    first = states(orders, scans, day)
    rng = random.Random(seed + 100)
    for _ in range(3):
        rng.shuffle(orders)
        rng.shuffle(scans)
        assert states(orders, scans, day) == first


@pytest.mark.parametrize("seed", range(3))
def test_the_lists_hold_what_the_states_count_and_every_stray_scan(seed: int) -> None:
    orders, scans = world(seed)
    day = FIRST + timedelta(20)
    db = build({"orders": orders, "return_scans": scans})
    params = {"as_of": day.isoformat()}

    def listed(metric: str) -> list[dict[str, object]]:
        result = run_metric(db, get(metric), params, reader=EVERYTHING)
        return [dict(row) for row in result.records(printed=False)]

    open_ = listed("returns_on_the_way")
    pieces = sum(int(str(r["pieces"])) for r in open_)
    assert pieces == states(orders, scans, day).get("on_the_way", (0, 0))[0]
    numbers = {n for o in orders if o["status"] == "rts" for n in (o["order_no"], o["awb"])}
    strays = {
        str(s["parcel_no"])
        for s in scans
        if s["parcel_no"] not in numbers and str(s["received_date"]) <= day.isoformat()
    }
    assert {str(r["parcel_no"]) for r in listed("return_scans_unknown")} == strays
