"""`omni sources`: the exports omni recognises and what it reads from them."""

from typing import Annotated

import typer

from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import command
from omnicli.commands._shell import group
from omnicli.commands._shell import lang
from omnicli.commands._shell import session_if_any
from omnicli.ui.cells import Kind
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

_LISTED: dict[str, Kind] = {
    "source": "text",
    "platform": "text",
    "title": "text",
    "formats": "text",
    "version": "int",
    "confidence": "text",
    "columns": "int",
}
_SHOWN = ("part", "name", "type", "required", "headers")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(app, "sources", "The exports omni recognises.")
    command(
        noun,
        "list",
        action="sources.read",
        examples=("omni sources list", "omni sources list --json"),
    )(_list)
    command(
        noun,
        "show",
        action="sources.read",
        examples=("omni sources show shopee-orders", "omni sources show meta-ads --json"),
    )(_show)


def _list(output: FormatOption = Format.TABLE) -> None:
    """List every export omni recognises."""
    from omnicli.services.sources import list_sources

    with session_if_any() as (session, _):
        speak = session.lang if session else lang()
        rows = list_sources(speak)
    columns = [Column(name, t(f"sources.{name}", speak), kind) for name, kind in _LISTED.items()]
    emit(rows, columns, output, lang=speak)


def _show(
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="A name of `omni sources list`.")],
    output: FormatOption = Format.TABLE,
) -> None:
    """Show the columns of one export: omni's name, type, and every header it goes by."""
    from omnicli.services.sources import find_source
    from omnicli.services.sources import source_columns
    from omnicli.services.sources import source_facts

    with session_if_any() as (session, _):
        speak = session.lang if session else lang()
        spec = find_source(name)
    if output is Format.JSON:
        emit_json(source_facts(spec, speak))
        return
    rows = [
        {**c.to_dict(), "required": "✓" if c.required else "", "headers": " · ".join(c.headers)}
        for c in source_columns(spec)
    ]
    columns = [Column(name, t(f"sources.{name}", speak)) for name in _SHOWN]
    title = f"{spec.name} v{spec.version} — {spec.title[speak == 'en']}"
    emit(rows, columns, output, title=title, lang=speak)
