"""The vocabulary of the columns as readers see it, in Indonesian and English."""

from collections.abc import Mapping
from types import MappingProxyType

STATUS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "created": ("Dibuat", "Created"),
        "pending": ("Menunggu bayar", "Pending"),
        "confirmed": ("Dikonfirmasi", "Confirmed"),
        "in_process": ("Diproses", "In process"),
        "ready_to_ship": ("Siap kirim", "Ready to ship"),
        "shipped": ("Dikirim", "Shipped"),
        "completed": ("Selesai", "Completed"),
        "rts": ("Kembali (RTS)", "Returned (RTS)"),
        "canceled": ("Batal", "Canceled"),
        "closed": ("Ditutup", "Closed"),
    }
)
PAYMENT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unpaid": ("Belum dibayar", "Unpaid"),
        "paid": ("Lunas", "Paid"),
        "partially_refunded": ("Dikembalikan sebagian", "Partly refunded"),
        "refunded": ("Dikembalikan", "Refunded"),
        "conflict": ("Bertentangan", "Conflicting"),
    }
)
PLATFORM: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "shopee": ("Shopee", "Shopee"),
        "tiktok": ("TikTok", "TikTok"),
        "tokopedia": ("Tokopedia", "Tokopedia"),
        "orderonline": ("OrderOnline", "OrderOnline"),
        "mengantar": ("Mengantar", "Mengantar"),
        "scalev": ("Scalev", "Scalev"),
        "meta": ("Meta", "Meta"),
        "manual": ("Manual", "Manual"),
    }
)
BASIS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "placed": ("Dipesan", "Placed"),
        "delivered": ("Selesai", "Delivered"),
        "cash": ("Kas cair", "Cash"),
    }
)
_BY_COLUMN = {
    "status": STATUS,
    "payment_status": PAYMENT,
    "platform": PLATFORM,
    "basis": BASIS,
}


def word(column: str, value: str, lang: str = "id") -> str:
    """What a reader sees for `value` of `column`; a word nobody translated stays as it is."""
    pair = _BY_COLUMN.get(column, {}).get(value)
    return value if pair is None else pair[lang == "en"]
