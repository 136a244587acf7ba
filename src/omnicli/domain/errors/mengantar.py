"""Codes about how a Mengantar export states its shipping fees."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

N_SHIPPING_FEE = define(
    "N_SHIPPING_FEE",
    Exit.OK,
    message=(
        "{file}: Shipping Fee dibaca sebagai {reading} ({orders} kiriman membuktikannya)",
        "{file}: Shipping Fee is read as {reading} ({orders} shipments prove it)",
    ),
    hint=(
        "Ongkir yang disimpan selalu bersih, setelah Shipping Discount.",
        "The shipping cost that is kept is always net, after Shipping Discount.",
    ),
)
W_SHIPPING_FEE = define(
    "W_SHIPPING_FEE",
    Exit.OK,
    message=(
        "{file}: Shipping Fee {orders} kiriman tidak cocok dengan cara baca berkas ini ({reading})",
        "{file}: Shipping Fee of {orders} shipments does not fit this file's reading ({reading})",
    ),
    hint=(
        "Bandingkan ongkir beberapa kiriman dengan tagihan Mengantar.",
        "Compare the shipping of a few shipments with Mengantar's invoice.",
    ),
)
