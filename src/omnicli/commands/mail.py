"""`omni mail`: a report as a mail, and whether the server takes any."""

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from typing import cast

import typer

from omnicli.access.actions import Action
from omnicli.commands._period import AsOfOption
from omnicli.commands._period import BasisOption
from omnicli.commands._period import FromOption
from omnicli.commands._period import LastOption
from omnicli.commands._period import MonthOption
from omnicli.commands._period import ToOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.commands._shell import options
from omnicli.commands._tree import group_with_default
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.settings.delivery import Stale

SENDERS = frozenset({"owner", "admin", "finance", "service"})
SEND = Action("mail.send", "mengirim email laporan", "mail reports", SENDERS)


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    about = both("Kirim laporan lewat email.", "Send reports by mail.")
    mail = group(app, "mail", about, panel=Panel.JOBS, cls=group_with_default("send"))

    @command(
        mail,
        "send",
        action=SEND,
        help_id=(
            "Kirim laporan ke penerima; yang isinya sama tidak dikirim dua kali. "
            "`omni mail roas` sama dengan `omni mail send roas`."
        ),
        examples=(
            "omni mail roas --month --to owner",
            "omni mail send roas --month --to owner",
            "omni mail send roas --month 2025-08 --to owner@example.com --to-eml contoh",
        ),
    )
    def send(
        report: Annotated[str, typer.Argument(help=both("Laporannya.", "The report."))],
        person: Annotated[
            list[str] | None,
            typer.Option(
                "--to",
                metavar="NAME|ADDRESS",
                help=both("Penerima; boleh berulang.", "A recipient; may be repeated."),
            ),
        ] = None,
        month: MonthOption = None,
        from_: FromOption = None,
        until: ToOption = None,
        last: LastOption = None,
        basis: BasisOption = "delivered",
        as_of: AsOfOption = None,
        stale: Annotated[
            str,
            typer.Option(
                metavar="mark|hold|skip",
                help=both(
                    "Bila data kurang: tandai, tahan, atau lewati.",
                    "Where data lacks: mark, hold or skip.",
                ),
            ),
        ] = "mark",
        only: Annotated[
            str,
            typer.Option(
                metavar="news|exceptions",
                help=both(
                    "Kirim bila ada yang baru, atau hanya bila ada temuan.",
                    "Send what is new, or only findings.",
                ),
            ),
        ] = "news",
        eml: Annotated[
            Path | None,
            typer.Option(
                "--to-eml",
                metavar="DIR",
                help=both("Tulis ke folder, jangan kirim.", "Write to a folder, send nothing."),
            ),
        ] = None,
        *,
        resend: Annotated[
            bool,
            typer.Option("--resend", help=both("Kirim lagi yang sama.", "Send the same again.")),
        ] = False,
    ) -> None:
        """Mail a report to its recipients; the same contents are never sent twice.

        `omni mail roas` is short for `omni mail send roas`.
        """
        from omnicli.services import mailing
        from omnicli.services import reporting
        from omnicli.services.asking import ask
        from omnicli.services.outbox import deliver

        people = person or []
        _one_of("--stale", stale, ("mark", "hold", "skip"))
        _one_of("--only", only, ("news", "exceptions"))
        with open_session(write=True, target=report, detail={"recipients": len(people)}) as session:
            asked = ask(
                session,
                month="" if (month, from_, until, last) == (None,) * 4 else month,
                from_=from_,
                to=until,
                last=last,
                basis=basis,
                as_of=as_of,
                money=reporting.is_about_money(report),
            )
            made = mailing.mail_report(
                session,
                mailing.MailRequest(
                    report=report,
                    asked=asked,
                    to=people,
                    stale=cast("Stale", stale),
                    only=only,
                    resend=resend,
                    eml=eml,
                ),
            )
            delivery = None if eml else deliver(session)
            code = mailing.exit_of(made, delivery)
            session.finish(exit_code=code, states=[one.state for one in made])
            language = session.lang
        states = {} if delivery is None else {m.mail_id: m for m in delivery.tried}
        facts = []
        for one in made:
            mail = states.get(one.mail_id or 0)
            state = mail.state if mail else one.state
            facts.append({**one.to_dict(), "state": state, "detail": mail.detail if mail else ""})
            if not options().json:
                why = "; ".join(one.reasons) or (mail.detail if mail and state != "sent" else "")
                text = t(f"mail.{state}", language, recipient=one.recipient, subject=one.subject)
                say(text + (f" ({why})" if why else "") + (f" {one.file}" if one.file else ""))
        if options().json:
            done({"mails": facts}, "")
        if code:
            raise typer.Exit(int(code))

    @command(
        mail,
        "test",
        action=SEND,
        help_id="Masuk ke server email; dengan --to, kirim email percobaan ke sana.",
        examples=("omni mail test", "omni mail test --to owner@example.com"),
    )
    def test(
        to: Annotated[
            str | None,
            typer.Option(
                "--to",
                metavar="ADDRESS",
                help=both("Kirim email percobaan ke sini.", "Send a test mail there."),
            ),
        ] = None,
    ) -> None:
        """Log in to the mail server; with --to, send a test mail there."""
        from omnicli.services.outbox import check_server

        with open_session() as session:
            outcome = check_server(session, to)
            server = session.workspace.settings.mail
            language = session.lang
        assert server is not None
        facts = {"host": server.host, "port": server.port, "answer": outcome.detail, "to": to}
        done(facts, t("mail.test_sent" if to else "mail.test", language, **facts))


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        from omnicli.domain.errors import OmniError

        detail = f"{option} {value} ({', '.join(allowed)})"
        raise OmniError("E_USAGE", detail=detail, command="mail")
