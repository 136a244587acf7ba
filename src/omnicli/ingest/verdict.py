"""What a file looks like: as the platform made it, saved again, or edited by hand.

A verdict refuses nothing. It tells a person why a figure may differ from the platform's.
"""

import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal

from omnicli.domain.issues import CONTROL_TOTALS
from omnicli.domain.issues import Issue

if TYPE_CHECKING:
    from omnicli.ingest.preflight import Preflight
    from omnicli.ingest.result import ReadPart

_APPLICATION = re.compile(rb"<Application>([^<]{1,60})</Application>")
_SPREADSHEET = re.compile(r"(?i)\b(?:excel|libreoffice|openoffice|wps|numbers|openpyxl|gnumeric)\b")
_BY_HAND = {
    "W_ROWS_REPEATED": "repeated_rows",
    "W_ROWS_TWICE": "repeated_rows",
    "N_HEADER_AGAIN": "repeated_header",
    "W_DAYS_SWAPPED": "days",
    "W_AMOUNTS_SMALL": "amounts",
    "W_PERIOD_OTHER": "period",
    **dict.fromkeys(CONTROL_TOTALS, "control_total"),
}
"""Findings that an original download does not have, and what they are a sign of."""
_AS_NUMBERS = {"E_ID_DAMAGED": "ids", "E_ID_PRECISION": "ids", "E_PHONE_DAMAGED": "phones"}
"""Findings of a row, or of a cell it can do without, that a spreadsheet leaves: digits are gone."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` in a word, and the signs that speak for it, in order of weight."""

    kind: Literal["original", "resaved", "edited"] = "original"
    signs: tuple[str, ...] = ()
    producer: str = ""
    """The program that wrote the workbook last, as it names itself."""


def producer_of(checked: "Preflight") -> str:
    """The program a workbook says it was written by; empty where it says nothing."""
    from omnicli.domain.errors import OmniError

    try:
        text = checked.workbook.text("docProps/app.xml")
    except OmniError:
        return ""
    found = _APPLICATION.search(text)
    return found[1].decode(errors="replace").strip() if found else ""


def verdict_of(
    parts: "Sequence[ReadPart]", issues: Iterable[Issue], producer: str, kind: str = "xlsx"
) -> Verdict:
    """The verdict on a file that was read; a PDF may hold several statements as it was printed."""
    issues = list(issues)
    signs = list(dict.fromkeys(_BY_HAND[i.code] for i in issues if i.code in _BY_HAND))
    if kind != "pdf" and any("sheets" in part.facts for part in parts):
        signs.append("several_sheets")
    if any(not _in_order(part) for part in parts):
        signs.append("row_order")
    faults = (i.fields.get("fault", i.code) for i in issues)
    lost = list(dict.fromkeys(_AS_NUMBERS[str(f)] for f in faults if f in _AS_NUMBERS))
    by_machine = _typed_by_machine(parts)
    if signs or (lost and not by_machine):
        return Verdict("edited", (*signs, *lost), producer)
    if by_machine and _SPREADSHEET.search(producer):
        lost.append("producer")
    return Verdict("resaved" if lost else "original", tuple(lost), producer)


def _typed_by_machine(parts: "Sequence[ReadPart]") -> bool:
    """Whether the export comes from a platform: a form of ours is filled in by a spreadsheet."""
    return all(part.part.made_by != "hand" for part in parts)


def _in_order(part: "ReadPart") -> bool:
    """Whether the rows stand in the order in which the export prints them."""
    name = part.part.sorted_by
    if name is None or name not in part.records.columns or part.records.height < 2:
        return True
    first = part.origins.group_by(part.part.key, maintain_order=True).first()
    days = part.records.select(*part.part.key, name).join(first, on=list(part.part.key))
    ordered = days.sort("row_no")[name].drop_nulls()
    return bool(ordered.is_sorted() or ordered.is_sorted(descending=True))
