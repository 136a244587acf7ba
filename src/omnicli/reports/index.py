"""The pages of a folder: each carries a summary of itself, and the index is made of those alone.

So the index is true whatever was rendered before, moved in from elsewhere or deleted.
"""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from omnicli.reports.figures import shown
from omnicli.reports.figures import title_of
from omnicli.reports.frame import Bundle
from omnicli.reports.groups import REST
from omnicli.reports.groups import place
from omnicli.reports.sections import attention
from omnicli.reports.sections import has_nothing

META = re.compile(r'<meta name="omni" content="([^"]*)">')
HEAD_BYTES = 16_384
"""How far into a page its summary may stand."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the folder, as it describes itself; `href` is relative to the index."""

    href: str
    report: str
    title: str
    about: str
    start: str
    end: str
    period: str
    basis: str | None
    as_of: str
    lang: str
    figures: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    nothing: bool
    group: str = REST


def summary(bundle: Bundle) -> dict[str, object]:
    """What a page says of itself in its head."""
    facts, manifest = bundle.facts, bundle.manifest
    nothing = bundle.empty or has_nothing(bundle)
    figures = () if nothing else manifest.headline
    return {
        "report": manifest.name,
        "title": bundle.pick(manifest.title),
        "about": bundle.pick(manifest.about),
        "group": manifest.group,
        "start": facts.period.start.isoformat(),
        "end": facts.period.end.isoformat(),
        "period": facts.period.label(facts.lang),
        "basis": facts.basis if "basis" in manifest.params else None,
        "as_of": facts.as_of.isoformat(),
        "lang": facts.lang,
        "figures": [[title_of(bundle, f), shown(bundle, f)] for f in figures],
        "needs": [] if nothing else attention(bundle),
        "nothing": nothing,
    }


def pages(folder: Path, lang: str) -> list[Page]:
    """The pages in the folders of `folder` in one language, by report and period."""
    found = [page for path in sorted(folder.glob("*/*.html")) if (page := _read(path, folder))]
    ranked = sorted(found, key=lambda page: (page.report, page.start, page.end, page.href))
    return [page for page in ranked if page.lang == lang]


def _read(path: Path, folder: Path) -> Page | None:
    """The page at `path`; None where it is no page of ours."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES).decode("utf-8", errors="replace")
    found = META.search(head)
    if found is None:
        return None
    try:
        raw = json.loads(html.unescape(found[1]))
        figures = tuple((str(title), str(value)) for title, value in raw.pop("figures"))
        needs = tuple(str(text) for text in raw.pop("needs"))
        href = path.relative_to(folder).as_posix()
        return Page(href=href, figures=figures, needs=needs, **raw)
    except (ValueError, TypeError, KeyError):
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """One report in the index: its page of the period shown first, and those of all periods."""

    newest: Page
    periods: tuple[Page, ...]


def rows(found: Iterable[Page], basis: str) -> list[Row]:
    """The reports with their newest page first; of several bases the one asked for."""
    reports: dict[str, dict[tuple[str, str], Page]] = {}
    for page in found:
        mine = reports.setdefault(page.report, {})
        key = (page.start, page.end)
        if key not in mine or page.basis == basis:
            mine[key] = page
    made = []
    for mine in reports.values():
        ranked = sorted(mine.values(), key=lambda page: (page.end, page.start), reverse=True)
        made.append(Row(ranked[0], tuple(ranked)))
    return made


def grouped(found: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The rows by the group of their report, in the order of the groups."""
    made: dict[str, list[Row]] = {}
    for row in found:
        made.setdefault(row.newest.group, []).append(row)
    return sorted(made.items(), key=lambda item: place(item[0]))


def needs(found: Iterable[Row]) -> list[tuple[str, Page]]:
    """What needs somebody, of the newest page of each report."""
    return [(text, row.newest) for row in found for text in row.newest.needs]
