"""The vocabulary of worklists and claims as readers see it, in Indonesian and English."""

from collections.abc import Mapping
from types import MappingProxyType

LIST: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "undelivered": ("Kiriman bermasalah", "Undelivered"),
        "overdue": ("Terlambat cair", "Overdue"),
        "short": ("Kurang bayar", "Short paid"),
        "lost": ("Hilang", "Lost"),
        "claims": ("Klaim", "Claims"),
    }
)
KIND: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "lost": ("Hilang", "Lost"),
        "damaged": ("Rusak", "Damaged"),
        "overcharged": ("Ongkir lebih", "Overcharged"),
        "unpaid": ("Belum dibayar", "Unpaid"),
        "short": ("Kurang bayar", "Short paid"),
        "no_data": ("Belum ada data", "No data yet"),
    }
)
STATE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "open": ("Terbuka", "Open"),
        "partly": ("Diganti sebagian", "Partly recovered"),
        "recovered": ("Sudah diganti", "Recovered"),
        "expired": ("Lewat tenggat", "Past the deadline"),
        "snoozed": ("Ditunda", "Snoozed"),
        # How an order ended, for its profit.
        "done": ("Selesai", "Completed"),
        "back": ("Kembali", "Came back"),
        "lost": ("Hilang", "Lost"),
        "gone": ("Batal", "Canceled"),
        "lead": ("Tidak jadi beli", "Never bought"),
        "test": ("Uji coba", "Test"),
    }
)
