"""`omni whoami`: who you are here and what you may do."""

from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import open_session
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

WHOAMI = Action("whoami.read", "melihat diri sendiri", "see oneself", EVERYONE)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "whoami",
        action=WHOAMI,
        help_id="Siapa Anda di folder toko ini, peran Anda, dan apa yang diizinkan.",
        panel=Panel.SETTINGS,
        examples=("omni whoami", "omni whoami --can sql.query"),
    )
    def whoami(
        can: Annotated[
            str | None,
            typer.Option(
                "--can",
                metavar="ACTION",
                help=both("Hanya jawab: boleh atau tidak.", "Only answer: may you or not."),
            ),
        ] = None,
        output: FormatOption = Format.TABLE,
    ) -> None:
        """Show who you are in this workspace, your role and what it permits."""
        from omnicli.services import users

        with open_session() as session:
            me = users.whoami(session)
            language = session.lang
            if can is not None:
                session.require(can)
                done(
                    {"action": can, "allowed": True},
                    t("users.can", language, user=me.username, action=can),
                )
                return
        if output is Format.JSON:
            emit_json(me.to_dict())
            return
        columns = [Column(name, t(f"users.{name}", language)) for name in ("action", "meaning")]
        rows = [{"action": name, "meaning": title} for name, title in me.actions.items()]
        headline = {
            key: value for key, value in me.to_dict().items() if key not in {"actions", "workspace"}
        }
        emit(rows, columns, output, title=t("users.me", language, **headline))
