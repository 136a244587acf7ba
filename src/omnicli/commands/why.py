"""`omni why`: a figure opened to the rows that it is made of."""

from typing import Annotated

import typer

from omnicli.access.actions import EVERYONE
from omnicli.access.actions import Action
from omnicli.commands._period import AsOfOption
from omnicli.commands._period import BasisOption
from omnicli.commands._period import FromOption
from omnicli.commands._period import LastOption
from omnicli.commands._period import MonthOption
from omnicli.commands._period import ToOption
from omnicli.commands._period import name_other_months
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import open_session
from omnicli.domain.errors import Exit

READ = Action("why.read", "membuka angka sampai barisnya", "open a figure to its rows", EVERYONE)

Metric = Annotated[
    str,
    typer.Argument(
        metavar="METRIC[.COLUMN]",
        help=both("Metrik dan kolomnya: roas.revenue.", "Metric and column: roas.revenue."),
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="COLUMN=VALUE",
        help=both("Hanya baris ini; boleh diulang.", "Only these rows; may be repeated."),
    ),
]


Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="previous|year|D|D..D",
        help=both(
            "Mengapa berubah dari periode itu: bagian-bagiannya.",
            "Why it changed from that period, in parts.",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "why",
        action=READ,
        help_id=(
            "Buka satu angka: rumusnya, baris yang dihitung dan yang tidak beserta alasannya, "
            "penyumbang terbesar, dan berkas asalnya."
        ),
        panel=Panel.DAILY,
        examples=(
            "omni why roas.revenue --month 2025-08",
            "omni why roas.revenue --month 2025-08 --against previous",
            "omni why settlement_summary.fee --where source=shopee-income --month 2025-08 --json",
        ),
    )(_why)


def _why(
    metric: Metric,
    where: Where = None,
    against: Against = None,
    month: MonthOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    last: LastOption = None,
    basis: BasisOption = "delivered",
    as_of: AsOfOption = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Open a figure: its formula, the rows that count, those that do not and why, their files."""
    from omnicli.services.asking import ask
    from omnicli.services.runs import Runs
    from omnicli.services.why import read_question
    from omnicli.services.why import why
    from omnicli.services.why_changed import changed
    from omnicli.ui.why import show_why
    from omnicli.ui.why_changed import show_change

    question = read_question(metric, where or ())
    with open_session(target=metric, detail={"basis": basis}) as session:
        asked = ask(session, month=month, from_=from_, to=to, last=last, basis=basis, as_of=as_of)
        name_other_months(asked, session.lang)
        if against is not None:
            show_change(changed(Runs(session), question, asked, against), fmt, session.lang)
            return
        answer = why(session, question, asked)
        wrong = any(opened.readds is False for opened in answer.opened)
        if wrong:
            session.finish(exit_code=int(Exit.FINDINGS), outcome="findings")
    show_why(answer, fmt, session.lang, period=asked.period.label(session.lang))
    if wrong:
        raise typer.Exit(int(Exit.FINDINGS))
