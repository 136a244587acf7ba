"""`omni worklist`: what somebody has to work on, who has it, and until when it rests."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.access.actions import MONEY
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omnicli.services.worklists import Row
    from omnicli.ui.cells import Kind

WORKERS = MONEY | {"cs", "gudang", "marketing"}
READ = Action("worklist.read", "melihat daftar kerja", "see worklists", WORKERS | {"service"})
EDIT = Action(
    "worklist.edit", "menunda dan mencatat di daftar kerja", "snooze and note in worklists", WORKERS
)

_KINDS: "Mapping[str, Kind]" = {
    "value_sen": "sen",
    "deadline_date": "date",
    "age_days": "int",
    "snoozed_until": "date",
}
_SHOWN = (
    *("list", "order_no", "kind", "deadline_date", "value_sen", "age_days", "payer", "courier"),
    *("owner", "snoozed_until", "note"),
)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "worklist",
        action=READ,
        help_id=(
            "Yang perlu dikerjakan: undelivered, overdue, short, lost, claims. Baris hilang "
            "sendiri begitu datanya diimpor."
        ),
        panel=Panel.DAILY,
        examples=(
            "omni worklist",
            "omni worklist claims --json",
            'omni worklist overdue 250801ABC --owner siti --note "sudah ditanya"',
            "omni worklist overdue 250801ABC --snooze 2025-10-05",
        ),
    )
    def worklist(
        name: Annotated[
            str | None,
            typer.Argument(
                metavar="[LIST]",
                help=both(
                    "undelivered, overdue, short, lost atau claims; tanpa ini semuanya.",
                    "undelivered, overdue, short, lost or claims; all without it.",
                ),
            ),
        ] = None,
        orders: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="[ORDER_NO]...",
                help=both("Hanya pesanan ini.", "Only these orders."),
            ),
        ] = None,
        owner: Annotated[
            str | None,
            typer.Option(
                "--owner",
                metavar="USER",
                help=both(
                    "Yang dipegang pengguna ini; dengan nomor pesanan: serahkan kepadanya.",
                    "What this user has; with order numbers: give it to them.",
                ),
            ),
        ] = None,
        snooze: Annotated[
            str | None,
            typer.Option(
                "--snooze",
                metavar="DAY",
                help=both(
                    'Tunda sampai hari ini; "" membangunkannya.',
                    'Rest until this day; "" wakes it.',
                ),
            ),
        ] = None,
        note: Annotated[
            str | None,
            typer.Option(
                "--note",
                help=both(
                    "Catatan, tanpa data pribadi; kosong menghapusnya.",
                    "A note, without personal data; an empty one takes it back.",
                ),
            ),
        ] = None,
        fmt: FormatOption = Format.TABLE,
        *,
        all_: Annotated[
            bool, typer.Option("--all", help=both("Juga yang ditunda.", "Snoozed ones too."))
        ] = False,
    ) -> None:
        """List what somebody has to work on; with order numbers, note who has it or let it rest.

        A row leaves by itself once its data is imported.
        """
        from omnicli.services import worklists

        wanted = orders or []
        given = {"owner": owner, "snoozed_until": snooze, "note": note}
        marks = {key: value.strip() for key, value in given.items() if value is not None}
        edits = bool(marks) and (bool(wanted) or set(marks) != {"owner"})
        with open_session(write=edits, target=name) as session:
            if edits:
                rows, resting = worklists.mark(session, name, wanted, marks), 0
            else:
                found = worklists.worklist(session, name, wanted, owner=owner, snoozed=all_)
                rows, resting = list(found.rows), 0 if all_ or wanted else found.snoozed
            language = session.lang
        _print(rows, resting, fmt, language)


def _print(rows: "list[Row]", resting: int, fmt: Format, lang: str) -> None:
    from omnicli.reports.words import word
    from omnicli.services.reconciling import printed

    if fmt is Format.JSON:
        emit_json([printed(row) for row in rows])
        return
    columns = [Column(key, t(f"worklist.{key}", lang), _KINDS.get(key, "text")) for key in _SHOWN]
    if fmt is Format.TABLE:
        used = {key for row in rows for key in _SHOWN if row[key] not in {None, ""}}
        columns = [column for column in columns if column.name in used]
        rows = [
            {
                **row,
                **{key: word(key, str(row[key] or ""), lang) for key in ("list", "kind", "payer")},
            }
            for row in rows
        ]
    emit(rows, columns, fmt, empty=t("worklist.empty", lang), lang=lang)
    if resting:
        say(t("worklist.resting", lang, count=resting))
