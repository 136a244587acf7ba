"""`omni backup` and `omni restore`: the whole state in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import current_workspace
from omnicli.commands._shell import done
from omnicli.commands._shell import open_session
from omnicli.domain.errors import OmniError
from omnicli.ui.cells import Kind
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.state import CHANGES
from omnicli.ui.text import t

BACKUP = Action("backup.run", "membuat cadangan", "make backups", MANAGERS | {"service"})
RESTORE = Action("restore.run", "memulihkan cadangan", "put a backup back", frozenset({"owner"}))

_KINDS: dict[str, Kind] = {"made_at": "at", "orders": "int", "bytes": "int"}
_DAMAGED = frozenset({"E_DB_MISSING", "E_DB_EMPTY", "E_DB_FOREIGN", "E_DB_CORRUPT"})


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    command(
        app,
        "backup",
        action=BACKUP,
        help_id="Simpan seluruh keadaan (warehouse, dataroom, omni.toml) dalam satu berkas teruji.",
        panel=Panel.SETTINGS,
        examples=("omni backup", "omni backup -o cadangan-luar"),
    )(_backup)
    command(
        app,
        "restore",
        action=RESTORE,
        help_id=(
            "Kembalikan keadaan dari cadangan: semuanya atau tidak sama sekali. Keadaan sekarang "
            "dicadangkan dulu."
        ),
        panel=Panel.SETTINGS,
        destructive=True,
        examples=("omni restore --list", "omni restore --check FILE", "omni restore FILE"),
    )(_restore)


def _backup(
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR",
            help=both("Foldernya; tanpa ini backups/.", "The folder; else backups/."),
        ),
    ] = None,
) -> None:
    """Keep the whole state (warehouse, dataroom, omni.toml) in one file that proves itself."""
    from omnicli.services import backup

    with open_session() as session:
        made = backup.make(session, output)
        facts = {**made.to_dict(), "kept": session.workspace.settings.backup_keep}
        done(facts, t("backup.made", session.lang, **facts))


def _restore(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help=both("Cadangannya.", "The backup.")),
    ] = None,
    list_all: Annotated[
        bool, typer.Option("--list", help=both("Cadangan yang ada.", "The backups there are."))
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=both("Hanya periksa.", "Only prove the backup."))
    ] = False,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Put a backup back: all of it or nothing. The present state is backed up first."""
    from omnicli.services import backup

    if list_all or file is None:
        with open_session() as session:
            rows = [found.to_dict() for found in backup.listed(session)]
            lang = session.lang
        names = ("made_at", "reason", "orders", "bytes", "file")
        columns = [
            Column(name, t(f"backup.{name}", lang), _KINDS.get(name, "text")) for name in names
        ]
        emit(rows, columns, fmt, empty=t("backup.none", lang), lang=lang)
        return
    if check:
        with open_session(target=file.name) as session:
            facts = backup.check(session, file).to_dict()
            done(facts, t("backup.sound", session.lang, **facts))
        return
    try:
        with open_session(write=True, target=file.name) as session:
            result, lang = backup.restore(session, file), session.lang
    except OmniError as error:
        if error.code not in _DAMAGED:
            raise
        workspace = current_workspace()
        result = backup.restore_over_damage(workspace, RESTORE, file)
        lang, CHANGES.kept = workspace.settings.lang, True
    facts = {
        "file": str(file),
        "made_at": result.manifest.made_at,
        "before": str(result.before),
        "applied": list(result.applied),
    }
    done(facts, t("backup.restored", lang, **facts))
