"""`omni init`: make a workspace, or bring one up to date."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import INIT
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import lang
from omnicli.commands._shell import options
from omnicli.ui.state import say
from omnicli.ui.text import t


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "init",
        action=INIT,
        help_id=(
            "Jadikan sebuah folder tempat data toko, dengan Anda pemiliknya; yang sudah ada "
            "diperbarui."
        ),
        panel=Panel.START,
        examples=(
            "omni init",
            'omni init toko-melati --name "Toko Melati"',
            "omni init --group toko",
        ),
    )
    def init(
        folder: Annotated[
            Path | None,
            typer.Argument(
                metavar="DIR",
                help=both("Foldernya; tanpa ini folder ini.", "The folder; else this one."),
            ),
        ] = None,
        name: Annotated[
            str | None, typer.Option("--name", help=both("Nama toko.", "The store's name."))
        ] = None,
        group: Annotated[
            str | None,
            typer.Option(
                "--group",
                metavar="GROUP",
                help=both(
                    "Bagikan folder dengan grup akun komputer ini (2770/0660).",
                    "Share the folder with this group of OS accounts (2770/0660).",
                ),
            ),
        ] = None,
    ) -> None:
        """Make a folder a workspace, with you as its owner; on an existing one, upgrade it."""
        from omnicli.services.setup import set_up

        root = folder or options().workspace or Path.cwd()
        made = set_up(root, store_name=name, lang=lang(), group=group)
        language = lang(made.workspace)
        key = "created" if made.created else "upgraded" if made.applied else "current"
        facts = {"root": str(made.workspace.root), "owner": made.owner}
        if group is not None:
            say(t("workspace.shared", language, group=group))
        done(
            {**facts, "state": key, "applied": list(made.applied)},
            t(f"workspace.{key}", language, **facts),
        )
        if made.created:
            say(t("workspace.next", language, root=made.workspace.root))
