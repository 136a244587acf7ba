"""Ten figures of real exports, opened to rows of the files, which hold what is said of them."""

from functools import cache
from pathlib import Path

import pytest

from conftest import Omni
from samples import sample

pytestmark = pytest.mark.slow

ORDERS = "Order.completed.20250801_20250820.xlsx"
INCOME = "Income.sudah dilepas.id.20250801_20250822.xlsx"
MONTH = ("--month", "2025-08")
QUESTIONS = (
    ("roas.revenue", "--basis", "placed"),
    ("order_summary.value", "--basis", "placed"),
    ("order_summary.orders",),
    ("orders_by_status.value", "--where", "status=completed"),
    ("product_sales.revenue", "--basis", "placed"),
    ("settlement_summary.net",),
    ("settlement_summary.gross", "--where", "kind=revenue"),
    ("settlement_summary.fee",),
    ("receipts.settled",),
    ("rts_by_courier.shipped_total",),
)


@cache
def _lines(path: Path, sheet: str | None) -> list[str]:
    """Every row of a sheet as one text, read without the product's reader."""
    import fastexcel

    book = fastexcel.read_excel(path)
    shown = book.load_sheet(sheet or 0, header_row=None, dtypes="string").to_polars()
    return [" ".join(cell for cell in row if cell) for row in shown.iter_rows()]


def test_ten_figures_add_up_again_from_rows_that_hold_what_is_named(omni: Omni) -> None:
    paths = {name: sample(name) for name in (ORDERS, INCOME)}
    assert omni("import", *paths.values()).code in (0, 6)
    assert len(QUESTIONS) == 10
    for question in QUESTIONS:
        shown = omni("why", *question, *MONTH, "--json").json
        (part,) = shown["parts"]
        assert shown["figure"], question
        assert part["figure"] == part["total"], question
        added = sum(row["value"] for row in part["top"]) + part["rest"]["value"]
        assert added == pytest.approx(shown["figure"], abs=0.001), question
        assert part["readds"] is True
        for row in part["top"]:
            assert row["file"], (question, row)
            rows = _lines(paths[row["file"]], row["sheet"].split(" / ")[0])
            assert all(row["label"] in rows[number - 1] for number in row["rows"]), (question, row)
        facts = omni("trace", part["top"][0]["label"], "--json").json["facts"]
        assert {fact["file"] for fact in facts if fact["file"]} <= {*paths}
        assert any(fact["rows"] for fact in facts)
