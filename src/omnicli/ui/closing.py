"""Closed months on the terminal."""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from omnicli.domain.clock import parse_instant
from omnicli.domain.money import format_rupiah
from omnicli.ui.cells import grouped
from omnicli.ui.cells import printed
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import plain
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.metrics.run import MetricResult
    from omnicli.services.closing import Compared
    from omnicli.services.closing import Shown
    from omnicli.warehouse.closing import ClosedMonth

_LISTED = (
    ("month", "text"),
    ("closed_at", "at"),
    ("actor", "text"),
    ("orders", "int"),
    ("ordered_value_sen", "sen"),
    ("adjustments", "int"),
    ("adjusted_orders", "int"),
    ("adjusted_value_sen", "sen"),
    ("reason", "text"),
)


def closed_text(month: "ClosedMonth", lang: str) -> str:
    """What closing a month did, in a sentence."""
    value = format_rupiah(month.net_revenue_sen, lang=lang)
    many = "an_order" if month.orders == 1 else "some_orders"
    orders = t(f"close.{many}", lang, orders=grouped(month.orders, lang))
    return t("close.closed", lang, month=month.month, orders=orders, value=value)


def show_list(rows: Sequence[Mapping[str, object]], fmt: str, lang: str) -> None:
    """The closed months, one row each."""
    columns = [_column(name, kind, lang) for name, kind in _LISTED]
    if fmt != "table":
        columns.append(Column("figures_sha256"))
    emit(rows, columns, fmt, empty=t("close.none", lang), lang=lang)


def _column(name: str, kind: str, lang: str) -> Column:
    return Column(name, t(f"close.{name.removesuffix('_sen')}", lang), kind)  # type: ignore[arg-type]


def show_month(shown: "Shown", fmt: str, lang: str, *, zone: str, whole: bool) -> None:
    """A closed month: the figures that moved (`whole`: all), then the adjustments."""
    figures = [f for f in shown.figures if whole or f.frozen != f.today]
    month = shown.month
    if fmt == "json":
        emit_json(
            {
                "month": month.month,
                "closed_at": month.closed_at,
                "actor": month.actor,
                "reason": month.reason,
                "orders": month.orders,
                "ordered_value": plain(month.net_revenue_sen, "sen"),
                "figures": [_machine(f) for f in figures],
                "adjustments": shown.adjustments.records(zone=zone),
            }
        )
        return
    titles = [Column(n, t(f"close.{n}", lang)) for n in ("metric", "basis", "row", "column")]
    titles += [Column(n, t(f"close.{n}", lang), "int") for n in ("frozen", "today")]
    rows = [
        {
            **_machine(f),
            **({} if fmt == "csv" else {n: _value(f, n, lang) for n in ("frozen", "today")}),
        }
        for f in figures
    ]
    if fmt == "csv":
        emit(rows, titles, fmt)
        return
    day = parse_instant(month.closed_at).astimezone(ZoneInfo(zone)).date().isoformat()
    title = f"{t('close.title_figures', lang)} · {month.month} · {t('close.mark', lang, date=day)}"
    emit(rows, titles, fmt, title=title, empty=t("close.same", lang), lang=lang)
    show_adjustments(shown.adjustments, lang, zone=zone)


def _machine(figure: "Compared") -> dict[str, object]:
    kind = figure.kind
    name = figure.column.removesuffix(f"_{kind}") if kind in {"sen", "bps"} else figure.column
    frozen, today = (plain(v, kind) for v in (figure.frozen, figure.today))  # type: ignore[arg-type]
    return {
        "metric": figure.metric, "basis": figure.basis, "row": figure.row, "column": name,
        "frozen": frozen, "today": today,
    }  # fmt: skip


def _value(figure: "Compared", name: str, lang: str) -> object:
    value = figure.frozen if name == "frozen" else figure.today
    return printed(value, figure.kind, lang)  # type: ignore[arg-type]


def show_adjustments(result: "MetricResult", lang: str, *, zone: str) -> None:
    """What later files moved, a row per value."""
    titles = {c.name: c.title(lang) for c in result.spec.columns}
    kinds = {c.name: c.kind for c in result.spec.columns}
    first = ("booked_month", "platform", "order_no", "kind", "column_name")
    columns = [Column(name, titles[name]) for name in first]
    columns += [Column(side, titles[f"{side}_sen"], "number") for side in ("frozen", "live")]
    last = ("difference_sen", "batch", "file")
    columns += [Column(name, titles[name], kinds[name]) for name in last]
    rows = [_printed(row, lang) for row in result.records(printed=False, zone=zone)]
    title = t("close.title_adjustments", lang)
    emit(rows, columns, "table", title=title, empty=t("close.no_adjustments", lang), lang=lang)


def _printed(row: Mapping[str, object], lang: str) -> dict[str, object]:
    """Both values in one column each, whatever they are."""
    printed_row = {**row, "column_name": str(row["column_name"]).removesuffix("_sen")}
    for side in ("frozen", "live"):
        sen = row[f"{side}_sen"]
        printed_row[side] = row[f"{side}_text"] if sen is None else printed(sen, "sen", lang)
    return printed_row
