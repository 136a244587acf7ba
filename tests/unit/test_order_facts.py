"""A spec of orders that cannot work is refused when it is loaded, in words for its author."""

import polars as pl
import pytest

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.sources._order_part import OrderFacts
from omnicli.sources._order_part import order_part

_NO = Column("order_no", ("No",), Id(), required=True)
_GROSS = Column("product_gross_sen", ("Total",), Money("plain"), required=True, per="key")
_OPTIONAL = Column("product_gross_sen", ("Total",), Money("plain"), per="key")
_OF_ROWS = Column("product_gross_sen", ("Price",), Money("plain"), required=True)
_CTX = FileContext("s", "p", "main", {}, (), None)


def _same(frame: pl.DataFrame, _ctx: FileContext) -> pl.DataFrame:
    return frame


def _part(*columns: Column, sums: tuple[str, ...] = ()) -> Part:
    return Part(target="orders", columns=(_NO, *columns), key=("order_no",), sums=sums)


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        pytest.param(OrderFacts(discounts=("voucher_sen",)), _part(), id="no-column"),
        pytest.param(OrderFacts(discounts=("voucher_sen",)), _part(_OPTIONAL), id="optional"),
        pytest.param(OrderFacts(discounts=("voucher_sen",)), _part(_OF_ROWS), id="not-summed"),
    ],
)
def test_discounts_without_a_gross_are_refused_at_load(facts: OrderFacts, part: Part) -> None:
    with pytest.raises(ValueError, match=r"`product_gross_sen`.*leave `discounts` empty"):
        order_part(facts, part)


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        pytest.param(OrderFacts(discounts=("voucher_sen",)), _part(_GROSS), id="per-order"),
        pytest.param(
            OrderFacts(discounts=("voucher_sen",)),
            _part(_OF_ROWS, sums=("product_gross_sen",)),
            id="summed",
        ),
        pytest.param(OrderFacts(), _part(), id="without-discounts"),
    ],
)
def test_a_gross_of_any_kind_will_do(facts: OrderFacts, part: Part) -> None:
    orders = pl.DataFrame({"order_no": ["1"], "product_gross_sen": [500], "voucher_sen": [100]})
    finish = order_part(facts, part).finish
    assert finish is not None
    done = finish(orders, _CTX)
    assert done["net_revenue_sen"].to_list() == [400] if facts.discounts else True


@pytest.mark.parametrize("where", ["rows", "derive"])
def test_a_step_that_adds_no_gross_says_so(where: str) -> None:
    """Whether it does is known only when it runs."""
    step = {where: _same}
    facts = OrderFacts(discounts=("voucher_sen",), **step)  # type: ignore[arg-type]
    finish = order_part(facts, _part()).finish
    assert finish is not None
    with pytest.raises(ValueError, match="`derive` work it out"):
        finish(pl.DataFrame({"order_no": ["1"]}), _CTX)
