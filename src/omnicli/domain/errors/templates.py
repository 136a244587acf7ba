"""Codes of our own templates."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_TEMPLATE_UNKNOWN = define(
    "E_TEMPLATE_UNKNOWN",
    Exit.USAGE,
    message=("Tidak ada templat bernama {value}", "There is no template named {value}"),
    hint=(
        "Templat yang ada: {known}. Lihat `omni template`.",
        "The templates are: {known}. See `omni template`.",
    ),
)
E_TEMPLATE_EXISTS = define(
    "E_TEMPLATE_EXISTS",
    Exit.USAGE,
    message=("{file} sudah ada, mungkin sudah diisi", "{file} exists and may be filled in"),
    hint=(
        "Pilih nama lain dengan -o, atau pakai --yes untuk menimpanya.",
        "Choose another name with -o, or use --yes to replace it.",
    ),
)
E_TEMPLATE_FORMAT = define(
    "E_TEMPLATE_FORMAT",
    Exit.USAGE,
    message=("Templat tidak dapat ditulis sebagai {value}", "No template is written as {value}"),
    hint=(
        "Beri nama berkas yang berakhir .xlsx atau .csv.",
        "Give a file name that ends in .xlsx or .csv.",
    ),
)
