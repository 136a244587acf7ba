"""`omni campaign`: targets, pace and results of sales campaigns; the list itself is a register."""

from enum import StrEnum
from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._freezing import freeze_due
from omnicli.commands._period import LiveOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import ReasonOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.state import say
from omnicli.ui.text import t

SHOW = Action(
    "campaign.figures", "melihat angka campaign", "see a campaign's figures", ANALYSTS | {"gudang"}
)
TARGET = Action(
    "campaign.target", "mengatur target campaign", "set campaign targets", MANAGERS | {"marketing"}
)
FREEZE = Action(
    "campaign.freeze",
    "membekukan angka campaign",
    "freeze campaigns",
    MANAGERS | {"marketing", "service"},
)


class Trend(StrEnum):
    """What a trend is about."""

    PRODUCT = "product"
    LIVE = "live"
    VIDEO = "video"
    STORE = "store"


Name = Annotated[
    str, typer.Argument(metavar="CAMPAIGN", help=both("Nama campaign.", "The campaign's name."))
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(
        app,
        "campaign",
        both(
            "Campaign penjualan: daftar, target, laju, dan hasilnya.",
            "Sales campaigns: the list, targets, pace and results.",
        ),
        panel=Panel.LISTS,
    )
    for name, body, action, help_id, examples in (
        (
            "show",
            _show,
            SHOW,
            "Angka sebuah campaign: laju terhadap target, jam, produk, tren, dan kenaikannya.",
            (
                "omni campaign show 11.11",
                "omni campaign show 11.11 --channel tokopedia --metrics gmv,items",
                "omni campaign show 11.11 --product KOPI-250 --json",
                "omni campaign show 11.11 --trend live --metrics gmv,views",
            ),
        ),
        (
            "target",
            _target,
            TARGET,
            "Atur target GMV campaign, satu untuk semua kanalnya.",
            (
                "omni campaign target 11.11 --gmv 50000000",
                'omni campaign target 11.11 --gmv 75.000.000 --reason "stok tambahan"',
            ),
        ),
        (
            "freeze",
            _freeze,
            FREEZE,
            "Bekukan angka campaign yang sudah selesai; berkas sesudahnya dicatat susulan.",
            (
                "omni campaign freeze 11.11",
                'omni campaign freeze 11.11 --unfinished --reason "toko tutup akun"',
            ),
        ),
        (
            "thaw",
            _thaw,
            FREEZE,
            "Cairkan campaign yang dibekukan: angkanya mengikuti berkas lagi.",
            (
                'omni campaign thaw 11.11 --reason "berkas Shopee tertinggal"',
                'omni campaign thaw 11.11 --reason "audit" --quiet',
            ),
        ),
    ):
        command(
            noun,
            name,
            action=action,
            help_id=help_id,
            examples=examples,
            destructive=name == "thaw",
        )(body)


def _show(
    name: Name,
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel",
            metavar="CHANNEL",
            help=both(
                "Hanya kanal ini: shoptokopedia (tiktok), tokopedia, shopee, …",
                "This channel only: shoptokopedia (tiktok), tokopedia, shopee, …",
            ),
        ),
    ] = None,
    metrics: Annotated[
        str | None,
        typer.Option(
            "--metrics",
            metavar="A,B",
            help=both(
                "Angka yang ditampilkan, dipisah koma: gmv, orders, items, …",
                "Which figures to show, with commas: gmv, orders, items, …",
            ),
        ),
    ] = None,
    product: Annotated[
        list[str] | None,
        typer.Option(
            "--product",
            metavar="SKU",
            help=both("Tren produk ini; boleh diulang.", "The trend of this product; repeatable."),
        ),
    ] = None,
    trend: Annotated[
        Trend | None,
        typer.Option(
            "--trend",
            help=both(
                "Tren semua produk, LIVE per kreator, video, atau seluruh toko.",
                "The trend of all products, LIVEs by creator, videos, or the whole store.",
            ),
        ),
    ] = None,
    fmt: FormatOption = Format.TABLE,
    *,
    live: LiveOption = False,
) -> None:
    """Show a campaign: its pace towards the target, hours, products, trend and uplift."""
    from omnicli.services import campaigns
    from omnicli.ui.campaigns import Wanted
    from omnicli.ui.campaigns import show_campaign

    with open_session(target=name) as session:
        freeze_due(session)
        shown = campaigns.show(session, name, channel=channel, live=live)
        zone = session.workspace.settings.timezone
        wanted = Wanted(metrics, product or (), trend)
        show_campaign(shown, fmt, session.lang, zone=zone, wanted=wanted)
        if fmt is Format.TABLE and campaigns.waits(session, shown):
            say(t("campaign.waits", session.lang, campaign=name))


def _target(
    name: Name,
    gmv: Annotated[
        str,
        typer.Option(
            "--gmv", metavar="RP", help=both("Target dalam rupiah.", "The target in rupiah.")
        ),
    ],
    reason: ReasonOption = None,
) -> None:
    """Set the GMV target of a campaign, one for all its channels."""
    from omnicli.services import campaigns

    with open_session(write=True, target=name) as session:
        entry = campaigns.set_target(session, name, gmv, reason)
        text = t("campaign.target_set", session.lang, campaign=name, gmv=gmv, batch=entry.batch)
        done({"campaign": name, "batch": entry.batch}, text)


def _freeze(
    name: Name,
    reason: ReasonOption = None,
    *,
    unfinished: Annotated[
        bool,
        typer.Option(
            "--unfinished",
            help=both(
                "Juga bila berkasnya belum sampai akhir campaign.",
                "Also where the files do not reach the campaign's end.",
            ),
        ),
    ] = False,
) -> None:
    """Freeze the figures of a campaign that is over; later files are listed as late."""
    from omnicli.services import campaigns
    from omnicli.ui.campaigns import frozen_text
    from omnicli.ui.output import plain

    with open_session(write=True, target=name) as session:
        pace = campaigns.freeze(session, name, unfinished=unfinished, reason=reason)
        facts = {"campaign": name, "gmv": plain(pace["gmv_sen"], "sen"), "orders": pace["orders"]}
        done(facts, frozen_text(name, pace, session.lang))


def _thaw(
    name: Name,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            help=both("Alasan; tercatat di jejak audit.", "Why; it stands in the audit trail."),
        ),
    ],
) -> None:
    """Thaw a frozen campaign: its figures follow the files again."""
    from omnicli.services import campaigns

    with open_session(write=True, target=name) as session:
        campaigns.thaw(session, name, reason=reason)
        done({"campaign": name}, t("campaign.thawed", session.lang, campaign=name))
