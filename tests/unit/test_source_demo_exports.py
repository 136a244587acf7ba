"""The made-up exports are the same everywhere and obey the identities of the real ones."""

from datetime import datetime
from pathlib import Path

import pytest

from omnicli.demo import shopee
from omnicli.demo.exports import write_exports
from omnicli.demo.orders import Order
from omnicli.demo.orders import buyers
from omnicli.demo.orders import orders
from omnicli.demo.rng import Rng
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.sources import registry

LATER = datetime(2025, 9, 20)  # noqa: DTZ001
AUGUST = "2025-08-01", "2025-08-31"


def _orders(seed: int) -> list[Order]:
    rng = Rng(seed)
    return orders(rng, 2025, 8, 200, buyers(rng, 150))


def _number(text: str) -> int:
    return int(text.replace(".", ""))


def test_the_same_seed_makes_the_same_shop_and_another_seed_another() -> None:
    """The order numbers are pinned, so that another Python or machine cannot drift unseen."""
    assert _orders(42) == _orders(42)
    assert _orders(42) != _orders(43)
    assert [order.order_no for order in _orders(42)[:2]] == ["2508013HWBQTT8", "2508012FA91HAF"]


def test_every_line_obeys_the_identities_of_a_real_export() -> None:
    """Subtotal = deal price × quantity, and the discount is what the list price lost."""
    for cells in shopee.rows(_orders(1), LATER):
        row = dict(zip(shopee.HEADERS, cells, strict=True))
        deal, quantity = _number(row["Harga Setelah Diskon"]), int(row["Jumlah"])
        assert _number(row["Total Harga Produk"]) == deal * quantity
        lost = (_number(row["Harga Awal"]) - deal) * quantity
        assert _number(row["Diskon Dari Penjual"]) == _number(row["Total Diskon"]) == lost


def test_an_order_moves_through_the_statuses_as_time_passes() -> None:
    """No export shows a step before it happened, and each fate ends where it must."""
    order = next(o for o in _orders(42) if o.fate == "completed" and not o.is_cod)
    seen = [shopee.status(order, moment)[0] for moment in (
        order.created, order.paid, order.shipped, order.delivered, order.closed, LATER,
    )]  # fmt: skip
    assert seen[:4] == ["Belum Bayar", "Perlu Dikirim", "Sedang Dikirim", "Telah Dikirim"]
    assert seen[4].startswith("Pesanan diterima, namun Pembeli")
    assert seen[5] == "Selesai"


def test_the_files_are_claimed_by_their_sources_and_the_broken_one_is_refused(
    tmp_path: Path,
) -> None:
    """The demo's files pass the same reader as real ones."""
    exports = write_exports(tmp_path, 42)
    sources = [
        read_file(
            path, None, file_name=path.name, specs=registry(), account="main", period=AUGUST
        ).spec.name
        for path in (
            *(*exports.first, exports.newer, *exports.money),
            *(*exports.lists, *exports.channel),
        )
    ]
    first = ["shopee-orders"] * 3 + ["orderonline-orders", "mengantar-orders"] + ["meta-ads"] * 3
    money_ = ["shopee-income", "shopee-balance", "mengantar-invoice", "bca", "bca"]
    lists = ["products", "stock", "returns", "rbw", "harvests", "app-users", "ad-purposes"]
    lists += ["campaign", "lives", "samples", "customers", "cekat"]
    channel = ["shopee-shop", "shopee-live", "shopee-products", "shopee-creators"]
    assert sources == [*first, "shopee-orders", *money_, *lists, *channel]
    with pytest.raises(OmniError) as refused:
        read_file(exports.broken, None, file_name="x.xlsx", specs=registry(), account="main")
    assert refused.value.code == "E_FILE_TRUNCATED"


def test_weights_decide_how_often_an_option_is_drawn() -> None:
    """A weight of 0 never wins; the others share the draws."""
    rng = Rng(5)
    drawn = [rng.weighted((("never", 0), ("often", 9), ("seldom", 1))) for _ in range(2000)]
    assert "never" not in drawn
    assert 120 < drawn.count("seldom") < 290
