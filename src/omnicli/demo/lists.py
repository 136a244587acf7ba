"""The lists that the demo's people keep: products, stock, campaigns, houses, contacts and more."""

import csv
import io
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import timedelta

from omnicli.demo.channel import AFFILIATES
from omnicli.demo.cod import HANDLERS
from omnicli.demo.cod import Person
from omnicli.demo.cod import Sale
from omnicli.demo.rng import Rng
from omnicli.demo.shop import PRODUCTS
from omnicli.demo.shop import Product

_HOUSES = (
    ("RBW-01", "Walet Kirana I", "Sampit", 96, "aktif", 92),
    ("RBW-02", "Walet Kirana II", "Pangkalan Bun", 64, "aktif", 105),
    ("RBW-03", "Walet Lestari", "Kumai", 48, "aktif", 120),
)
_FIRST, _LAST = date(2024, 9, 12), date(2025, 8, 28)
_DEARER = date(2025, 6, 1)


def files(rng: Rng, sales: Sequence[Sale]) -> dict[str, bytes]:
    """File name → the form, filled in."""
    buyers = list(dict.fromkeys(sale.person for sale in sales if sale.fate == "completed"))
    filled: tuple[tuple[str, str, Iterable[Sequence[object]]], ...] = (
        ("produk", "SKU,Nama,Varian,Kategori,Harga,HPP,HPP Berlaku Mulai", _products()),
        ("stok", "SKU,Nama,Stok,Per Tanggal", _stock(rng)),
        ("retur-masuk", "No Pesanan atau Resi,Tanggal,Kondisi", _returns(rng, sales)),
        ("rumah-walet", "RBW,Building,Lokasi,Luas (m2),Status,Periode (hari)", _HOUSES),
        ("panen", "Tanggal,RBW ID,Tipe Panen,Status,Berat (gram),Nilai", _harvests(rng)),
        ("pengguna-app", "Nama,Phone,Daftar App", _app_users(rng, buyers)),
        ("tujuan-iklan", "Kata,Tujuan iklan", _PURPOSES),
        ("campaign", _CAMPAIGN, _CAMPAIGNS),
        ("jadwal-live", "Tanggal,Kreator,Status,Pelanggaran", _LIVES),
        ("sampel", "Tanggal,Kreator,SKU,Jumlah", _samples(rng)),
        (
            "pelanggan",
            "Kategori,Nama,No HP",
            [("Reseller", p.name, p.phone) for p in buyers[40:46]],
        ),
        ("conversations_export", _CONTACTS, _contacts(rng, sales)),
    )
    return {f"{name}.csv": _form(headers.split(","), rows) for name, headers, rows in filled}


_PURPOSES = (("prospek", "Akuisisi"), ("retargeting", "Retargeting"), ("konten", "Campuran"))
_CAMPAIGN = "Nama Campaign,Jenis Campaign,Mulai,Sampai,Kanal,Target GMV,Induk"
_CAMPAIGNS = (
    ("7.7", "mega", date(2025, 7, 5), date(2025, 7, 7), "shopee", 6_000_000, ""),
    ("8.8", "mega", date(2025, 8, 8), date(2025, 8, 10), "shopee", 7_000_000, ""),
    ("8.8 Sabtu", "mega", date(2025, 8, 9), date(2025, 8, 9), "shopee", 2_500_000, "8.8"),
    ("Gajian Agustus", "payday", date(2025, 8, 25), date(2025, 8, 31), "semua", 20_000_000, ""),
)
_LIVES = (
    (date(2025, 8, 9), "Malam Minggu Hemat", "melanggar", "Menyebut toko di luar Shopee"),
    (date(2025, 9, 25), "Gajian Serba Hemat", "akan datang", ""),
)
_CONTACTS = (
    "contact_id,display_name,phone_number,pipeline_status_name,stage_status,label_names,"
    "handled_by_name,inboxes_name,created_at,last_message_at,additional_kota"
)


