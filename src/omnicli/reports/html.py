"""One self-contained page: templates, style and script in, one HTML file out."""

import base64
import hashlib
import json
from collections.abc import Callable
from functools import cache
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from omnicli.domain.errors import OmniError
from omnicli.domain.money import divide_half_up
from omnicli.domain.worklists import acceptable
from omnicli.domain.worklists import credits_left
from omnicli.domain.worklists import payouts_left
from omnicli.reports import charts
from omnicli.reports import numbers
from omnicli.reports import rows
from omnicli.reports.deltas import change
from omnicli.reports.deltas import moved
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.glossary import entries
from omnicli.reports.index import summary
from omnicli.reports.plain import visible
from omnicli.reports.sections import ROWS_IN_FOLD
from omnicli.reports.sections import ROWS_SHOWN
from omnicli.reports.sections import has_nothing
from omnicli.reports.sections import verdict
from omnicli.reports.sections import views
from omnicli.reports.words import word

if TYPE_CHECKING:
    from jinja2 import BytecodeCache
    from jinja2.bccache import Bucket
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LIST_PAGE = "_list.html"
"""The page of every report that declares its sections and has no page of its own."""


def render_html(bundle: Bundle, templates: Path) -> bytes:
    """The page of the bundle's report, utf-8. Raises E_REPORT_TEMPLATE on a fault in a template."""
    from jinja2 import TemplateError
    from markupsafe import Markup

    style, script = _assets(templates)
    style += _margins(bundle)
    env = environment(templates, bundle.facts.lang)
    env.globals.update(_globals(bundle))
    file = f"{bundle.manifest.name}/page.html"
    if not (templates / file).exists():
        file = LIST_PAGE
    try:
        page = env.get_template(file).render(
            bundle=bundle,
            facts=bundle.facts,
            manifest=bundle.manifest,
            title=bundle.pick(bundle.manifest.title),
            glossary=entries(bundle),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            csp=_policy(style, script),
            meta=json.dumps(summary(bundle), ensure_ascii=False, separators=(",", ":")),
        )
    except (TemplateError, TypeError, KeyError, StopIteration) as fault:
        where = getattr(fault, "name", None) or file
        raise OmniError("E_REPORT_TEMPLATE", file=where, detail=str(fault)) from fault
    return page.encode("utf-8")


def render_part(file: str, templates: Path, lang: str, **context: Any) -> bytes:
    """A page of a site that is no report: its index, its search."""
    from jinja2 import TemplateError
    from markupsafe import Markup

    style, script = _assets(templates)
    env = environment(templates, lang)
    try:
        page = env.get_template(file).render(
            **context,
            lang=lang,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            csp=_policy(style, script),
        )
    except (TemplateError, TypeError, KeyError) as fault:
        raise OmniError("E_REPORT_TEMPLATE", file=file, detail=str(fault)) from fault
    return page.encode("utf-8")


def _assets(templates: Path) -> tuple[str, str]:
    """The style and the script that every page carries."""
    style, table, chart = (
        (templates / name).read_text(encoding="utf-8")
        for name in ("style.css", "table.js", "chart.js")
    )
    return style, table + chart


def _margins(bundle: Bundle) -> str:
    """What stands in the margin of a printed page: shop, report, period, and the page's number."""
    title = bundle.pick(bundle.manifest.title)
    facts = bundle.facts
    heading = f"{facts.store_name or ''} · {title} · {facts.period.label(facts.lang)}"
    text = "".join(f"\\{ord(c):06x}" if c in '"\\<>' else c for c in visible(heading))
    return (
        f'@page {{ @bottom-left {{ content: "{text}"; font: 8pt sans-serif }} '
        '@bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif } }\n'
    )


