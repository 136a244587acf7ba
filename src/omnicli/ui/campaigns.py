"""A campaign on the terminal."""

import sys
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.ui.cells import grouped
from omnicli.ui.cells import printed
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_facts
from omnicli.ui.output import emit_json
from omnicli.ui.output import machine
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.metrics.header import MetricColumn
    from omnicli.services.campaigns import Shown

_TABLES = ("campaign_hours", "campaign_products", "campaign_trend")
_ALWAYS = ("hour", "product", "name", "moment", "thing", "action", "reason", "place")
_SILENT = ("campaign", "role", "scope", "import_id")
_ROWS = 15
"""So many products on the terminal."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a campaign a person asked for: figures by name, products, what the trend is about."""

    metrics: str | None = None
    products: Sequence[str] = ()
    trend: str | None = None


def frozen_text(name: str, pace: Mapping[str, object], lang: str) -> str:
    """What freezing a campaign did, in a sentence or two."""
    gmv = printed(pace["gmv_sen"], "sen", lang)
    orders = grouped(int(str(pace["orders"] or 0)), lang)
    text = t("campaign.frozen", lang, campaign=name, gmv=gmv, orders=orders)
    days = int(str(pace["after_days"] or 0))
    return text if days >= 7 else f"{text} {t('campaign.after_open', lang, days=days)}"


def show_campaign(
    shown: "Shown",
    fmt: str,
    lang: str,
    *,
    zone: str,
    wanted: Wanted,
) -> None:
    """A campaign: the facts of its pace, then hours, products, and the trend that is asked for.

    Raises E_CAMPAIGN_METRIC for a figure that no table has.
    """
    figures = _figures(shown, wanted.metrics)
    tables = {name: _rows(shown, name, wanted, zone) for name in (*_TABLES, "campaign_late_files")}
    columns = {
        name: [
            _column(c, lang)
            for c in shown.results[name].spec.columns
            if _kept(c, figures if name in _TABLES else None)
        ]
        for name in tables
    }
    if fmt == "json":
        pace = shown.results["campaign_pace"].records(zone=zone)
        emit_json(
            {"campaign": shown.campaign.name, "channel": shown.channel, "pace": pace[0]}
            | {
                name.removeprefix("campaign_"): [machine(r, columns[name]) for r in rows]
                for name, rows in tables.items()
            }
        )
        return
    if fmt == "csv":
        emit(tables["campaign_products"], columns["campaign_products"], fmt, lang=lang)
        return
    emit_facts(_facts(shown, lang))
    for name, title in zip(tables, ("hours", "products", "trend", "late"), strict=True):
        rows = tables[name]
        if title in {"trend", "late"} and not rows:
            continue
        sys.stdout.write("\n")
        some = rows[:_ROWS] if title == "products" else rows
        used = [c for c in columns[name] if any(r.get(c.name) is not None for r in some)]
        empty = t("campaign.no_products", lang)
        spoken = [_spoken(row, lang) for row in some]
        emit(spoken, used, fmt, title=t(f"campaign.{title}", lang), empty=empty, lang=lang)
        if len(some) < len(rows):
            sys.stdout.write(t("campaign.more", lang, count=len(rows) - len(some)) + "\n")


def _rows(shown: "Shown", metric: str, wanted: Wanted, zone: str) -> list[Mapping[str, object]]:
    rows, products = shown.rows(metric, zone=zone), wanted.products
    if metric == "campaign_trend":
        about = wanted.trend or "product"
        every = wanted.trend is not None and (about != "product" or not products)
        return [r for r in rows if r["scope"] == about and (every or r["thing"] in products)]
    if metric == "campaign_products" and products:
        return [r for r in rows if r["product"] in products]
    return rows


def _figures(shown: "Shown", metrics: str | None) -> Collection[str] | None:
    if metrics is None:
        return None
    wanted = [part.strip().casefold() for part in metrics.split(",") if part.strip()]
    columns = [c for name in _TABLES for c in shown.results[name].spec.columns]
    known = [c.printed_name for c in columns if c.name not in (*_ALWAYS, *_SILENT)]
    for name in wanted:
        if name not in known:
            raise OmniError("E_CAMPAIGN_METRIC", value=name, known=", ".join(dict.fromkeys(known)))
    return wanted


def _kept(column: "MetricColumn", wanted: Collection[str] | None) -> bool:
    if column.name in _SILENT:
        return False
    figures = column.kind in {"sen", "int", "bps"} and column.name not in _ALWAYS
    return wanted is None or not figures or column.printed_name in wanted


def _column(column: "MetricColumn", lang: str) -> Column:
    return Column(column.name, column.title(lang), column.kind)


def _facts(shown: "Shown", lang: str) -> dict[str, str]:
    """The pace as `name  value` lines; what is not known is left out."""
    pace = _spoken(shown.pace, lang)
    return {
        c.title(lang): printed(pace[c.name], c.kind, lang)
        for c in shown.results["campaign_pace"].spec.columns
        if pace[c.name] is not None and c.name != "role"
    }


def _spoken(row: Mapping[str, object], lang: str) -> dict[str, object]:
    from omnicli.reports.words import word

    return {k: word(k, v, lang) if isinstance(v, str) else v for k, v in row.items()}
