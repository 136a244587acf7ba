"""The options of a question about a period, as `metric run` and `report` take them."""

from typing import Annotated

import typer

from omnicli.commands._options import both

MonthOption = Annotated[
    str | None,
    typer.Option(
        metavar="[YYYY-MM]",
        help=both(
            "Bulan (2025-08, agustus); sendirian: bulan terbaru yang ada datanya.",
            "A month; alone, the newest with orders.",
        ),
    ),
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="D", help=both("Hari pertama.", "First day."))
]
ToOption = Annotated[
    str | None, typer.Option(metavar="D", help=both("Hari terakhir.", "Last day."))
]
LastOption = Annotated[
    str | None,
    typer.Option(
        metavar="30d",
        help=both("Hari (d), minggu (w) atau bulan (m) terakhir.", "Days, weeks or months."),
    ),
]
BasisOption = Annotated[
    str,
    typer.Option(
        help=both(
            "Dasar hitungan: dipesan (placed), selesai (delivered) atau uang (cash).",
            "placed, delivered or cash.",
        )
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        metavar="D",
        help=both("Hitung umur dan uang sampai hari ini.", "Count ages and cash up to this day."),
    ),
]
LiveOption = Annotated[
    bool,
    typer.Option(
        "--live",
        help=both(
            "Angka hari ini untuk bulan yang sudah ditutup, bukan angka bekunya.",
            "Today's figures of a closed month, not the frozen ones.",
        ),
    ),
]
