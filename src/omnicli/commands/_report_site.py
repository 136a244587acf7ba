"""`omni report all`: the options of a site, and what is printed of it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from omnicli.commands._freezing import freeze_due
from omnicli.commands._shell import Format
from omnicli.commands._shell import open_session
from omnicli.commands._shell import options
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.ui.output import emit_json
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.site import Site

ALL = "all"


class Span(NamedTuple):
    """Which days, as the options say them, and how they are cut into pages."""

    month: str | None
    from_: str | None
    to: str | None
    last: str | None
    by: str | None


def run(
    span: Span,
    basis: str,
    as_of: str | None,
    formats: str | None,
    output: Path | None,
    fmt: Format,
    *,
    live: bool,
) -> list[Path]:
    """Write the site and print its index; the files written, the index first."""
    from omnicli.services import site
    from omnicli.services.asking import ask
    from omnicli.services.report_periods import check_by
    from omnicli.services.reporting import parse_formats

    if span.by is not None:
        check_by(span.by)
    if output is not None and (output.suffix or str(output) == "-"):
        raise OmniError("E_USAGE", detail=f"-o {output}: folder", command="report")
    with open_session(target=ALL, detail={"basis": basis, "formats": formats}) as session:
        freeze_due(session)
        wanted = ask(
            session,
            month=span.month,
            from_=span.from_,
            to=span.to,
            last=span.last,
            basis=basis,
            as_of=as_of,
            money=True,
        )
        made = site.build_site(
            session,
            wanted.period.split(span.by) if span.by else (wanted.period,),
            wanted.basis,
            wanted.as_of,
            parse_formats(formats, None),
            output or session.workspace.reports,
            live=live,
        )
        if made.faults:
            session.finish(exit_code=Exit.FINDINGS)
        _print(made, session.lang, fmt)
    if made.faults:
        raise SystemExit(int(Exit.FINDINGS))
    return [made.index, *made.files]


def _print(made: "Site", lang: str, fmt: Format) -> None:
    if fmt is Format.JSON:
        emit_json(
            {
                "index": str(made.index),
                "files": [str(path) for path in made.files],
                "faults": [
                    {"report": f.report, "period": f.period, "code": f.error.code}
                    for f in made.faults
                ],
            }
        )
        return
    for report in made.reports:
        title = report.bundle.pick(report.bundle.manifest.title)
        headline = [] if report.nothing else report.headline()
        figures = " · ".join(f"{name} {value}" for name, value in headline) or t(
            "report.nothing", lang
        )
        say(f"{title} {report.bundle.facts.period.label(lang)}: {figures}")
    for fault in made.faults:
        say(t("report.fault", lang, name=fault.report, detail=fault.error.message(lang)))
    if not options().quiet:
        sys.stdout.write(f"{made.index}\n")
