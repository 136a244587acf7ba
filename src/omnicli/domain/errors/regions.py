"""Codes about region and courier names."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_REGION_UNKNOWN = define(
    "E_REGION_UNKNOWN",
    Exit.USAGE,
    message=(
        "{value} bukan nama resmi satu provinsi, kabupaten, atau kota",
        "{value} is not the official name of one province, regency or city",
    ),
    hint=(
        "Tulis nama resmi dengan jenisnya, misalnya `Kota Bandung`. Yang paling mirip: {near}",
        "Write the official name with its kind, e.g. `Kota Bandung`. The nearest: {near}",
    ),
)
E_COURIER_UNKNOWN = define(
    "E_COURIER_UNKNOWN",
    Exit.USAGE,
    message=("{value} bukan kurir yang dikenal omni", "{value} is not a courier omni knows"),
    hint=("Pilih salah satu: {near}", "Choose one of: {near}"),
)
E_REGION_OFFICIAL = define(
    "E_REGION_OFFICIAL",
    Exit.USAGE,
    message=(
        "{value} sudah punya arti resmi ({name}), jadi tidak dapat diberi arti lain",
        "{value} already has an official meaning ({name}), so it cannot be given another",
    ),
    hint=(
        "Hanya nama yang tampil di `omni regions list` yang perlu dipetakan.",
        "Only names shown by `omni regions list` need mapping.",
    ),
)
E_ALIAS_UNKNOWN = define(
    "E_ALIAS_UNKNOWN",
    Exit.USAGE,
    message=("{value} tidak pernah dipetakan", "{value} was never mapped"),
    hint=(
        "`omni regions list` menampilkan pemetaan yang berlaku.",
        "`omni regions list` shows the mappings in force.",
    ),
)
