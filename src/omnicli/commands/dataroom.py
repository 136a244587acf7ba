"""`omni dataroom`: every document, and whether it counts."""

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

READ = Action("dataroom.read", "melihat daftar dokumen", "see the list of documents", ANALYSTS)

_SHOWN = ("file", "state", "source", "account", "batch", "at", "why")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    noun = group(
        app, "dataroom", both("Dokumen asli.", "Original documents."), panel=Panel.SETTINGS
    )

    @command(
        noun,
        "list",
        action=READ,
        help_id="Semua dokumen: menunggu, diimpor, digantikan, ditolak dan mengapa.",
        examples=("omni dataroom list", "omni dataroom list --json"),
    )
    def list_(fmt: FormatOption = Format.TABLE) -> None:
        """List every document: waiting, imported, superseded, refused and why."""
        from omnicli.services import inbox

        with open_session() as session:
            rows = [one.to_dict() for one in inbox.documents(session)]
            language = session.lang
        if fmt is Format.JSON:
            emit_json(rows)
            return
        if fmt is Format.TABLE:
            for row in rows:
                row["state"] = t(f"dataroom.state_{row['state']}", language)
        emit(
            rows,
            [Column(key, t(f"dataroom.{key}", language)) for key in _SHOWN],
            fmt,
            lang=language,
        )
