"""`omni close`: months whose figures stand, whatever comes later."""

from typing import Annotated

import typer

from omnicli.access.actions import MONEY
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
from omnicli.commands._tree import group_with_default
from omnicli.ui.text import t

CLOSE = Action("months.close", "menutup dan membuka bulan", "close and reopen months", MONEY)
READ = Action("months.read", "melihat bulan yang ditutup", "see closed months", MONEY)

Month = Annotated[
    str,
    typer.Argument(
        metavar="MONTH", help=both("Bulan kalender: 2026-10.", "A calendar month: 2026-10.")
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    close = group(
        app,
        "close",
        both(
            "Tutup bulan: `omni close BULAN` membekukan angkanya; berkas sesudahnya menyesuaikan.",
            "Close a month: `omni close MONTH` freezes its figures, later files make adjustments.",
        ),
        panel=Panel.MONEY,
        cls=group_with_default("month"),
    )
    month_examples = (
        "omni close 2025-08",
        'omni close 2025-08 --reason "sudah dicek akuntan"',
        "omni close month 2025-08",
        'omni close month 2025-08 --reason "sudah dicek akuntan"',
    )
    command(
        close,
        "month",
        action=CLOSE,
        help_id=(
            "Tutup satu bulan (`omni close BULAN`): angka dan pesanannya tetap seperti "
            "sekarang.\n\nBerkas yang datang kemudian tetap masuk; yang bergeser dicatat di bulan "
            "terbuka berikutnya."
        ),
        examples=month_examples,
    )(_month)
    reopen_examples = (
        'omni close reopen 2025-08 --reason "file Shopee tertinggal"',
        'omni close reopen 2025-08 --reason "audit" --quiet',
    )
    command(
        close,
        "reopen",
        action=CLOSE,
        help_id="Buka lagi bulan yang ditutup: angkanya mengikuti berkas sampai ditutup kembali.",
        destructive=True,
        examples=reopen_examples,
    )(_reopen)
    list_examples = ("omni close list", "omni close list --json")
    command(
        close,
        "list",
        action=READ,
        help_id="Daftar bulan yang ditutup, dan apa yang digeser berkas sesudahnya.",
        examples=list_examples,
    )(_list)
    show_examples = ("omni close show 2025-08", "omni close show 2025-08 --json")
    command(
        close,
        "show",
        action=READ,
        help_id=(
            "Angka beku sebuah bulan di samping angka hari ini, beserta penyesuaian di antaranya."
        ),
        examples=show_examples,
    )(_show)


def _month(
    month: Month,
    reason: ReasonOption = None,
) -> None:
    """Close a month (`omni close MONTH`): its figures and orders stand as they are now.

    Later files still go in; what they move is listed and booked in the next open month.
    """
    from omnicli.services.closing import close_month
    from omnicli.ui.closing import closed_text
    from omnicli.ui.output import plain

    with open_session(write=True, target=month) as session:
        closed = close_month(session, month, reason=reason)
        facts = {
            "month": closed.month,
            "closed_at": closed.closed_at,
            "orders": closed.orders,
            "net_revenue": plain(closed.net_revenue_sen, "sen"),
        }
        done(facts, closed_text(closed, session.lang))


def _reopen(
    month: Month,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            help=both("Alasan; tercatat di jejak audit.", "Why; it stands in the audit trail."),
        ),
    ],
) -> None:
    """Open a closed month again: its figures follow the files, until it is closed anew."""
    from omnicli.services.closing import reopen_month

    with open_session(write=True, target=month) as session:
        name = reopen_month(session, month, reason=reason)
        done({"month": name, "state": "reopened"}, t("close.reopened", session.lang, month=name))


def _list(output: FormatOption = Format.TABLE) -> None:
    """List the closed months, and what later files moved in each."""
    from omnicli.services.closing import list_months
    from omnicli.ui.closing import show_list

    with open_session() as session:
        show_list(list_months(session), output, session.lang)


def _show(
    month: Month,
    output: FormatOption = Format.TABLE,
    *,
    whole: Annotated[
        bool,
        typer.Option(
            "--all",
            help=both("Juga angka yang tetap sama.", "Also figures that are the same today."),
        ),
    ] = False,
) -> None:
    """Show the frozen figures of a month beside today's, and the adjustments between them."""
    from omnicli.services.closing import show_month
    from omnicli.ui.closing import show_month as render

    with open_session(target=month) as session:
        zone = session.workspace.settings.timezone
        render(show_month(session, month), output, session.lang, zone=zone, whole=whole)
