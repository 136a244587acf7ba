"""Differences planted in four payers' books: each is found with its exact amount, no other."""

import json
import random
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

import pytest

from campaign import seeds
from metric_cases import AUGUST
from metric_cases import Tables
from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

SEEDS = (3, 17, 2025, *(pytest.param(n, marks=pytest.mark.slow) for n in seeds(17, 20)))
RATE_BPS, PER_ORDER = 425, 1_250_00
Row = dict[str, object]


@dataclass
class Books:
    """What files would say of a month; `planted` holds (order, finding, sen, books)."""

    rng: random.Random
    orders: list[Row] = field(default_factory=list)
    items: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    planted: set[tuple[str, str, int, str]] = field(default_factory=set)

    def order(self, platform: str, number: int, **more: object) -> tuple[str, int, str]:
        """A delivered order; its number, value and the day its money comes."""
        no = f"{platform[:2].upper()}{number:03d}"
        value = self.rng.randrange(40, 400) * 1_000_00
        day = self.rng.randrange(1, 15)
        placed, ended, paid = (f"2025-08-{day + d:02d}" for d in (0, 3, 5))
        self.orders.append(
            {"order_no": no, "platform": platform, "ordered_date": placed, "status": "completed",
             "completed_date": ended, "product_gross_sen": value, "net_revenue_sen": value, **more}
        )  # fmt: skip
        self.items.append({"order_no": no, "sku": f"{platform}-1", "subtotal_sen": value})
        return no, value, paid

    def line(self, source: str, platform: str, no: str, day: str, **cells: int | str) -> None:
        """A settlement line; what its parts leave of the net is other."""
        parts = ("gross_sen", "shipping_sen", "fee_sen")
        net = int(cells.pop("net_sen", 0)) or sum(int(cells.get(p, 0)) for p in parts)
        rest = net - sum(int(cells.get(p, 0)) for p in parts)
        self.lines.append(
            {"source": source, "platform": platform, "order_no": no, "occurred_date": day,
             "net_sen": net, "other_sen": rest, "line_key": str(len(self.lines)), **cells}
        )  # fmt: skip

    def some(self) -> int:
        """An amount that no charge explains."""
        return self.rng.randrange(3, 30) * 1_000_00


