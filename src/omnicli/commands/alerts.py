"""`omni alerts`: what is out of the ordinary, who has seen it, and what rests."""

from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.commands._tree import group_with_default
from omnicli.domain.errors import Exit
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

WATCHERS = ANALYSTS | {"gudang", "cs"}
READ = Action("alerts.read", "melihat peringatan", "see alerts", WATCHERS | {"service"})
CHECK = Action("alerts.check", "memeriksa peringatan", "check alerts", ANALYSTS | {"service"})
EDIT = Action("alerts.edit", "menandai peringatan", "acknowledge and snooze alerts", WATCHERS)

_SHOWN = ("alert_id", "raised_at", "text", "state")
Numbers = Annotated[
    list[int], typer.Argument(metavar="N...", help=both("Nomornya.", "Their numbers."))
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    about = both("Peringatan: apa yang tidak biasa.", "Alerts: what is out of the ordinary.")
    noun = group(
        app, "alerts", about, panel=Panel.DAILY, cls=group_with_default("check", alone=True)
    )

    @command(
        noun,
        "check",
        action=CHECK,
        help_id=(
            "Ukur semua aturan; kode keluar 6 bila ada peringatan baru. "
            "`omni alerts` sama dengan `omni alerts check`."
        ),
        examples=("omni alerts check", "omni alerts check --json"),
    )
    def check() -> None:
        """Measure every rule; exit 6 when an alert is new.

        `omni alerts` is short for `omni alerts check`.
        """
        from omnicli.services import alerting

        with open_session(write=True) as session:
            found = alerting.check(session)
            language = session.lang
            raised = alerting.seen_by(found.raised, session.reader)
            cleared = alerting.seen_by(found.cleared, session.reader)
            on = alerting.seen_by(found.on, session.reader)
            code = Exit.FINDINGS if found.raised else Exit.OK
            session.finish(exit_code=code, raised=len(found.raised), cleared=len(found.cleared))
        facts = {
            "raised": alerting.records(raised, language),
            "cleared": alerting.records(cleared, language),
            "on": len(on),
        }
        lines = [
            t("alerts.raised", language, text=alerting.sentence(one, language)) for one in raised
        ]
        lines += [
            t("alerts.cleared", language, text=alerting.sentence(one, language)) for one in cleared
        ]
        done(facts, "\n".join([*lines, t("alerts.on", language, count=len(on))]))
        if code:
            raise typer.Exit(int(code))

    @command(
        noun,
        "list",
        action=READ,
        help_id="Peringatan yang menyala; --all juga yang sudah padam dan yang ditunda.",
        examples=("omni alerts list", "omni alerts list --all --json"),
    )
    def list_(
        fmt: FormatOption = Format.TABLE,
        *,
        everything: Annotated[
            bool, typer.Option("--all", help=both("Semuanya.", "All there ever were."))
        ] = False,
    ) -> None:
        """List the alerts that are on; --all also those that are over or rest."""
        from omnicli.services import alerting

        with open_session() as session:
            found = alerting.listed(session, session.reader, everything=everything)
            language = session.lang
        rows = alerting.records(found, language)
        if fmt is Format.JSON:
            emit_json(rows)
            return
        for row in rows:
            row["state"] = t(f"alerts.state_{row['state']}", language)
        columns = [Column(key, t(f"alerts.{key}", language)) for key in _SHOWN]
        emit(rows, columns, fmt, empty=t("alerts.none", language), lang=language)

    @command(
        noun,
        "ack",
        action=EDIT,
        help_id="Tandai sudah dilihat: tidak lagi dikirim lewat email.",
        examples=("omni alerts ack 3", "omni alerts ack 3 4 --json"),
    )
    def ack(numbers: Numbers) -> None:
        """Note that somebody has seen them: mails no longer carry them."""
        from omnicli.services import alerting

        with open_session(write=True) as session:
            rows = alerting.records(alerting.acknowledge(session, numbers), session.lang)
            language = session.lang
        done({"alerts": rows}, t("alerts.acked", language, count=len(rows)))

    @command(
        noun,
        "snooze",
        action=EDIT,
        help_id='Tunda sampai suatu hari; "" membangunkannya.',
        examples=("omni alerts snooze 3 --until 2026-12-07", 'omni alerts snooze 3 --until ""'),
    )
    def snooze(
        numbers: Numbers,
        until: Annotated[
            str, typer.Option("--until", metavar="DAY", help=both("Harinya.", "The day."))
        ],
    ) -> None:
        """Let them rest until a day; an empty one wakes them."""
        from omnicli.services import alerting

        with open_session(write=True) as session:
            rows = alerting.records(alerting.snooze(session, numbers, until), session.lang)
            language = session.lang
        key = "alerts.snoozed" if until.strip() else "alerts.woken"
        done({"alerts": rows}, t(key, language, count=len(rows), until=until.strip()))
