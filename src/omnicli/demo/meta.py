"""The demo shop's Meta ads as a daily Indonesian Ads Manager report."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from omnicli.demo.rng import Rng

HEADERS = (
    "Awal pelaporan", "Akhir pelaporan", "Hari", "Nama kampanye", "Nama set iklan",
    "Pengaturan atribusi", "Hasil", "Indikator Hasil", "Jangkauan", "Frekuensi",
    "Biaya per Hasil", "Jumlah yang dibelanjakan (IDR)", "Impresi", "Klik Tautan", "Pembelian",
    "Nilai konversi pembelian",
)  # fmt: skip

_PURCHASE = "actions:offsite_conversion.fb_pixel_purchase"
_CLICK = "actions:link_click"


@dataclass(frozen=True, slots=True)
class AdSet:
    """One ad set: its daily budget and how well it sells."""

    campaign: str
    name: str
    budget: int
    clicks_per_thousand: int
    rupiah_per_click: int
    """Purchase value that a click brings on average."""


ADSETS = (
    AdSet("Prospek | Wajan Granit", "Lookalike 1% Pembeli", 62000, 16, 3300),
    AdSet("Prospek | Wajan Granit", "Minat Memasak 25-45", 48000, 13, 2400),
    AdSet("Retargeting | Keranjang & Pengunjung", "Tambah Keranjang 14 Hari", 26000, 24, 6400),
    AdSet("Retargeting | Keranjang & Pengunjung", "Pembeli 60 Hari", 18000, 22, 5900),
    AdSet("Konten | Rawisari Skincare", "Wanita 18-34", 39000, 19, 1700),
    AdSet("Konten | Rawisari Skincare", "Broad Jawa", 31000, 15, 1100),
)


CAMPAIGNS = tuple(dict.fromkeys(adset.campaign for adset in ADSETS))


def report(rng: Rng, first: date, last: date, *, percent: int = 100) -> str:
    """The csv text: first a total row without names, then a row per ad set and day.

    `percent` of the budgets are spent: the shop began smaller.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    table = [_row(rng, day, adset, percent) for day in days for adset in ADSETS]
    spend = sum(int(row[11].replace(".", "")) for row in table)
    total = [str(first), str(last), *[""] * 9, _decimal(spend), *[""] * 4]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEADERS, total, *table])
    return "\ufeff" + out.getvalue()


def _row(rng: Rng, day: date, adset: AdSet, percent: int) -> list[str]:
    spend = adset.budget * percent * rng.between(8200, 11600) // 10_000
    impressions = spend // 100 * 1000 // rng.between(17000, 23000)
    clicks = max(impressions * adset.clicks_per_thousand * rng.between(80, 125) // 100_000, 1)
    value = clicks * adset.rupiah_per_click * rng.between(60, 150) // 100
    purchases = value // rng.between(95_000, 140_000)
    reach = impressions * 100 // rng.between(112, 165)
    sells = not adset.campaign.startswith("Konten")
    results = purchases if sells else clicks
    return [
        str(day),
        str(day),
        str(day),
        adset.campaign,
        adset.name,
        "Klik 7 hari atau tayangan 1 hari",
        str(results) if results else "",
        _PURCHASE if sells else _CLICK,
        str(reach),
        _decimal(impressions * 100 // max(reach, 1)),
        _decimal(spend // results) if results else "",
        _decimal(spend),
        str(impressions),
        str(clicks),
        str(purchases) if purchases else "",
        str(value) if purchases else "",
    ]


def _decimal(hundredths: int) -> str:
    """Hundredths with two decimals after a dot: `515447` → `5154.47`."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"
