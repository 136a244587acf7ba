"""`omni privacy`: what is known of a person, erasing them, the record of processing (UU PDP)."""

from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import ReasonOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

SUBJECT = Action("privacy.subject", "menjawab permintaan data", "answer data requests", MANAGERS)
ERASE = Action("privacy.erase", "menghapus data seseorang", "erase a person", MANAGERS)
REGISTER = Action("privacy.register", "catatan pemrosesan", "record of processing", MANAGERS)

Key = Annotated[
    str,
    typer.Argument(
        metavar="KEY", help=both("Nomor HP, atau kuncinya.", "A phone number, or a key.")
    ),
]
ERASE_HELP = (
    "Hapus seseorang dari semua berkas workspace, juga dari dokumen asli dan cadangan; "
    "pesanan dan uangnya tetap, tanpa identitas."
)
_SHOWN = ("source", "purpose", "files", "since", "newest", "kept", "unmasked_for")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    about = both("Data pribadi (UU PDP).", "Personal data (UU PDP).")
    noun = group(app, "privacy", about, panel=Panel.SETTINGS)

    @command(
        noun,
        "subject",
        action=SUBJECT,
        help_id="Semua yang diketahui tentang seseorang, dan siapa yang melihatnya.",
        examples=(
            "omni privacy subject +6281234567890",
            "omni privacy subject shopee:dapur_ani --json",
        ),
    )
    def subject(key: Key) -> None:
        """Print all that is known of a person, as JSON to hand over, and who looked at it."""
        from omnicli.services import privacy

        with open_session() as session:
            found = privacy.subject(session, key)
            emit_json(found.to_dict(session.lang))

    command(
        noun,
        "erase",
        action=ERASE,
        destructive=True,
        help_id=ERASE_HELP,
        examples=(
            'omni privacy erase +6281234567890 --reason "permintaan 1 Des" --dry-run',
            'omni privacy erase shopee:dapur_ani --reason "permintaan 1 Des"',
        ),
    )(erase)

    @command(
        noun,
        "register",
        action=REGISTER,
        help_id="Catatan pemrosesan data pribadi: sumber, tujuan, sejak kapan, siapa melihatnya.",
        examples=("omni privacy register", "omni privacy register --json"),
    )
    def register_(fmt: FormatOption = Format.TABLE) -> None:
        """List what personal data is processed: sources, purposes, since when, seen by whom."""
        from omnicli.services import privacy

        with open_session() as session:
            rows = privacy.register(session)
            language = session.lang
        emit(
            rows, [Column(key, t(f"privacy.{key}", language)) for key in _SHOWN], fmt, lang=language
        )


def erase(
    key: Key,
    reason: ReasonOption = None,
    *,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=both("Tunjukkan saja.", "Only show what would go.")),
    ] = False,
) -> None:
    """Erase a person from every file of the workspace, originals and backups included.

    Orders and money stay, without whose they were. There is no way back.
    """
    from omnicli.services import erasing
    from omnicli.sources import registry

    with open_session(write=True) as session:
        found = erasing.erase(session, key, registry(), reason=reason, dry_run=dry_run)
        language = session.lang
    key_ = "privacy.would" if dry_run else "privacy.erased"
    counts = {"originals": len(found.originals), "mails": found.mails}
    report = t(key_, language, files=len(found.files), **counts)
    if found.statements:
        report += "\n" + t("privacy.statements", language, names=", ".join(found.statements))
    done(found.to_dict(), report)
