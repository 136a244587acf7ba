"""`omni trace`: the whole life of one thing, back to the rows of the files."""

from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session

READ = Action("trace.read", "melihat riwayat satu hal", "see the life of a thing", EVERYONE)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "trace",
        action=READ,
        help_id=(
            "Seluruh riwayat satu pesanan, resi, penarikan, pelanggan atau mutasi bank, dengan "
            "berkas, lembar dan baris asal setiap kejadian."
        ),
        panel=Panel.DAILY,
        examples=(
            "omni trace shopee:250801MEJSVC71",
            "omni trace SPXID1004886385 --json",
            "omni trace 1234567890:2025-08-04:2738028",
        ),
    )(_trace)


def _trace(
    thing: Annotated[
        str,
        typer.Argument(
            metavar="THING",
            help=both(
                "Nomor pesanan, resi, penarikan, kunci pelanggan, atau mutasi bank.",
                "An order, tracking or payout number, a customer key, or a bank movement.",
            ),
        ),
    ],
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Show the whole life of a thing, with the file, sheet and row of each fact."""
    from omnicli.services.tracing import trace
    from omnicli.ui.trace import show_trace

    with open_session(target=thing) as session:
        found = trace(session, thing)
    show_trace(found, fmt, session.lang)
