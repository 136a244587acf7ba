"""`omni report all`: every report of some periods as a linked site that needs no server."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.metrics.catalog import get
from omnicli.outputs import write_output
from omnicli.reports import index
from omnicli.reports import manifest as manifests
from omnicli.reports import search
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Link
from omnicli.reports.frame import Nav
from omnicli.reports.frame import NavGroup
from omnicli.reports.groups import GROUPS
from omnicli.reports.groups import REST
from omnicli.reports.html import render_part
from omnicli.reports.manifest import Manifest
from omnicli.services import alerting
from omnicli.services.asking import BASES
from omnicli.services.report_files import page_of
from omnicli.services.report_files import save
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.services.reporting import freshness
from omnicli.services.reporting import templates
from omnicli.services.restating import with_restatements
from omnicli.services.runs import Runs
from omnicli.session import Session
from omnicli.sources import Titles

INDEX, SEARCH = "index.html", "search.html"
FIRST = ("overview", "roas", "orders", "receipts", "receivables", "cash", "reconciliation")
"""Reports in the order in which somebody reads them; the others follow by name."""
_PLACE = ("E_OUTPUT_OWN", "E_OUTPUT_KIND", "E_OUTPUT_WRITE")
"""Faults of the folder, not of one report: they end the run."""
MONTHS = 6
"""Months of coverage the index shows."""
BASIS_NAMES = {
    "placed": ("Dipesan", "Placed"),
    "delivered": ("Selesai", "Delivered"),
    "cash": ("Kas cair", "Cash"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A report that could not be built, and why."""

    report: str
    period: str
    error: OmniError


@dataclass(slots=True)
class Site:
    """What was written, the index first, and what could not be."""

    index: Path
    files: list[Path] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    """The reports on the basis asked for, in the order of the site."""


def names(session: Session) -> list[Manifest]:
    """The reports the actor may see, in the order of the site."""
    found = [manifests.load(templates(), name) for name in manifests.names(templates())]
    order = {name: place for place, name in enumerate(FIRST)}
    found.sort(key=lambda m: (order.get(m.name, len(order)), m.name))
    return [m for m in found if session.may(m.action) and not m.on_demand]


