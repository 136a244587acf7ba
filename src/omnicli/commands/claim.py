"""`omni claim`: what to send to a courier or platform, with the evidence."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import MONEY
from omnicli.access.actions import Action
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import open_session
from omnicli.ui.text import t

WRITE = Action("claims.write", "menulis berkas klaim", "write claim dossiers", MONEY)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "claim",
        action=WRITE,
        help_id="Tulis berkas klaim (html dan xlsx) per pembayar, dengan tenggat dan buktinya.",
        panel=Panel.MONEY,
        examples=("omni claim", "omni claim foto-JP123.jpg timbangan.pdf -o klaim/"),
    )
    def claim(
        files: Annotated[
            list[Path] | None,
            typer.Argument(
                metavar="[FILE]...",
                help=both(
                    "Bukti: foto, tangkapan layar. Nomor pesanan atau resi di namanya "
                    "menentukan pesanannya.",
                    "Evidence: photos, screenshots. An order or tracking number in the name says "
                    "whose.",
                ),
            ),
        ] = None,
        output: Annotated[
            Path | None,
            typer.Option("-o", "--output", metavar="DIR", help=both("Foldernya.", "The folder.")),
        ] = None,
    ) -> None:
        """Write one claim dossier (html and xlsx) per payer, with deadlines and evidence."""
        from omnicli.domain.money import format_rupiah
        from omnicli.reports.words import word
        from omnicli.services import claiming

        with open_session(detail={"files": len(files or [])}) as session:
            found = claiming.claim(session, files or [], output)
            language = session.lang
        lines = [
            t(
                "worklist.dossier",
                language,
                payer=word("payer", one.payer, language),
                claims=one.claims,
                amount=format_rupiah(one.amount_sen, lang=language),
                files="\n  ".join(map(str, one.files)),
            )
            for one in found
        ]
        facts = {"dossiers": [one.to_dict() for one in found]}
        done(facts, "\n".join(lines) or t("worklist.no_claims", language))
