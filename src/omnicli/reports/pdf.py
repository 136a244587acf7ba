"""The printed page as a PDF, by weasyprint where it is installed: an extra, `omnicli[pdf]`."""

import importlib
import re
from typing import Final

from omnicli.domain.errors import OmniError

_SVG = re.compile(r"<svg [^>]*>")
_CHARTS: Final = """<style>
text { font: 13px sans-serif; fill: #444 }
path { fill: none; stroke: #0f7b6c; stroke-width: 2.5 }
circle { fill: #0f7b6c }
.y text, .sums text, .much { text-anchor: end }
.x text { text-anchor: middle }
.now, .name, .much, .rows text, .sums text { fill: #000 }
.now, .sum, .sums text { font-weight: 700 }
.line text, .p0 text, .p1 text, .p2 text { text-anchor: middle; fill: #000; font-weight: 700 }
.grid line { stroke: #ccc; stroke-width: 1 }
.s0, .w0, .p0 .dot { fill: #0f7b6c } .s1, .w2, .p1 .dot { fill: #d9a13b }
.s2, .w1, .p2 .dot { fill: #6d7fa3 } .s3 { fill: #a8577e } .odd { fill: #9b2c2c }
.l1 { stroke: #d9a13b } .l2 { stroke: #6d7fa3 }
.join { stroke: #777; stroke-width: 1 }
.track rect { fill: #eee }
.hit { fill: none }
</style>"""
"""Weasyprint gives a drawing no style of the page, so each one carries the print's colours."""
_PAGE: Final = """<style>
@media print {
.verdict { font-size: 13pt } .card dt { font-weight: 500 }
.card .value, .card .value.v2, .card .value.v3 { font-size: 12pt; font-weight: 700 }
.card.hero .value { font-size: 13pt }
.facts { display: block } .facts > div { margin-bottom: 4pt } .facts code { overflow-wrap: normal }
.target progress { display: none } .table-box.wide table { font-size: 6pt }
.table-box.wide th, .table-box.wide td { padding: 2pt 3pt } th.roomy { min-width: 26mm }
.table-box.widest table { font-size: 5pt }
.sparkline { width: 34mm; height: 8mm }
}
</style></head>"""
"""Sizes that it cannot work out, in plain points."""


def render_pdf(page: bytes) -> bytes:
    """The page as it prints. It may load nothing. E_REPORT_PDF where weasyprint is missing."""
    try:
        weasyprint = importlib.import_module("weasyprint")
    except (ImportError, OSError) as fault:  # OSError: its system libraries are missing
        raise OmniError("E_REPORT_PDF", detail=str(fault)) from fault
    drawn = _SVG.sub(lambda opening: opening[0] + _CHARTS, page.decode())
    drawn = drawn.replace("</head>", _PAGE, 1)
    return bytes(weasyprint.HTML(string=drawn, url_fetcher=_refuse).write_pdf())


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """A page carries all it needs: nothing is fetched, neither from the network nor from disk."""
    raise ValueError(f"refused: {url}")
