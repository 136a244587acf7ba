"""Codes about single orders and what a person decides of them."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_ORDER_REFERENCE = define(
    "E_ORDER_REFERENCE",
    Exit.USAGE,
    message=("{value} bukan rujukan pesanan", "{value} does not name an order"),
    hint=(
        "Tulis sebagai platform:nomor, misalnya shopee:250801MEJSVC71.",
        "Write it as platform:number, for example shopee:250801MEJSVC71.",
    ),
)
E_ORDER_UNKNOWN = define(
    "E_ORDER_UNKNOWN",
    Exit.USAGE,
    message=(
        "Tidak ada pesanan {value} di akun {account}",
        "There is no order {value} in account {account}",
    ),
    hint=(
        "Periksa nomornya, atau sebut akunnya dengan --account.",
        "Check the number, or name the account with --account.",
    ),
)
E_ORDER_NOT_DECIDED = define(
    "E_ORDER_NOT_DECIDED",
    Exit.USAGE,
    message=(
        "Tidak ada keputusan manual tentang pesanan {value} di akun {account}",
        "Nothing was decided by hand about order {value} in account {account}",
    ),
    hint=("Tidak ada yang perlu dibatalkan.", "There is nothing to take back."),
)
