"""What the demo's marketplace counts of its shop: visitors by day, LIVEs, products, affiliates."""

import csv
import io
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import timedelta

from omnicli.demo.orders import Order
from omnicli.demo.rng import Rng
from omnicli.demo.shop import PRODUCTS

AFFILIATES = ("ayu.masak", "dapurnyajoko", "glow.bareng.rani", "review_wulan", "tono.cobain")
_SHARE, _COMMISSION = 24, 8
"""Of 100 orders those that an affiliate brought, and what it gets of 100 rupiah."""
_TITLES = {0: "Masak Bareng Dapur Kirana", 3: "Kulit Sehat Rawisari", 5: "Malam Minggu Hemat"}
"""Weekday → the LIVE of its evening; twin dates have one of their own."""
_LIVE_SHARE = 55
_STATS = ("Tanggal", "Total Penjualan (IDR)", "Total Pesanan", "Total Pengunjung")
_MORE_STATS = ("Halaman Dilihat", "Pembeli", "Total Potensi Pembeli")
_LIVES = (
    *("Informasi Streaming", "Waktu Mulai", "Pengunjung", "Penonton Terbanyak"),
    *("Pesanan (COD Dibuat + non-COD Dibayar)", "Penjualan (Pesanan Siap Dikirim)(Rp)"),
)
_PRODUCTS = (
    *("Kode Produk", "Produk", "Status Produk Saat Ini", "Kode Variasi", "SKU Induk"),
    *("Total Penjualan (Pesanan Dibuat) (IDR)", "Penjualan (Pesanan Siap Dikirim) (IDR)"),
    *("Jumlah Produk Dilihat", "Produk Diklik", "Pesanan Dibuat", "Produk (Pesanan Dibuat)"),
    "Dimasukkan ke Keranjang (Produk)",
)
_AFFILIATES = (
    *("ID Affiliates", "Nama Affiliate", "Username Affiliate", "Omzet Penjualan(Rp)"),
    *("Produk Terjual", "Pesanan", "Clicks", "Estimasi Komisi(Rp)"),
)


def files(rng: Rng, before: Sequence[Order], month: Sequence[Order]) -> dict[str, bytes]:
    """File name → bytes: days and LIVEs of both spans, products and affiliates of the month."""
    both = [order for order in (*before, *month) if order.fate != "unpaid"]
    sold = [order for order in month if order.fate != "unpaid"]
    days: dict[date, list[Order]] = {}
    for order in both:
        days.setdefault(order.created.date(), []).append(order)
    span = f"{min(days):%Y%m%d}_{max(days):%Y%m%d}"
    tables: dict[str, tuple[Sequence[str], Iterable[Sequence[object]]]] = {
        f"dapurkirana.shopee-shop-stats.{span}.csv": ((*_STATS, *_MORE_STATS), _days(rng, days)),
        f"live_streaming_{span}.csv": (_LIVES, _lives(rng, days)),
        "parentskudetail.20250801_20250831.csv": (_PRODUCTS, _products(rng, sold)),
        "AMSAffiliatePerformance_20250801_20250831.csv": (_AFFILIATES, _affiliates(rng, sold)),
    }
    return {name: _table(headers, rows) for name, (headers, rows) in tables.items()}


def _table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([headers, *rows])
    return out.getvalue().encode()


def _worth(orders: Iterable[Order]) -> int:
    return sum(line.product.deal_price * line.quantity for o in orders for line in o.lines)


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _days(rng: Rng, days: Mapping[date, Sequence[Order]]) -> Iterable[Sequence[object]]:
    for day in sorted(days):
        orders = days[day]
        visitors = len(orders) * rng.between(24, 36) + rng.between(20, 60)
        buyers = len({order.buyer for order in orders})
        counts = (len(orders), _dotted(visitors), _dotted(visitors * 3), buyers, visitors // 9)
        yield (f"{day:%d-%m-%Y}", _dotted(_worth(orders)), *counts)


def _lives(rng: Rng, days: Mapping[date, Sequence[Order]]) -> Iterable[Sequence[object]]:
    """A LIVE takes part of what is bought in its evening."""
    for day in sorted(days):
        twin = f"{day.day}.{day.month} Serba Murah" if day.day == day.month else None
        title = twin or _TITLES.get(day.weekday())
        if title is None:
            continue
        start = datetime(day.year, day.month, day.day, 19, rng.pick((0, 0, 30)))  # noqa: DTZ001
        end = start + timedelta(hours=3)
        bought = [o for o in days[day] if start <= o.created < end and rng.chance(_LIVE_SHARE)]
        seen = 90 + len(bought) * rng.between(40, 70) + rng.between(0, 80)
        money = f"Rp{_dotted(_worth(bought))}"
        yield (title, f"{start:%d-%m-%Y %H:%M}", _dotted(seen), seen // 9, len(bought), money)


def _products(rng: Rng, orders: Sequence[Order]) -> Iterable[Sequence[object]]:
    """One row per listing, its variations summed."""
    listings = {p.parent_sku: p for p in reversed(PRODUCTS) if p.parent_sku}
    for number, (parent, product) in enumerate(sorted(listings.items())):
        lines = [(o, line) for o in orders for line in o.lines if line.product.parent_sku == parent]
        gmv = sum(line.product.deal_price * line.quantity for _, line in lines)
        pieces = sum(line.quantity for _, line in lines)
        clicks = len(lines) * rng.between(20, 45) + 30
        counts = (clicks * 9, clicks, len({o.order_no for o, _ in lines}), pieces, pieces * 3)
        money = f"Rp{_dotted(gmv)}"
        known = (23_000_000_001 + number, product.name, "Normal", "-", parent)
        yield (*known, money, money, *(_dotted(count) for count in counts))


def _affiliates(rng: Rng, orders: Sequence[Order]) -> Iterable[Sequence[object]]:
    brought: dict[str, list[Order]] = {name: [] for name in AFFILIATES}
    for order in orders:
        if rng.chance(_SHARE):
            who = rng.weighted(tuple((name, 9 - n) for n, name in enumerate(AFFILIATES)))
            brought[who].append(order)
    for number, (name, own) in enumerate(brought.items()):
        gmv = _worth(own)
        pieces = sum(line.quantity for order in own for line in order.lines)
        shown = name.replace(".", " ").replace("_", " ").title()
        counts = (pieces, len(own), len(own) * 21 + 17, gmv * _COMMISSION // 100)
        yield (11_000_000_001 + number, shown, name, gmv, *counts)
