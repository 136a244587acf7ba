"""Receivables and the waterfall, on every day of a store's two months and for random stores."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.services.reconciling import FINDINGS
from omnicli.services.reconciling import STAGES
from omnicli.session import Session
from omnicli.workspace import Workspace
from stores import copy_of

ALL = {"from_date": "2025-07-01", "to_date": "2025-12-01"}
TOTALS = ("settled", "paid_out", "in_bank")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return copy_of("money", tmp_path_factory)


@pytest.fixture
def session(store: Workspace) -> Iterator[Session]:
    with Session.open(store, command="x", action="metric.read") as opened:
        yield opened


def rows(session: Session, metric: str, as_of: date) -> list[dict[str, object]]:
    params: Mapping[str, object] = {**ALL, "as_of": as_of}
    return run_metric(session.db, get(metric), params, reader=EVERYTHING).records(printed=False)  # type: ignore[return-value]


def total(records: list[dict[str, object]], name: str) -> int:
    return sum(int(str(record[name] or 0)) for record in records)


DAYS = [date(2025, 7, 31) + timedelta(days=n) for n in range(0, 62, 6)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_receivables_of_any_day_are_the_orders_not_yet_in_the_bank(
    session: Session, day: date
) -> None:
    """Each order once, at one stage, with one finding; what is open is what is not in the bank."""
    receipts = rows(session, "receipts", day)
    numbers = [(r["platform"], r["account"], r["order_no"]) for r in receipts]
    assert len(set(numbers)) == len(numbers)
    assert {r["stage"] for r in receipts} <= set(STAGES)
    assert {r["finding"] for r in receipts} <= set(FINDINGS)
    assert all(r["reason"] and r["reason_en"] for r in receipts)
    open_ = [r for r in receipts if r["stage"] not in ("not_due", "in_bank")]
    waiting = [r for r in open_ if str(r["stage"]).startswith("awaiting")]
    settled = [r for r in open_ if r not in waiting]
    outside = total(waiting, "expected_sen") + total(settled, "settled_sen")
    outside -= total(open_, "in_bank_sen")
    aged = rows(session, "receivables_ageing", day)
    assert total(aged, "outstanding_sen") == outside == total(receipts, "open_sen")
    assert total(aged, "orders") == len(open_)


@pytest.mark.parametrize("day", DAYS[::2], ids=str)
def test_each_total_of_the_waterfall_is_the_sum_of_its_steps_and_the_books_agree(
    session: Session, day: date
) -> None:
    steps = rows(session, "cash_waterfall", day)
    assert_adds_up(steps)
    by = {str(step["step"]): int(str(step["amount_sen"])) for step in steps}
    lines, paid, banked = session.db.execute(
        "SELECT (SELECT COALESCE(SUM(net_sen), 0) FROM v_money_lines WHERE occurred_date <= :day),"
        " (SELECT COALESCE(SUM(net_sen), 0) FROM v_payouts WHERE occurred_date <= :day),"
        " (SELECT COALESCE(SUM(credit_sen), 0) FROM v_bank"
        "   WHERE posted_date <= :day AND matched = 1)",
        {"day": day.isoformat()},
    ).fetchone()
    assert (by["settled"], by["paid_out"], by["in_bank"]) == (lines, paid, banked)


@pytest.mark.parametrize("day", DAYS[::5], ids=str)
def test_the_orders_behind_a_step_add_up_to_it(session: Session, day: date) -> None:
    steps = rows(session, "cash_waterfall", day)
    behind = rows(session, "cash_waterfall_orders", day)
    for step in steps:
        if step["step"] in (*TOTALS, "gmv"):
            continue
        mine = [row for row in behind if row["step"] == step["step"]]
        assert total(mine, "amount_sen") == step["amount_sen"]
        assert len(mine) == step["orders"]


@pytest.mark.parametrize("day", DAYS[::2], ids=str)
def test_what_is_not_settled_yet_is_the_same_money_in_receipts_and_the_waterfall(
    session: Session, day: date
) -> None:
    assert_same_unsettled(
        rows(session, "receipts", day), rows(session, "cash_waterfall_orders", day)
    )


def assert_same_unsettled(
    receipts: list[dict[str, object]],
    behind: list[dict[str, object]],
    unowed: frozenset[tuple[object, ...]] = frozenset(),
) -> None:
    """Order by order; the waterfall also has direct sales not paid yet, which no payer owes.

    What is open beyond what the lines brought and the bank has is what the payer still settles.
    """
    key = ("platform", "account", "order_no")
    waiting = {
        tuple(r[k] for k in key): settled - open_ - in_bank
        for r in receipts
        for settled, open_, in_bank in [
            [int(str(r[f"{n}_sen"])) for n in ("settled", "open", "in_bank")]
        ]
        if str(r["stage"]).startswith("awaiting") and settled != open_ + in_bank
    }
    direct = {tuple(r[k] for k in key) for r in receipts if r["stage"] == "not_due"} | unowed
    steps = {tuple(r[k] for k in key): r["amount_sen"] for r in behind
             if r["step"] == "not_yet_settled"}  # fmt: skip
    assert {k: v for k, v in steps.items() if k not in direct} == waiting


def test_what_no_charge_explains_is_what_the_findings_say(session: Session) -> None:
    """Short by Rp10,000, and one order's items twice; the rest has its own step."""
    steps = {s["step"]: s["amount_sen"] for s in rows(session, "cash_waterfall", DAYS[-1])}
    assert steps["unexplained"] == -10_000_00 + 107_000_00
    assert steps["refunds"] == -30_000_00
    assert steps["claims"] == 100_000_00
    assert steps["not_yet_settled"] == -103_000_00


