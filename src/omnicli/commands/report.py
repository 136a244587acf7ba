"""`omni report`: a page, its xlsx twin, csv and json, all from the same figures."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import Action
from omnicli.commands._period import AsOfOption
from omnicli.commands._period import BasisOption
from omnicli.commands._period import FromOption
from omnicli.commands._period import LastOption
from omnicli.commands._period import LiveOption
from omnicli.commands._period import MonthOption
from omnicli.commands._period import ToOption
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.domain.errors import OmniError
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.reporting import Report

REPORT = Action("report.run", "membuat laporan", "render reports", EVERYONE)

Text = str | None


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "report",
        action=REPORT,
        examples=(
            "omni report roas --month",
            "omni report roas --month 2025-08 --basis placed -f html,xlsx",
            "omni report orders --last 30d -f csv -o -",
            "omni report --list",
        ),
    )
    def report(
        name: Annotated[Text, typer.Argument(help="Which report; see --list.")] = None,
        month: MonthOption = None,
        from_: FromOption = None,
        to: ToOption = None,
        last: LastOption = None,
        basis: BasisOption = "delivered",
        as_of: AsOfOption = None,
        formats: Annotated[
            Text, typer.Option("-f", "--formats", help="html,xlsx,csv,json; html if not given.")
        ] = None,
        output: Annotated[
            Path | None, typer.Option("-o", "--output", help="File or folder; - is stdout.")
        ] = None,
        sheet: Annotated[Text, typer.Option(help="The sheet csv takes; else the first.")] = None,
        *,
        live: LiveOption = False,
        show: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
        listed: Annotated[bool, typer.Option("--list", help="List the reports.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print the figures as json.")] = False,
    ) -> None:
        """Render a report of one period: HTML page, xlsx, csv, json."""
        from omnicli.services import reporting
        from omnicli.services.asking import ask

        if listed:
            _list(as_json=as_json)
            return
        if name is None:
            raise OmniError("E_USAGE", detail="NAME?", command="report")
        detail = {"basis": basis, "formats": formats}
        with open_session(target=name, detail=detail) as session:
            wanted = ask(
                session,
                month=month,
                from_=from_,
                to=to,
                last=last,
                basis=basis,
                as_of=as_of,
                money=reporting.is_about_money(name),
            )
            built = reporting.build_report(
                session, name, wanted.period, wanted.basis, wanted.as_of, live=live
            )
            if as_json:
                emit_json(built.json)
            if as_json and formats is None and output is None:
                return
            chosen = reporting.parse_formats(formats, output)
            places = reporting.targets(session, built, chosen, output)
            if reporting.STDOUT in places.values():
                sys.stdout.buffer.write(built.render(chosen[0], sheet=sheet))
                return
            written = reporting.save(built, places, sheet=sheet)
        _tell(built, written, as_json=as_json)
        if show:
            _open(written)


def _list(*, as_json: bool) -> None:
    from omnicli.services.reporting import list_reports

    with open_session(target="--list") as session:
        rows = [
            {"name": r.name, "version": r.version, "title": r.title, "about": r.about}
            for r in list_reports(session.lang)
        ]
        columns = [Column(key, t(f"report.{key}", session.lang)) for key in ("name", "title")]
        columns.append(Column("about", t("report.about", session.lang)))
    if as_json:
        emit_json(rows)
    else:
        emit(rows, columns, "table")


def _tell(built: "Report", written: list[Path], *, as_json: bool) -> None:
    """Figures and paths: data on stdout, unless json has it already."""
    facts = built.bundle.facts
    if not as_json:
        title = built.bundle.pick(built.bundle.manifest.title)
        period = facts.period.label(facts.lang)
        say(t("report.headline", facts.lang, title=title, period=period))
        figures, todays = built.headline(), built.todays()
        partly = any(todays) and not all(todays)
        if facts.closed:
            mark = "mark_partly" if partly else "mark_live" if any(todays) else "mark"
            say("  " + t(f"close.{mark}", facts.lang, date=facts.closed))
        wide = max((len(label) for label, _ in figures), default=0)
        for (label, value), live in zip(figures, todays, strict=True):
            note = f"  · {t('close.todays', facts.lang)}" if partly and live else ""
            say(f"  {label:<{wide}}  {value}{note}")
    for path in written:
        if as_json:
            say(t("report.written", facts.lang, file=path))
        else:
            sys.stdout.write(f"{path}\n")


def _open(written: list[Path]) -> None:
    import webbrowser

    page = next((path for path in written if path.suffix == ".html"), written[0])
    webbrowser.open(page.resolve().as_uri())
