"""The words of customers and chat contacts, in Indonesian and English."""

from collections.abc import Mapping
from types import MappingProxyType

from omnicli.reports.words_shop import Words

NEXT_ACTION: Words = MappingProxyType(
    {
        "do_not_write": ("Jangan dikirimi pesan", "Do not write"),
        "remind_payment": ("Ingatkan pembayaran", "Remind of the payment"),
        "no_cod": ("Jangan COD", "No COD"),
        "offer_stock": ("Tawarkan stok baru", "Offer new stock"),
        "call_partner": ("Hubungi mitra", "Call the partner"),
        "follow_parcel": ("Pantau kiriman", "Follow the parcel"),
        "first_offer": ("Tawarkan pembelian pertama", "Offer a first purchase"),
        "win_back": ("Ajak kembali", "Win back"),
        "reward": ("Beri hadiah loyalitas", "Reward loyalty"),
        "ask_review": ("Minta ulasan", "Ask for a review"),
        "offer_again": ("Tawarkan lagi", "Offer again"),
    }
)
CATEGORY: Words = MappingProxyType(
    {
        "leads": ("Leads", "Leads"),
        "pelanggan": ("Pelanggan", "Customer"),
        "reseller": ("Reseller", "Reseller"),
        "dropshiper": ("Dropshiper", "Dropshipper"),
        "agen": ("Agen", "Agent"),
        "distributor": ("Distributor", "Distributor"),
    }
)
CLOSING: Words = MappingProxyType(
    {
        "closed": ("Closing", "Closed"),
        "repeat": ("Pembeli lama", "Earlier buyer"),
        "open": ("Terbuka", "Open"),
    }
)
CONFIDENCE: Words = MappingProxyType(
    {
        "certain": ("Pasti", "Certain"),
        "probable": ("Mungkin (tersamar)", "Probable (masked)"),
        "anonymous": ("Anonim", "Anonymous"),
    }
)
BY_COLUMN: Mapping[str, Words] = MappingProxyType(
    {
        "confidence": CONFIDENCE,
        "next_action": NEXT_ACTION,
        "category": CATEGORY,
        "closing": CLOSING,
    }
)
