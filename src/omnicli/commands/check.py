"""`omni check`: data tests over the warehouse."""

from typing import Annotated

import typer

from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.commands.metric import READ as METRIC_READ
from omnicli.domain.errors import Exit
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.state import say
from omnicli.ui.text import t

_SHOWN = (("check", "text"), ("state", "text"), ("findings", "int"), ("title", "text"))


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "check",
        action=METRIC_READ,
        help_id=(
            "Uji data: jumlah cocok, tidak ada yang terhitung dua kali. Kode keluar 6 bila ada "
            "kesalahan."
        ),
        panel=Panel.SETTINGS,
        examples=("omni check", "omni check awb_once order_items_add_up --json"),
    )
    def check(
        names: Annotated[
            list[str] | None,
            typer.Argument(
                help=both("Nama pemeriksaan; semua bila tidak disebut.", "Checks; all if none.")
            ),
        ] = None,
        output: FormatOption = Format.TABLE,
    ) -> None:
        """Test the data: totals add up, nothing counts twice. Exit 6 when an error is found."""
        from omnicli.services.checks import run_checks

        with open_session(detail={"checks": names or []}) as session:
            results = run_checks(session, names or ())
            failed = any(result.state == "error" for result in results)
            code = int(Exit.FINDINGS if failed else Exit.OK)
            session.finish(exit_code=code, outcome="findings" if failed else "ok")
            language = session.lang
        rows = [result.to_dict(language) for result in results]
        columns = [Column(n, t(f"metric.{n}", language), k) for n, k in _SHOWN]  # type: ignore[arg-type]
        emit(rows, columns, output, lang=language, whole=True)
        if output is not Format.JSON and any(result.findings for result in results):
            say(t("metric.check_more", language))
        if failed:
            raise typer.Exit(code)
