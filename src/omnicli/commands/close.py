"""`omni close`: months whose figures stand, whatever comes later."""

from typing import Annotated
from typing import Any

import typer
from typer.core import TyperGroup

from omnicli.access.actions import MONEY
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.ui.output import say
from omnicli.ui.text import t

CLOSE = Action("months.close", "menutup dan membuka bulan", "close and reopen months", MONEY)
READ = Action("months.read", "melihat bulan yang ditutup", "see closed months", MONEY)

Month = Annotated[str, typer.Argument(metavar="MONTH", help="A calendar month: 2026-10.")]


class _MonthFirst(TyperGroup):
    """A group whose name may be followed by a month: `omni close 2026-10` closes it."""

    def spelled_out(self, args: list[str]) -> list[str]:
        """`args` with `month` where neither a command nor a call for help stands first."""
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            return ["month", *args]
        return args

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take a month for the command it is meant for."""
        return super().parse_args(ctx, self.spelled_out(args))


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    close = typer.Typer(
        name="close",
        cls=_MonthFirst,
        help="Close a month: `omni close MONTH` freezes its figures, later files make adjustments.",
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
    )
    app.add_typer(close, name="close")
    month_examples = (
        "omni close 2025-08",
        'omni close 2025-08 --reason "sudah dicek akuntan"',
        "omni close month 2025-08",
        'omni close month 2025-08 --reason "sudah dicek akuntan"',
    )
    command(close, "month", action=CLOSE, examples=month_examples)(_month)
    reopen_examples = (
        'omni close reopen 2025-08 --reason "file Shopee tertinggal"',
        'omni close reopen 2025-08 --reason "audit" --quiet',
    )
    command(close, "reopen", action=CLOSE, examples=reopen_examples)(_reopen)
    list_examples = ("omni close list", "omni close list --json")
    command(close, "list", action=READ, examples=list_examples)(_list)
    show_examples = ("omni close show 2025-08", "omni close show 2025-08 --json")
    command(close, "show", action=READ, examples=show_examples)(_show)


def _month(
    month: Month,
    reason: Annotated[str | None, typer.Option("--reason", help="Why, for the journal.")] = None,
) -> None:
    """Close a month (`omni close MONTH`): its figures and orders stand as they are now.

    Later files still go in; what they move is listed and booked in the next open month.
    """
    from omnicli.services.closing import close_month
    from omnicli.ui.closing import closed_text

    with open_session(write=True, target=month) as session:
        say(closed_text(close_month(session, month, reason=reason), session.lang))


def _reopen(
    month: Month,
    reason: Annotated[str, typer.Option("--reason", help="Why; it stands in the audit trail.")],
) -> None:
    """Open a closed month again: its figures follow the files, until it is closed anew."""
    from omnicli.services.closing import reopen_month

    with open_session(write=True, target=month) as session:
        name = reopen_month(session, month, reason=reason)
        say(t("close.reopened", session.lang, month=name))


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
        bool, typer.Option("--all", help="Also figures that are the same today.")
    ] = False,
) -> None:
    """Show the frozen figures of a month beside today's, and the adjustments between them."""
    from omnicli.services.closing import show_month
    from omnicli.ui.closing import show_month as render

    with open_session(target=month) as session:
        zone = session.workspace.settings.timezone
        render(show_month(session, month), output, session.lang, zone=zone, whole=whole)
