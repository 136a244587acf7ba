"""A figure and its rows on the terminal."""

import sys
from typing import TYPE_CHECKING

from omnicli.ui.cells import Kind
from omnicli.ui.cells import printed
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_facts
from omnicli.ui.output import emit_json
from omnicli.ui.output import machine
from omnicli.ui.output import plain
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.metrics.header import MetricColumn
    from omnicli.services.why import Opened
    from omnicli.services.why import Why
    from omnicli.warehouse.records import Record


def show_why(answer: "Why", fmt: str, lang: str, *, period: str) -> None:
    """The figure, what it is made of, what does not count, and where the rows come from.

    csv is the contributors with the rest, which add up to the figure.
    """
    if fmt == "json":
        emit_json(_json(answer, lang, period))
        return
    if fmt == "table":
        emit_facts(_facts(answer, lang, period))
        for lack in answer.lacks:
            gap = lack.to_dict()
            days = {"first": gap["from"], "last": gap["to"], "days": gap["days"]}
            source = gap["source"] or ""
            sys.stdout.write(t("why.lacks", lang, need=lack.need, source=source, **days) + "\n")
        if answer.question.drill.is_own:
            sys.stdout.write("\n" + t("why.own_rows", lang) + "\n")
    for opened in answer.opened:
        _show(opened, fmt, lang)


def _facts(answer: "Why", lang: str, period: str) -> "Record":
    question, second = answer.question, lang == "en"
    spec, column = question.spec, question.column
    title = f"{spec.title[second]} · {column.title(lang)}"
    facts: Record = {title: printed(answer.figure, kind_of(column), lang)}
    facts[t("why.version", lang)] = spec.id
    facts[t("why.period", lang)] = period
    if "basis" in answer.params:
        facts[t("why.basis", lang)] = answer.params["basis"]
    if question.where:
        facts[t("why.filter", lang)] = ", ".join(f"{k}={v}" for k, v in question.where.items())
    facts[t("why.inputs", lang)] = ", ".join(spec.sources)
    facts[t("why.formula", lang)] = spec.formula[second]
    return facts


def kind_of(column: "MetricColumn") -> Kind:
    """How a figure of a column is printed."""
    from omnicli.reports.numbers import unit_of

    return "times" if unit_of(column.name, column.kind) == "times" else column.kind


def _show(opened: "Opened", fmt: str, lang: str) -> None:
    kind = kind_of(opened.column)
    rest = {
        "label": t("why.rest", lang, rows=opened.rest["rows"]),
        "value_sen": opened.rest["value"],
    }
    tops = [{**row, "value_sen": row["value"], "rows": _rows(row["rows"])} for row in opened.top]
    rows = [*tops, rest] if opened.rest["rows"] else tops
    columns = _top_columns(kind, lang)
    if fmt == "csv":
        emit(rows, columns, fmt, lang=lang)
        return
    total = printed(opened.total, kind, lang)
    sums = t("why.counted", lang, rows=opened.counted, total=total)
    verdict = {True: "readds", False: "off", None: "unknown"}[opened.readds]
    name = opened.column.title(lang)
    title = f"\n{name}: {sums}, {t(f'why.{verdict}', lang)}"
    emit(rows, columns, fmt, title=title, lang=lang)
    if opened.excluded:
        sys.stdout.write("\n")
        left = [{**r, "reason": t(f"why.r_{r['reason']}", lang)} for r in opened.excluded]
        emit(left, _left_columns(lang), fmt, lang=lang)
    if opened.files:
        sys.stdout.write("\n")
        emit(opened.files, _file_columns(lang), fmt, lang=lang)


def _top_columns(kind: Kind, lang: str) -> tuple[Column, ...]:
    return (
        Column("segment", t("why.segment", lang)),
        Column("label", t("why.label", lang)),
        Column("date", t("why.date", lang), "date"),
        Column("value_sen", t("why.value", lang), kind),
        Column("file", t("why.file", lang)),
        Column("sheet", t("why.sheet", lang)),
        Column("rows", t("why.rows", lang)),
    )


def _left_columns(lang: str) -> tuple[Column, ...]:
    return (
        Column("reason", t("why.reason", lang)),
        Column("rows", t("why.number", lang), "int"),
        Column("amount_sen", t("why.amount", lang), "sen"),
    )


def _file_columns(lang: str) -> tuple[Column, ...]:
    return (
        Column("source", t("why.source", lang)),
        Column("file", t("why.file", lang)),
        Column("import_id", t("why.import", lang), "int"),
        Column("rows", t("why.number", lang), "int"),
    )


def _json(answer: "Why", lang: str, period: str) -> "Record":
    question, second = answer.question, lang == "en"
    spec, column = question.spec, question.column
    return {
        "metric": spec.name,
        "version": spec.version,
        "column": column.printed_name,
        "figure": plain(answer.figure, kind_of(column)),
        "formula": spec.formula[second],
        "period": period,
        "basis": answer.params.get("basis"),
        "where": dict(question.where),
        "inputs": list(spec.sources),
        "parts": [_part(opened, lang) for opened in answer.opened],
        "lacks": [lack.to_dict() for lack in answer.lacks],
    }


def _part(opened: "Opened", lang: str) -> "Record":
    kind = kind_of(opened.column)
    return {
        "column": opened.column.printed_name,
        "figure": plain(opened.figure, kind),
        "total": plain(opened.total, kind),
        "readds": opened.readds,
        "counted": opened.counted,
        "top": [{**row, "value": plain(row["value"], kind)} for row in opened.top],
        "rest": {"rows": opened.rest["rows"], "value": plain(opened.rest["value"], kind)},
        "excluded": [machine(row, _left_columns(lang)) for row in opened.excluded],
        "files": [machine(row, _file_columns(lang)) for row in opened.files],
    }


def _rows(rows: object) -> str:
    return ", ".join(map(str, rows)) if isinstance(rows, list) else ""
