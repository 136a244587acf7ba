"""`omni run`: one job of omni.toml."""

import sys
from typing import Annotated

import typer

from omnicli.access.actions import Action
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.commands._shell import options
from omnicli.domain.errors import OmniError
from omnicli.ui.output import emit_json
from omnicli.ui.state import VOICE
from omnicli.ui.state import say
from omnicli.ui.text import t
from omnicli.workspace import find_root

RUNNERS = frozenset({"owner", "admin", "finance", "service"})
RUN = Action("jobs.run", "menjalankan pekerjaan", "run jobs", RUNNERS)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "run",
        action=RUN,
        help_id="Jalankan satu pekerjaan dari omni.toml; diam bila berhasil.",
        examples=("omni run daily", "omni run daily --resume"),
        panel=Panel.JOBS,
    )
    def run(
        name: Annotated[
            str, typer.Argument(metavar="JOB", help=both("Namanya.", "The job's name."))
        ],
        *,
        resume: Annotated[
            bool,
            typer.Option(
                "--resume",
                help=both(
                    "Lanjutkan yang gagal, tanpa mengulang langkah yang selesai.",
                    "Go on with one that failed, without its finished steps.",
                ),
            ),
        ] = False,
    ) -> None:
        """Run one job of omni.toml; silent when all goes well."""
        from omnicli.services import jobs

        try:
            with open_session(write=True, target=name) as session:
                ran = jobs.run_job(session, name, resume=resume)
                session.finish(exit_code=ran.exit_code or 0, run=ran.run_no, state=ran.state)
                language = session.lang
        except OmniError as error:
            _tell(name, error)
            raise
        if options().json:
            emit_json(ran.to_dict())
        for step in ran.steps:
            wrong = step.state not in {"done", "kept"} or step.exit_code
            if options().verbose or (wrong and step.state != "waiting"):
                fields = {"line": step.line, "code": step.exit_code, "message": step.message}
                say(t("jobs.step", language, **fields))
        if ran.exit_code:
            say(t(f"jobs.{ran.state}", language, job=ran.job, run=ran.run_no))
            raise typer.Exit(ran.exit_code)


def _tell(job: str, error: OmniError) -> None:
    """Let the owner know of a job that ended before its log could say so.

    A person at a terminal reads it; a run that is skipped because one is under way is in the log.
    """
    if sys.stderr.isatty() or error.code in {"E_JOB_RUNNING", "E_NO_WORKSPACE", "E_CLOSED"}:
        return
    from omnicli.services.not_begun import tell_owners

    tell_owners(find_root(options().workspace), job, error, VOICE.lang)
