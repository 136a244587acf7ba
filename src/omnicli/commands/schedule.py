"""`omni schedule`: the jobs of omni.toml in this account's crontab."""

from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.commands._shell import options
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

EDIT = Action("schedule.edit", "menjadwalkan pekerjaan", "schedule jobs", MANAGERS)


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    about = both("Jadwal pekerjaan.", "When jobs run.")
    noun = group(app, "schedule", about, panel=Panel.JOBS)

    @command(
        noun,
        "print",
        action=EDIT,
        help_id="Tampilkan baris crontab, atau unit systemd, tanpa memasangnya.",
        examples=("omni schedule print --cron", "omni schedule print --systemd"),
    )
    def print_(
        *,
        cron: Annotated[
            bool, typer.Option("--cron", help=both("Baris crontab.", "Lines of a crontab."))
        ] = False,
        systemd: Annotated[
            bool, typer.Option("--systemd", help=both("Unit systemd.", "Units of systemd."))
        ] = False,
    ) -> None:
        """Print crontab lines, or units of systemd, and install nothing."""
        from omnicli.services import schedule

        with open_session() as session:
            lines = schedule.cron_lines(session) if cron or not systemd else []
            units = schedule.systemd_units(session.workspace) if systemd else {}
        if options().json:
            emit_json({"cron": lines, "systemd": units})
            return
        for line in lines:
            typer.echo(line)
        for name, text in units.items():
            typer.echo(f"# {name}\n{text}")

    @command(
        noun,
        "install",
        action=EDIT,
        help_id="Pasang jadwal di crontab akun ini; baris lain tidak disentuh.",
        examples=("omni schedule install", "omni schedule install --json"),
    )
    def install() -> None:
        """Put the schedule into this account's crontab; other lines stay as they are."""
        from omnicli.services import schedule

        with open_session() as session:
            lines = schedule.install(session)
            language = session.lang
        done({"lines": lines}, t("jobs.installed", language, lines="\n  ".join(lines)))

    @command(
        noun,
        "remove",
        action=EDIT,
        help_id="Cabut jadwal dari crontab akun ini; baris lain tidak disentuh.",
        examples=("omni schedule remove", "omni schedule remove --json"),
    )
    def remove() -> None:
        """Take the schedule out of this account's crontab; other lines stay as they are."""
        from omnicli.services import schedule

        with open_session() as session:
            removed = schedule.remove(session)
            language = session.lang
        done({"removed": removed}, t(f"jobs.{'removed' if removed else 'not_there'}", language))
