"""`omni orders add`: orders from elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.commands._order_desk import DESK
from omnicli.commands._order_desk import Account
from omnicli.commands._order_desk import DryRun
from omnicli.commands._order_desk import OneOrder
from omnicli.commands._order_desk import When
from omnicli.commands._order_desk import with_details
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import open_session
from omnicli.commands._shell import options
from omnicli.ui.text import t


def add_adding(orders: typer.Typer) -> None:
    """Add the command to the noun."""

    @command(
        orders,
        "add",
        action=DESK,
        help_id="Tambah pesanan dari tempat lain: satu, atau berkas `omni template orders`.",
        examples=(
            'omni orders add whatsapp:WA-001 --item "2 x Tweeter @ 85000" --name Siti',
            "omni orders add --from pesanan.xlsx --dry-run",
        ),
    )
    @with_details
    def add(
        order: OneOrder = None,
        item: Annotated[
            list[str] | None,
            typer.Option("--item", metavar="N x NAME @ PRICE", help=both("Barang.", "An item.")),
        ] = None,
        account: Account = "main",
        status: Annotated[
            str | None, typer.Option("--status", help=both("Status awal.", "Its first status."))
        ] = None,
        at: When = None,
        from_file: Annotated[
            Path | None,
            typer.Option(
                "--from", metavar="FILE", help=both("Templat yang terisi.", "A filled template.")
            ),
        ] = None,
        fmt: FormatOption = Format.TABLE,
        *,
        dry_run: DryRun = False,
        **details: str | None,
    ) -> None:
        """Add orders from elsewhere: one, or a filled `omni template orders`."""
        cells = {"raw_status": status, "ordered_at": at, **details}
        given = {c: text for c, text in cells.items() if text}
        if from_file is not None:
            _from_file(from_file, fmt, dry_run=dry_run)
        else:
            _one(order, account, given, item or [], dry_run=dry_run)


def _one(
    order: str | None, account: str, given: dict[str, str], items: list[str], *, dry_run: bool
) -> None:
    from omnicli.domain.errors import OmniError
    from omnicli.services.order_adding import add_order
    from omnicli.services.orders import parse_order
    from omnicli.ui.order_desk import say_doubts
    from omnicli.ui.registers import doubt_of
    from omnicli.ui.state import say

    if order is None:
        raise OmniError("E_DESK_NOTHING")
    platform, held_by, number = parse_order(order, account)
    cells = {**given, "platform": platform, "account": held_by, "order_no": number}
    with open_session(write=True, target=order) as session:
        added = add_order(session, cells, items, dry_run=dry_run)
        say_doubts(added.doubts, session.lang)
        for issue in added.result.files[0].issues:
            if issue.code == "W_DATE_RANGE":
                say(f"! {doubt_of(issue, session.lang)}")
        key = "orders.would_add" if dry_run else "orders.added"
        text = t(key, session.lang, order=order, batch=added.result.batch)
        done({"order": order, "batch": added.result.batch, "dry_run": dry_run}, text)


def _from_file(path: Path, fmt: Format, *, dry_run: bool) -> None:
    from omnicli.services.errorsfile import write_errors_file
    from omnicli.services.import_result import to_json
    from omnicli.services.order_adding import add_file
    from omnicli.ui import import_summary
    from omnicli.ui.output import emit_json
    from omnicli.ui.steps import steps

    with open_session(write=True, target=str(path)) as session, steps(2) as step:
        result = add_file(session, path, dry_run=dry_run, step=step).result
        result.errors_files = write_errors_file(session, result)
        lang = session.lang
    if fmt is Format.JSON:
        emit_json(to_json(result, lang))
    else:
        import_summary.show(result, lang, verbose=options().verbose)
    if result.exit_code:
        raise typer.Exit(int(result.exit_code))
