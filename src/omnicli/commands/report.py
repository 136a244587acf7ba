"""`omni report`: a page, its xlsx twin, csv and json, all from the same figures."""

import codecs
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import MONEY
from omnicli.access.actions import Action
from omnicli.commands import _report_site
from omnicli.commands._complete import reports
from omnicli.commands._freezing import freeze_due
from omnicli.commands._period import AsOfOption
from omnicli.commands._period import BasisOption
from omnicli.commands._period import FromOption
from omnicli.commands._period import LastOption
from omnicli.commands._period import LiveOption
from omnicli.commands._period import MonthOption
from omnicli.commands._period import ToOption
from omnicli.commands._period import name_other_months
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import lang
from omnicli.commands._shell import open_session
from omnicli.commands._shell import options
from omnicli.commands._shell import session_if_any
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.reporting import Report

REPORT = Action("report.run", "membuat laporan", "render reports", EVERYONE)
FINANCE = Action(
    "report.finance", "membuat laporan keuangan", "render reports of money", MONEY | {"service"}
)

Text = str | None


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @command(
        app,
        "report",
        action=REPORT,
        help_id="Buat laporan satu periode: halaman HTML, xlsx, csv, json.",
        panel=Panel.DAILY,
        examples=(
            "omni report roas --month",
            "omni report roas --month 2025-08 --basis placed -f html,xlsx",
            "omni report orders --last 30d -f csv -o -",
            "omni report overview --month 2025-08 --by week",
            "omni report all --month 2025-08 -o laporan-agustus",
            "omni report",
        ),
        more=_reports,
    )
    def report(
        name: Annotated[
            Text,
            typer.Argument(
                metavar="[NAME]",
                autocompletion=reports,
                help=both(
                    "Laporan yang mana; tanpa ini daftarnya ditampilkan.",
                    "Which report; see --list.",
                ),
            ),
        ] = None,
        month: MonthOption = None,
        from_: FromOption = None,
        to: ToOption = None,
        last: LastOption = None,
        by: Annotated[
            Text,
            typer.Option(
                help=both(
                    "day, week, month: 12–24 periode, setahun lalu; `all`: halaman tiap periode.",
                    "day, week, month: 12–24 periods and a year ago; `all`: a page of each.",
                )
            ),
        ] = None,
        basis: BasisOption = "delivered",
        as_of: AsOfOption = None,
        customer: Annotated[
            Text,
            typer.Option(
                metavar="KEY",
                help=both(
                    "Untuk `customer`: pelanggan yang mana, misalnya phone:+62….",
                    "For `customer`: which one, as phone:+62….",
                ),
            ),
        ] = None,
        formats: Annotated[
            Text,
            typer.Option(
                "-f",
                "--formats",
                metavar="F,…",
                help=both(
                    "html,xlsx,csv,json,pdf; html bila tidak disebut.",
                    "html,xlsx,csv,json,pdf; html if not given.",
                ),
            ),
        ] = None,
        output: Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                metavar="FILE|DIR|-",
                help=both("Berkas atau folder; - untuk stdout.", "File or folder; - is stdout."),
            ),
        ] = None,
        sheet: Annotated[
            Text,
            typer.Option(
                help=both(
                    "Lembar untuk csv; tanpa ini yang pertama.",
                    "The sheet csv takes; else the first.",
                )
            ),
        ] = None,
        *,
        live: LiveOption = False,
        show: Annotated[
            bool,
            typer.Option(
                "--open", help=both("Buka halamannya di peramban.", "Open the page in a browser.")
            ),
        ] = False,
        listed: Annotated[
            bool, typer.Option("--list", help=both("Daftar laporan.", "List the reports."))
        ] = False,
        fmt: FormatOption = Format.TABLE,
        force: ForceOption = False,
    ) -> None:
        """Render a report of one period: HTML page, xlsx, csv, json."""
        from omnicli.services import report_files
        from omnicli.services import reporting
        from omnicli.services import site
        from omnicli.services.asking import ask
        from omnicli.services.report_periods import with_periods
        from omnicli.services.restating import with_restatements
        from omnicli.services.runs import Runs

        if listed or name is None:
            _list(fmt)
            return
        if name == _report_site.ALL:
            period = _report_site.Span(month, from_, to, last, by)
            written = _report_site.run(period, basis, as_of, formats, output, fmt, live=live)
            if show:
                _open(written)
            return
        detail = {"basis": basis, "formats": formats}
        with open_session(target=name, detail=detail) as session:
            freeze_due(session)
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
            name_other_months(wanted, session.lang)
            runs = Runs(session)
            built = reporting.build_report(
                session,
                name,
                wanted.period,
                wanted.basis,
                wanted.as_of,
                customer=customer,
                live=live,
                runs=runs,
            )
            built = with_restatements(runs, built, live=live)
            built = with_periods(runs, built, by, live=live)
            if fmt is Format.JSON:
                emit_json(built.json)
            if fmt is not Format.TABLE and formats is None and output is None:
                if fmt is Format.CSV:
                    _to_stdout(built.render("csv", sheet=sheet))
                return
            chosen = reporting.parse_formats(formats, output)
            places = report_files.targets(session, built, chosen, output)
            if report_files.STDOUT in places.values():
                _to_stdout(built.render(chosen[0], sheet=sheet))
                return
            # A page that omni named itself is made anew each time.
            mine = output is None
            written = report_files.save(built, places, sheet=sheet, replace=force or mine)
            site.keep_index(session, places.values(), wanted.basis)
        _tell(built, written, as_json=fmt is Format.JSON)
        if show:
            _open(written)


