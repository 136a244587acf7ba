"""`omni broadcast`: a list of people to write to, for the chat tool."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session

WRITERS = MANAGERS | {"marketing", "cs"}
PREVIEW = Action("broadcast.preview", "melihat daftar broadcast", "preview a broadcast", WRITERS)
EXPORT = Action("broadcast.export", "menulis daftar broadcast", "write a broadcast list", WRITERS)
RESULT = Action(
    "broadcast.result", "melihat hasil broadcast", "see what a broadcast brought", WRITERS
)

Words = list[str] | None
Label = Annotated[Words, typer.Option("--label", help=both("Hanya label ini.", "This label."))]
Pipeline = Annotated[
    Words, typer.Option("--pipeline", help=both("Hanya tahap ini.", "This pipeline stage."))
]
Segment = Annotated[
    Words,
    typer.Option(
        "--segment", help=both("Lead, New, Returning, Loyal, Churn.", "Lead, New, Returning, …")
    ),
]
City = Annotated[Words, typer.Option("--city", help=both("Hanya kota ini.", "This city."))]
Quiet = Annotated[
    int,
    typer.Option(
        "--quiet-days",
        min=0,
        help=both("Lewati yang baru dihubungi.", "Leave out who was in touch so lately."),
    ),
]
HoldOut = Annotated[
    str | None,
    typer.Option(
        "--hold-out",
        metavar="10%",
        help=both("Tahan sebagian sebagai pembanding.", "Keep a share back to compare with."),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(app, "broadcast", both("Daftar broadcast.", "Broadcast lists."), panel=Panel.LISTS)

    @command(
        noun,
        "preview",
        action=PREVIEW,
        help_id="Tampilkan jumlah dan contoh; tidak menulis apa pun.",
        examples=("omni broadcast preview", "omni broadcast preview --label VIP --city Sampit"),
    )
    def preview(
        label: Label = None,
        pipeline: Pipeline = None,
        segment: Segment = None,
        city: City = None,
        quiet_days: Quiet = 2,
        hold_out: HoldOut = None,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """Show how many and a sample; nothing is written."""
        from omnicli.services import broadcast
        from omnicli.ui.broadcast import show_list

        wanted = broadcast.Wanted(
            label or (), pipeline or (), segment or (), city or (), quiet_days
        )
        with open_session() as session:
            found = broadcast.preview(session, wanted, hold_out)
            show_list(found, fmt, session.lang, session.reader)

    @command(
        noun,
        "export",
        action=EXPORT,
        help_id="Tulis daftar untuk aplikasi chat, dan catat siapa saja isinya.",
        examples=(
            'omni broadcast export -o senin.xlsx --reason "promo Senin"',
            'omni broadcast export -o vip.csv --label VIP --hold-out 10% --reason "uji promo"',
        ),
    )
    def export(
        output: Annotated[
            Path,
            typer.Option(
                "-o", "--output", metavar="FILE", help=both(".xlsx atau .csv.", ".xlsx or .csv.")
            ),
        ],
        reason: Annotated[
            str, typer.Option("--reason", help=both("Untuk apa daftar ini.", "What it is for."))
        ],
        label: Label = None,
        pipeline: Pipeline = None,
        segment: Segment = None,
        city: City = None,
        quiet_days: Quiet = 2,
        hold_out: HoldOut = None,
        fmt: FormatOption = Format.TABLE,
        *,
        allow_stale: Annotated[
            bool,
            typer.Option(
                "--allow-stale",
                help=both("Walau leads belum diimpor lagi.", "Though leads are not fresh."),
            ),
        ] = False,
        force: ForceOption = False,
    ) -> None:
        """Write the list for the chat tool, and record who is on it."""
        from omnicli.services import broadcast
        from omnicli.ui.broadcast import show_list

        wanted = broadcast.Wanted(
            label or (), pipeline or (), segment or (), city or (), quiet_days
        )
        with open_session(write=True) as session:
            made = broadcast.export(
                session,
                wanted,
                output,
                reason=reason,
                hold_out=hold_out,
                allow_stale=allow_stale,
                replace=force,
            )
            show_list(made, fmt, session.lang, session.reader, path=output)

    @command(
        noun,
        "result",
        action=RESULT,
        help_id="Bandingkan yang dikirimi dengan yang ditahan: pesanan dan laba 14 hari.",
        examples=("omni broadcast result", "omni broadcast result senin.xlsx --json"),
    )
    def result(
        name: Annotated[
            str | None,
            typer.Argument(
                metavar="FILE",
                help=both(
                    "Nama berkas daftar; tanpa ini: yang terbaru.",
                    "File name of the list; none: the newest.",
                ),
            ),
        ] = None,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """Compare those written to with those held out: orders and profit of 14 days."""
        from omnicli.services import broadcast_result
        from omnicli.ui.broadcast import show_result

        with open_session() as session:
            show_result(broadcast_result.result(session, name), fmt, session.lang)
