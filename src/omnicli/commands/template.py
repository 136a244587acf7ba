"""`omni template`: our own forms for data that no export carries."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import Action
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import lang
from omnicli.commands._shell import session_if_any
from omnicli.ui.cells import Kind
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.text import t

WRITE = Action("template.write", "mengambil templat isian", "get forms to fill in", EVERYONE)

_LISTED: dict[str, Kind] = {"template": "text", "title": "text", "columns": "int", "import": "text"}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "template",
        action=WRITE,
        help_id="Tulis formulir kosong untuk diisi dan diimpor, atau daftar formulir yang ada.",
        panel=Panel.START,
        examples=(
            "omni template",
            "omni template orders -o pesanan.xlsx",
            "omni template orders -o pesanan.csv",
        ),
    )(_template)


def _template(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help=both(
                "Yang mana; tanpa ini daftarnya ditampilkan.",
                "Which one; without it they are listed.",
            ),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=both("Ditulis ke mana: .xlsx atau .csv.", "Where to write: .xlsx or .csv."),
        ),
    ] = None,
    fmt: FormatOption = Format.TABLE,
    *,
    force: ForceOption = False,
) -> None:
    """Write an empty form to fill in and import, or list the forms there are."""
    from omnicli.services.templates import list_templates
    from omnicli.services.templates import write_template

    with session_if_any() as (session, _):
        language = session.lang if session else lang()
        if name is None:
            columns = [Column(c, t(f"template.{c}", language), kind) for c, kind in _LISTED.items()]
            emit(list_templates(language), columns, fmt, lang=language)
            return
        written = write_template(name, output, language, replace=force)
    facts = {"template": name, "file": str(written.path), "columns": written.columns}
    text = t("template.written", language, path=written.path, columns=written.columns, name=name)
    done(facts, text)
