"""`omni init`: make a workspace, or bring one up to date."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import INIT
from omnicli.commands._shell import command
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
        examples=("omni init", 'omni init toko-melati --name "Toko Melati"'),
    )
    def init(
        folder: Annotated[
            Path | None, typer.Argument(metavar="DIR", help="The folder; else this one.")
        ] = None,
        name: Annotated[str | None, typer.Option("--name", help="The store's name.")] = None,
    ) -> None:
        """Make a folder a workspace, with you as its owner; on an existing one, upgrade it."""
        from omnicli.services.setup import set_up

        root = folder or options().workspace or Path.cwd()
        done = set_up(root, store_name=name, lang=lang())
        speak = lang(done.workspace)
        key = "created" if done.created else "upgraded" if done.applied else "current"
        say(t(f"workspace.{key}", speak, root=done.workspace.root, owner=done.owner))
        if done.created:
            say(t("workspace.next", speak, root=done.workspace.root))