def _to_stdout(data: bytes) -> None:
    """Bytes for a pipe: without the mark that only Excel wants at the head of a file."""
    sys.stdout.buffer.write(data.removeprefix(codecs.BOM_UTF8))


def _list(fmt: Format) -> None:
    from omnicli.services.reporting import list_reports

    with session_if_any() as (session, _):
        language = session.lang if session else lang()
        rows = [
            {"name": r.name, "version": r.version, "title": r.title, "about": r.about}
            for r in list_reports(language)
        ]
    columns = [Column(key, t(f"report.{key}", language)) for key in ("name", "title", "about")]
    emit(rows, columns, fmt, lang=language, whole=True)
    if fmt is Format.TABLE:
        say(t("report.choose", language))


def _reports(language: str) -> tuple[str, list[tuple[str, str]]]:
    """The reports there are, for the help: from the manifests alone, which are quick to read."""
    from omnicli.assets import asset
    from omnicli.reports import manifest

    root = asset("report_templates")
    found = [manifest.load(root, name) for name in manifest.names(root)]
    return t("report.which", language), [(r.name, r.about[language == "en"]) for r in found]


def _tell(built: "Report", written: list[Path], *, as_json: bool) -> None:
    """Figures and paths: data on stdout, unless json has it already."""
    facts = built.bundle.facts
    if not as_json and not options().quiet:
        title = built.bundle.pick(built.bundle.manifest.title)
        period = facts.period.label(facts.lang)
        say(t("report.headline", facts.lang, title=title, period=period))
        if built.nothing:
            say("  " + t("report.nothing", facts.lang))
        figures = [] if built.nothing else built.headline()
        todays = built.todays()[: len(figures)]
        partly = any(todays) and not all(todays)
        if facts.closed:
            mark = "mark_partly" if partly else "mark_live" if any(todays) else "mark"
            say("  " + t(f"close.{mark}", facts.lang, date=facts.closed))
        wide = max((len(label) for label, _ in figures), default=0)
        for (label, value), live in zip(figures, todays, strict=True):
            note = f"  · {t('close.todays', facts.lang)}" if partly and live else ""
            say(f"  {label:<{wide}}  {value}{note}")
        if figures and (lacks := built.bundle.lacks):
            from omnicli.services.gate import phrase

            named = dict.fromkeys(phrase(lack, facts.period.end, facts.lang) for lack in lacks)
            say("  " + t("report.without", facts.lang, what=", ".join(named)))
    for path in written:
        if as_json:
            say(t("report.written", facts.lang, file=path))
        elif not options().quiet:
            sys.stdout.write(f"{path}\n")


def _open(written: list[Path]) -> None:
    import webbrowser

    page = next((path for path in written if path.suffix == ".html"), written[0])
    webbrowser.open(page.resolve().as_uri())
