"""What the order desk looks at: `omni orders follow-up|receipt|conflicts`."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import Action
from omnicli.commands._period import MonthOption
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import open_session
from omnicli.ui.text import t

FOLLOW = Action(
    "orders.follow_up",
    "melihat pesanan yang perlu ditindaklanjuti",
    "see orders to follow up",
    ANALYSTS | {"cs"},
)
RECEIPT = Action(
    "orders.receipt", "menulis nota pembeli", "write a buyer's receipt", ANALYSTS | {"cs"}
)


def add_views(orders: typer.Typer) -> None:
    """Add the commands to the noun."""

    @command(
        orders,
        "follow-up",
        action=FOLLOW,
        help_id="Pesanan yang perlu dihubungi CS hari ini, dan untuk apa.",
        examples=("omni orders follow-up", "omni orders follow-up --days 7 --format csv"),
    )
    def follow_up(
        days: Annotated[
            int,
            typer.Option("--days", min=0, help=both("Paling tua sekian hari.", "Days back.")),
        ] = 30,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """List the orders that CS should take care of today, and what for."""
        from omnicli.services.order_views import follow_up as found
        from omnicli.ui.order_views import show_follow_up

        with open_session() as session:
            show_follow_up(found(session, days), fmt, session.lang)

    @command(
        orders,
        "risk",
        action=FOLLOW,
        help_id="Pesanan yang sebaiknya dihubungi sebelum dikirim, beserta alasannya.",
        examples=("omni orders risk", "omni orders risk --check --month 2025-08"),
    )
    def risk(
        month: MonthOption = None,
        as_of: Annotated[
            str | None,
            typer.Option("--as-of", metavar="D", help=both("Per hari ini.", "As of this day.")),
        ] = None,
        least: Annotated[
            int,
            typer.Option("--min", min=0, help=both("Poin paling sedikit.", "Fewest points.")),
        ] = 0,
        fmt: FormatOption = Format.TABLE,
        *,
        check: Annotated[
            bool,
            typer.Option(
                "--check",
                help=both("Uji poinnya pada bulan lalu.", "Prove the points on a past month."),
            ),
        ] = False,
    ) -> None:
        """List the orders to call about before shipping, with the reasons."""
        from omnicli.services import order_risk
        from omnicli.services.asking import ask
        from omnicli.ui.order_views import show_check
        from omnicli.ui.order_views import show_risk

        with open_session() as session:
            if check:
                asked = ask(session, month=month or "")
                show_check(order_risk.check(session, asked), fmt, session.lang)
                return
            show_risk(order_risk.at_risk(session, as_of, least), fmt, session.lang)

    @command(
        orders,
        "conflicts",
        action=FOLLOW,
        help_id="Yang dicatat tangan tetapi berkas yang lebih baru berkata lain.",
        examples=("omni orders conflicts", "omni orders conflicts --json"),
    )
    def conflicts(fmt: FormatOption = Format.TABLE) -> None:
        """List what was noted by hand where a newer file says otherwise."""
        from omnicli.services.order_views import conflicts as found
        from omnicli.ui.order_views import show_conflicts

        # Looking orders up by key needs a table to put the keys in, which only a writer may make.
        with open_session(write=True) as session:
            show_conflicts(found(session), fmt, session.lang, reader=session.reader)

    @command(
        orders,
        "receipt",
        action=RECEIPT,
        help_id="Tulis halaman ringkasan pesanan untuk pembeli.",
        examples=(
            "omni orders receipt scalev:S-9",
            "omni orders receipt whatsapp:WA-001 -o nota.html",
        ),
    )
    def receipt(
        order: Annotated[
            str, typer.Argument(metavar="PLATFORM:NUMBER", help=both("Pesanannya.", "The order."))
        ],
        account: Annotated[
            str, typer.Option("--account", help=both("Akun pesanan.", "Its account."))
        ] = "main",
        output: Annotated[
            Path | None,
            typer.Option("-o", "--output", metavar="FILE", help=both("Berkasnya.", "The file.")),
        ] = None,
        force: ForceOption = False,
    ) -> None:
        """Write a page with the summary of an order, for its buyer."""
        from omnicli.services.order_views import write_receipt
        from omnicli.services.orders import parse_order

        number = parse_order(order, account)
        with open_session(target=order) as session:
            safe = "".join(c if c.isalnum() else "-" for c in number[2])
            target = output or Path(f"nota-{safe}.html")
            path = write_receipt(session, number, target, replace=force)
            done(
                {"order": order, "file": str(path)},
                t("orders.receipt", session.lang, order=order, path=path),
            )