def assert_adds_up(steps: list[dict[str, object]]) -> None:
    reached = 0
    for step in steps:
        if step["is_total"]:
            assert step["amount_sen"] == reached, step["step"]
        else:
            reached += int(str(step["amount_sen"]))


@pytest.mark.parametrize("charge", [30_000_00, 150_000_00], ids=["below", "above its worth"])
def test_an_order_charged_before_it_settles_is_still_owed_its_items(charge: int) -> None:
    """In receipts, by age, in the forecast and in the waterfall: Rp100,000 less what COD costs."""
    order = {
        "platform": "mengantar", "order_no": "M1", "ordered_date": "2025-08-01", "is_cod": 1,
        "status": "shipped", "net_revenue_sen": 100_000_00, "cod_value_sen": 100_000_00,
    }  # fmt: skip
    line = {
        "platform": "mengantar", "order_no": "M1", "kind": "payment_for", "net_sen": -charge,
        "occurred_date": "2025-08-03", "shipping_sen": -charge, "source": "mengantar-invoice",
    }  # fmt: skip
    with built({"orders": [order], "settlement_lines": [line]}) as db:
        params = {**ALL, "as_of": "2025-08-05"}
        (receipt,), (aged,), behind = (
            run_metric(db, get(name), params, reader=EVERYTHING).records(printed=False)
            for name in ("receipts", "receivables_ageing", "cash_waterfall_orders")
        )
    (waiting,) = [r["amount_sen"] for r in behind if r["step"] == "not_yet_settled"]
    assert receipt["expected_sen"] == max(0, 100_000_00 - charge)
    assert (receipt["settled_sen"], receipt["in_bank_sen"]) == (-charge, 0)
    assert receipt["open_sen"] == aged["outstanding_sen"] == 100_000_00 - charge
    assert waiting == -100_000_00


KINDS = ("revenue", "revenue", "refund", "payment_for", "claim_lost", "fee", "ads_topup")
MORE = ("adjustment", "rounding", "shipping_cashback", "unclassified")


@st.composite
def a_store(draw: st.DrawFn) -> dict[str, list[dict[str, object]]]:
    """Orders of any state, lines of any kind about them, about others, and about nobody."""
    orders = [
        {
            "platform": platform,
            "order_no": f"N{n}",
            "ordered_date": "2025-08-01",
            "status": draw(st.sampled_from(("completed", "shipped", "rts", "canceled", "pending"))),
            "completed_date": draw(st.sampled_from(("2025-08-05", "2025-09-20", ""))),
            "product_gross_sen": draw(st.sampled_from(("", 12_000_00))),
            "net_revenue_sen": draw(st.integers(0, 10_000_00)),
            "refund_sen": draw(st.sampled_from((0, 1_000_00, 20_000_00))),
            "is_cod": int(platform in {"mengantar", "orderonline"} and draw(st.booleans())),
            "cod_value_sen": draw(st.sampled_from(("", 11_000_00))),
            "shipping_cost_sen": draw(st.sampled_from(("", 1_000_00))),
            "is_test": draw(st.sampled_from((0, 0, 0, 1))),
        }
        for n in range(draw(st.integers(1, 4)))
        for platform in [draw(st.sampled_from(("shopee", "mengantar", "orderonline")))]
    ]
    lines = []
    for _ in range(draw(st.integers(0, 6))):
        parts = {p: draw(st.integers(-3_000_00, 9_000_00)) for p in ("gross", "shipping", "fee")}
        lines.append(
            {
                "platform": draw(st.sampled_from(("shopee", "mengantar", "orderonline"))),
                "order_no": draw(st.sampled_from(("N0", "N1", "N2", "X", ""))),
                "kind": draw(st.sampled_from((*KINDS, *MORE))),
                "occurred_date": draw(st.sampled_from(("2025-08-07", "2025-08-20", "2025-09-25"))),
                "net_sen": sum(parts.values()) + 5,
                **{f"{name}_sen": amount for name, amount in parts.items()},
            }
        )
    return {"orders": orders, "settlement_lines": lines}


@settings(max_examples=30, deadline=None, derandomize=True)
@given(a_store(), st.sampled_from(("2025-08-06", "2025-08-10", "2025-09-30")))
def test_the_waterfall_of_any_store_adds_up(
    tables: dict[str, list[dict[str, object]]], as_of: str
) -> None:
    """Whatever lines there are, every sen of them stands in exactly one step."""
    names = ("cash_waterfall", "receipts", "cash_waterfall_orders", "receivables_ageing")
    params = {**ALL, "as_of": as_of}
    with built(tables) as db:
        steps, receipts, behind, aged = (
            run_metric(db, get(name), params, reader=EVERYTHING).records(printed=False)
            for name in names
        )
    assert_adds_up(steps)  # type: ignore[arg-type]
    direct = frozenset(
        (o["platform"], "main", o["order_no"])
        for o in tables["orders"]
        if o["platform"] != "shopee" and not o["is_cod"]
    )
    assert_same_unsettled(receipts, behind, direct)  # type: ignore[arg-type]
    assert total(aged, "outstanding_sen") == total(receipts, "open_sen")  # type: ignore[arg-type]
    expected = [r for r in receipts if r["expected_sen"] is not None]
    assert all(
        int(str(r["settled_sen"])) - int(str(r["expected_sen"])) == r["difference_sen"]
        for r in expected
    )
    lines = sum(int(str(line["net_sen"])) for line in tables["settlement_lines"]
                if str(line["occurred_date"]) <= as_of
                and line["kind"] not in {"add_balance", "financing"})  # fmt: skip
    (settled,) = [s["amount_sen"] for s in steps if s["step"] == "settled"]
    assert settled == lines
