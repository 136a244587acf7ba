"""`omni regions`: names of places and couriers that no list knows, and what they mean here."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import ReasonOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.cells import Kind
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.regions import Meaning

READ = Action("regions.read", "melihat nama wilayah", "see region names", ANALYSTS)
MAP = Action(
    "regions.map", "memetakan nama wilayah dan kurir", "map region and courier names", MANAGERS
)

_SHOWN: dict[str, Kind] = {
    "kind": "text",
    "written": "text",
    "province": "text",
    "state": "text",
    "orders": "int",
    "proposal": "text",
}
_Written = Annotated[
    str,
    typer.Argument(
        metavar="WRITTEN",
        help=both("Nama seperti tertulis di ekspor.", "The name as exports write it."),
    ),
]
_Courier = Annotated[
    bool, typer.Option("--courier", help=both("Nama itu nama kurir.", "The name is a courier's."))
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(
        app,
        "regions",
        both(
            "Nama wilayah dan kurir: yang tidak dikenal, dan pemetaannya.",
            "Names of regions and couriers: the unknown ones, and mappings.",
        ),
        panel=Panel.SETTINGS,
    )
    command(
        noun,
        "list",
        action=READ,
        help_id=(
            "Daftar nama yang tidak dikenal atau ambigu dengan usulannya, dan pemetaan yang "
            "berlaku."
        ),
        examples=("omni regions list", "omni regions list --json"),
    )(_list)
    command(
        noun,
        "map",
        action=MAP,
        help_id="Artikan sebuah nama sebagai nama resmi, di semua pesanan, kini dan nanti.",
        examples=(
            'omni regions map "Bandung" "Kota Bandung"',
            'omni regions map "Kilat Cepat" "J&T" --courier',
        ),
    )(_map)
    command(
        noun,
        "unmap",
        action=MAP,
        help_id="Tarik sebuah pemetaan; pesanannya kembali seperti berkas dan daftar resmi.",
        examples=('omni regions unmap "Bandung"', 'omni regions unmap "Kilat Cepat" --courier'),
    )(_unmap)


def _list(output: FormatOption = Format.TABLE) -> None:
    """List unknown and ambiguous names with a proposal, and the mappings in force."""
    from omnicli.services.regions import list_names

    with open_session() as session:
        rows = list_names(session.db)
        language = session.lang
    if output is Format.JSON:
        emit_json(rows)
    elif rows or output is Format.CSV:
        columns = [
            Column(name, t(f"regions.{name}", language), kind) for name, kind in _SHOWN.items()
        ]
        emit(rows, columns, output, lang=language)
    else:
        say(t("regions.clean", language))


def _map(
    written: _Written,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=both("Nama resminya.", "The official name."))
    ],
    courier: _Courier = False,
    reason: ReasonOption = None,
) -> None:
    """Let a written name mean an official one, in all orders, now and later."""
    from omnicli.services.regions import map_courier
    from omnicli.services.regions import map_region
    from omnicli.sources import registry

    decide = map_courier if courier else map_region
    with open_session(write=True, target=written, detail={"name": name}) as session:
        meaning = decide(session, registry(), written, name, reason=reason)
    _tell(meaning, "mapped", session.lang)


def _unmap(
    written: _Written,
    courier: _Courier = False,
    reason: ReasonOption = None,
) -> None:
    """Take a mapping back; its orders are as their files and the official lists say."""
    from omnicli.services.regions import unmap
    from omnicli.sources import registry

    with open_session(write=True, target=written) as session:
        meaning = unmap(session, registry(), written, courier=courier, reason=reason)
    _tell(meaning, "unmapped", session.lang)


def _tell(meaning: "Meaning", what: str, language: str) -> None:
    facts = meaning.to_dict()
    done({**facts, "state": what}, t(f"regions.{what}", language, **facts))