def _policy(style: str, script: str) -> str:
    """The page may run its own script and style, by hash, and load nothing at all."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def environment(templates: Path, lang: str) -> "ImmutableSandboxedEnvironment":
    """The one environment: everything escaped, nothing undefined, no hidden characters."""
    from jinja2 import FileSystemLoader
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    env = ImmutableSandboxedEnvironment(
        bytecode_cache=_compiled(),
        loader=FileSystemLoader(str(templates), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(_filters(lang))
    env.filters["index_of"] = list.index
    env.globals["t"] = lambda indonesian, english: english if lang == "en" else indonesian
    return env


@cache
def _compiled() -> "BytecodeCache":
    """Templates as they were compiled in this process: each page has an environment of its own."""
    from jinja2 import BytecodeCache

    class Memory(BytecodeCache):
        """Compiled templates by key; one whose text has changed is compiled anew."""

        held: Final[dict[str, bytes]] = {}

        def load_bytecode(self, bucket: "Bucket") -> None:
            if bucket.key in self.held:
                bucket.bytecode_from_string(self.held[bucket.key])

        def dump_bytecode(self, bucket: "Bucket") -> None:
            self.held[bucket.key] = bucket.bytecode_to_string()

    return Memory()


def _finalize(value: Any) -> Any:
    """Strip what no reader should meet; markup of our own macros passes."""
    return visible(value) if type(value) is str else value


def _filters(lang: str) -> dict[str, Callable[..., Any]]:
    printers: dict[str, Callable[..., str]] = {
        "rp": numbers.rupiah,
        "rp_round": numbers.average,
        "pct": numbers.percent,
        "times": numbers.times,
        "n": numbers.count,
        "day": numbers.day,
        "month": numbers.month,
        "short_month": numbers.short_month,
        "month_of": numbers.month_of,
        "day_of": numbers.day_of,
    }
    return {name: partial(_print, printer, lang) for name, printer in printers.items()}


def _print(printer: Callable[..., str], lang: str, value: Any) -> str:
    """Apply a filter; an undefined name says its name instead of what the filter made of it."""
    from jinja2 import Undefined

    if isinstance(value, Undefined):
        str(value)  # StrictUndefined raises here
    return printer(value, lang)


def _globals(bundle: Bundle) -> dict[str, Any]:
    lang = bundle.facts.lang
    return {
        "frame": lambda alias: bundle.frames[alias],
        "rows": lambda alias: bundle.frames[alias].records(),
        "columns_chart": partial(charts.columns, lang=lang),
        "stacked_chart": partial(charts.stacked, lang=lang),
        "line_chart": partial(charts.lines, lang=lang),
        "bar_chart": partial(charts.bars, lang=lang),
        "waterfall_chart": partial(charts.waterfall, lang=lang),
        "spark": charts.spark,
        "show": partial(numbers.show, lang=lang),
        "table_body": partial(rows.body, bundle),
        "head_class": rows.head_class,
        "unit": lambda column: numbers.unit_of(column.name, column.kind),
        "word": bundle.say,
        "moved": partial(moved, lang=lang),
        "counted": partial(counted, lang=lang),
        "change": change,
        "since": since,
        "ranked": ranked,
        "totals": partial(totals, lang=lang),
        "grouped": grouped,
        "job": job,
        "ageing": ageing,
        "share": share,
        "views": lambda: views(bundle),
        "verdict": lambda: verdict(bundle),
        "has_nothing": lambda: has_nothing(bundle),
        "pick": bundle.pick,
        "period_label": bundle.facts.period.label(lang),
        "rows_shown": ROWS_SHOWN,
        "rows_in_worklist": ROWS_IN_FOLD,
        "ranked_abs": ranked_abs,
        "chosen": chosen,
        "payouts_left": payouts_left,
        "acceptable": lambda rows: [acceptable(row) for row in rows],
        "credits_left": credits_left,
    }


def counted(number: int, thing: str, english: str, lang: str = "id") -> str:
    """`12 pesanan`, `1 order`, `12 orders`."""
    named = thing if lang == "id" else english if number == 1 else f"{english}s"
    return f"{numbers.count(number, lang)} {named}"


def since(records: list[dict[str, Cell]], *names: str) -> list[dict[str, Cell]]:
    """The records from the first on in which one of `names` is more than nothing."""
    for index, record in enumerate(records):
        if any(record[name] for name in names):
            return records[index:]
    return []


def totals(
    records: list[dict[str, Cell]], key: str, value: str, lang: str = "id"
) -> list[tuple[str, int]]:
    """`value` summed by `key`, the largest first, each key in the reader's words."""
    sums: dict[str, int] = {}
    for record in records:
        name = str(record[key])
        sums[name] = sums.get(name, 0) + int(record[value] or 0)
    ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(word(key, name, lang), total) for name, total in ranked]


def share(part: int, whole: int) -> int | None:
    """`part` of `whole` in basis points; None of nothing."""
    return divide_half_up(part * 10_000, whole) if whole else None


def grouped(
    records: list[dict[str, Cell]], keys: tuple[str, ...], sums: tuple[str, ...] = ()
) -> list[dict[str, Cell]]:
    """One record per `keys`, in the order they first stand there: `orders` and each of `sums`."""
    found: dict[tuple[Cell, ...], dict[str, Cell]] = {}
    for record in records:
        key = tuple(record[name] for name in keys)
        group = found.setdefault(
            key, {**dict(zip(keys, key, strict=True)), "orders": 0, **dict.fromkeys(sums, 0)}
        )
        group["orders"] = int(group["orders"] or 0) + 1
        for name in sums:
            group[name] = int(group[name] or 0) + int(record[name] or 0)
    return list(found.values())


AGES = ((3, "0-3"), (7, "4-7"), (14, "8-14"), (30, "15-30"))


def ageing(records: list[dict[str, Cell]]) -> list[tuple[str, int]]:
    """Money not in the bank by age in days, in sen; empty where there is none."""
    sums = dict.fromkeys([*(name for _, name in AGES), "> 30"], 0)
    for record in records:
        days, amount = record["age_days"], int(record["open_sen"] or 0)
        if days is not None and amount > 0:
            name = next((name for most, name in AGES if int(days) <= most), "> 30")
            sums[name] += amount
    return list(sums.items()) if any(sums.values()) else []


def job(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    records: list[dict[str, Cell]],
    show: tuple[str, ...],
    amount: str,
) -> dict[str, object]:
    """One worklist of the page: `total` is what its rows come to, `worth` how far from nothing."""
    total = sum(int(record[amount] or 0) for record in records)
    return {
        "id": name,
        "title": title,
        "columns": columns,
        "rows": records,
        "show": show,
        "amount": amount,
        "total": total,
        "worth": abs(total),
    }


def ranked(records: list[dict[str, Cell]], name: str) -> list[dict[str, Cell]]:
    """The records by `name`, the largest first; what is unknown comes last."""
    return sorted(records, key=lambda record: -int(record[name] or 0))


def ranked_abs(records: list[dict[str, Cell]], name: str) -> list[dict[str, Cell]]:
    """The records by how far `name` is from nothing, the furthest first."""
    return sorted(records, key=lambda record: -abs(int(record[name] or 0)))


def chosen(columns: tuple[Column, ...], names: tuple[str, ...]) -> list[Column]:
    """The columns called `names`, in that order."""
    known = {column.name: column for column in columns}
    return [known[name] for name in names]
