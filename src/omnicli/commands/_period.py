"""The options of a question about a period, as `metric run` and `report` take them."""

from typing import Annotated

import typer

MonthOption = Annotated[
    str | None, typer.Option(metavar="[YYYY-MM]", help="A month; alone, the newest with orders.")
]
FromOption = Annotated[str | None, typer.Option("--from", metavar="D", help="First day.")]
ToOption = Annotated[str | None, typer.Option(metavar="D", help="Last day.")]
LastOption = Annotated[str | None, typer.Option(metavar="30d", help="Days, weeks or months.")]
BasisOption = Annotated[str, typer.Option(help="placed, delivered or cash.")]
AsOfOption = Annotated[
    str | None, typer.Option(metavar="D", help="Count ages and cash up to this day.")
]
LiveOption = Annotated[
    bool, typer.Option("--live", help="Today's figures of a closed month, not the frozen ones.")
]
