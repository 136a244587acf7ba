"""`omni explain`: an error code or a metric in words."""

from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import lang
from omnicli.commands._shell import session_if_any
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_facts
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

EXPLAIN = Action("explain.read", "membaca penjelasan kode", "read explanations", EVERYONE)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "explain",
        action=EXPLAIN,
        help_id=(
            "Arti sebuah kode kesalahan dan jalan keluarnya, atau cara hitung dan cara baca "
            "sebuah metrik."
        ),
        panel=Panel.SETTINGS,
        examples=("omni explain E_BUSY", "omni explain roas"),
    )(_explain)


def _explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE|METRIC", help=both("Tanpa ini: semua kode.", "Without it: every code.")
        ),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Say what an error code means and what to do, or how a metric is computed and read."""
    from omnicli.services import explain

    with session_if_any() as (session, _):
        language = session.lang if session else lang()
        if code is None:
            every = [item.to_dict() for item in explain.explain_all(language)]
        else:
            one = explain.explain(code, language).to_dict()
    if code is None:
        columns = [
            Column("name", t("explain.name", language)),
            Column("exit_code", t("explain.exit_code", language), "int"),
            Column("meaning", t("explain.meaning", language)),
        ]
        emit(every, columns, output, lang=language)
    elif output is Format.JSON:
        emit_json(one)
    else:
        emit_facts({t(f"explain.{key}", language): value for key, value in one.items()})
