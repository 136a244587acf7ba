"""`omni orders`: decisions about single orders."""

from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import command
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.state import say
from omnicli.ui.text import t

DECIDE = Action(
    "orders.decide", "memutuskan tentang pesanan", "decide about orders", MANAGERS | {"cs"}
)

Order = Annotated[str, typer.Argument(metavar="PLATFORM:NUMBER", help="One order.")]
Account = Annotated[str, typer.Option("--account", help="The account the orders belong to.")]
Reason = Annotated[str | None, typer.Option("--reason", help="Why, for the journal.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take the decision back.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    orders = group(app, "orders", "Decisions about single orders.")

    @command(
        orders,
        "link",
        action=DECIDE,
        examples=(
            "omni orders link mengantar:MGT-1001 orderonline:OO-77",
            "omni orders link mengantar:MGT-1001 --undo",
            'omni orders link mengantar:MGT-1001 --reason "penjualan sendiri"',
        ),
    )
    def link(
        copy: Order,
        sale: Annotated[
            str | None,
            typer.Argument(metavar="PLATFORM:NUMBER", help="The sale; none: a sale of its own."),
        ] = None,
        account: Account = "main",
        reason: Reason = None,
        undo: Undo = False,
    ) -> None:
        """Decide which sale a shipment belongs to, where the files alone do not say."""
        from omnicli.services import orders as service

        number = service.parse_order(copy, account)
        with open_session(write=True, target=copy) as session:
            if undo:
                service.unlink_sale(session, number, reason=reason)
            else:
                other = service.parse_order(sale, account) if sale else None
                service.link_sale(session, number, other, reason=reason)
            key = "unlinked" if undo else "linked" if sale else "separate"
            say(t(f"orders.{key}", session.lang, order=copy, sale=sale))

    @command(
        orders,
        "test",
        action=DECIDE,
        examples=(
            "omni orders test shopee:250801MEJSVC71",
            "omni orders test shopee:250801MEJSVC71 --undo",
        ),
    )
    def test(
        order: Order, account: Account = "main", reason: Reason = None, undo: Undo = False
    ) -> None:
        """Mark an order as a test, so that no metric counts it."""
        from omnicli.services import orders as service

        number = service.parse_order(order, account)
        with open_session(write=True, target=order) as session:
            (service.unmark_test if undo else service.mark_test)(session, number, reason=reason)
            say(t(f"orders.{'untested' if undo else 'tested'}", session.lang, order=order))