def shopee(books: Books, number: int, kind: str) -> None:
    """Income and balance; the balance has less, nothing, or the order twice; a fee of its own."""
    no, value, day = books.order("shopee", number)
    admin = value * RATE_BPS // 10_000
    lost = books.some()
    if kind == "unusual":
        lost = max(lost, value // 25)
        admin += lost
        books.planted.add((no, "fee_unusual", -lost, "order_detail"))
    gross = value - lost if kind == "short" else value
    books.line("shopee-income", "shopee", no, day, gross_sen=gross, fee_sen=-admin - PER_ORDER,
               charges=json.dumps({"Administrasi": -admin, "Proses": -PER_ORDER}))  # fmt: skip
    net = gross - admin - PER_ORDER
    if kind == "short":
        books.planted.add((no, "short", -lost, "order_detail"))
    if kind == "wallet_missing":
        books.planted.add((no, "short", -net, "detail_wallet"))
        return
    credited = net - lost if kind == "wallet_short" else net
    for _ in range(2 if kind == "wallet_double" else 1):
        books.line("shopee-balance", "shopee", no, day, ledger="wallet", net_sen=credited)
    if kind == "wallet_short":
        books.planted.add((no, "short", -lost, "detail_wallet"))
    if kind == "wallet_double":
        books.planted.add((no, "double_settled", net, "detail_wallet"))


def tiktok(books: Books, number: int, kind: str) -> None:
    """Income alone: short, over, or the same order twice."""
    no, value, day = books.order("tiktok", number)
    fee, lost = value * 8 // 100, books.some()
    gross = {"short": value - lost, "over": value + lost}.get(kind, value)
    for _ in range(2 if kind == "double" else 1):
        books.line("tiktok-income", "tiktok", no, day, gross_sen=gross, fee_sen=-fee)
    if kind in {"short", "over"}:
        books.planted.add((no, kind, gross - value, "order_detail"))
    if kind == "double":
        books.planted.add((no, "double_settled", value - fee, "order_detail"))


def tokopedia(books: Books, number: int, kind: str) -> None:
    """The balance alone, whose credit holds shipping that goes out again; or too little."""
    no, value, day = books.order("tokopedia", number)
    shipping, lost = books.some(), books.some()
    if kind == "short":
        books.line("tokopedia-saldo", "tokopedia", no, day, ledger="wallet", gross_sen=value - lost)
        books.planted.add((no, "short", -lost, "order_wallet"))
        return
    books.line("tokopedia-saldo", "tokopedia", no, day, ledger="wallet", gross_sen=value + shipping)
    books.line("tokopedia-saldo", "tokopedia", no, day, ledger="wallet", kind="payment_for",
               shipping_sen=-shipping)  # fmt: skip


def mengantar(books: Books, number: int, kind: str) -> None:
    """Invoices alone: charged more than the order says, with and without the money back."""
    no, value, day = books.order("mengantar", number, is_cod=1, shipping_cost_sen=15_000_00)
    books.orders[-1]["cod_value_sen"] = value
    more = books.some() if kind in {"charged", "given_back"} else 0
    books.line("mengantar-invoice", "mengantar", no, day, gross_sen=value,
               shipping_sen=-15_000_00 - more)  # fmt: skip
    if kind == "given_back":
        books.line("mengantar-invoice", "mengantar", no, day, kind="refund", net_sen=more)
    if kind == "charged":
        books.planted.add((no, "fee_mismatch", -more, "order_detail"))


KINDS = {
    shopee: ("short", "unusual", "wallet_short", "wallet_missing", "wallet_double"),
    tiktok: ("short", "over", "double"),
    tokopedia: ("short",),
    mengantar: ("charged", "given_back"),
}


def world(seed: int, *, clean: bool) -> Books:
    """Sixty orders of each payer; one of each kind of difference, at places the rng choose."""
    books = Books(random.Random(seed))
    for payer, kinds in KINDS.items():
        places = dict(zip(books.rng.sample(range(60), len(kinds)), kinds, strict=True))
        for number in range(60):
            payer(books, number, "" if clean else places.get(number, ""))
    # Both ledgers go on, so that what one lacks is missing and not merely not there yet.
    books.line("shopee-balance", "shopee", "OTHER", "2025-08-29", ledger="wallet", net_sen=1_00)
    books.line("shopee-income", "shopee", "OTHER", "2025-08-29", gross_sen=1_00)
    return books


def found(books: Books, metric: str) -> Iterator[Mapping[str, object]]:
    """The rows of a metric over the books."""
    tables: Tables = {
        "orders": books.orders,
        "order_items": books.items,
        "settlement_lines": books.lines,
    }
    with built(tables) as db:
        result = run_metric(db, get(metric), AUGUST, reader=EVERYTHING)
    yield from result.records(printed=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_clean_books_agree(seed: int) -> None:
    books = world(seed, clean=True)
    assert list(found(books, "four_books")) == []
    shown = {(r["order_no"], r["finding"]) for r in found(books, "receipts")}
    assert {finding for _, finding in shown} == {"none", "unknown_order"}
    assert [no for no, finding in shown if finding == "unknown_order"] == ["OTHER"]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_planted_difference_is_found_with_its_amount_and_no_other(seed: int) -> None:
    books = world(seed, clean=False)
    assert len(books.planted) == 10
    receipts = {
        (r["order_no"], r["finding"], r["value_sen"], r["books"])
        for r in found(books, "receipts")
        if r["finding"] not in {"none", "unknown_order"}
    }
    assert receipts == books.planted
    rows = {(r["order_no"], r["difference_sen"], r["books"]) for r in found(books, "four_books")}
    assert rows == {(no, amount, pair) for no, _, amount, pair in books.planted}
