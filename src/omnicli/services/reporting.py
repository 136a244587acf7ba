"""Building a report: run its metrics, hand their frames to the renderers, write what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from pathlib import Path

from omnicli import __version__
from omnicli.assets import asset
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.engine.frozen import Frozen
from omnicli.engine.frozen import adjustments
from omnicli.engine.frozen import answer
from omnicli.engine.frozen import closed_month
from omnicli.metrics.catalog import get
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric
from omnicli.outputs import write_output
from omnicli.reports import build
from omnicli.reports import figures
from omnicli.reports import manifest as manifests
from omnicli.reports.flat import payload
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Column
from omnicli.reports.frame import Facts
from omnicli.reports.frame import Frame
from omnicli.reports.frame import Freshness
from omnicli.reports.manifest import Manifest
from omnicli.reports.manifest import Pin
from omnicli.reports.plain import mask_phone
from omnicli.reports.sheets import ADJUSTMENTS
from omnicli.services.asking import DEFAULT_BASIS
from omnicli.services.reconciling import about
from omnicli.services.reconciling import newest_day
from omnicli.services.reconciling import spoken
from omnicli.session import Session

FRESHNESS = "source_freshness@1"
STDOUT = Path("-")


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
    live: bool = False,
) -> Report:
    """Run the metrics of report `name` once each; with a `source`, its rows only.

    `as_of` defaults to the period's last day, or for reports about money to the newest day known.
    A month that is closed shows its frozen figures and what moved since, unless `live`.
    """
    manifest = manifests.load(templates(), name)
    _check_columns(manifest)
    settings = session.workspace.settings
    month = closed_month(session.db, session.workspace.settings.timezone, period, as_of, live=live)
    if as_of is None and manifest.newest and month is None:
        as_of = newest_day(session)
    facts = Facts(
        period=period,
        basis=basis,
        as_of=as_of or period.end,
        lang=session.lang,
        store_name=settings.store_name,
        timezone=settings.timezone,
        omni_version=__version__,
        freshness=_freshness(session),
        closed=month.closed_on if month else None,
    )
    frames = _frames(session, manifest, facts, month)
    kept = {alias: _about(frame, source) for alias, frame in frames.items()}
    return Report(Bundle(manifest, facts, kept))


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


def _freshness(session: Session) -> tuple[Freshness, ...]:
    zone = session.workspace.settings.timezone
    records = run_metric(session.db, get(FRESHNESS), {}).records(printed=False, zone=zone)
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
    session: Session, manifest: Manifest, facts: Facts, month: Frozen | None
) -> dict[str, Frame]:
    """Every alias of the manifest; aliases that ask the same question share one run."""
    ran: dict[tuple[object, ...], tuple[MetricResult, bool]] = {}
    frames: dict[str, Frame] = {}
    for alias, pin in manifest.pins.items():
        spec = get(pin.reference)
        params = _params(pin, facts)
        asked = (spec.id, *(params[name] for name in spec.params))
        if asked not in ran:
            ran[asked] = answer(session.db, spec, params, month)
        masked = manifest.mask.get(alias, ())
        basis = params["basis"] if "basis" in spec.params else None
        result, is_frozen = ran[asked]
        frames[alias] = replace(_frame(alias, result, masked, basis, facts.lang), frozen=is_frozen)
    if month is not None:
        moved = adjustments(session.db, month)
        frames[ADJUSTMENTS] = _frame(ADJUSTMENTS, moved, (), None, facts.lang)
    return frames


def _params(pin: Pin, facts: Facts) -> dict[str, str]:
    period = facts.period
    if pin.months:
        period = _widened(period, pin.months)
    basis = pin.basis or facts.basis
    return {**period.sql_params(), "basis": basis, "as_of": facts.as_of.isoformat()}


def _widened(period: Period, months: int) -> Period:
    """Back to the first day of the month `months` - 1 before the one in which the period ends."""
    index = period.end.year * 12 + period.end.month - months
    start = date(index // 12, index % 12 + 1, 1)
    return Period(min(start, period.start), period.end)


def _frame(
    alias: str, result: MetricResult, masked: tuple[str, ...], basis: str | None, lang: str
) -> Frame:
    """The result with phones masked, and each pair of texts `x`, `x_en` as `x` in the language."""
    spec = result.spec
    names = [column.name for column in spec.columns]
    second = {name for name in names if name.removesuffix("_en") in names and name.endswith("_en")}
    rows = tuple(
        tuple(
            _mask(value) if name in masked else value
            for name, value in spoken(dict(zip(names, row, strict=True)), lang).items()
        )
        for row in result.rows
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
            Column(c.name, c.kind, (c.title_id, c.title_en))
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


def default_path(session: Session, report: Report, fmt: str) -> Path:
    """`reports/roas/2025-08/roas-delivered.html` in the workspace, of checked names only."""
    facts, name = report.bundle.facts, report.bundle.manifest.name
    return session.workspace.reports / name / _slug(facts.period) / _file_name(report, fmt)


def _file_name(report: Report, fmt: str) -> str:
    facts = report.bundle.facts
    manifest = report.bundle.manifest
    parts = [manifest.name, *([facts.basis] if "basis" in manifest.params else [])]
    if facts.as_of != facts.period.end:
        parts.append(f"as-of-{facts.as_of}")
    if facts.lang != "id":
        parts.append(facts.lang)
    return f"{'-'.join(parts)}.{fmt}"


def _slug(period: Period) -> str:
    whole = period == Period.of_month(period.start.year, period.start.month)
    return f"{period.start:%Y-%m}" if whole else f"{period.start}_{period.end}"


def targets(
    session: Session, report: Report, formats: tuple[str, ...], output: Path | None
) -> Mapping[str, Path]:
    """Where each format goes: the default place, a folder, or the very file that was named."""
    if output is None:
        return {fmt: default_path(session, report, fmt) for fmt in formats}
    if output == STDOUT:
        if len(formats) > 1:
            raise OmniError("E_REPORT_STDOUT", value=", ".join(formats))
        return {formats[0]: STDOUT}
    if output.is_dir() or not output.suffix:
        return {fmt: output / _file_name(report, fmt) for fmt in formats}
    if len(formats) == 1:
        return {formats[0]: output}
    return {fmt: output.with_suffix(f".{fmt}") for fmt in formats}


def save(
    report: Report, places: Mapping[str, Path], *, sheet: str | None = None, replace: bool = True
) -> list[Path]:
    """Render every format first, then write each; nothing is written when one cannot render."""
    rendered = {fmt: report.render(fmt, sheet=sheet) for fmt in places}
    return [write_output(places[fmt], data, replace=replace) for fmt, data in rendered.items()]
