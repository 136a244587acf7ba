"""The list of orders on the terminal."""

import sys
from typing import TYPE_CHECKING

from omnicli.ui.cells import printed
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import machine
from omnicli.ui.output import plain
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.order_list import OrderList
    from omnicli.services.order_list import Summary


def show_orders(found: "OrderList", fmt: str, lang: str, *, period: str, summary: bool) -> None:
    """The orders and, for people and json, what they come to; csv is the orders alone."""
    columns = [Column(c.name, c.title(lang), c.kind) for c in found.columns]
    if fmt == "json":
        answer: dict[str, object] = {"orders": [machine(row, columns) for row in found.rows]}
        emit_json({**answer, **({"summary": _facts(found.summary)} if summary else {})})
        return
    if fmt == "table":
        from omnicli.reports.words import word

        texts = {c.name for c in found.columns if c.name in {"status", "payment_status"}}
        rows = [
            {**row, **{n: word(n, str(row[n]), lang) for n in texts if row[n]}}
            for row in found.rows
        ]
        emit(rows, columns, fmt, title=period, empty=t("orders.none", lang), lang=lang)
    else:
        emit(found.rows, columns, fmt, lang=lang)
    if summary and fmt == "table":
        sums = found.summary
        line = t(
            "orders.summary",
            lang,
            orders=printed(sums.orders, "int", lang),
            counted=printed(sums.counted, "int", lang),
            value=printed(sums.value_sen, "sen", lang),
            average=printed(sums.average_sen, "sen", lang),
        )
        sys.stdout.write(f"\n{line}\n")


def _facts(summary: "Summary") -> dict[str, object]:
    return {
        "orders": summary.orders,
        "counted_orders": summary.counted,
        "value": plain(summary.value_sen, "sen"),
        "aov": plain(summary.average_sen, "sen"),
    }
