"""Building a report: run its metrics, hand their frames to the renderers, write what comes out."""

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from pathlib import Path

from omnicli import __version__
from omnicli.assets import asset
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.domain.phones import person_key
from omnicli.engine.frozen import Frozen
from omnicli.engine.frozen import adjustments
from omnicli.engine.frozen import closed_month
from omnicli.metrics.catalog import get
from omnicli.metrics.run import MetricResult
from omnicli.reports import build
from omnicli.reports import figures
from omnicli.reports import manifest as manifests
from omnicli.reports.flat import payload
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Column
from omnicli.reports.frame import Comparison
from omnicli.reports.frame import Facts
from omnicli.reports.frame import Frame
from omnicli.reports.frame import Freshness
from omnicli.reports.manifest import Manifest
from omnicli.reports.manifest import Pin
from omnicli.reports.plain import mask_phone
from omnicli.reports.sections import has_nothing
from omnicli.reports.sheets import ADJUSTMENTS
from omnicli.services.asking import DEFAULT_BASIS
from omnicli.services.customers import seen
from omnicli.services.reconciling import about
from omnicli.services.reconciling import newest_day
from omnicli.services.reconciling import spoken
from omnicli.services.reconciling import told_of
from omnicli.services.report_changes import changes
from omnicli.services.runs import Runs
from omnicli.services.unproved import unproved_files
from omnicli.services.used_sources import used_sources
from omnicli.session import Session
from omnicli.sources import Titles

FRESHNESS = "source_freshness@1"


@dataclass(frozen=True, slots=True)
class Report:
    """A report ready to render; every format comes from the same frames."""

    bundle: Bundle

    def render(self, fmt: str, *, sheet: str | None = None) -> bytes:
        """The bytes of one format."""
        return build.render(self.bundle, fmt, templates(), sheet=sheet)

    @property
    def html(self) -> str:
        """The page."""
        return self.render("html").decode()

    @property
    def xlsx(self) -> bytes:
        """The workbook."""
        return self.render("xlsx")

    @property
    def csv(self) -> str:
        """The first sheet as csv."""
        return self.render("csv").decode("utf-8-sig")

    @property
    def json(self) -> dict[str, object]:
        """What `--json` prints."""
        return payload(self.bundle)

    def headline(self) -> list[tuple[str, str]]:
        """The figures worth a line on the terminal: title and value, in the report's language."""
        bundle = self.bundle
        return [
            (figures.title_of(bundle, figure), figures.shown(bundle, figure))
            for figure in bundle.manifest.headline
        ]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to show: a figure would say 0 of what nobody knows."""
        return self.bundle.empty or has_nothing(self.bundle)

    def todays(self) -> list[bool]:
        """For each figure of `headline`: whether a closed month shows it by today's data."""
        frames, closed = self.bundle.frames, self.bundle.facts.closed is not None
        return [closed and not frames[f.alias].frozen for f in self.bundle.manifest.headline]


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of `omni report --list`."""

    name: str
    version: int
    title: str
    about: str


def templates() -> Path:
    """The folder of the reports' templates."""
    return asset("report_templates")


def list_reports(lang: str = "id") -> list[Listed]:
    """Every report there is."""
    found = [manifests.load(templates(), name) for name in manifests.names(templates())]
    second = lang == "en"
    return [Listed(m.name, m.version, m.title[second], m.about[second]) for m in found]


def is_about_money(name: str) -> bool:
    """Whether report `name` counts to the newest money known. E_REPORT_UNKNOWN for no report."""
    return manifests.load(templates(), name).newest


def parse_formats(text: str | None, output: Path | None = None) -> tuple[str, ...]:
    """The formats asked for; without them the one the output's name ends in, else html."""
    if text is not None:
        return build.parse_formats(text)
    if output is None or output.is_dir() or not output.suffix:
        return ("html",)
    return build.parse_formats(output.suffix.removeprefix("."))


