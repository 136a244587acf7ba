"""`omni import`: exports into the warehouse."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import MONEY
from omnicli.access.actions import Action
from omnicli.commands._complete import sources
from omnicli.commands._freezing import freeze_due
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import PasswordFileOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import open_session
from omnicli.commands._shell import options
from omnicli.ui.text import t

IMPORT = Action("import.run", "mengimpor file", "import files", MONEY)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "import",
        action=IMPORT,
        help_id=(
            "Impor ekspor: kenali, periksa, muat; setiap baris dan rupiah dipertanggungjawabkan."
        ),
        panel=Panel.DAILY,
        examples=(
            "omni import shopee Order.completed.20250801_20250820.xlsx",
            "omni import auto unduhan-agustus/ --keep-going",
            "omni import meta-ads laporan.csv --period 2025-08 --dry-run",
            "omni import mandiri rekening-koran/ --password-file sandi.txt",
        ),
    )
    def run_import(
        what: Annotated[
            list[str],
            typer.Argument(
                metavar="[PLATFORM|SOURCE|auto] FILE|DIR|-...",
                autocompletion=sources,
                help=both(
                    "Jenis berkas (dikenali dari isinya bila tidak disebut), lalu berkasnya.",
                    "What the files are (recognised by content if left out), and the files.",
                ),
            ),
        ],
        account: Annotated[
            str,
            typer.Option(
                "--account",
                help=both(
                    "Akun platform pemilik berkas.", "Account of the platform the files belong to."
                ),
            ),
        ] = "main",
        account_is: Annotated[
            str | None,
            typer.Option(
                "--account-is",
                metavar="NAME",
                help=both(
                    "Seperti --account, dan pemilik yang disebut berkas ini sama dengannya.",
                    "As --account, and the owner these files name is the same.",
                ),
            ),
        ] = None,
        effective_at: Annotated[
            str | None,
            typer.Option(
                "--effective-at",
                metavar="T",
                help=both("Kapan isi berkas itu berlaku.", "When the files were current."),
            ),
        ] = None,
        period: Annotated[
            str | None,
            typer.Option(
                "--period",
                metavar="P",
                help=both(
                    "2025-08 atau T..T, untuk berkas tanpa tanggal.",
                    "2025-08 or D..D, for files without dates.",
                ),
            ),
        ] = None,
        dry_run: Annotated[
            bool,
            typer.Option(
                "--dry-run",
                help=both(
                    "Lakukan semuanya, lalu batalkan lagi.", "Do all of it, then take it back."
                ),
            ),
        ] = False,
        strict: Annotated[
            bool,
            typer.Option(
                "--strict",
                help=both(
                    "Satu baris rusak menolak seluruh berkasnya.", "One bad row rejects its file."
                ),
            ),
        ] = False,
        keep_going: Annotated[
            bool,
            typer.Option(
                "--keep-going",
                help=both(
                    "Berkas yang ditolak tidak menghentikan yang lain.",
                    "A rejected file does not stop the others.",
                ),
            ),
        ] = False,
        password_file: PasswordFileOption = None,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """Import exports: recognise, check, and load them, accounting for every row and rupiah."""
        from omnicli.engine.passwords import read_passwords
        from omnicli.services import drift
        from omnicli.services import import_request
        from omnicli.services import inbox
        from omnicli.services.errorsfile import write_errors_file
        from omnicli.services.import_result import to_json
        from omnicli.services.importing import import_files
        from omnicli.sources import registry
        from omnicli.ui import import_summary
        from omnicli.ui.output import emit_json
        from omnicli.ui.steps import steps

        specs = registry()
        hint, files = import_request.split_arguments(what, specs)
        detail = {"files": len(files), "hint": hint, "dry_run": dry_run}
        with open_session(write=True, detail=detail) as session:
            sweep = inbox.is_inbox(session.workspace, files)
            if sweep:
                files = inbox.new_files(session)
                if not files:
                    _nothing_new(inbox.folder_of(session.workspace), session.lang)
                    return
            zone = session.workspace.settings.timezone
            request = import_request.ImportRequest(
                files=files,
                hint=hint,
                account=account_is or account,
                account_is=account_is is not None,
                effective_at=import_request.parse_effective_at(effective_at, zone)
                if effective_at
                else None,
                period=import_request.parse_period_option(period) if period else None,
                dry_run=dry_run,
                strict=strict,
                keep_going=keep_going,
                sweep=sweep,
                passwords=read_passwords(password_file),
            )
            with steps(len(files) + 1) as step:
                result = import_files(session, request, specs, step=step)
            drift.tell(session, result)
            result.errors_files = write_errors_file(session, result)
            if not dry_run:
                freeze_due(session)
        if fmt is Format.JSON:
            emit_json(to_json(result, session.lang))
        else:
            import_summary.show(result, session.lang, verbose=options().verbose)
        if result.exit_code:
            raise typer.Exit(int(result.exit_code))


def _nothing_new(folder: Path, language: str) -> None:
    done({"files": []}, t("dataroom.nothing_new", language, folder=folder))
