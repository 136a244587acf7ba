"""The life of a thing on the terminal."""

from typing import TYPE_CHECKING

from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import machine
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.tracing import Trace
    from omnicli.warehouse.records import Record

_FACTS = {"payout": "payout_line"}
_KINDS = {"bank": "bank_line"}


def show_trace(trace: "Trace", fmt: str, lang: str) -> None:
    """Its facts in time order."""
    columns = (
        Column("at", t("trace.at", lang)),
        Column("fact", t("trace.fact", lang)),
        Column("thing", t("trace.thing", lang)),
        Column("amount_sen", t("trace.amount", lang), "sen"),
        Column("word", t("trace.word", lang)),
        Column("note", t("trace.note", lang)),
        Column("file", t("trace.file", lang)),
        Column("sheet", t("trace.sheet", lang)),
        Column("rows", t("trace.rows", lang)),
        Column("import", t("trace.import", lang), "int"),
    )
    if fmt == "json":
        facts = [{**machine(row, columns), "batch": row["batch"]} for row in trace.facts]
        emit_json({"kind": trace.kind, "thing": trace.label, "facts": facts})
        return
    rows = [{**row, "rows": _rows(row["rows"])} for row in trace.facts]
    if fmt == "table":
        rows = [_words(row, lang) for row in rows]
    kind = t(f"trace.{_KINDS.get(trace.kind, trace.kind)}", lang)
    title = t("trace.title", lang, kind=kind, label=trace.label, facts=len(trace.facts))
    emit(rows, columns, fmt, title=title, lang=lang)


def _words(row: "Record", lang: str) -> "Record":
    from omnicli.reports.words import word

    fact = str(row["fact"])
    raw = row["word"]
    column = "status" if fact in {"ordered", "status"} else "kind"
    return {
        **row,
        "fact": t(f"trace.{_FACTS.get(fact, fact)}", lang),
        "word": word(column, raw, lang) if isinstance(raw, str) else None,
    }


def _rows(rows: object) -> str:
    return ", ".join(map(str, rows)) if isinstance(rows, list) else ""
