"""`omni doctor`: whether everything is in order."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import lang
from omnicli.commands._shell import open_session
from omnicli.commands._shell import session_if_any
from omnicli.ui.errors import error_text
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.doctor import Check

DOCTOR = Action(
    "doctor.run", "memeriksa kesehatan workspace", "check the workspace's health", EVERYONE
)


_FIXABLE = ("modes", "partial", "orphans")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "doctor",
        action=DOCTOR,
        help_id="Periksa pemasangan, dan di dalam folder toko: berkas, warehouse, jejak audit.",
        panel=Panel.SETTINGS,
        examples=("omni doctor", "omni doctor --fix", "omni doctor --json"),
    )(_doctor)


def _doctor(
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help=both(
                "Rapikan hak akses, buang berkas setengah jadi dan file asli tanpa impor.",
                "Close what others may read; clear half-written files and orphaned originals.",
            ),
        ),
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Check the installation and, inside a workspace, its files, warehouse and audit trail."""
    from omnicli.services import doctor

    if fix:
        _fix()
    checks = doctor.check_installation()
    with session_if_any() as (session, problem):
        language = session.lang if session else lang()
        if session is not None:
            checks += doctor.check_workspace(session)
    if problem is not None and problem.code != "E_NO_WORKSPACE":
        checks.append(
            doctor.Check("warehouse", "error", f"{problem.code}: {problem.message(language)}")
        )
        say(error_text(problem, language))
    elif problem is not None:
        say(t("doctor.no_workspace", language))
    status = doctor.exit_status(checks)
    if output is Format.JSON:
        found = [{**check.to_dict(), "hint": _hint(check, language)} for check in checks]
        emit_json({"ok": status == 0, "exit_code": int(status), "checks": found})
    else:
        rows = [
            {
                "check": t(f"doctor.key_{check.key}", language),
                "state": t(f"doctor.{check.state}", language),
                "value": check.value,
            }
            for check in checks
        ]
        columns = [
            Column(name, t(f"doctor.{name}", language)) for name in ("state", "check", "value")
        ]
        emit(rows, columns, output, lang=language)
    for hint in dict.fromkeys(_hint(check, language) for check in checks):
        if hint:
            say(hint)
    if status:
        raise typer.Exit(int(status))


def _hint(check: "Check", language: str) -> str:
    """What to do about a finding; nothing where all is well, or where the error says it."""
    if check.state == "ok" or check.key == "warehouse":
        return ""
    if check.key in _FIXABLE:
        return t("doctor.fixable", language)
    return f"{t(f'doctor.key_{check.key}', language)}: {t(f'doctor.hint_{check.key}', language)}"


def _fix() -> None:
    from omnicli.services import leftovers

    with open_session(write=True, target="--fix") as session:
        found = leftovers.clean(session)
        counts = {"modes": found.wide, "partial": found.partial, "orphans": found.orphans}
        say(t("doctor.fixed", session.lang, **{key: len(paths) for key, paths in counts.items()}))
