"""`omni demo`: see the whole thing work on a made-up shop."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import lang
from omnicli.commands._shell import options
from omnicli.domain.errors import OmniError
from omnicli.ui.state import say
from omnicli.ui.text import t

DEMO = Action("demo.run", "menjalankan demo", "run the demo", MANAGERS)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "demo",
        action=DEMO,
        help_id="Buat toko contoh, impor ekspornya, cocokkan uangnya, buat laporannya.",
        panel=Panel.START,
        examples=("omni demo", "omni demo coba --seed 7 --no-open"),
    )
    def demo(
        folder: Annotated[
            Path | None,
            typer.Argument(
                metavar="DIR",
                help=both(
                    "Folder baru atau kosong, atau demo sebelumnya; tanpa ini omni-demo.",
                    "A new or empty folder, or an earlier demo; else omni-demo.",
                ),
            ),
        ] = None,
        named: Annotated[
            Path | None,
            typer.Option("--dir", help=both("Folder yang sama.", "The same folder.")),
        ] = None,
        seed: Annotated[
            int,
            typer.Option(
                "--seed", help=both("Angka lain, toko lain.", "Another seed, another shop.")
            ),
        ] = 42,
        show: Annotated[
            bool | None,
            typer.Option(
                "--open/--no-open",
                help=both(
                    "Buka laporannya; bawaan di komputer berlayar.",
                    "Open the report; by default on a desktop.",
                ),
            ),
        ] = None,
    ) -> None:
        """Make up a shop, import its exports, reconcile its money, render the reports."""
        from omnicli.services.demo import STORE
        from omnicli.services.demo import run_demo
        from omnicli.ui import demo_tour

        if folder and named and folder != named:
            raise OmniError("E_USAGE", detail=f"{folder} --dir {named}", command="demo")
        target = folder or named or Path("omni-demo")
        say(t("demo.start", lang(), store=STORE))
        done = run_demo(target, seed=seed, lang=lang())
        demo_tour.show(done, target, lang(), quiet=options().quiet, verbose=options().verbose)
        if show if show is not None else _on_a_desktop():
            import webbrowser

            webbrowser.open(done.page.as_uri())


def _on_a_desktop() -> bool:
    """A person watches and a browser can open."""
    displays = sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY"))
    return sys.stdout.isatty() and displays
