"""`omni loyalty`: points of customers, and what a program would have cost."""

from dataclasses import asdict
from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import Action
from omnicli.commands._period import FromOption
from omnicli.commands._period import LastOption
from omnicli.commands._period import MonthOption
from omnicli.commands._period import ToOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.text import t

READ = Action("loyalty.read", "melihat poin pelanggan", "see loyalty points", ANALYSTS | {"cs"})


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(app, "loyalty", both("Poin dan program loyalitas.", "Loyalty points."))

    @command(
        noun,
        "list",
        action=READ,
        help_id="Saldo poin tiap pelanggan, dan kewajibannya dalam rupiah.",
        examples=("omni loyalty list", "omni loyalty list --format csv"),
    )
    def list_balances(fmt: FormatOption = Format.TABLE) -> None:
        """List the points of each customer, and what they are worth."""
        from omnicli.services.loyalty import balances

        with open_session() as session:
            found = balances(session)
            lang = session.lang
        columns = [Column(c.name, c.title(lang), c.kind) for c in found.spec.columns]
        rows = found.records(printed=False)
        emit(rows, columns, fmt, empty=t("loyalty.none", lang), lang=lang)

    @command(
        noun,
        "what-if",
        action=READ,
        help_id="Hitung program baru atas pesanan yang lalu; tidak menyimpan apa pun.",
        examples=(
            "omni loyalty what-if --unit 100000 --points 10 --tier 1000=50000",
            "omni loyalty what-if --unit 50000 --points 1 --tier 100=5% --last 90d",
        ),
    )
    def what_if(
        unit: Annotated[
            str, typer.Option("--unit", help=both("Setiap sekian rupiah.", "For every rupiah."))
        ],
        points: Annotated[
            int, typer.Option("--points", min=1, help=both("Poin.", "Points earned."))
        ],
        tier: Annotated[
            list[str] | None,
            typer.Option(
                "--tier",
                metavar="POINTS=VALUE",
                help=both("1000=50000 atau 100=5%.", "1000=50000 or 100=5%."),
            ),
        ] = None,
        month: MonthOption = None,
        from_: FromOption = None,
        to: ToOption = None,
        last: LastOption = None,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """Run a new program over past orders; nothing is kept."""
        from omnicli.services import loyalty
        from omnicli.services.asking import ask

        with open_session() as session:
            asked = ask(session, month=month, from_=from_, to=to, last=last)
            cost = loyalty.what_if(session, asked, unit=unit, points=points, tiers=tier or ())
            lang = session.lang
        row = asdict(cost)
        columns = [
            Column(n, t(f"loyalty.{n}", lang), "sen" if n.endswith("_sen") else "int") for n in row
        ]
        emit([row], columns, fmt, title=asked.period.label(lang), lang=lang)
