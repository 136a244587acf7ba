"""`omni status`: which months of each source are in, and what to do next."""

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.state import VOICE
from omnicli.ui.state import say
from omnicli.ui.text import t

STATUS = Action("status.read", "melihat cakupan data", "see which data is there", EVERYONE)

_SHOWN = {
    "source": "text",
    "account": "text",
    "need": "text",
    "state": "text",
    "newest_day": "date",
    "days_old": "int",
    "files": "int",
    "rows": "int",
    "missing": "text",
}
_SHORT = ("source", "account", "need", "state", "newest_day", "missing")
"""What a table says without -v: what is there, and what is not."""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "status",
        action=STATUS,
        help_id="Bulan yang sudah masuk dari setiap sumber dan langkah berikutnya; -v lebih rinci.",
        examples=("omni status", "omni status -v", "omni status --json"),
    )
    def status(output: FormatOption = Format.TABLE) -> None:
        """Show which months of each source are in, and the next step; -v: also age, rows."""
        from omnicli.services import idle
        from omnicli.services import status as service

        with open_session() as session:
            found = service.shown(session)
            key, fields = service.next_step(found)
            jobs = "; ".join(idle.find(session))
            language = session.lang
        rows = [one.to_dict() for one in found]
        if output is Format.JSON:
            emit_json(rows)
            return
        for one, row in zip(found, rows, strict=True):
            row["missing"] = ", ".join(one.missing)
            if output is Format.TABLE:
                row["missing"] = service.stretches(one.missing)
                row.update({w: t(f"status.{w}_{row[w]}", language) for w in ("state", "need")})
        columns = [
            Column(name, t(f"status.{name}", language), kind)  # type: ignore[arg-type]
            for name, kind in _SHOWN.items()
            if output is not Format.TABLE or VOICE.verbose or name in _SHORT
        ]
        emit(rows, columns, output, lang=language)
        if output is Format.TABLE:
            say(t(f"status.{key}", language, **fields))
            if jobs:
                say(t("status.idle", language, jobs=jobs))
