"""The printed page as a PDF, by weasyprint where it is installed: an extra, `omnicli[pdf]`."""

import importlib

from omnicli.domain.errors import OmniError


def render_pdf(page: bytes) -> bytes:
    """The page as it prints. It may load nothing. E_REPORT_PDF where weasyprint is missing."""
    try:
        weasyprint = importlib.import_module("weasyprint")
    except (ImportError, OSError) as fault:  # OSError: its system libraries are missing
        raise OmniError("E_REPORT_PDF", detail=str(fault)) from fault
    document = weasyprint.HTML(string=page.decode(), url_fetcher=_refuse)
    return bytes(document.write_pdf())


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """A page carries all it needs: nothing is fetched, neither from the network nor from disk."""
    raise ValueError(f"refused: {url}")
