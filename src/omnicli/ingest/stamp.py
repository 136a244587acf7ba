"""When an export was made, by its own word: it decides between files of equal age."""

import re
from datetime import datetime

from omnicli.domain.errors import OmniError
from omnicli.ingest.preflight import Preflight

_MADE = (
    re.compile(rb"<dcterms:modified[^>]*>([^<]{10,40})<"),
    re.compile(rb"<dcterms:created[^>]*>([^<]{10,40})<"),
)
_NAMED = re.compile(
    r"(?<!\d)(20\d\d)([-_.]?)(\d\d)\2(\d\d)"
    r"[-_ T.]?(\d\d)[-_.:]?(\d\d)(?:[-_.:]?(\d\d))?(?![-_.]?\d)"
)
"""`2025-08-20-14_38`, `20250823043937`; two days of a period are no day with a time."""
_NO_DAY = "2006-09-16"
"""What the library behind exports of Shopee and TikTok writes into every workbook."""
_ZIP_EPOCH = 1980


def made_in(checked: Preflight | None) -> str:
    """What the properties of a workbook say, else the newest of its entries; empty for none."""
    if checked is None:
        return ""
    try:
        text = checked.workbook.text("docProps/core.xml")
    except OmniError:
        text = b""
    for pattern in _MADE:
        found = pattern.search(text)
        made = _plain(found[1].decode(errors="replace")) if found else ""
        if made and not made.startswith(_NO_DAY):
            return made
    times = [e.date_time for e in checked.workbook.entries.values()]
    newest = max(times, default=(_ZIP_EPOCH, 1, 1, 0, 0, 0))
    if newest[0] <= _ZIP_EPOCH:
        return ""  # Where a writer of zips puts no time.
    year, month, day, hour, minute, second = newest
    return _plain(f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")


def made_by_name(file_name: str) -> str:
    """The day and time in a file's name, `YYYY-MM-DDTHH:MM:SS`; empty where there is none."""
    for year, _, month, day, hour, minute, second in _NAMED.findall(file_name):
        if made := _plain(f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}"):
            return made
    return ""


def _plain(text: str) -> str:
    """A date-time without its zone, empty where it is none."""
    try:
        return datetime.fromisoformat(text.strip()).strftime("%Y-%m-%dT%H:%M:%S")
    except ValueError:
        return ""
