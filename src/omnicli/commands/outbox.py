"""`omni outbox`: the mails that were made, and what became of them."""

from collections.abc import Mapping
from typing import Annotated

import typer

from omnicli.access.actions import MONEY
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import LastOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.text import t

READ = Action("outbox.read", "melihat email keluar", "see outgoing mails", MONEY)
EDIT = Action("outbox.edit", "mengatur email keluar", "manage outgoing mails", MONEY)

_SHOWN = ("mail_id", "created_at", "report", "period", "recipient", "state", "attempts", "detail")
_Number = Annotated[
    int, typer.Argument(metavar="N", help=both("Nomor email.", "The mail's number."))
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(app, "outbox", both("Email yang keluar.", "Outgoing mails."), panel=Panel.JOBS)

    @command(
        noun,
        "list",
        action=READ,
        help_id="Daftar email: menunggu, terkirim, gagal.",
        examples=("omni outbox list", "omni outbox list --state failed"),
    )
    def list_(
        state: Annotated[
            str | None,
            typer.Option(
                metavar="STATE",
                help=both("Hanya yang berstatus ini.", "Only those in this state."),
            ),
        ] = None,
        last: LastOption = 50,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """List mails: waiting, sent, failed."""
        from omnicli.services import outbox

        with open_session() as session:
            rows = [mail.to_dict() for mail in outbox.list_mails(session, state, last)]
            language = session.lang
        columns = [Column(name, t(f"mail.{name}", language)) for name in _SHOWN]
        emit(rows, columns, fmt, lang=language, whole=True)

    @command(
        noun,
        "show",
        action=READ,
        help_id="Satu email dan isinya.",
        examples=("omni outbox show 3", "omni outbox show 3 --json"),
    )
    def show(number: _Number) -> None:
        """Show one mail and its text."""
        from omnicli.services import outbox

        with open_session(target=str(number)) as session:
            mail, body = outbox.show(session, number)
        facts = {**mail.to_dict(), "body": body}
        lines = [f"{name}: {value}" for name, value in mail.to_dict().items()]
        done(facts, "\n".join([*lines, "", body]))

    @command(
        noun,
        "retry",
        action=EDIT,
        help_id="Kirim sekarang email yang gagal atau tidak diketahui nasibnya.",
        examples=("omni outbox retry 3", "omni outbox retry 3 --json"),
    )
    def retry(number: _Number) -> None:
        """Send a mail now that failed, waits, or may not have arrived."""
        from omnicli.services import mailing
        from omnicli.services import outbox

        with open_session(write=True, target=str(number)) as session:
            outbox.retry(session, number)
            code = mailing.exit_of([], outbox.deliver(session))
            mail = outbox.find_mail(session, number)
            session.finish(exit_code=code, state=mail.state)
            language = session.lang
        _done(mail.to_dict(), mail.state, language)
        if code:
            raise typer.Exit(int(code))

    @command(
        noun,
        "cancel",
        action=EDIT,
        help_id="Batalkan email yang belum terkirim.",
        examples=("omni outbox cancel 3", "omni outbox cancel 3 --json"),
    )
    def cancel(number: _Number) -> None:
        """Give up a mail that has not gone."""
        from omnicli.services import outbox

        with open_session(write=True, target=str(number)) as session:
            outbox.cancel(session, number)
            mail = outbox.find_mail(session, number)
            language = session.lang
        _done(mail.to_dict(), "cancelled", language)


def _done(mail: Mapping[str, object], became: object, lang: str) -> None:
    names = {"recipient": mail["recipient"], "subject": mail["subject"]}
    done(mail, t(f"mail.{became}", lang, **names))
