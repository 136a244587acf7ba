"""`omni jobs`: what ran by itself, and how it ended."""

from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
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

READ = Action("jobs.read", "melihat riwayat pekerjaan", "see the log of jobs", ANALYSTS)

_SHOWN = ("run_no", "job", "started_at", "ended_at", "state", "exit_code")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(app, "jobs", both("Pekerjaan terjadwal.", "Scheduled jobs."), panel=Panel.JOBS)

    @command(
        noun,
        "list",
        action=READ,
        help_id="Riwayat pekerjaan: kapan berjalan dan bagaimana selesainya.",
        examples=("omni jobs list", "omni jobs list daily --json"),
    )
    def list_(
        name: Annotated[
            str | None,
            typer.Argument(metavar="[JOB]", help=both("Hanya pekerjaan ini.", "Only this job.")),
        ] = None,
        last: LastOption = 50,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """List the runs of jobs: when, and how they ended."""
        from omnicli.services import jobs

        with open_session() as session:
            rows = [run.to_dict() for run in jobs.list_runs(session, name, last)]
            language = session.lang
        columns = [Column(key, t(f"jobs.{key}", language)) for key in _SHOWN]
        emit(rows, columns, fmt, lang=language, whole=True)

    @command(
        noun,
        "show",
        action=READ,
        help_id="Satu kali jalan dan langkah-langkahnya.",
        examples=("omni jobs show 3", "omni jobs show 3 --json"),
    )
    def show(
        number: Annotated[
            int, typer.Argument(metavar="N", help=both("Nomornya.", "The run's number."))
        ],
    ) -> None:
        """Show one run and its steps."""
        from omnicli.services import jobs

        with open_session(target=str(number)) as session:
            run = jobs.show_run(session, number)
        lines = [f"{run.run_no} {run.job}: {run.state} ({run.started_at} – {run.ended_at or '…'})"]
        for step in run.steps:
            lines.append(f"  {step.step_no}. {step.line}: {step.state} ({step.exit_code})")
            lines += [f"     {line}" for line in step.message.splitlines()]
        done(run.to_dict(), "\n".join(lines))
