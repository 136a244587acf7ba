"""Codes of reconciling."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_RECONCILE_SOURCE = define(
    "E_RECONCILE_SOURCE",
    Exit.USAGE,
    message=("{value} tidak dapat direkonsiliasi", "There is nothing to reconcile called {value}"),
    hint=("Pilih salah satu: {known}.", "Choose one of: {known}."),
)
E_RECONCILE_FORMAT = define(
    "E_RECONCILE_FORMAT",
    Exit.USAGE,
    message=("Format {value} tidak dikenal", "There is no format {value}"),
    hint=(
        "Pakai table, json, csv, xlsx atau html; xlsx dan html ditulis ke berkas -o.",
        "Use table, json, csv, xlsx or html; xlsx and html go to the file of -o.",
    ),
)
