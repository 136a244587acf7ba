"""One sale, two files: by number, tracking number, then phone + COD value + days; no guess."""

import random
import sqlite3

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from campaign import examples
from omnicli.warehouse.sales import WINDOW_DAYS
from omnicli.warehouse.sales import Number
from omnicli.warehouse.sales import linkable
from omnicli.warehouse.sales import pairs

pytestmark = pytest.mark.law

SCHEMA = {
    "order_id": pl.Int64,
    "platform": pl.String,
    "account": pl.String,
    "order_no": pl.String,
    "external_no": pl.String,
    "awb": pl.String,
    "recipient_phone": pl.String,
    "cod_value_sen": pl.Int64,
    "ordered_day": pl.Int64,
    "status": pl.String,
}
Row = dict[str, object]


def order(platform: str, order_no: str, **more: object) -> Row:
    """One order with what the rules look at."""
    blank: Row = dict.fromkeys(SCHEMA)
    return {**blank, "account": "main", "status": "shipped", "platform": platform,
            "order_no": order_no, **more}  # fmt: skip


def linked(
    rows: list[Row], by_hand: dict[Number, Number | None] | None = None
) -> list[tuple[str, str, str, str]]:
    """(copy, sale, rule, state) by order number."""
    numbered = [{**row, "order_id": n} for n, row in enumerate(rows, 1)]
    found = pairs(pl.DataFrame(numbered, schema=SCHEMA), by_hand or {})
    name = {n: str(row["order_no"]) for n, row in enumerate(rows, 1)}
    return sorted(
        (name[copy], name[sale], rule, state)
        for copy, sale, rule, state in found.select(
            "order_id", "sale_order_id", "rule", "state"
        ).rows()
    )


PHONE = {"recipient_phone": "+6281234567890", "cod_value_sen": 15_000_000}


def test_a_parcel_belongs_to_the_sale_that_names_its_tracking_number() -> None:
    rows = [order("orderonline", "OO1", awb="JX1"), order("mengantar", "M1", awb="JX1")]

    assert linked(rows) == [("M1", "OO1", "awb", "linked")]


def test_the_marketplaces_own_number_goes_before_the_tracking_number() -> None:
    rows = [
        order("shopee", "250801AAAAAAAA"),
        order("scalev", "S1", external_no="250801AAAAAAAA", awb="JX1"),
        order("mengantar", "M1", awb="JX1"),
    ]

    assert linked(rows) == [
        ("M1", "250801AAAAAAAA", "awb", "linked"),
        ("S1", "250801AAAAAAAA", "marketplace_number", "linked"),
    ]


@pytest.mark.parametrize(
    ("gap", "expected"), [(0, 1), (WINDOW_DAYS, 1), (WINDOW_DAYS + 1, 0), (-1, 0)]
)
def test_phone_and_cod_value_need_the_window_of_days(gap: int, expected: int) -> None:
    rows = [
        order("orderonline", "OO1", ordered_day=100, **PHONE),
        order("mengantar", "M1", ordered_day=100 + gap, **PHONE),
    ]

    assert len(linked(rows)) == expected


def test_two_candidates_are_a_worklist_and_link_nothing() -> None:
    rows = [
        order("orderonline", "OO1", ordered_day=100, **PHONE),
        order("orderonline", "OO2", ordered_day=101, **PHONE),
        order("mengantar", "M1", ordered_day=102, **PHONE),
    ]

    assert linked(rows) == [
        ("M1", "OO1", "phone_cod_day", "ambiguous"),
        ("M1", "OO2", "phone_cod_day", "ambiguous"),
    ]


def test_two_parcels_of_one_buyer_do_not_share_one_sale() -> None:
    rows = [
        order("orderonline", "OO1", ordered_day=100, **PHONE),
        order("mengantar", "M1", ordered_day=101, **PHONE),
        order("mengantar", "M2", ordered_day=102, **PHONE),
    ]

    assert {state for *_, state in linked(rows)} == {"ambiguous"}


