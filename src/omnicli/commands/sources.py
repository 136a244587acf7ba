"""`omni sources`: the exports omni recognises and what it reads from them."""

from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._complete import sources
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import ReasonOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import lang
from omnicli.commands._shell import open_session
from omnicli.commands._shell import session_if_any
from omnicli.commands.batches import READ as BATCHES_READ
from omnicli.ui.cells import Kind
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

READ = Action("sources.read", "melihat jenis file", "see kinds of files", EVERYONE)
MAP = Action("sources.map", "memetakan kolom file", "map columns of files", MANAGERS)

_LISTED: dict[str, Kind] = {
    "source": "text",
    "platform": "text",
    "title": "text",
    "formats": "text",
    "version": "int",
    "confidence": "text",
    "columns": "int",
}
_COVERED: dict[str, Kind] = {
    "bank": "text",
    "account_no": "text",
    "month": "text",
    "state": "text",
    "covered": "int",
    "missing": "text",
    "statements": "int",
    "overlap_days": "int",
    "duplicates": "int",
    "proof": "text",
}
_SHOWN = ("part", "name", "type", "required", "headers")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(
        app,
        "sources",
        both("Ekspor yang dikenali omni.", "The exports omni recognises."),
        panel=Panel.START,
    )
    command(
        noun,
        "list",
        action=READ,
        help_id="Daftar semua ekspor yang dikenali omni.",
        examples=("omni sources list", "omni sources list --json"),
    )(_list)
    command(
        noun,
        "show",
        action=READ,
        help_id="Kolom sebuah ekspor: nama di omni, jenis, dan semua judul yang dikenal.",
        examples=("omni sources show shopee-orders", "omni sources show meta-ads --json"),
    )(_show)
    command(
        noun,
        "map",
        action=MAP,
        help_id="Baca judul kolom Anda sebagai salah satu kolom omni, mulai sekarang.",
        examples=(
            'omni sources map shopee-orders "Nomor Pesanan" order_no',
            'omni sources map shopee-orders "Nomor Pesanan" --undo',
        ),
    )(_map)
    command(
        noun,
        "coverage",
        action=BATCHES_READ,
        help_id="Hari yang dicakup mutasi setiap rekening, per bulan.",
        examples=("omni sources coverage", "omni sources coverage 1370012345678 --json"),
    )(_coverage)


def _list(output: FormatOption = Format.TABLE) -> None:
    """List every export omni recognises."""
    from omnicli.services.sources import list_sources

    with session_if_any() as (session, _):
        language = session.lang if session else lang()
        rows = list_sources(language)
    columns = [Column(name, t(f"sources.{name}", language), kind) for name, kind in _LISTED.items()]
    if output is not Format.JSON:
        rows = [{**row, "formats": ", ".join(row["formats"])} for row in rows]
    emit(rows, columns, output, lang=language)


def _show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            autocompletion=sources,
            help=both("Nama dari `omni sources list`.", "A name of `omni sources list`."),
        ),
    ],
    output: FormatOption = Format.TABLE,
) -> None:
    """Show the columns of one export: omni's name, type, and every header it goes by."""
    from omnicli.services.sources import find_source
    from omnicli.services.sources import source_columns
    from omnicli.services.sources import source_facts

    with session_if_any() as (session, _):
        language = session.lang if session else lang()
        spec = find_source(name)
    if output is Format.JSON:
        emit_json(source_facts(spec, language))
        return
    rows = [
        {**c.to_dict(), "required": "✓" if c.required else "", "headers": " · ".join(c.headers)}
        for c in source_columns(spec)
    ]
    columns = [Column(name, t(f"sources.{name}", language)) for name in _SHOWN]
    title = f"{spec.name} v{spec.version} — {spec.title[language == 'en']}"
    emit(rows, columns, output, title=title, lang=language)


def _coverage(
    account: Annotated[
        str | None,
        typer.Argument(
            metavar="ACCOUNT",
            help=both(
                "Satu rekening; semua bila tidak disebut.", "One bank account; all if left out."
            ),
        ),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """List which days of each bank account the imported statements cover, by month."""
    from omnicli.services import coverage

    with open_session(target=account) as session:
        months = coverage.months(session.db, account)
        language = session.lang
    columns = [
        Column(name, t(f"sources.{name}", language), kind) for name, kind in _COVERED.items()
    ]
    rows = [month.to_dict() for month in months]
    if output is Format.TABLE:
        words = ("state", "proof")
        rows = [
            {**r, **{w: t(f"sources.{w}_{r[w]}", language) for w in words if r[w] is not None}}
            for r in rows
        ]
    emit(rows, columns, output, empty=t("sources.no_statements", language), lang=language)


def _map(
    name: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            autocompletion=sources,
            help=both("Nama dari `omni sources list`.", "A name of `omni sources list`."),
        ),
    ],
    header: Annotated[
        str,
        typer.Argument(
            metavar="HEADER", help=both("Judul kolom di berkas Anda.", "The header in your file.")
        ),
    ],
    column: Annotated[
        str | None,
        typer.Argument(
            metavar="COLUMN",
            help=both(
                "Nama kolomnya di omni; lihat `omni sources show`.",
                "omni's name for it; see `omni sources show`.",
            ),
        ),
    ] = None,
    reason: ReasonOption = None,
    undo: Annotated[
        bool,
        typer.Option(
            "--undo", help=both("Lupakan arti judul itu.", "Forget what the header meant.")
        ),
    ] = False,
) -> None:
    """Read a header your export uses as one of omni's columns, from now on."""
    from omnicli.domain.errors import OmniError
    from omnicli.services import header_aliases

    if (column is None) != undo:
        detail = (
            "sebut kolom omni, atau --undo untuk melupakan judulnya",
            "name omni's column, or --undo to forget the header",
        )
        raise OmniError("E_USAGE", detail=detail, command="sources map")
    with open_session(write=True, target=name) as session:
        if column is not None:
            header_aliases.accept(session, name, header, column, reason=reason)
            key = "mapped"
        else:
            forgotten = header_aliases.forget(session, name, header, reason=reason)
            key = "unmapped" if forgotten else "not_mapped"
        facts = {"source": name, "header": header, "column": column}
        done({**facts, "state": key}, t(f"sources.{key}", session.lang, **facts))
