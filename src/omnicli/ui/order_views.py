"""What the order desk looks at, on the terminal."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from omnicli.reports.words import word
from omnicli.ui.cells import printed
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.text import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnicli.access.columns import Reader
    from omnicli.metrics.run import MetricResult
    from omnicli.services.order_views import Conflict

_SHOWN = (
    *("order_no", "platform", "days", "customer", "phone", "value_sen", "to_do"),
    *("payment_method", "handled_by"),
)


def show_follow_up(found: "MetricResult", fmt: str, lang: str) -> None:
    """The orders to follow up; a table says in words what to do."""
    columns = [Column(c.name, c.title(lang), c.kind) for c in found.spec.columns]
    rows = found.records(printed=False)
    if fmt == "table":
        columns = [c for name in _SHOWN for c in columns if c.name == name]
        rows = [{**row, "to_do": word("to_do", str(row["to_do"]), lang)} for row in rows]
    emit(rows, columns, fmt, empty=t("orders.nobody_waits", lang), lang=lang)


_RISKY = (
    *("points", "order_no", "reasons", "advice", "value_sen", "customer", "phone"),
    *("status", "courier"),
)


def show_risk(found: "MetricResult", fmt: str, lang: str) -> None:
    """The orders with their points and reasons; a table says the advice in words."""
    columns = [Column(c.name, c.title(lang), c.kind) for c in found.spec.columns]
    rows = found.records(printed=False)
    if fmt == "table":
        columns = [c for name in _RISKY for c in columns if c.name == name]
        worded = ("advice", "status")
        rows = [{**row, **{n: word(n, str(row[n]), lang) for n in worded}} for row in rows]
    emit(rows, columns, fmt, empty=t("orders.no_risk", lang), lang=lang)


def show_check(found: "MetricResult", fmt: str, lang: str) -> None:
    """The tenths from the riskiest on, and what the first one holds."""
    columns = [Column(c.name, c.title(lang), c.kind) for c in found.spec.columns]
    rows = found.records(printed=False)
    emit(rows, columns, fmt, empty=t("orders.no_check", lang), lang=lang)
    if fmt == "table" and rows:
        first = rows[0]
        shares = {
            "returns": printed(first["rts_share_bps"], "bps", lang),
            "loss": printed(first["loss_share_bps"], "bps", lang),
        }
        sys.stdout.write("\n" + t("orders.check", lang, **shares) + "\n")


def show_conflicts(found: "Sequence[Conflict]", fmt: str, lang: str, *, reader: "Reader") -> None:
    """What hands and newer files say otherwise, and what stands."""
    names = (
        "order",
        "account",
        "column",
        "by_hand",
        "noted_at",
        "in_file",
        "source",
        "file_at",
        "holds",
    )
    columns = [
        Column(n, t(f"orders.conflict.{n}", lang), "at" if n.endswith("_at") else "text")
        for n in names
    ]
    rows = []
    for conflict in found:
        seen = reader.row({conflict.column: conflict.by_hand})[conflict.column]
        hidden = seen != conflict.by_hand
        row = asdict(conflict)
        if hidden:
            row |= {
                n: reader.row({conflict.column: row[n]})[conflict.column]
                for n in ("by_hand", "in_file", "holds")
            }
        if fmt == "table":
            row |= {
                n: word(conflict.column, str(row[n]), lang) for n in ("by_hand", "in_file", "holds")
            }
            row["column"] = t(f"orders.desk.column.{conflict.column}", lang)
            row["source"] = word("source", conflict.source, lang)
        rows.append(row)
    emit(rows, columns, fmt, empty=t("orders.no_conflicts", lang), lang=lang)
