"""`omni sql`: a question of your own to the warehouse."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import Action
from omnicli.commands._saving import FileOption
from omnicli.commands._saving import chosen
from omnicli.commands._saving import saving
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.domain.errors import OmniError
from omnicli.ui.cells import grouped
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import say
from omnicli.ui.text import t

QUERY = Action("sql.query", "menjalankan SQL baca", "run read-only SQL", ANALYSTS)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "sql",
        action=QUERY,
        help_id="Jalankan satu SELECT baca dan cetak nilai tersimpan apa adanya (uang dalam sen).",
        panel=Panel.SETTINGS,
        examples=(
            'omni sql "SELECT status, COUNT(*) AS n FROM orders GROUP BY status" --json',
            'omni sql "SELECT * FROM v_orders" -o pesanan.csv',
            "omni sql --tables",
        ),
    )(_sql)


def _sql(
    statement: Annotated[
        str | None,
        typer.Argument(
            metavar="SELECT|-",
            help=both(
                "Satu SELECT; - membacanya dari stdin.", "One SELECT; - reads it from stdin."
            ),
        ),
    ] = None,
    *,
    show_tables: Annotated[
        bool,
        typer.Option(
            "--tables",
            help=both(
                "Daftar tabel dan view beserta kolomnya.",
                "List tables and views with their columns instead.",
            ),
        ),
    ] = False,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            min=0.1,
            help=both("Batas waktu kueri dalam detik.", "Seconds until the query is stopped."),
        ),
    ] = 60.0,
    output: FormatOption = Format.TABLE,
    file: FileOption = None,
    force: ForceOption = False,
) -> None:
    """Run one read-only SELECT and print the raw stored values (money in sen)."""
    from omnicli.services import sqlquery

    output = chosen(output, file, replace=force)
    if show_tables:
        _tables(output, file, replace=force)
        return
    text = (sys.stdin.read() if statement == "-" else statement or "").strip()
    with open_session() as session:
        language = session.lang
        if not text:
            raise OmniError("E_SQL", detail=t("sql.missing", language))
        answer = sqlquery.query(session, text, timeout=timeout)
    columns = [Column(name, name, "number" if _numeric(answer.rows, i) else "text")
               for i, name in enumerate(answer.columns)]  # fmt: skip
    with saving(file, language, replace=force):
        emit(answer.records(), columns, output, lang=language)
    if answer.masked:
        say(t("sql.masked", language, columns=", ".join(answer.masked)))
    if output is Format.TABLE:
        say(t("sql.rows", language, count=grouped(len(answer.rows), language)))


def _numeric(rows: list[tuple[object, ...]], column: int) -> bool:
    """Whether every value of a column is a number, so that it stands right."""
    return all(isinstance(row[column], int | float | None) for row in rows)


def _tables(output: Format, file: Path | None, *, replace: bool) -> None:
    from omnicli.services import sqlquery

    with open_session() as session:
        language = session.lang
        found = sqlquery.tables(session)
    if output is not Format.JSON:
        for item in found:
            names = item["columns"]
            assert isinstance(names, list)
            item["columns"] = ", ".join(name.split(" ")[0] for name in names)
    with saving(file, language, replace=replace):
        emit(
            found, [Column(n, t(f"sql.{n}", language)) for n in ("name", "kind", "columns")], output
        )
