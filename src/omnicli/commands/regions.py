"""`omni regions`: names of places and couriers that no list knows, and what they mean here."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import command
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
_Written = Annotated[str, typer.Argument(metavar="WRITTEN", help="The name as exports write it.")]
_Courier = Annotated[bool, typer.Option("--courier", help="The name is a courier's.")]
_Reason = Annotated[str | None, typer.Option("--reason", help="Why, for the journal.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(app, "regions", "Names of regions and couriers: the unknown ones, and mappings.")
    command(
        noun,
        "list",
        action=READ,
        examples=("omni regions list", "omni regions list --json"),
    )(_list)
    command(
        noun,
        "map",
        action=MAP,
        examples=(
            'omni regions map "Bandung" "Kota Bandung"',
            'omni regions map "Kilat Cepat" "J&T" --courier',
        ),
    )(_map)
    command(
        noun,
        "unmap",
        action=MAP,
        examples=('omni regions unmap "Bandung"', 'omni regions unmap "Kilat Cepat" --courier'),
    )(_unmap)


def _list(output: FormatOption = Format.TABLE) -> None:
    """List unknown and ambiguous names with a proposal, and the mappings in force."""
    from omnicli.services.regions import list_names

    with open_session() as session:
        rows = list_names(session.db)
        speak = session.lang
    if output is Format.JSON:
        emit_json(rows)
    elif rows or output is Format.CSV:
        columns = [Column(name, t(f"regions.{name}", speak), kind) for name, kind in _SHOWN.items()]
        emit(rows, columns, output, lang=speak)
    else:
        say(t("regions.clean", speak))


def _map(
    written: _Written,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The official name.")],
    courier: _Courier = False,
    reason: _Reason = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Let a written name mean an official one, in all orders, now and later."""
    from omnicli.services.regions import map_courier
    from omnicli.services.regions import map_region
    from omnicli.sources import registry

    decide = map_courier if courier else map_region
    with open_session(write=True, target=written, detail={"name": name}) as session:
        meaning = decide(session, registry(), written, name, reason=reason)
    _tell(meaning, "mapped", output, session.lang)


def _unmap(
    written: _Written,
    courier: _Courier = False,
    reason: _Reason = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Take a mapping back; its orders are as their files and the official lists say."""
    from omnicli.services.regions import unmap
    from omnicli.sources import registry

    with open_session(write=True, target=written) as session:
        meaning = unmap(session, registry(), written, courier=courier, reason=reason)
    _tell(meaning, "unmapped", output, session.lang)


def _tell(meaning: "Meaning", what: str, output: Format, speak: str) -> None:
    told = meaning.to_dict()
    if output is Format.JSON:
        emit_json({**told, "state": what})
    else:
        say(t(f"regions.{what}", speak, **told))
