"""Whose shipping `shipping_cost` of OrderOnline and Scalev is, by the file's own amounts."""

import polars as pl
import pytest

from metric_cases import AUGUST
from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.ingest.pipeline import read_file
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.sources import registry
from omnicli.sources._buyer_shipping import buyer_shipping

Row = tuple[int | None, int | None, int | None]
"""gross, net, shipping_cost"""
HEAD = "order_id,nama,no_hp,product,payment_method,order_status,net_sales,gross_revenue,created_at"


def _shown(*rows: Row) -> list[int | None] | None:
    names = ("buyer_total_sen", "net_revenue_sen", "shipping_cost_sen")
    orders = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Int64), orient="row")
    found = orders.with_columns(**buyer_shipping(orders))
    there = "buyer_shipping_sen" in found.columns
    return found["buyer_shipping_sen"].to_list() if there else None


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([(115, 100, 15), (120, 100, 20)], [15, 20]),
        ([(115, 100, 15), (None, 100, 20)], [15, 20]),
        ([(115, 100, 15), (100, 100, 20), (None, 100, 30)], [15, None, None]),
        ([(100, 100, 15), (None, 100, 20)], None),
        ([(100, 100, 0), (100, 100, None)], None),
    ],
    ids=["proved", "and the silent", "contradicted", "not proved", "no shipping"],
)
def test_gross_less_net_proves_that_the_buyer_paid_it(
    rows: list[Row], shown: list[int | None] | None
) -> None:
    assert _shown(*rows) == shown


def test_an_export_states_it_only_where_it_proves_it() -> None:
    row = "Z-{},Tono,081234567101,Serum,cod,completed,100000,{},2025-08-09 08:00:00,15000"
    for gross, shown in ((115_000, [15_000_00]), (100_000, None)):
        text = f"{HEAD},shipping_cost\n{row.format(1, gross)}\n"
        read = read_file(None, text.encode(), file_name="a.csv", specs=registry(), account="main")
        records = read.parts[0].records
        assert read.spec.name == "orderonline-orders"
        there = "buyer_shipping_sen" in records.columns
        assert (records["buyer_shipping_sen"].to_list() if there else None) == shown


@pytest.mark.parametrize(("settled", "finding"), [(19, "none"), (25, "fee_mismatch")])
def test_what_the_buyer_paid_measures_the_courier_once_settlements_prove_it(
    settled: int, finding: str
) -> None:
    """The courier takes Rp4,000 more of the first order than of all the others."""
    orders: list[dict[str, object]] = []
    lines: list[dict[str, object]] = []
    for number in range(settled):
        sale = {"platform": "orderonline", "order_no": f"O{number}"}
        amounts = {"net_revenue_sen": 100_000_00, "buyer_total_sen": 115_000_00}
        bought = {"shipping_cost_sen": 15_000_00, "buyer_shipping_sen": 15_000_00, "is_cod": 1}
        orders.append(
            {**sale, **amounts, **bought, "ordered_date": "2025-08-01", "status": "completed",
             "completed_date": "2025-08-04", "cod_value_sen": 115_000_00}
        )  # fmt: skip
        taken = 15_000_00 if number else 19_000_00
        lines.append(
            {**sale, "source": "orderonline-cod", "kind": "revenue", "line_key": f"O{number}",
             "occurred_date": "2025-08-08", "gross_sen": 115_000_00, "shipping_sen": -taken,
             "net_sen": 115_000_00 - taken}
        )  # fmt: skip
    with built({"orders": orders, "settlement_lines": lines}) as db:
        found = run_metric(db, get("receipts"), AUGUST, reader=EVERYTHING).records(printed=False)
    by = {str(r["order_no"]): (r["finding"], r["value_sen"]) for r in found}
    odd = (finding, -4_000_00 if finding != "none" else None)
    assert by == {f"O{n}": ("none", None) if n else odd for n in range(settled)}
