"""Codes of `omni demo`."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_DEMO_TARGET = define(
    "E_DEMO_TARGET",
    Exit.USAGE,
    message=(
        "Folder {file} sudah berisi hal lain; demo tidak akan menimpanya",
        "The folder {file} holds other things; the demo will not touch them",
    ),
    hint=(
        "Pilih folder baru atau kosong: `omni demo --dir FOLDER`.",
        "Choose a new or empty folder: `omni demo --dir FOLDER`.",
    ),
)
