"""From a bundle to the bytes of each format."""

from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.reports.flat import render_csv
from omnicli.reports.flat import render_json
from omnicli.reports.frame import Bundle
from omnicli.reports.html import render_html
from omnicli.reports.pdf import render_pdf
from omnicli.reports.xlsx import render_xlsx

FORMATS = ("html", "xlsx", "csv", "json", "pdf")


def parse_formats(text: str) -> tuple[str, ...]:
    """`html,xlsx` as a tuple without repetitions. Raises E_FORMAT."""
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    for part in wanted:
        if part not in FORMATS:
            raise OmniError("E_FORMAT", value=part, known=", ".join(FORMATS))
    if not wanted:
        raise OmniError("E_FORMAT", value=text or "''", known=", ".join(FORMATS))
    return tuple(dict.fromkeys(wanted))


def render(bundle: Bundle, fmt: str, templates: Path, *, sheet: str | None = None) -> bytes:
    """The report in one format; the same bundle always gives the same bytes."""
    match fmt:
        case "html":
            return render_html(bundle, templates)
        case "xlsx":
            return render_xlsx(bundle)
        case "csv":
            return render_csv(bundle, sheet)
        case "json":
            return render_json(bundle)
        case "pdf":
            return render_pdf(render_html(bundle, templates))
        case _:
            raise OmniError("E_FORMAT", value=fmt, known=", ".join(FORMATS))