def test_a_sale_found_by_tracking_number_is_not_offered_to_another_parcel() -> None:
    rows = [
        order("orderonline", "OO1", ordered_day=100, awb="JX1", **PHONE),
        order("mengantar", "M1", ordered_day=101, awb="JX1", **PHONE),
        order("mengantar", "M2", ordered_day=101, awb="JX2", **PHONE),
    ]

    assert linked(rows) == [("M1", "OO1", "awb", "linked")]


def test_a_person_decides_before_every_rule() -> None:
    rows = [
        order("orderonline", "OO1", awb="JX1"),
        order("orderonline", "OO2"),
        order("mengantar", "M1", awb="JX1"),
        order("mengantar", "M2", awb="JX1"),
    ]
    hand: dict[Number, Number | None] = {
        ("mengantar", "main", "M1"): ("orderonline", "main", "OO2"),
        ("mengantar", "main", "M2"): None,
    }

    assert linked(rows, hand) == [("M1", "OO2", "by_hand", "linked")]


def test_an_order_of_a_tokopedia_invoice_is_that_sale() -> None:
    rows = [
        order("tokopedia", "INV/20250401/MPL/1"),
        order("tiktok", "580000000000000001", external_no="INV/20250401/MPL/1"),
    ]

    assert linked(rows) == [
        ("580000000000000001", "INV/20250401/MPL/1", "marketplace_number", "linked")
    ]


@st.composite
def some_orders(draw: st.DrawFn) -> list[Row]:
    """A handful of orders whose numbers, parcels and phones often coincide."""
    platforms = draw(
        st.lists(st.sampled_from(("orderonline", "scalev", "shopee", "mengantar")), max_size=8)
    )
    return [
        order(
            platform,
            f"{platform[0]}{n}",
            external_no=draw(st.sampled_from((None, "s0", "s1"))),
            awb=draw(st.sampled_from((None, "A", "B"))),
            recipient_phone=draw(st.sampled_from((None, "+6281", "+6282"))),
            cod_value_sen=draw(st.sampled_from((None, 100, 200))),
            ordered_day=draw(st.integers(100, 110)),
        )
        for n, platform in enumerate(platforms)
    ]


@settings(max_examples=examples(60, 1500), deadline=None)
@given(some_orders(), st.integers(0, 1000))
def test_the_order_of_the_rows_does_not_matter(rows: list[Row], seed: int) -> None:
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)

    assert linked(shuffled) == linked(rows)


@settings(max_examples=examples(60, 1500), deadline=None)
@given(some_orders())
def test_a_copy_has_one_sale_and_no_sale_is_a_copy(rows: list[Row]) -> None:
    sure = [(copy, sale) for copy, sale, _, state in linked(rows) if state == "linked"]
    copies = [copy for copy, _ in sure]

    assert len(copies) == len(set(copies))
    assert not {sale for _, sale in sure} & set(copies)


@st.composite
def some_decisions(draw: st.DrawFn) -> dict[Number, Number | None]:
    """Pairs decided by hand, among orders that may exist."""
    numbers = st.builds(
        lambda platform, n: (platform, "main", f"{platform[0]}{n}"),
        st.sampled_from(("orderonline", "shopee", "mengantar")),
        st.integers(0, 7),
    )
    return draw(st.dictionaries(numbers, st.none() | numbers, max_size=2))


@settings(max_examples=examples(100, 3000), deadline=None)
@given(some_orders(), some_decisions())
def test_orders_that_nothing_could_pair_change_no_pair(
    rows: list[Row], by_hand: dict[Number, Number | None]
) -> None:
    table = pl.DataFrame([{**row, "order_id": n} for n, row in enumerate(rows, 1)], schema=SCHEMA)
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE TABLE orders ({', '.join(SCHEMA)})")
    db.executemany(f"INSERT INTO orders VALUES ({', '.join('?' * len(SCHEMA))})", table.rows())

    seen = linkable(db, by_hand)

    order = ["order_id", "sale_order_id"]
    assert pairs(seen, by_hand).sort(order).equals(pairs(table, by_hand).sort(order))
