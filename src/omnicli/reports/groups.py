"""What reports are about, in the order in which a site lists them."""

from collections.abc import Mapping
from types import MappingProxyType

GROUPS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "sales": ("Penjualan", "Sales"),
        "money": ("Uang", "Money"),
        "ads": ("Iklan", "Ads"),
        "customers": ("Pelanggan", "Customers"),
        "goods": ("Barang dan kiriman", "Goods and parcels"),
        "shop": ("Toko", "Shop"),
    }
)
"""Group → its title in Indonesian and English; a report says in its manifest which is its own."""
REST = "shop"
"""The group of a report that names none."""


def place(group: str) -> int:
    """Where a group stands among the others; one that is not known stands last."""
    order = list(GROUPS)
    return order.index(group) if group in GROUPS else len(order)
