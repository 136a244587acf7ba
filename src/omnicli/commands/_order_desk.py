"""The order desk: `omni orders status|edit|pay|delete`, for one order or a file of thousands."""

import inspect
from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from typing import Any

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._options import signed
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.sources._order_details import DETAILS

DESK = Action(
    "orders.desk",
    "mencatat langkah pesanan",
    "move orders at the desk",
    MANAGERS | {"cs", "gudang"},
)

Text = str | None
OneOrder = Annotated[
    str | None,
    typer.Argument(metavar="[PLATFORM:NUMBER]", help=both("Satu pesanan.", "One order.")),
]
Account = Annotated[str, typer.Option("--account", help=both("Akun pesanan.", "Its account."))]
FromFile = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help=both(
            "Banyak pesanan dari berkas `omni template order-desk`.",
            "Many orders from a file as `omni template order-desk` writes it.",
        ),
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", help=both("Lakukan semuanya, lalu batalkan lagi.", "Do it, then take it back.")
    ),
]
KeepGoing = Annotated[
    bool,
    typer.Option(
        "--keep-going",
        help=both("Baris yang ditolak tidak menahan yang lain.", "Refused rows stop no other."),
    ),
]
Reason = Annotated[Text, typer.Option("--reason", help=both("Mengapa batal atau kembali.", "Why."))]
When = Annotated[
    Text, typer.Option("--at", help=both("Kapan terjadi.", "When it happened."), metavar="T")
]


def _detail(name: str) -> Any:
    """The option of one detail of an order."""
    detail = DETAILS[name]
    return typer.Option(detail.option, help=both(*detail.help))


Awb = Annotated[Text, _detail("awb")]
Courier = Annotated[Text, _detail("courier_service")]
Method = Annotated[Text, _detail("payment_method")]


def with_details(run: Callable[..., None]) -> Any:
    """`run` with an option for each detail of an order in the place of its `**details`."""
    own = [p for p in inspect.signature(run).parameters.values() if p.kind is not p.VAR_KEYWORD]
    made = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[Text, _detail(name)],
        )
        for name in DETAILS
    ]
    first = [p for p in own if p.kind is not p.KEYWORD_ONLY]
    return signed(run, [*first, *made, *(p for p in own if p not in first)])


def add_desk(orders: typer.Typer) -> None:
    """Add the commands to the noun."""
    _moving(orders)
    _editing(orders)
    _paying(orders)
    _deleting(orders)


def _moving(orders: typer.Typer) -> None:
    @command(
        orders,
        "status",
        action=DESK,
        help_id="Pindahkan pesanan ke status berikutnya; langkah yang tidak boleh ditolak.",
        examples=(
            "omni orders status orderonline:OO-77 dikirim --awb JX123 --courier JNE",
            "omni orders status --from langkah.xlsx --dry-run",
            'omni orders status scalev:S-9 rts --reason "alamat salah"',
        ),
    )
    def status(
        order: OneOrder = None,
        to: Annotated[
            Text, typer.Argument(metavar="STATUS", help=both("Status baru.", "The new status."))
        ] = None,
        account: Account = "main",
        reason: Reason = None,
        awb: Awb = None,
        courier: Courier = None,
        at: When = None,
        to_all: Annotated[
            Text,
            typer.Option(
                "--to", help=both("Status untuk baris tanpa status.", "For rows without a status.")
            ),
        ] = None,
        from_file: FromFile = None,
        fmt: FormatOption = Format.TABLE,
        *,
        paid: Annotated[
            bool, typer.Option("--paid", help=both("Sekaligus lunas.", "Paid as well."))
        ] = False,
        dry_run: DryRun = False,
        keep_going: KeepGoing = False,
    ) -> None:
        """Move orders to their next status; a move that is not allowed is refused."""
        cells = {
            "status_text": to,
            "cancel_reason": reason,
            "awb": awb,
            "courier_service": courier,
            "moved_at": at,
            "payment_text": "lunas" if paid else None,
        }
        every = {"status_text": to_all, "payment_text": cells["payment_text"]}
        run_desk("status", (order, account), cells, (from_file, every), (fmt, dry_run, keep_going))


