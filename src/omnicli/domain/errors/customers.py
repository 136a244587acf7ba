"""Codes about customers and the keys that identify them."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_CUSTOMER_UNKNOWN = define(
    "E_CUSTOMER_UNKNOWN",
    Exit.USAGE,
    message=("Tidak ada pelanggan dengan kunci {value}", "No customer has the key {value}"),
    hint=(
        "Tulis kuncinya lengkap: phone:+62812…, shopee:nama_pengguna, tiktok:nama_pengguna.",
        "Write the whole key: phone:+62812…, shopee:user_name, tiktok:user_name.",
    ),
)
E_CUSTOMER_SAME = define(
    "E_CUSTOMER_SAME",
    Exit.USAGE,
    message=(
        "{value} dan {other} sudah satu pelanggan",
        "{value} and {other} are one customer already",
    ),
    hint=("Lihat `omni customers show {value}`.", "See `omni customers show {value}`."),
)
E_CUSTOMER_NOT_LINKED = define(
    "E_CUSTOMER_NOT_LINKED",
    Exit.USAGE,
    message=(
        "{value} dan {other} tidak pernah ditautkan secara manual",
        "{value} and {other} were never linked by hand",
    ),
    hint=("Lihat `omni customers show {value}`.", "See `omni customers show {value}`."),
)
