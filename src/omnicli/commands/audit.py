"""`omni audit`: read and verify the trail of who did what."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import AUDIT_READ
from omnicli.access.actions import MONEY
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.ui.cells import Kind
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import say
from omnicli.ui.text import t

VERIFY = Action(
    "audit.verify", "memeriksa jejak audit", "verify the audit trail", MONEY | {"service"}
)

_KINDS: dict[str, Kind] = {"seq": "int", "exit_code": "int", "duration_ms": "int", "at": "at"}
_SHOWN = (
    "seq",
    "at",
    "actor",
    "action",
    "target",
    "detail",
    "ip",
    "command",
    "outcome",
    "exit_code",
    "duration_ms",
)
_CSV_ONLY = {"seq", "command", "exit_code", "duration_ms"}
"""Too much for a terminal's width; CSV and JSON have them."""


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(
        app,
        "audit",
        both(
            "Siapa melakukan apa dan kapan, dan apakah catatannya utuh.",
            "Who did what, when, and whether the record was tampered with.",
        ),
        panel=Panel.SETTINGS,
    )
    command(
        noun,
        "list",
        action=AUDIT_READ,
        help_id="Daftar perintah terbaru beserta hasilnya; yang tanpa akhir terputus di tengah.",
        examples=("omni audit list --last 20", "omni audit list --user root --action users --json"),
    )(_list)
    command(
        noun,
        "seen",
        action=AUDIT_READ,
        help_id="Siapa yang melihat seorang pelanggan, sejak kapan, dan apakah tanpa samaran.",
        examples=(
            "omni audit seen +6281234567890",
            "omni audit seen shopee:dapur_ani --since 2026-11-01 --json",
        ),
    )(_seen)
    command(
        noun,
        "verify",
        action=VERIFY,
        help_id=(
            "Periksa rantai jejak audit: sebut baris pertama yang rusak, atau cetak kepalanya "
            "untuk disimpan."
        ),
        examples=("omni audit verify", "omni audit verify --json"),
    )(_verify)


def _list(
    last: Annotated[
        int, typer.Option("--last", min=1, help=both("Berapa perintah.", "How many commands."))
    ] = 50,
    user: Annotated[
        str | None, typer.Option("--user", help=both("Hanya pengguna ini.", "Only of this user."))
    ] = None,
    action: Annotated[
        str | None,
        typer.Option(
            "--action",
            help=both(
                "Hanya hak ini, atau seluruh bidang: users.",
                "Only this action, or all of an area: users.",
            ),
        ),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """List the newest commands with their outcome; one without an end was aborted."""
    from omnicli.services.audit import list_runs

    with open_session() as session:
        rows = list_runs(session, last=last, user=user, action=action)
        language = session.lang
    if output is Format.JSON:
        emit_json(rows)
        return
    names = [name for name in _SHOWN if output is Format.CSV or name not in _CSV_ONLY]
    columns = [
        Column(name, t(f"audit.{name}", language), _KINDS.get(name, "text")) for name in names
    ]
    for row in rows:
        detail = row["detail"]
        row["detail"] = (
            " ".join(f"{k}={_plain(v)}" for k, v in detail.items())
            if isinstance(detail, dict)
            else ""
        )
    emit(rows, columns, output, empty=t("audit.none", language), lang=language)


def _plain(value: object) -> str:
    """A value of a detail in one word; of lists only how long they are."""
    return f"({len(value)})" if isinstance(value, list | dict) else str(value)


def _seen(
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY", help=both("Nomor HP, atau kuncinya.", "A phone number, or a key.")
        ),
    ],
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help=both("Sejak hari ini.", "Since this day.")),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """List who had a customer before them, since when, and whether unmasked."""
    from omnicli.services.audit import who_saw

    with open_session() as session:
        rows = [one.to_dict() for one in who_saw(session, key, since)]
        language = session.lang
    names = ("at", "actor", "role", "command", "outcome", "revealed", "reason")
    kinds: dict[str, Kind] = {"at": "at", "revealed": "flag"}
    columns = [
        Column(name, t(f"audit.{name}", language), kinds.get(name, "text")) for name in names
    ]
    emit(rows, columns, output, empty=t("audit.none", language), lang=language)


def _verify(
    anchor: Annotated[
        Path | None,
        typer.Option(
            "--anchor",
            help=both(
                "Kepala jejak yang dicatat dulu: berkas dari `audit verify --json`.",
                "A head noted earlier: a file of `audit verify --json`.",
            ),
        ),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Check the hash chain; name the first broken row, or print the head to keep elsewhere."""
    from omnicli.services.audit import verify

    with open_session() as session:
        result = verify(session, anchor)
        language = session.lang
    if output is Format.JSON:
        emit_json(result.to_dict())
    broken, head = result.verdict.broken, result.verdict.head
    if broken is not None:
        if output is Format.JSON:
            raise typer.Exit(int(Exit.INTEGRITY))
        reason = t(f"audit.{broken.reason}", language)
        raise OmniError("E_AUDIT_BROKEN", row=broken.seq, reason=reason)
    if output is not Format.JSON:
        rows = result.verdict.rows
        emit_text = t("audit.ok", language, rows=rows, seq=head.seq, hash=head.hash)
        typer.echo(emit_text)
        if anchor is None:
            say(t("audit.window", language))