def _form(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([headers, *rows])
    return out.getvalue().encode()


def cost(product: Product) -> int:
    """What one piece costs the shop."""
    return product.deal_price * 46 // 100 // 100 * 100


def _products() -> Iterable[Sequence[object]]:
    """Everything with a SKU; frying pans became dearer in June. The cloths have none."""
    for product in PRODUCTS:
        if not product.sku:
            continue
        kind = "Skincare" if product.sku.startswith("RW") else "Dapur"
        named = (product.sku, product.name, product.variation, kind, product.deal_price)
        yield (*named, cost(product), "")
        if product.parent_sku == "DK-WJN":
            yield (*named, cost(product) * 108 // 100 // 100 * 100, _DEARER)


def _stock(rng: Rng) -> Iterable[Sequence[object]]:
    for product in PRODUCTS:
        if product.sku:
            for day in (date(2025, 7, 31), date(2025, 8, 31)):
                yield (product.sku, product.name, rng.between(0, 12) * product.weight, day)


def _returns(rng: Rng, sales: Sequence[Sale]) -> Iterable[Sequence[object]]:
    """Most parcels that came back were scanned; some never came home."""
    for sale in sales:
        if sale.fate == "rts" and rng.chance(82):
            home = sale.ended + timedelta(days=rng.between(1, 4))
            yield (sale.awb, home.date(), "rusak" if rng.chance(9) else "baik")


def _harvests(rng: Rng) -> Iterable[Sequence[object]]:
    for number, _, _, area, _, days in _HOUSES:
        day = _FIRST + timedelta(days=rng.below(30))
        while day <= _LAST:
            grams = area * rng.between(11, 19)
            kind = rng.weighted((("rampasan", 5), ("buang telur", 3), ("selektif", 2)))
            yield (day, number, kind, "terjual", grams, grams * rng.between(9_200, 11_400))
            day += timedelta(days=days + rng.between(-6, 6))


def _samples(rng: Rng) -> Iterable[Sequence[object]]:
    """Most affiliates got something to show; one of them twice."""
    for number, name in enumerate((*AFFILIATES[:4], AFFILIATES[0])):
        product = rng.pick(PRODUCTS[:-1])
        yield (date(2025, 8, 2 + 4 * number), f"@{name}", product.sku, rng.between(1, 2))


def _app_users(rng: Rng, buyers: Sequence[Person]) -> Iterable[Sequence[object]]:
    for person in buyers[::9]:
        yield (person.name, person.phone, _FIRST + timedelta(days=rng.below(340)))
    for number in range(12):
        yield (f"Pengunjung {number + 1}", f"6281399{number + 10_000}", date(2025, 8, 3 + number))


def _contacts(rng: Rng, sales: Sequence[Sale]) -> Iterable[Sequence[object]]:
    """Who wrote in the chat: half of the buyers before they bought, and as many who never did."""
    first: dict[Person, Sale] = {}
    for sale in sales:
        first.setdefault(sale.person, sale)
    for number, (person, sale) in enumerate(first.items()):
        if rng.chance(45):
            wrote = sale.created - timedelta(hours=rng.between(1, 60))
            bought = sale.fate not in {"lead", "canceled"}
            stage = "Closing" if bought else "Potensial"
            yield _contact(rng, number, (person.name, person.phone, person.city), stage, wrote)
            if rng.chance(70):
                someone = ("Tanya Saja", f"6281377{number + 10_000}", "")
                stage = rng.pick(("Tanya Harga", "Potensial", "Tidak Respon"))
                yield _contact(rng, 10_000 + number, someone, stage, wrote + timedelta(hours=5))


def _contact(
    rng: Rng, number: int, who: tuple[str, str, str], stage: str, wrote: datetime
) -> Sequence[object]:
    label = rng.weighted((("baru", 5), ("VIP", 1), ("COD", 3), ("", 2)))
    written = (f"{wrote:%Y-%m-%d %H:%M:%S}", f"{wrote + timedelta(minutes=40):%Y-%m-%d %H:%M:%S}")
    handler = rng.weighted(HANDLERS)
    return (f"c{number}", *who[:2], stage, "resolved", label, handler, "WA 1", *written, who[2])
