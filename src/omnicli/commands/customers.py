"""`omni customers`: who is who."""

from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands import privacy
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import ReasonOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.text import t

VIEW = Action("customers.view", "melihat seorang pelanggan", "see one customer", ANALYSTS | {"cs"})
REVEAL = Action(
    "customers.reveal", "membuka data seorang pelanggan", "reveal one customer", MANAGERS | {"cs"}
)
LINK = Action("customers.link", "menautkan pelanggan", "link customers", MANAGERS | {"cs"})

LIST = Action("customers.list", "melihat daftar pelanggan", "list customers", ANALYSTS | {"cs"})

_IN_A_TABLE = 50
Words = list[str] | None
Search = Annotated[
    str | None,
    typer.Option(
        "--search",
        help=both("Nama, HP, username, nomor pesanan.", "Name, phone, user name, order number."),
    ),
]
Category = Annotated[
    Words,
    typer.Option(
        "--category", help=both("Leads, Pelanggan, dan seterusnya.", "Leads, Pelanggan, and so on.")
    ),
]
City = Annotated[Words, typer.Option("--city", help=both("Hanya kota ini.", "This city."))]
Platform = Annotated[
    Words, typer.Option("--platform", help=both("Pernah memesan di sini.", "Ordered here."))
]
Segment = Annotated[
    Words,
    typer.Option(
        "--segment", help=both("Lead, New, Returning, Loyal, Churn.", "Lead, New, Returning, …")
    ),
]
NextAction = Annotated[
    Words,
    typer.Option("--next", help=both("Langkah berikutnya, misalnya win_back.", "As win_back.")),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, help=both("Paling banyak sekian baris.", "So many rows.")),
]
Key = Annotated[
    str,
    typer.Argument(
        metavar="KEY",
        help=both("phone:+62…, shopee:USER, tiktok:USER.", "phone:+62…, shopee:USER, tiktok:USER"),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    customers = group(
        app,
        "customers",
        both(
            "Pelanggan, dan kunci mana milik satu orang.",
            "Customers, and which keys are one person.",
        ),
        panel=Panel.LISTS,
    )

    @command(
        customers,
        "list",
        action=LIST,
        help_id="Daftar pelanggan: belanja, pesanan terakhir, dan langkah berikutnya.",
        examples=(
            "omni customers list --category reseller",
            "omni customers list --search 250801MEJ",
            "omni customers list --segment Churn --city Sampit --format csv",
        ),
    )
    def list_(
        search: Search = None,
        category: Category = None,
        city: City = None,
        platform: Platform = None,
        segment: Segment = None,
        next_action: NextAction = None,
        limit: Limit = None,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """List customers: what they spent, their last order, and what to do next."""
        from omnicli.services.customer_list import Wanted
        from omnicli.services.customer_list import list_customers
        from omnicli.ui.people import show_customers

        filters = {
            "category": category or (),
            "city": city or (),
            "platforms": platform or (),
            "segment": segment or (),
            "next_action": next_action or (),
        }
        most = limit or (_IN_A_TABLE if fmt is Format.TABLE else None)
        with open_session() as session:
            found = list_customers(session, Wanted(search, filters, most))
            show_customers(found, fmt, session.lang)

    command(
        customers,
        "erase",
        action=privacy.ERASE,
        destructive=True,
        help_id=privacy.ERASE_HELP,
        examples=(
            'omni customers erase +6281234567890 --reason "permintaan 1 Des" --dry-run',
            'omni customers erase shopee:dapur_ani --reason "permintaan 1 Des"',
        ),
    )(privacy.erase)

    @command(
        customers,
        "prices",
        action=LIST,
        help_id="Harga dan stok untuk satu mitra, dengan diskonnya; -o menulisnya sebagai berkas.",
        examples=(
            "omni customers prices 081234567890",
            "omni customers prices 081234567890 -o harga.xlsx",
        ),
    )
    def prices(
        phone: Annotated[
            str, typer.Argument(metavar="PHONE", help=both("Nomor HP mitra.", "Partner's phone."))
        ],
        output: Annotated[
            Path | None,
            typer.Option(
                "-o", "--output", metavar="FILE", help=both(".xlsx atau .csv.", ".xlsx or .csv.")
            ),
        ] = None,
        fmt: FormatOption = Format.TABLE,
        *,
        force: ForceOption = False,
    ) -> None:
        """Show prices and stock for one partner, less the discount; -o writes them to a file."""
        from omnicli.services import partners
        from omnicli.ui.people import show_prices

        with open_session() as session:
            listed = partners.prices(session, phone)
            if output is None:
                show_prices(listed, fmt, session.lang)
                return
            partners.export(session, listed, output, replace=force)
            text = t("people.prices_written", session.lang, partner=listed.partner, path=output)
            done({"file": str(output), "rows": len(listed.rows)}, text)

    @command(
        customers,
        "show",
        action=VIEW,
        help_id="Tampilkan satu pelanggan: kunci-kuncinya dan jumlah belanjanya.",
        examples=(
            "omni customers show shopee:dapur_ani",
            'omni customers show shopee:ani --reveal --reason "alamat retur"',
        ),
    )
    def show(
        key: Key,
        *,
        reveal: Annotated[
            bool,
            typer.Option(
                "--reveal",
                help=both(
                    "Tanpa samaran; perlu --reason, dan tercatat.",
                    "Unmasked; needs --reason, and is recorded.",
                ),
            ),
        ] = False,
        reason: ReasonOption = None,
        fmt: FormatOption = Format.TABLE,
    ) -> None:
        """Show one customer: its keys and what its sales came to."""
        from omnicli.services.customers import seen
        from omnicli.ui.people import show_person

        with open_session() as session:
            person = seen(session, key, reveal=REVEAL.name if reveal else None, reason=reason)
            show_person(person, fmt, session.lang)

    @command(
        customers,
        "link",
        action=LINK,
        help_id="Jadikan dua kunci satu pelanggan; metrik lalu menghitungnya sebagai satu orang.",
        examples=(
            'omni customers link phone:+628123456789 shopee:dapur_ani --reason "orang yang sama"',
            "omni customers link shopee:ani tiktok:ani.id",
        ),
    )
    def link(
        one: Key, other: Key, reason: ReasonOption = None, fmt: FormatOption = Format.TABLE
    ) -> None:
        """Make two keys one customer; metrics then count them as one."""
        from omnicli.services.customers import link as make
        from omnicli.ui.people import show_change

        with open_session(write=True) as session:
            change = make(session, one, other, reason=reason).seen_by(session.reader)
        show_change(change, fmt, session.lang)

    @command(
        customers,
        "unlink",
        action=LINK,
        help_id="Tarik kembali tautan yang dibuat sendiri.",
        examples=(
            "omni customers unlink phone:+628123456789 shopee:dapur_ani",
            'omni customers unlink shopee:ani tiktok:ani.id --reason "ternyata dua orang"',
        ),
    )
    def unlink(
        one: Key, other: Key, reason: ReasonOption = None, fmt: FormatOption = Format.TABLE
    ) -> None:
        """Take back a link made by hand."""
        from omnicli.services.customers import unlink as take_back
        from omnicli.ui.people import show_change

        with open_session(write=True) as session:
            change = take_back(session, one, other, reason=reason).seen_by(session.reader)
        show_change(change, fmt, session.lang)
