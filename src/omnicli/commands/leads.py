"""`omni leads funnel`: how many leads become customers; the list itself is a register."""

from enum import StrEnum
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
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.text import t

FUNNEL = Action("leads.funnel", "melihat corong leads", "see the lead funnel", ANALYSTS | {"cs"})


class By(StrEnum):
    """What the leads are counted by."""

    PIPELINE = "pipeline"
    HANDLER = "handler"
    CAMPAIGN = "campaign"


_METRICS = {
    By.PIPELINE: "lead_funnel",
    By.HANDLER: "lead_funnel_by_handler",
    By.CAMPAIGN: "lead_funnel_by_campaign",
}


def register(app: typer.Typer) -> None:
    """Add the command to `app`; those of the register follow."""
    noun = group(app, "leads", both("Leads dari chat.", "Leads of the chat."), panel=Panel.LISTS)

    @command(
        noun,
        "funnel",
        action=FUNNEL,
        help_id="Berapa leads yang menjadi pembeli: per pipeline dan label, CS, atau campaign.",
        examples=("omni leads funnel --month 2025-08", "omni leads funnel --by handler --last 30d"),
    )
    def funnel(
        by: Annotated[
            By,
            typer.Option(
                "--by",
                help=both(
                    "pipeline (dengan label), handler, atau campaign.",
                    "pipeline (with its labels), handler or campaign.",
                ),
            ),
        ] = By.PIPELINE,
        month: MonthOption = None,
        from_: FromOption = None,
        to: ToOption = None,
        last: LastOption = None,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """Count the leads of a period and those that bought, by pipeline and label, or others."""
        from omnicli.metrics.catalog import get
        from omnicli.services.asking import ask
        from omnicli.services.metrics import run

        with open_session() as session:
            asked = ask(session, month=month, from_=from_, to=to, last=last)
            found = run(session, get(_METRICS[by]), asked).result
            lang = session.lang
        columns = [Column(c.name, c.title(lang), c.kind) for c in found.spec.columns]
        rows = found.records(printed=False)
        empty = t("leads.none", lang, period=asked.period.label(lang))
        emit(rows, columns, fmt, title=asked.period.label(lang), empty=empty, lang=lang)
