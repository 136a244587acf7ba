"""The words of a PDF and their places. Runs in the limited child process only.

pdfium looks first, because it is quick and counts what the file would cost: pages, characters, or
none at all. pdfplumber then says where each word stands.
"""

import re
from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import Limits
from omnicli.ingest.readers import Readout
from omnicli.ingest.words import Word

if TYPE_CHECKING:
    import pypdfium2
    from pdfminer.layout import LTChar
    from pdfminer.layout import LTComponent

ISOLATED = True
LOCKABLE = True
_TAIL = 4096
"""The end mark stands in the last bytes; a signature may follow it."""
_SLANT = 0.05
"""Rise over run beyond which text is a stamp across the page."""
_SPACE = 0.2
"""Gap between two words in type sizes; many generators leave room instead of printing a space."""
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_DOUBLED = 0.1
"""Share of characters printed twice in one place above which a page fakes its bold type."""


def _damaged(error: Exception) -> OmniError:
    """What a PDF library complains of, its wrapping taken off.

    pdfium has opened the file by then, so a password that pdfminer does not take is a right one.
    """
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSEOF

    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if isinstance(inner, PDFPasswordIncorrect):
        lock = ("jenis kuncinya tidak dikenal", "its kind of lock is not known")
        return OmniError("E_PDF_DAMAGED", detail=lock)
    if isinstance(inner, PSEOF):
        return OmniError("E_PDF_CUT")
    reason = re.split(r"[\[{(<:]", str(inner))[0].strip()
    return OmniError("E_PDF_DAMAGED", detail=f"{type(inner).__name__}: {reason[:80]}".rstrip(": "))


def _opened(data: bytes, passwords: Sequence[str]) -> "tuple[pypdfium2.PdfDocument, str]":
    """The document and the password that opens it; most have none."""
    import pypdfium2

    for password in ("", *passwords):
        try:
            return pypdfium2.PdfDocument(data, password=password or None), password
        except pypdfium2.PdfiumError as error:
            if "password" not in str(error).lower():
                raise OmniError("E_PDF_DAMAGED", detail=str(error)[:200]) from error
    if passwords:
        raise OmniError("E_PDF_PASSWORD_WRONG", tried=len(passwords))
    raise OmniError("E_PDF_PASSWORD")


def _too_big(number: int, most: int, what: tuple[str, str]) -> None:
    if number > most:
        detail = tuple(f"{number:,} {word} > {most:,}".replace(",", "\u202f") for word in what)
        raise OmniError("E_PDF_TOO_BIG", detail=detail)


class _Meter:
    """Counts the characters of page after page, and refuses too many."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.pages: list[int] = []

    def count(self, found: int) -> None:
        """The next page has `found` characters. Raises E_PDF_TOO_BIG."""
        self.pages.append(found)
        page = len(self.pages)
        where = (f"huruf di halaman {page}", f"characters on page {page}")
        _too_big(found, self.limits.pdf_page_chars, where)
        _too_big(sum(self.pages), self.limits.pdf_chars, ("huruf", "characters"))


def _counted(document: "pypdfium2.PdfDocument", limits: Limits) -> list[int]:
    """How many characters each page has; refuses what costs too much or has none at all."""
    _too_big(len(document), limits.pdf_pages, ("halaman", "pages"))
    meter = _Meter(limits)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        meter.count(text.count_chars())
        text.close()
        page.close()
    if not any(meter.pages):
        raise OmniError("E_PDF_SCAN", pages=len(document))
    return meter.pages


def _glyphs(box: "LTComponent") -> "Iterator[LTChar]":
    """The characters of a page, wherever they are nested."""
    from pdfminer.layout import LTChar
    from pdfminer.layout import LTContainer

    if isinstance(box, LTChar):
        yield box
    elif isinstance(box, LTContainer):
        for inner in box:
            yield from _glyphs(inner)


def _upright(glyphs: "Sequence[LTChar]", high: float) -> list[dict[str, Any]]:
    """Characters as pdfplumber wants them, with the few facts that words are made of.

    pdfplumber's own would carry thirty, for twice the time.
    """
    from pdfplumber.utils.text import dedupe_chars

    chars: list[dict[str, Any]] = [
        {
            "text": c.get_text(),
            "x0": c.x0,
            "x1": c.x1,
            "top": high - c.y1,
            "bottom": high - c.y0,
            "doctop": high - c.y1,
            "upright": True,
            "size": c.size,
        }
        for c in glyphs
        if c.upright and abs(c.matrix[1]) <= _SLANT * abs(c.matrix[0])
    ]
    places = {(c["text"], round(c["x0"]), round(c["top"])) for c in chars}
    if len(chars) - len(places) > _DOUBLED * len(chars):
        return list(dedupe_chars(chars, extra_attrs=()))
    return chars


def _words(data: bytes, password: str, counts: Sequence[int], limits: Limits) -> Iterator[Word]:
    """The words of every page; `counts` is what pdfium saw there."""
    import io

    import pdfplumber
    from pdfplumber.utils.text import extract_words

    meter = _Meter(limits)
    with pdfplumber.open(io.BytesIO(data), password=password) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            layout = page.layout
            glyphs = list(_glyphs(layout))
            meter.count(len(glyphs))
            if number > len(counts) or len(glyphs) < counts[number - 1] // 4:
                detail = (
                    f"halaman {number} tidak terbaca utuh",
                    f"page {number} is not all legible",
                )
                raise OmniError("E_PDF_DAMAGED", detail=detail)
            for word in extract_words(_upright(glyphs, layout.height), x_tolerance_ratio=_SPACE):
                x0, x1, top, bottom = (round(word[k], 2) for k in ("x0", "x1", "top", "bottom"))
                yield Word(number, x0, x1, top, bottom, word["text"])
            page.close()
    if len(meter.pages) < len(counts):
        seen = f"{len(meter.pages)} / {len(counts)}"
        raise OmniError("E_PDF_DAMAGED", detail=(f"halaman {seen}", f"pages {seen}"))


def read(
    data: bytes,
    known: frozenset[str],  # noqa: ARG001
    limits: Limits,
    passwords: Sequence[str] = (),
) -> Readout:
    """Every upright word of the file, page by page; any of `passwords` may open it."""
    tail = data[-_TAIL:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise OmniError("E_PDF_CUT")
    document, password = _opened(data, passwords)
    try:
        counts = _counted(document, limits)
        document.close()
        words = tuple(_words(data, password, counts, limits))
    except (OmniError, MemoryError):
        raise
    except Exception as error:  # both libraries let bare TypeErrors out
        raise _damaged(error) from error
    if sum(_UNKNOWN.search(word.text) is not None for word in words) * 2 > len(words):
        unknown = ("hurufnya tidak bisa diartikan", "its characters cannot be decoded")
        raise OmniError("E_PDF_DAMAGED", detail=unknown)
    if not words:
        raise OmniError("E_PDF_SCAN", pages=len(counts))
    return Readout(sheets=(), words=words)