def build_report(
    session: Session,
    name: str,
    period: Period,
    basis: str = DEFAULT_BASIS,
    as_of: date | None = None,
    *,
    source: str = "all",
    customer: str | None = None,
    live: bool = False,
    runs: Runs | None = None,
) -> Report:
    """Run the metrics of report `name` once each; with a `source`, its rows only.

    `as_of` defaults to the period's last day, or for reports about money to the newest day known.
    A month that is closed shows its frozen figures and what moved since, unless `live`. Reports
    that are built with the same `runs` share what they ask. A report of one `customer` leaves in
    the trail who was looked at. E_CUSTOMER_UNKNOWN.
    """
    manifest = manifests.load(templates(), name)
    session.require(manifest.action)
    if manifest.on_demand:
        customer = person_key(customer or "")
        seen(session, customer)
    _check_columns(manifest)
    runs = runs or Runs(session)
    settings = session.workspace.settings
    asked = as_of is not None and as_of != period.end
    month = closed_month(session.db, session.workspace.settings.timezone, period, as_of, live=live)
    if as_of is None and month is None and (manifest.newest or manifest.known):
        as_of = newest_day(session)
        as_of = as_of if manifest.newest else min(as_of, period.end)
    facts = Facts(
        period=period,
        basis=basis,
        as_of=as_of or period.end,
        lang=session.lang,
        store_name=settings.store_name or session.workspace.root.name,
        timezone=settings.timezone,
        omni_version=__version__,
        freshness=freshness(runs),
        closed=month.closed_on if month else None,
        as_of_asked=asked,
        source_names=Titles(),
        targets=settings.targets.get(f"{period.start:%Y-%m}", {}) if period.is_month else {},
        customer=customer or "",
    )
    frames = _frames(runs, manifest, facts, month, live=live)
    used = used_sources(session.db, frames.values(), (f.source for f in facts.freshness))
    facts = replace(facts, used=used, unproved=unproved_files(session.db, period, used))
    kept = {alias: _about(frame, source) for alias, frame in frames.items()}
    compared = _compared(runs, manifest, facts) if source == "all" else ()
    moved = changes(runs, manifest, facts) if source == "all" else ()
    return Report(Bundle(manifest, facts, kept, compared, changes=moved))


def _compared(runs: Runs, manifest: Manifest, facts: Facts) -> tuple[Comparison, ...]:
    """The figures that one row answers, of the period before and of a year ago.

    Nothing is compared with a period whose last days no file tells of yet: part of a month
    would stand against a whole one.
    """
    aliases = [alias for alias, pin in manifest.pins.items() if _is_compared(manifest, pin)]
    if not aliases or not told_of(runs.session, facts.period.end):
        return ()
    later = facts.as_of - facts.period.end
    found = []
    for period in (facts.period.previous(), facts.period.year_before()):
        other = replace(facts, period=period, as_of=period.end + later)
        frames = {}
        for alias in aliases:
            pin = manifest.pins[alias]
            spec = get(pin.reference)
            result, _ = runs.ask(spec, params_for(pin, other), None)
            frames[alias] = frame_of(alias, result, (), None, facts.lang, facts.timezone)
        if any(
            any(isinstance(v, int) and v for row in f.rows for v in row) for f in frames.values()
        ):
            found.append(Comparison(period, frames))
    return tuple(found)


def _is_compared(manifest: Manifest, pin: Pin) -> bool:
    """Whether a metric is compared: one that has one row a period, and those the manifest names."""
    if pin.alias in manifest.compare:
        return True
    if pin.months or pin.basis or not manifest.sections:
        return False
    spec = get(pin.reference)
    return not spec.grain and "from_date" in spec.params


def _check_columns(manifest: Manifest) -> None:
    """E_REPORT_MANIFEST for a column that its metric does not have, before anything runs."""
    for alias, name in sorted(manifest.columns_used()):
        spec = get(manifest.pins[alias].reference)
        columns = [column.name for column in spec.columns]
        if name not in columns:
            raise OmniError(
                "E_REPORT_MANIFEST",
                file=f"{manifest.name}/report.toml",
                detail=f"{alias} ({spec.id}) has no column {name!r}",
                known=", ".join(columns),
            )


