"""The options of a question about a period, as `metric run` and `report` take them."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.commands._complete import bases
from omnicli.commands._complete import months
from omnicli.commands._options import both
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.asking import Asked

MonthOption = Annotated[
    str | None,
    typer.Option(
        metavar="[YYYY-MM]",
        autocompletion=months,
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
        metavar="BASIS",
        autocompletion=bases,
        help=both(
            "Dasar hitungan: dipesan (placed), selesai (delivered) atau kas (cash).",
            "placed, delivered or cash.",
        ),
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


def name_other_months(asked: "Asked", language: str) -> None:
    """Say which months have orders, where the period that was asked for has none."""
    if asked.elsewhere:
        period = asked.period.label(language)
        say(t("report.elsewhere", language, period=period, months=", ".join(asked.elsewhere)))
