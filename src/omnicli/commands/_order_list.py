"""`omni orders list`, which stands beside the decisions about orders."""

from enum import StrEnum
from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import Action
from omnicli.commands._period import FromOption
from omnicli.commands._period import LastOption
from omnicli.commands._period import MonthOption
from omnicli.commands._period import ToOption
from omnicli.commands._period import name_other_months
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session

LIST = Action("orders.list", "melihat daftar pesanan", "list orders", EVERYONE)

Search = Annotated[
    str | None,
    typer.Option("--search", help=both("Nomor, nama, atau HP.", "Number, name or phone.")),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="FIELD=VALUE",
        help=both(
            "status=rts,canceled, net_revenue>=100000; boleh diulang.",
            "status=rts,canceled, net_revenue>=100000; may be repeated.",
        ),
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="A,B",
        help=both(
            "Kolom, diingat untuk lain kali; `default` kembali ke semula.",
            "Columns, remembered for the next time; `default` forgets them.",
        ),
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="last|D",
        help=both(
            "Yang baru sejak daftar terakhir Anda, atau sejak hari itu.",
            "New since your last list, or since a day.",
        ),
    ),
]


class View(StrEnum):
    """Who looks at the list."""

    SELLER = "seller"
    FULFILMENT = "fulfilment"


AsWho = Annotated[
    View | None,
    typer.Option(
        "--as",
        help=both(
            "seller: kolom penjual; fulfilment: yang harus dikirim, dengan kolom gudang.",
            "seller: the seller's columns; fulfilment: what is to be sent, with its columns.",
        ),
    ),
]
NoSummary = Annotated[
    bool, typer.Option("--no-summary", help=both("Tanpa ringkasan.", "Without the summary."))
]


def add_list(orders: typer.Typer) -> None:
    """Add the command to the noun."""
    command(
        orders,
        "list",
        action=LIST,
        help_id="Daftar pesanan: cari, saring, pilih kolom; csv persis yang tersaring.",
        examples=(
            "omni orders list --month 2025-08 --where status=rts",
            "omni orders list --search sari --columns order_no,customer,status",
            "omni orders list --since last --format csv",
            "omni orders list --as fulfilment --last 7d",
        ),
    )(_list)


def _list(
    month: MonthOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    last: LastOption = None,
    search: Search = None,
    where: Where = None,
    columns: Columns = None,
    since: Since = None,
    view: AsWho = None,
    fmt: FormatOption = Format.TABLE,
    *,
    no_summary: NoSummary = False,
) -> None:
    """List orders: search, filter, choose the columns; csv is exactly what is filtered."""
    from omnicli.services.asking import ask
    from omnicli.services.order_list import Filters
    from omnicli.services.order_list import list_orders
    from omnicli.ui.order_list import show_orders

    with open_session(write=columns is not None) as session:
        asked = ask(session, month=month, from_=from_, to=to, last=last)
        name_other_months(asked, session.lang)
        filters = Filters(search, tuple(where or ()), columns, since, view)
        found = list_orders(session, asked, filters)
    lang = session.lang
    show_orders(found, fmt, lang, period=asked.period.label(lang), summary=not no_summary)
