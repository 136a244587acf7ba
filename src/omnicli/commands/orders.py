"""`omni orders`: the list of them, and decisions about single ones."""

from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands import _order_add
from omnicli.commands import _order_desk
from omnicli.commands import _order_list
from omnicli.commands import _order_views
from omnicli.commands._shell import Panel
from omnicli.commands._shell import ReasonOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.text import t

DECIDE = Action(
    "orders.decide", "memutuskan tentang pesanan", "decide about orders", MANAGERS | {"cs"}
)

Order = Annotated[
    str, typer.Argument(metavar="PLATFORM:NUMBER", help=both("Satu pesanan.", "One order."))
]
Account = Annotated[
    str,
    typer.Option(
        "--account", help=both("Akun pemilik pesanan itu.", "The account the orders belong to.")
    ),
]
Undo = Annotated[
    bool,
    typer.Option("--undo", help=both("Tarik kembali keputusan itu.", "Take the decision back.")),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    orders = group(
        app,
        "orders",
        both(
            "Daftar pesanan, dan keputusan tentangnya.",
            "Lists of orders, and decisions about them.",
        ),
        panel=Panel.DAILY,
    )
    _order_list.add_list(orders)
    _order_add.add_adding(orders)
    _order_desk.add_desk(orders)
    _order_views.add_views(orders)

    @command(
        orders,
        "link",
        action=DECIDE,
        help_id="Tentukan kiriman ini milik penjualan mana, bila berkas saja tidak cukup.",
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
            typer.Argument(
                metavar="PLATFORM:NUMBER",
                help=both(
                    "Penjualannya; tanpa ini: penjualan sendiri.",
                    "The sale; none: a sale of its own.",
                ),
            ),
        ] = None,
        account: Account = "main",
        reason: ReasonOption = None,
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
            text = t(f"orders.{key}", session.lang, order=copy, sale=sale)
            done({"order": copy, "sale": sale, "state": key}, text)

    @command(
        orders,
        "test",
        action=DECIDE,
        help_id="Tandai pesanan sebagai uji coba, agar tidak dihitung metrik mana pun.",
        examples=(
            "omni orders test shopee:250801MEJSVC71",
            "omni orders test shopee:250801MEJSVC71 --undo",
        ),
    )
    def test(
        order: Order, account: Account = "main", reason: ReasonOption = None, undo: Undo = False
    ) -> None:
        """Mark an order as a test, so that no metric counts it."""
        from omnicli.services import orders as service

        number = service.parse_order(order, account)
        with open_session(write=True, target=order) as session:
            (service.unmark_test if undo else service.mark_test)(session, number, reason=reason)
            state = "untested" if undo else "tested"
            done({"order": order, "state": state}, t(f"orders.{state}", session.lang, order=order))
