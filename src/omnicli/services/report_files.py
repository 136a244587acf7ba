"""Where reports lie: names that carry the period, a folder per report, and the atomic write."""

from collections.abc import Mapping
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.outputs import write_output
from omnicli.reports.frame import Bundle
from omnicli.services.reporting import Report
from omnicli.session import Session

STDOUT = Path("-")


def default_path(session: Session, report: Report, fmt: str) -> Path:
    """`reports/roas/roas-2025-08-delivered.html` in the workspace, of checked names only."""
    return session.workspace.reports / page_of(report.bundle, fmt)


def page_of(bundle: Bundle, fmt: str = "html", *, basis: str | None = None) -> Path:
    """Where a report lies in a folder of reports; the name carries period, basis and language."""
    name = bundle.manifest.name
    return Path(name) / _file_name(bundle, fmt, basis or bundle.facts.basis)


def _file_name(bundle: Bundle, fmt: str, basis: str) -> str:
    facts, manifest = bundle.facts, bundle.manifest
    parts = [manifest.name, slug(facts.period), *([basis] if "basis" in manifest.params else [])]
    if facts.as_of_asked:
        parts.append(f"as-of-{facts.as_of}")
    if facts.by:
        parts.append(f"by-{facts.by}")
    if facts.lang != "id":
        parts.append(facts.lang)
    return f"{'-'.join(parts)}.{fmt}"


def slug(period: Period) -> str:
    """The period in a file's name: `2025-08`, or both of its days."""
    return f"{period.start:%Y-%m}" if period.is_month else f"{period.start}_{period.end}"


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
        return {
            fmt: output / _file_name(report.bundle, fmt, report.bundle.facts.basis)
            for fmt in formats
        }
    if len(formats) == 1:
        return {formats[0]: output}
    return {fmt: output.with_suffix(f".{fmt}") for fmt in formats}


def save(
    report: Report, places: Mapping[str, Path], *, sheet: str | None = None, replace: bool = True
) -> list[Path]:
    """Render every format first, then write each; nothing is written when one cannot render."""
    rendered = {fmt: report.render(fmt, sheet=sheet) for fmt in places}
    return [write_output(places[fmt], data, replace=replace) for fmt, data in rendered.items()]
