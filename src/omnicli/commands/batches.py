"""`omni batches`: the history of imports, and taking one back."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import ReasonOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.text import t

READ = Action("batches.read", "melihat riwayat impor", "see imports", ANALYSTS)
UNDO = Action("batches.undo", "membatalkan impor", "undo imports", MANAGERS)

BatchArgument = Annotated[
    int, typer.Argument(metavar="BATCH", help=both("Nomor batch.", "The batch's number."))
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    batches = group(
        app,
        "batches",
        both(
            "Apa yang diimpor, apa yang ditolak, dan cara membatalkannya.",
            "What was imported, what was rejected, and how to take it back.",
        ),
        panel=Panel.DAILY,
    )
    _reading(batches)
    _changing(batches)


def _reading(batches: typer.Typer) -> None:
    @command(
        batches,
        "list",
        action=READ,
        help_id="Daftar semua impor, terbaru dulu.",
        examples=("omni batches list", "omni batches list --json"),
    )
    def list_(fmt: FormatOption = Format.TABLE) -> None:
        """List every import batch, newest first."""
        from omnicli.services.batches import list_batches
        from omnicli.ui.batch_listing import show_batches

        with open_session() as session:
            show_batches(list_batches(session.db), fmt, session.lang)

    @command(
        batches,
        "show",
        action=READ,
        help_id="Tampilkan satu impor: berkasnya, dan apa jadinya setiap baris.",
        examples=("omni batches show 3", "omni batches show 3 --json"),
    )
    def show(batch: BatchArgument, fmt: FormatOption = Format.TABLE) -> None:
        """Show one batch: its files, and what became of their rows."""
        from omnicli.services.batches import show_batch
        from omnicli.ui.batch_listing import show_one_batch

        with open_session(target=f"batch:{batch}") as session:
            found = show_batch(session.db, batch)
            files = [session.reader.row(file) for file in found["files"]]  # type: ignore[attr-defined]
            show_one_batch({**found, "files": files}, fmt, session.lang)

    @command(
        batches,
        "errors",
        action=READ,
        help_id=(
            "Daftar masalah sebuah impor; dengan -o, tulis baris yang ditolak untuk diperbaiki "
            "dan diimpor lagi."
        ),
        examples=("omni batches errors 3", "omni batches errors 3 -o perbaiki.xlsx"),
    )
    def errors(
        batch: BatchArgument,
        output: Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                help=both(
                    "Tulis baris yang ditolak ke xlsx dengan tata letak aslinya.",
                    "Write rejected rows in their own layout (xlsx).",
                ),
            ),
        ] = None,
        force: ForceOption = False,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """List a batch's issues; with -o, write the rejected rows to repair and import again."""
        from omnicli.services.batches import batch_issues
        from omnicli.services.errorsfile import errors_workbooks
        from omnicli.services.errorsfile import save
        from omnicli.ui.batch_listing import show_issues

        with open_session(target=f"batch:{batch}") as session:
            if output is not None:
                workbooks = errors_workbooks(session, batch)
                written = save(output, workbooks, replace=force)
                text = [t("imports.errors_written", session.lang, path=path) for path in written]
                done({"files": [str(path) for path in written]}, "\n".join(text))
                return
            show_issues(batch_issues(session, batch), fmt, session.lang)


def _changing(batches: typer.Typer) -> None:
    @command(
        batches,
        "undo",
        action=UNDO,
        help_id="Batalkan sebuah impor: isinya seperti tidak pernah masuk.",
        destructive=True,
        examples=("omni batches undo 3", 'omni batches undo 3 --reason "akun salah"'),
    )
    def undo(
        batch: BatchArgument,
        reason: ReasonOption = None,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """Take a batch back: the warehouse is as if it had never been imported."""
        from omnicli.services.batches import undo_batch
        from omnicli.sources import registry
        from omnicli.ui.change_summary import show_change

        with open_session(write=True, target=f"batch:{batch}") as session:
            change = undo_batch(session, batch, registry(), reason=reason)
        show_change(change, "undone", fmt, session.lang)

    @command(
        batches,
        "redo",
        action=UNDO,
        help_id="Kembalikan impor yang dibatalkan, dari berkas aslinya.",
        examples=("omni batches redo 3", "omni batches redo 3 --json"),
    )
    def redo(batch: BatchArgument, fmt: FormatOption = Format.TABLE) -> None:
        """Put an undone batch back, from the originals in the dataroom."""
        from omnicli.services.batches import redo_batch
        from omnicli.sources import registry
        from omnicli.ui.change_summary import show_change

        with open_session(write=True, target=f"batch:{batch}") as session:
            change = redo_batch(session, batch, registry())
        show_change(change, "redone", fmt, session.lang)
