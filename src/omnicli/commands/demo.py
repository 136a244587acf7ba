"""`omni demo`: see the whole thing work on a made-up shop."""

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.commands._shell import command
from omnicli.commands._shell import lang
from omnicli.commands._shell import options
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.demo import Demo

NEXT = (
    "omni -w {root} report roas --month 2025-07 --open",
    "omni -w {root} metric run roas_monthly --from 2025-07-01 --to 2025-08-31",
    "omni -w {root} batches list",
    'omni -w {root} sql "SELECT status, COUNT(*) FROM orders GROUP BY status"',
    "omni -w {root} audit verify",
)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "demo",
        action="demo.run",
        examples=("omni demo", "omni demo --dir coba --seed 7 --no-open"),
    )
    def demo(
        folder: Annotated[
            Path, typer.Option("--dir", help="A new or empty folder, or an earlier demo.")
        ] = Path("omni-demo"),
        seed: Annotated[int, typer.Option("--seed", help="Another seed, another shop.")] = 42,
        show: Annotated[
            bool | None,
            typer.Option("--open/--no-open", help="Open the report; by default on a desktop."),
        ] = None,
    ) -> None:
        """Make up a shop, import its exports, refuse a broken one, render the reports."""
        from omnicli.services.demo import STORE
        from omnicli.services.demo import run_demo

        say(t("demo.start", lang(), store=STORE))
        done = run_demo(folder, seed=seed, lang=lang())
        _tell(done, folder, lang())
        if show if show is not None else _on_a_desktop():
            import webbrowser

            webbrowser.open(done.page.as_uri())


def _tell(done: "Demo", folder: Path, speak: str) -> None:
    """The tour, all of it on stdout so that it stays in order; with --quiet only the paths."""
    pages = [
        folder / file.relative_to(done.workspace.root) for r in done.reports for file in r.files
    ]
    if options().quiet:
        _print(*pages)
        return
    from omnicli.services.demo import MONTH
    from omnicli.ui import import_summary

    _print("", t("demo.exports", speak, folder=folder / done.exports.name))
    for key, result in (("first", done.first), ("newer", done.newer), ("broken", done.broken)):
        _print("", t(f"demo.{key}", speak))
        import_summary.show(result, speak, verbose=options().verbose)
    _print("", t("demo.reports", speak, period=MONTH.label(speak)))
    _print(*(f"  {name}: {value}" for r in done.reports for name, value in r.report.headline()))
    _print(*pages, "", t("demo.next", speak))
    root = shlex.quote(str(folder))
    _print(*(f"  {line.format(root=root)}" for line in NEXT))


def _print(*lines: object) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _on_a_desktop() -> bool:
    """A person watches and a browser can open."""
    displays = sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY"))
    return sys.stdout.isatty() and displays