def _editing(orders: typer.Typer) -> None:
    @command(
        orders,
        "edit",
        action=DESK,
        help_id="Lengkapi atau perbaiki rincian pesanan: penerima, alamat, metode bayar, resi.",
        examples=(
            'omni orders edit scalev:S-9 --name "Siti" --phone 081234567890 --payment-method COD',
            "omni orders edit --from rincian.xlsx",
        ),
    )
    @with_details
    def edit(
        order: OneOrder = None,
        account: Account = "main",
        from_file: FromFile = None,
        fmt: FormatOption = Format.TABLE,
        *,
        dry_run: DryRun = False,
        keep_going: KeepGoing = False,
        **details: str | None,
    ) -> None:
        """Complete or correct what is known of orders: recipient, address, payment, AWB."""
        run_desk("edit", (order, account), details, (from_file, {}), (fmt, dry_run, keep_going))


def _paying(orders: typer.Typer) -> None:
    @command(
        orders,
        "pay",
        action=DESK,
        help_id="Catat pembayaran: lunas, belum, atau dikembalikan.",
        examples=(
            "omni orders pay orderonline:OO-77",
            "omni orders pay orderonline:OO-77 --state refunded",
            "omni orders pay --from lunas.csv --dry-run",
        ),
    )
    def pay(
        order: OneOrder = None,
        account: Account = "main",
        state: Annotated[
            str,
            typer.Option("--state", help=both("lunas, belum dibayar, ….", "paid, unpaid, ….")),
        ] = "lunas",
        payment_method: Method = None,
        at: When = None,
        from_file: FromFile = None,
        fmt: FormatOption = Format.TABLE,
        *,
        dry_run: DryRun = False,
        keep_going: KeepGoing = False,
    ) -> None:
        """Note a payment: paid, unpaid, or paid back."""
        cells = {"payment_text": state, "payment_method": payment_method, "moved_at": at}
        run_desk(
            "pay",
            (order, account),
            cells,
            (from_file, {"payment_text": state}),
            (fmt, dry_run, keep_going),
        )


def _deleting(orders: typer.Typer) -> None:
    @command(
        orders,
        "delete",
        action=DESK,
        help_id="Ambil pesanan dari daftar; hanya yang berstatus dibuat atau batal.",
        destructive=True,
        examples=(
            "omni orders delete scalev:S-TES",
            "omni orders delete --from sampah.csv --dry-run",
        ),
    )
    def delete(
        order: OneOrder = None,
        account: Account = "main",
        from_file: FromFile = None,
        fmt: FormatOption = Format.TABLE,
        *,
        dry_run: DryRun = False,
        keep_going: KeepGoing = False,
    ) -> None:
        """Take orders off the lists; only those created or canceled."""
        run_desk(
            "delete",
            (order, account),
            {"is_deleted": "ya"},
            (from_file, {"is_deleted": "ya"}),
            (fmt, dry_run, keep_going),
        )


def run_desk(
    verb: str,
    order: tuple[str | None, str],
    cells: Mapping[str, str | None],
    file: tuple[Path | None, Mapping[str, str | None]],
    how: tuple[Format, bool, bool],
) -> None:
    """Do what is asked of one order or of a file's, and show it.

    `how`: the format, whether it is a dry run, and whether to keep going after a refused row.
    """
    from omnicli.domain.errors import OmniError
    from omnicli.services import order_desk
    from omnicli.services.orders import parse_order
    from omnicli.ui.order_desk import show_desk
    from omnicli.ui.steps import steps

    path, every = file
    name, account = order
    fmt, dry_run, keep_going = how
    given = {c: text for c, text in cells.items() if text is not None}
    if (name is None) == (path is None) or (name is not None and not given):
        raise OmniError("E_DESK_NOTHING")
    if name is not None:
        platform, held_by, number = parse_order(name, account)
        given |= {"platform": platform, "account": held_by, "order_no": number}
    asked = order_desk.Asked(
        verb=verb,
        path=path,
        cells=given,
        every={c: text for c, text in every.items() if text is not None},
        dry_run=dry_run,
        keep_going=keep_going,
    )
    with open_session(write=True, target=name or str(path)) as session, steps(3) as step:
        result = order_desk.work(session, asked, step=step)
        lang = session.lang
    show_desk(result, fmt, lang)
    if result.exit_code:
        raise typer.Exit(int(result.exit_code))
