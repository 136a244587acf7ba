"""Numbers that are too long for what they are multiplied with: refused, never wrapped."""

import polars as pl
import pytest

from omnicli.ingest.convert.frame import convert_column
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Money

ZONE = "Asia/Jakarta"


def converted(name: str, kind: ColumnType, text: str) -> int | None:
    """The one value of a column, or None where the row is refused."""
    column = Column(name, (name,), kind)
    typed = convert_column(pl.Series(name, [text]), column, ZONE)
    value: int | None = typed.series[0][0]
    assert typed.bad is not None
    assert typed.bad[0] == (value is None)
    return value


@pytest.mark.parametrize("ending", ["", ".50"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_an_amount_has_twelve_digits_at_most(sign: str, ending: str) -> None:
    assert converted("net_sen", Money("plain"), f"{sign}{'9' * 12}{ending}") is not None
    assert converted("net_sen", Money("plain"), f"{sign}1{'0' * 12}{ending}") is None


@pytest.mark.parametrize("ending", ["", ".50"])
def test_a_price_times_a_quantity_fits(ending: str) -> None:
    price = converted("unit_price_sen", Money("plain"), f"{'9' * 10}{ending}")
    quantity = converted("quantity", Count(), "9" * 6)

    assert price is not None
    assert quantity is not None
    assert price * quantity < 2**63
    assert converted("unit_price_sen", Money("plain"), f"1{'0' * 10}{ending}") is None
    assert converted("quantity", Count(), "1000000") is None
