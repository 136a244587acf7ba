"""`omni rebuild`: the warehouse again from the dataroom."""

from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import PasswordFileOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session

REBUILD = Action(
    "warehouse.rebuild", "membangun ulang warehouse", "rebuild the warehouse", MANAGERS
)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "rebuild",
        action=REBUILD,
        help_id="Turunkan lagi semua tabel dari berkas asli, dan sebut apa yang berbeda.",
        panel=Panel.SETTINGS,
        destructive=True,
        examples=("omni rebuild --dry-run", "omni rebuild"),
    )
    def rebuild(
        dry_run: Annotated[
            bool,
            typer.Option(
                "--dry-run",
                help=both("Tampilkan saja apa yang akan berbeda.", "Only show what would differ."),
            ),
        ] = False,
        password_file: PasswordFileOption = None,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """Derive every canonical table again from the original files, and say what differs."""
        from omnicli.engine.passwords import read_passwords
        from omnicli.services import rebuild as service
        from omnicli.sources import registry
        from omnicli.ui.change_summary import show_rebuild

        with open_session(write=True, detail={"dry_run": dry_run}) as session:
            result = service.rebuild(
                session, registry(), dry_run=dry_run, passwords=read_passwords(password_file)
            )
        show_rebuild(result, fmt, session.lang)