def build_site(
    session: Session,
    periods: Sequence[Period],
    basis: str,
    as_of: date | None,
    formats: Sequence[str],
    root: Path,
    *,
    live: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Site:
    """Render every report of every period into `root`, then the index and the search.

    A report that counts revenue has a page per basis; its other formats are of the `basis` asked
    for. One report that fails leaves the others as they are, and is among the faults.
    """
    site = Site(root / INDEX)
    shown = names(session)
    runs = Runs(session)
    found: list[tuple[str, Bundle]] = []
    for period in sorted(periods, reverse=True):
        for manifest in shown:
            progress(manifest.name)
            for used in BASES if "basis" in manifest.params else (basis,):
                try:
                    report = build_report(
                        session, manifest.name, period, used, as_of, live=live, runs=runs
                    )
                    report = with_restatements(runs, report, live=live)
                    nav = _nav(report.bundle, shown, periods, root)
                    report = Report(replace(report.bundle, nav=nav))
                    wanted = ("html", *formats) if used == basis else ("html",)
                    places = {f: root / page_of(report.bundle, f) for f in dict.fromkeys(wanted)}
                    site.files += save(report, places)
                except OmniError as error:
                    if error.code not in _PLACE:
                        site.faults.append(Fault(manifest.name, period.label(session.lang), error))
                        break
                    raise
                if used == basis:
                    site.reports.append(report)
                    found.append((page_of(report.bundle).as_posix(), report.bundle))
    site.files.append(_write_search(session, root, found))
    site.files.append(write_index(session, root, basis, runs))
    return site


def _nav(bundle: Bundle, shown: Sequence[Manifest], periods: Sequence[Period], root: Path) -> Nav:
    """The ways from one page: only to pages that this run writes or that are there already."""
    facts, lang = bundle.facts, bundle.facts.lang

    def page(name: str, period: Period, basis: str) -> Path:
        manifest = bundle.manifest if name == bundle.manifest.name else by_name[name]
        other = replace(bundle, manifest=manifest, facts=replace(facts, period=period))
        return page_of(other, basis=basis)

    def beside(period: Period) -> Link | None:
        target = page(bundle.manifest.name, period, facts.basis)
        there = period in periods or (root / target).exists()
        return Link(period.label(lang), target.name) if there else None

    by_name = {manifest.name: manifest for manifest in shown}
    pages = {m.name: f"../{page(m.name, facts.period, facts.basis).as_posix()}" for m in shown}
    ordered = sorted(periods)
    place = ordered.index(facts.period)
    before = ordered[place - 1] if place else facts.period.previous()
    after = ordered[place + 1] if place + 1 < len(ordered) else facts.period.following()
    return Nav(
        home=f"../{INDEX}",
        search=f"../{SEARCH}",
        groups=_groups(bundle, shown, pages),
        bases=tuple(
            Link(
                bundle.pick(BASIS_NAMES[b]),
                page(bundle.manifest.name, facts.period, b).name,
                b == facts.basis,
            )
            for b in BASES
        )
        if "basis" in bundle.manifest.params
        else (),
        before=beside(before),
        after=beside(after),
        pages=pages,
    )


def _groups(
    bundle: Bundle, shown: Sequence[Manifest], pages: Mapping[str, str]
) -> tuple[NavGroup, ...]:
    """All reports of the site by their groups."""
    made = []
    for group, title in GROUPS.items():
        links = tuple(
            Link(bundle.pick(m.title), pages[m.name], m.name == bundle.manifest.name)
            for m in shown
            if m.group == group
        )
        made += [NavGroup(bundle.pick(title), links)] if links else []
    return tuple(made)


def _write_search(session: Session, root: Path, found: list[tuple[str, Bundle]]) -> Path:
    held = search.collect(found)
    page = render_part(
        "_search.html", templates(), session.lang, found=held, store=_store(session), home=INDEX
    )
    return write_output(root / SEARCH, page, replace=True)


def write_index(session: Session, root: Path, basis: str, runs: Runs | None = None) -> Path:
    """The index of a folder of reports, from what its pages say of themselves."""
    runs = runs or Runs(session)
    rows = index.rows(index.pages(root, session.lang), basis)
    order = {manifest.name: place for place, manifest in enumerate(names(session))}
    rows.sort(key=lambda row: (order.get(row.newest.report, len(order)), row.newest.report))
    spans = {(page.start, page.end): page.period for row in rows for page in row.periods}
    news = freshness(runs)
    names_of = Titles()
    titles = {
        f.source: names_of[f.source][session.lang == "en"] for f in news if f.source in names_of
    }
    page = render_part(
        "_index.html",
        templates(),
        session.lang,
        store=_store(session),
        rows=rows,
        groups=[
            (GROUPS.get(group, GROUPS[REST])[session.lang == "en"], mine)
            for group, mine in index.grouped(rows)
        ],
        spans=sorted(spans.items(), key=lambda item: (item[0][1], item[0][0]), reverse=True),
        needs=index.needs(rows),
        alerts=[
            alerting.sentence(one, session.lang) for one in alerting.news(session, session.reader)
        ],
        freshness=news,
        coverage=_coverage(runs, max((end for _, end in spans), default=None)),
        titles=titles,
        search=SEARCH if (root / SEARCH).exists() else None,
    )
    return write_output(root / INDEX, page, replace=True)


def keep_index(session: Session, written: Iterable[Path], basis: str) -> None:
    """Bring the index of the workspace's reports up to date, where one of them was written."""
    home = session.workspace.reports
    if any(path.parent.parent == home for path in written):
        write_index(session, home, basis)


@dataclass(frozen=True, slots=True)
class Covered:
    """One source of one account: the state of each month, as metric `coverage` says."""

    source: str
    account: str
    states: tuple[str, ...]


def _coverage(runs: Runs, end: str | None) -> tuple[tuple[str, ...], tuple[Covered, ...]]:
    """The last months up to `end`, and each source's state in them: the worst of its contents."""
    if end is None:
        return (), ()
    day = date.fromisoformat(end)
    months = [Period.of_month(day.year, day.month)]
    while len(months) < MONTHS:
        months.insert(0, months[0].previous())
    span = Period(months[0].start, months[-1].end).sql_params()
    states: dict[tuple[str, str], dict[str, str]] = {}
    worst = ("none", "gap", "stale", "complete")
    for row in runs.today(get("coverage"), span).records(printed=False):
        mine = states.setdefault((str(row["source"]), str(row["account"])), {})
        month, state = str(row["month"]), str(row["state"])
        mine[month] = min(mine.get(month, state), state, key=worst.index)
    names_ = tuple(f"{month.start:%Y-%m}" for month in months)
    return names_, tuple(
        Covered(source, account, tuple(mine.get(name, "none") for name in names_))
        for (source, account), mine in sorted(states.items())
    )


def _store(session: Session) -> str:
    """The store's name, or the folder's where it has none."""
    return session.workspace.settings.store_name or session.workspace.root.name
