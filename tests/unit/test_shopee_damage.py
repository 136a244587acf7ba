"""Shopee order files whose amounts lost their dots in a spreadsheet program."""

import re

import pytest

from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry
from shopee_files import Line
from shopee_files import Order
from shopee_files import export

PRICES = (85_000, 86_330, 120_500, 9_000, 45_000, 310_000)


def file_of(prices: tuple[int, ...]) -> bytes:
    orders = [
        Order(f"250801ABCDEFG{n}", lines=(Line(price=price, quantity=1 + n % 2),))
        for n, price in enumerate(prices)
    ]
    return export(orders)


def resaved(data: bytes) -> bytes:
    """What a program writes that took `86.330` for a number: 86.33, and 85 for `85.000`."""

    def number(found: re.Match[bytes]) -> bytes:
        return found[0].rstrip(b"0").rstrip(b".")

    return re.sub(rb"(?<=,)\d{1,3}\.\d{3}(?=,)", number, data)


def read(data: bytes) -> ReadFile:
    return read_file(None, data, file_name="orders.csv", specs=registry(), hint="shopee-orders")


@pytest.mark.parametrize("prices", [PRICES, (85_000, 89_000, 310_000, 600_000)])
def test_a_file_saved_again_is_refused(prices: tuple[int, ...]) -> None:
    """By a fraction that no amount has, or by a total that kept its two dots."""
    data = file_of(prices)
    assert not [i for i in read(data).issues if i.severity != "notice"]

    with pytest.raises(OmniError) as refused:
        read(resaved(data))

    assert refused.value.code == "E_AMOUNTS_RESAVED"
    assert refused.value.fields["row"] >= 2  # type: ignore[operator]


def test_amounts_that_may_be_thousandths_are_told_in_both_readings() -> None:
    """In a csv nothing tells `89` of `89.000` that became a number; a price of Rp89 exists."""
    data = file_of((85_000, 89_000, 310_000))
    assert not [i for i in read(data).issues if i.severity != "notice"]

    shown = [i for i in read(resaved(data)).issues if i.severity != "notice"]

    assert [i.code for i in shown] == ["W_AMOUNTS_SMALL"]
    assert shown[0].fields["other"] == ("Rp310.000", "Rp310,000")


def test_prices_below_a_thousand_are_prices() -> None:
    assert not [i for i in read(file_of((500, 89_000, 950))).issues if i.severity != "notice"]


def test_a_subtotal_that_is_not_price_times_quantity_is_told() -> None:
    data = file_of(PRICES).replace(b"172.660", b"17.266")

    found = [i for i in read(data).issues if i.code == "W_LINE_TOTAL"]

    assert [(i.row, i.fields["printed"]) for i in found] == [(3, ("Rp17.266", "Rp17,266"))]
    assert found[0].fields["product"] == ("Rp172.660", "Rp172,660")