def _about(frame: Frame, source: str) -> Frame:
    """The frame with the rows that are about `source`; one that names no payer stays whole."""
    named = {column.name for column in frame.columns} & {"payer", "platform"}
    if source in {"all", "bank"} or not named:
        return frame
    kept = [n for n, row in enumerate(frame.records()) if about(row, source)]
    return replace(
        frame,
        rows=tuple(frame.rows[n] for n in kept),
        printed=tuple(frame.printed[n] for n in kept),
    )


def freshness(runs: Runs) -> tuple[Freshness, ...]:
    """How much of each source there is, and how new it is."""
    zone = runs.session.workspace.settings.timezone
    records = runs.today(get(FRESHNESS), {}).records(printed=False, zone=zone)
    return tuple(
        Freshness(
            source=str(record["source"]),
            files=int(record["files"] or 0),
            rows=int(record["rows_read"] or 0),
            newest=str(record["newest_at"])[:10] if record["newest_at"] else None,
        )
        for record in records
    )


def _frames(
    runs: Runs, manifest: Manifest, facts: Facts, month: Frozen | None, *, live: bool
) -> dict[str, Frame]:
    """Every alias of the manifest; aliases that ask the same question share one run."""
    frames: dict[str, Frame] = {}
    for alias, pin in manifest.pins.items():
        spec = get(pin.reference)
        params = params_for(pin, facts)
        masked = manifest.mask.get(alias, ())
        basis = params["basis"] if "basis" in spec.params else None
        result, is_frozen = runs.ask(spec, params, month, live=live)
        frames[alias] = replace(
            frame_of(alias, result, masked, basis, facts.lang, facts.timezone), frozen=is_frozen
        )
    if month is not None:
        moved = adjustments(runs.session.db, month, runs.session.reader)
        frames[ADJUSTMENTS] = frame_of(ADJUSTMENTS, moved, (), None, facts.lang, facts.timezone)
    return frames


def params_for(pin: Pin, facts: Facts) -> dict[str, str]:
    """The bound parameters of a metric of a report."""
    period = facts.period
    if pin.months:
        period = _widened(period, pin.months)
    basis = pin.basis or facts.basis
    return {
        **period.sql_params(),
        "basis": basis,
        "as_of": facts.as_of.isoformat(),
        "customer": facts.customer,
    }


def _widened(period: Period, months: int) -> Period:
    """Back to the first day of the month `months` - 1 before the one in which the period ends."""
    index = period.end.year * 12 + period.end.month - months
    start = date(index // 12, index % 12 + 1, 1)
    return Period(min(start, period.start), period.end)


def frame_of(
    alias: str,
    result: MetricResult,
    masked: tuple[str, ...],
    basis: str | None,
    lang: str,
    zone: str,
) -> Frame:
    """The result with phones masked, instants in the `zone`, texts `x`, `x_en` as one `x`."""
    spec = result.spec
    names = [column.name for column in spec.columns]
    second = {name for name in names if name.removesuffix("_en") in names and name.endswith("_en")}
    rows = tuple(
        tuple(
            _mask(value) if name in masked else value
            for name, value in spoken(record, lang).items()
        )
        for record in result.records(printed=False, zone=zone)
    )
    printed = tuple(
        {**record, **{name: _mask(record[name]) for name in masked}}
        for record in (spoken(record, lang) for record in result.records())
    )
    return Frame(
        alias=alias,
        metric=spec.name,
        version=spec.version,
        title=spec.title,
        formula=spec.formula,
        how_to_read=spec.how_to_read,
        sources=spec.sources,
        columns=tuple(
            Column(c.name, c.kind, (c.title_id, c.title_en), c.better, c.is_ratio)
            for c in spec.columns
            if c.name not in second
        ),
        rows=rows,  # type: ignore[arg-type]  # run_metric checked the kinds: no float
        printed=printed,
        basis=basis,
        lacks=result.lacks,
    )


def _mask(value: object) -> object:
    return mask_phone(value) if isinstance(value, str) and value else value
