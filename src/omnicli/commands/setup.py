"""`omni setup`: five questions, then everything runs by itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._options import note_options
from omnicli.commands._setup_questions import asked
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import lang
from omnicli.commands._shell import open_session
from omnicli.commands._shell import options
from omnicli.domain.errors import OmniError
from omnicli.ui.state import say
from omnicli.ui.text import t

SETUP = Action("setup.run", "menyiapkan toko", "set a shop up", MANAGERS)
Text = str | None


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "setup",
        action=SETUP,
        help_id=(
            "Siapkan toko dalam lima pertanyaan: toko, folder unduhan, siapa menerima apa, "
            "server email, bahasa. Tanpa layar, jawab dengan opsi."
        ),
        panel=Panel.START,
        examples=(
            "omni setup toko-melati",
            "omni setup toko-melati --shop Melati --to owner@example.com --smtp-host localhost",
            'omni setup --to owner@example.com --to "siti@example.com cs worklist 08:00"',
        ),
    )
    def setup(
        folder: Annotated[
            Path | None,
            typer.Argument(
                metavar="DIR",
                help=both("Foldernya; tanpa ini folder ini.", "The folder; else this one."),
            ),
        ] = None,
        shop: Annotated[
            Text, typer.Option("--shop", help=both("Nama toko.", "The shop's name."))
        ] = None,
        inbox: Annotated[
            Text, typer.Option("--inbox", help=both("Folder unduhan.", "Where downloads lie."))
        ] = None,
        to: Annotated[
            list[str] | None,
            typer.Option(
                "--to",
                metavar="ADDRESS [ROLE] [REPORT…] [HH:MM]",
                help=both(
                    "Penerima, boleh dengan peran, laporan dan jamnya; boleh berulang.",
                    "Who gets mails, with role, reports and hour if you like; may be repeated.",
                ),
            ),
        ] = None,
        report: Annotated[
            str, typer.Option("--report", help=both("Laporannya.", "Which report."))
        ] = "roas",
        at: Annotated[
            Text, typer.Option("--at", metavar="HH:MM", help=both("Jamnya.", "At what time."))
        ] = None,
        host: Annotated[
            Text, typer.Option("--smtp-host", help=both("Server email.", "The mail server."))
        ] = None,
        port: Annotated[
            int, typer.Option("--smtp-port", help=both("587, atau 465.", "587, or 465."))
        ] = 587,
        user: Annotated[
            Text, typer.Option("--smtp-user", help=both("Nama masuk.", "The name to log in with."))
        ] = None,
        sender: Annotated[
            Text, typer.Option("--from", help=both("Alamat pengirim.", "The sender's address."))
        ] = None,
    ) -> None:
        """Set a shop up with five questions: shop, downloads, who gets what, mail server, language.

        Without a terminal the options are the answers.
        """
        from omnicli.services import schedule
        from omnicli.services import wizard
        from omnicli.services.outbox import check_server
        from omnicli.services.setup import set_up

        root = folder or options().workspace or Path.cwd()
        answers = wizard.Answers(
            shop=shop,
            lang=options().lang,
            inbox=inbox,
            to=tuple(
                wizard.receiver(text, first=not number, report=report, at=at or "07:00")
                for number, text in enumerate(to or ())
            ),
            host=host,
            port=port,
            user=user,
            sender=sender,
        )
        wizard.check_mail((report,), at or "07:00")
        if sys.stdin.isatty() and not options().yes:
            answers = asked(answers, lang())
        wizard.check(answers)
        made = set_up(root, store_name=answers.shop, lang=answers.lang or lang())
        note_options({"omni_workspace": made.workspace.root})
        with open_session(write=True) as session:
            changed = wizard.apply(session, answers)
        with open_session() as session:
            settings, language = session.workspace.settings, session.lang
            problem, tested = (
                None,
                answers.to[0].address if answers.to and "mail" in changed else None,
            )
            if settings.mail is not None:
                try:
                    check_server(session, tested)
                except OmniError as error:
                    problem = error
            lines = schedule.cron_lines(session)[1:-1] if settings.jobs else []
        facts = {
            "root": str(made.workspace.root),
            "changed": changed,
            "mail": None if settings.mail is None else problem.code if problem else "ok",
            "tested": tested if problem is None else None,
            "cron": lines,
        }
        ok = "sent" if tested else "ok"
        say_mail = "none" if settings.mail is None else "bad" if problem else ok
        detail = problem.message(language).rstrip(".") if problem else ""
        done(facts, t("setup.done", language, root=made.workspace.root))
        if not options().json:
            say(t(f"setup.mail_{say_mail}", language, detail=detail, to=tested))
            for line in lines:
                say(t("setup.cron", language, line=line))
