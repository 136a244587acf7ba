"""`omni reconcile`: how far the money came, and what does not agree."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.access.actions import MONEY
from omnicli.access.actions import Action
from omnicli.commands._period import AsOfOption
from omnicli.commands._period import FromOption
from omnicli.commands._period import LastOption
from omnicli.commands._period import MonthOption
from omnicli.commands._period import ToOption
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.domain.errors import Exit
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.reconciling import Reconciliation

RECONCILE = Action("reconcile.run", "merekonsiliasi uang", "reconcile money", MONEY | {"service"})

Text = str | None


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "reconcile",
        action=RECONCILE,
        help_id=(
            "Sampai di mana uang setiap pesanan, apa yang tidak cocok, dan apa yang perlu "
            "dilakukan."
        ),
        panel=Panel.MONEY,
        examples=(
            "omni reconcile shopee --month",
            "omni reconcile all --month 2025-08 --json",
            "omni reconcile mengantar --last 30d --fail-on-findings",
            "omni reconcile bank --month 2025-08 -o bank.xlsx",
        ),
    )
    def reconcile(
        source: Annotated[
            str,
            typer.Argument(
                help=both(
                    "shopee, tiktok, tokopedia, orderonline, mengantar, bank atau all (semua).",
                    "shopee, tiktok, tokopedia, orderonline, mengantar, bank or all.",
                )
            ),
        ],
        month: MonthOption = None,
        from_: FromOption = None,
        to: ToOption = None,
        last: LastOption = None,
        as_of: AsOfOption = None,
        fmt: Annotated[
            str,
            typer.Option(
                "--format",
                help=both(
                    "table, json (--json), csv, xlsx atau html.",
                    "table, json (--json), csv, xlsx or html.",
                ),
            ),
        ] = "table",
        output: Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                help=both(
                    "Berkas; akhirannya menentukan format.", "A file; its ending says the format."
                ),
            ),
        ] = None,
        force: ForceOption = False,
        *,
        fail: Annotated[
            bool,
            typer.Option(
                "--fail-on-findings",
                help=both(
                    "Kode keluar 6 bila ada yang perlu Anda tangani.",
                    "Exit 6 when something needs you.",
                ),
            ),
        ] = False,
    ) -> None:
        """Say how far each order's money came, and list what does not agree and what to do."""
        from omnicli.services import reconciling
        from omnicli.services.asking import ask
        from omnicli.services.reconciling_files import place
        from omnicli.services.reconciling_files import save

        form, target = place(source, fmt, output)
        with open_session(write=True, target=source, detail={"format": form}) as session:
            reconciling.expect_source(source)
            asked = ask(
                session, month=month, from_=from_, to=to, last=last, as_of=as_of, money=True
            )
            found = reconciling.reconcile(session, source, asked.period, asked.as_of)
            if target is not None:
                flat = _flat(found, session.lang) if form == "csv" else None
                save(session, found, form, target, flat=flat, replace=force)
            code = int(Exit.FINDINGS if fail and found.findings else Exit.OK)
            session.finish(exit_code=code, outcome="findings" if code else "ok")
            language = session.lang
        if target is None:
            _print(found, form, language)
        else:
            say(t("reconcile.written", language, file=target))
        if code:
            raise typer.Exit(code)


def _print(found: "Reconciliation", fmt: str, lang: str) -> None:
    """Data on stdout, in the format asked for."""
    from omnicli.ui import reconcile_listing as listing
    from omnicli.ui.output import emit_json

    lists = [(w.name, w.rows) for w in found.worklists]
    if fmt == "json":
        emit_json(found.to_dict())
    elif fmt == "csv":
        sys.stdout.write(_flat(found, lang))
    else:
        matched = found.matched, found.orders
        listing.show(found.source, found.period, found.as_of, matched, found.summary, lists, lang)


def _flat(found: "Reconciliation", lang: str) -> str:
    """Every worklist as one csv."""
    from omnicli.ui.reconcile_listing import flat_csv

    return flat_csv([(w.name, w.rows) for w in found.worklists], found.as_of, lang)
