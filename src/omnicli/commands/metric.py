"""`omni metric`: the figures behind every report, one by one."""

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
from omnicli.commands._period import name_other_months
from omnicli.commands._saving import FileOption
from omnicli.commands._saving import chosen
from omnicli.commands._saving import saving
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import group
from omnicli.commands._shell import lang
from omnicli.commands._shell import open_session
from omnicli.commands._shell import session_if_any
from omnicli.domain.errors import Exit
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.metrics.header import MetricSpec

READ = Action("metric.read", "melihat dan menghitung metrik", "see and run metrics", EVERYONE)

Text = str | None
Name = Annotated[
    str,
    typer.Argument(
        help=both(
            "Metrik: roas, atau versinya: roas@1.", "Metric: roas, or a version of it: roas@1."
        )
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(
        app,
        "metric",
        both(
            "Angka di balik setiap laporan: rumusnya, dan hitung sendiri.",
            "The figures behind every report: their formulas, and run them.",
        ),
        panel=Panel.SETTINGS,
    )
    for name, body, help_id, examples in (
        (
            "list",
            _list,
            "Daftar semua metrik.",
            ("omni metric list", "omni metric list --json"),
        ),
        (
            "show",
            _show,
            "Arti sebuah metrik: rumus, cara baca, kolom dan asalnya.",
            ("omni metric show roas", "omni metric show receipts --sql"),
        ),
        (
            "run",
            _run,
            "Hitung sebuah metrik untuk satu periode dan cetak barisnya.",
            ("omni metric run roas --month 2025-08", "omni metric run roas --month -o roas.csv"),
        ),
        (
            "lint",
            _lint,
            "Periksa berkas metrik terhadap aturan dan segelnya; kode keluar 6 bila ada temuan.",
            ("omni metric lint", "omni metric lint roas --json"),
        ),
    ):
        command(noun, name, action=READ, help_id=help_id, examples=examples)(body)


def _list(output: FormatOption = Format.TABLE) -> None:
    """List every metric in every version."""
    from omnicli.metrics.catalog import catalog

    with open_session() as session:
        language = session.lang
    rows = [
        {
            "metric": spec.name,
            "version": spec.version,
            "title": spec.title[language == "en"],
            "grain": ", ".join(spec.grain) or t("metric.one_row", language),
            "params": ", ".join(spec.params),
        }
        for spec in catalog().values()
    ]
    emit(rows, _columns(("metric", "version", "title", "grain", "params"), language), output)


def _show(
    name: Name,
    sql: Annotated[
        bool,
        typer.Option(
            "--sql",
            help=both(
                "Seluruh kuerinya, seperti dijalankan sqlite3.",
                "The whole statement, as plain sqlite3 runs it.",
            ),
        ),
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Say what a metric means: formula, how to read it, columns and where they come from."""
    from omnicli.metrics.catalog import get

    spec = get(name)
    with open_session(target=spec.id) as session:
        language = session.lang
    if sql:
        typer.echo(spec.sql, nl=False)
        return
    second = language == "en"
    rows = [
        {
            "column": c.printed_name,
            "title": c.title(language),
            "kind": c.kind,
            "better": c.better,
            "ratio": c.is_ratio,
            "note": c.note,
        }
        for c in spec.columns
    ]
    texts = {"formula": spec.formula[second], "how_to_read": spec.how_to_read[second]}
    if output is Format.JSON:
        emit_json(
            {
                "metric": spec.name,
                "version": spec.version,
                "title": spec.title[second],
                **texts,
                "grain": spec.grain,
                "params": list(spec.params),
                "seed_ids": spec.seed_ids,
                "sources": spec.sources,
                "needs": spec.needs,
                "better": spec.better,
                "uses": spec.uses,
                "columns": rows,
                "sql": spec.sql,
            }
        )
        return
    about = [f"{t(f'metric.{key}', language)}: {text}" for key, text in texts.items()]
    about.append(f"{t('metric.sources', language)}: {', '.join(spec.sources)}")
    title = "\n\n".join((f"{spec.id}  {spec.title[second]}", *about))
    emit(rows, _columns(("column", "title", "kind", "note"), language), output, title=title)


def _run(
    name: Name,
    month: MonthOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    last: LastOption = None,
    basis: BasisOption = "delivered",
    as_of: AsOfOption = None,
    output: FormatOption = Format.TABLE,
    file: FileOption = None,
    *,
    force: ForceOption = False,
    live: LiveOption = False,
) -> None:
    """Run a metric for a period and print its rows."""
    from omnicli.metrics.catalog import get
    from omnicli.services import metrics
    from omnicli.services.asking import ask

    spec = get(name)
    output = chosen(output, file, replace=force)
    with open_session(target=spec.id, detail={"basis": basis}) as session:
        asked = None
        if spec.params:
            asked = ask(
                session, month=month, from_=from_, to=to, last=last, basis=basis, as_of=as_of
            )
            name_other_months(asked, session.lang)
        answer = metrics.run(session, spec, asked, live=live)
        result = answer.result
        language, zone = session.lang, session.workspace.settings.timezone
    if output is Format.JSON:
        params = metrics.shown_params(result, asked.period if asked else None)
        rows = result.records(zone=zone)
        answer_json = {"metric": spec.name, "version": spec.version, "params": params, "rows": rows}
        if result.lacks:
            answer_json["lacks"] = [lack.to_dict() for lack in result.lacks]
        with saving(file, language, replace=force):
            emit_json({**answer_json, **metrics.frozen_part(answer, zone)})
        return
    period = asked.period.label(language) if asked and "from_date" in spec.params else ""
    mark = t("close.mark", language, date=answer.frozen.closed_on) if answer.frozen else ""
    from omnicli.reports.words import word

    basis_word = word("basis", asked.basis, language) if asked and "basis" in spec.params else ""
    parts = (spec.title[language == "en"], period, basis_word, mark)
    columns = _result_columns(spec, language)
    stored: list[dict[str, object]] = [{**r} for r in result.records(printed=False, zone=zone)]
    if output is Format.TABLE:
        columns, stored = _for_people(columns, stored, language)
    with saving(file, language, replace=force):
        emit(
            stored,
            columns,
            output,
            title=" · ".join(part for part in parts if part),
            empty=t("metric.no_rows", language),
            lang=language,
        )
    if answer.adjustments and answer.adjustments.rows and output is Format.TABLE:
        from omnicli.ui.closing import show_adjustments

        show_adjustments(answer.adjustments, language, zone=zone)


def _lint(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help=both("Nama metrik; semua bila tidak disebut.", "Metrics; all if none.")
        ),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Check the metric files against the rules and their seals; exit 6 with findings."""
    from omnicli.services.metrics import lint_files

    with session_if_any() as (session, _):
        language = session.lang if session else lang()
        found = [
            {"metric": f.metric, "rule": f.rule, "detail": f.detail}
            for f in lint_files(names or ())
        ]
        if session is not None and found:
            session.finish(exit_code=int(Exit.FINDINGS), outcome="findings")
    columns = _columns(("metric", "rule", "detail"), language)
    emit(found, columns, output, empty=t("metric.clean", language))
    if found:
        raise typer.Exit(int(Exit.FINDINGS))


def _columns(names: tuple[str, ...], language: str) -> list[Column]:
    return [Column(name, t(f"metric.{name}", language)) for name in names]


def _result_columns(spec: "MetricSpec", language: str) -> list[Column]:
    from omnicli.reports.numbers import unit_of

    return [
        Column(c.name, c.title(language), "times" if unit_of(c.name, c.kind) == "times" else c.kind)
        for c in spec.columns
    ]


def _for_people(
    columns: list[Column], rows: list[dict[str, object]], language: str
) -> tuple[list[Column], list[dict[str, object]]]:
    """Each pair of texts `x`, `x_en` as one in the reader's language, and keys as words."""
    from omnicli.reports.words import word
    from omnicli.services.reconciling import spoken

    names = {column.name for column in columns}
    kept = [c for c in columns if not (c.name.endswith("_en") and c.name[:-3] in names)]
    texts = {column.name for column in kept if column.kind == "text"}
    printed_rows = [
        {
            name: word(name, value, language) if name in texts and isinstance(value, str) else value
            for name, value in spoken(row, language).items()
        }
        for row in rows
    ]
    return kept, printed_rows
