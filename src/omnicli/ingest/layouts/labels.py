"""What a statement says of itself around its table: account, period, balances, totals."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from omnicli.ingest.layouts.model import Line
from omnicli.ingest.words import Word

_BELOW = 34.0
"""Points below a label within which its value may stand, when nothing follows it."""

_MONEY = r"[+-]?\d[\d.,]*[.,]\d\d-?(?:\s?(?:DB|CR|D))?(?![\d.,])"
_AMOUNT = rf"(?:(?:IDR|Rp)\.?\s*)?({_MONEY})"
_DAY = r"\d{1,2}[ /-](?:\d{1,2}|[A-Za-z]{3,9})[ /-](?:20\s?\d\d|\d\d)"
_PERIOD = rf"({_DAY}(?:\s*(?:-|–|s[./]?d\.?|to|sampai)\s*{_DAY})?|[A-Za-z]{{3,9}}\s+20\d\d)"
_MARK = r"[\s.:]*"


@dataclass(frozen=True, slots=True)
class Label:
    """A name in the preamble, how it is printed, and what its value looks like."""

    name: str
    printed: str
    value: str


LABELS = (
    Label(
        "Account No",
        r"(?:account (?:no|number)\b|(?:nomor|no\.?) ?rekening\b)(?:\s*/\s*account (?:no|number))?",
        r"(\d{6,20}|\d{2,5}(?:[- ]\d{2,8}){2,4})(?!\d)",
    ),
    Label(
        "Account Name",
        r"\b(?:account name|nama)(?:\s*/\s*name)?(?=[\s:])",
        r"(\S.*?)(?=\s+(?:alias|currency|mata uang|cabang|branch|periode?|account)\b|$)",
    ),
    Label(
        "Currency",
        r"\b(?:currency|(?:kode )?mata uang)(?:\s*/\s*currency)?",
        r"(IDR|Rupiah|Rp|USD|SGD|EUR|JPY|CNY|AUD|GBP|MYR|HKD|SAR)\b",
    ),
    Label("Period", r"\bperiode?(?:\s*/\s*period)?", _PERIOD),
    Label(
        "Opening Balance",
        r"\b(?:opening balance|saldo awal(?:\s*/\s*(?:initial|previous|opening) balance)?)",
        _AMOUNT,
    ),
    Label(
        "Closing Balance",
        r"\b(?:closing balance|saldo akhir(?:\s*/\s*(?:current|closing|ending) balance)?)",
        _AMOUNT,
    ),
    Label("No. of Debit", r"\bno\.? of debit\b", r"(\d+)\b"),
    Label(
        "Total Amount Debited",
        r"\b(?:total amount debited|dana keluar(?:\s*/\s*outgoing[a-z ]*)?"
        r"|mutasi (?:db|debe?i?t)(?:\s*/\s*total of debit transactions)?)",
        _AMOUNT,
    ),
    Label("No. of Credit", r"\bno\.? of credit\b", r"(\d+)\b"),
    Label(
        "Total Amount Credited",
        r"\b(?:total amount credited|dana masuk(?:\s*/\s*incoming[a-z ]*)?"
        r"|mutasi (?:cr|kredit)(?:\s*/\s*total of credit transactions)?)",
        _AMOUNT,
    ),
)
"""The engine's names for what any statement may print, in the order they are written down."""

_COMPILED = tuple(
    (
        label.name,
        re.compile(label.printed, re.IGNORECASE),
        re.compile(_MARK + label.value, re.IGNORECASE),
    )
    for label in LABELS
)


def labels_in(lines: Sequence[Line]) -> dict[str, list[str]]:
    """Every different value of every label, in the order they are printed."""
    found: dict[str, list[str]] = {}
    for index, line in enumerate(lines):
        for name, printed, value in _COMPILED:
            for match in printed.finditer(line.text):
                text = _value(match, value, line, lines[index + 1 : index + 6])
                if text and text not in found.setdefault(name, []):
                    found[name].append(text)
    return {name: found[name] for name, *_ in _COMPILED if found.get(name)}


def _value(
    match: re.Match[str], value: re.Pattern[str], line: Line, following: Sequence[Line]
) -> str | None:
    """The value behind a label, or in a line below it."""
    beside = value.match(line.text, match.end())
    if beside:
        return " ".join(beside[1].split())
    words = _covered(line, match.start(), match.end())
    if not words:
        return None
    for text in _under(words, line, following):
        below = value.match(text)
        if below:
            return " ".join(below[1].split())
    return None


def _covered(line: Line, start: int, end: int) -> list[Word]:
    """The words of `line.text[start:end]`."""
    found, at = [], 0
    for word in line.words:
        if at < end and at + len(word.text) > start:
            found.append(word)
        at += len(word.text) + 1
    return found


def _under(words: Sequence[Word], line: Line, following: Iterable[Line]) -> Iterator[str]:
    """What stands below a label, line by line, from its left end on."""
    left = min(w.x0 for w in words)
    for other in following:
        if other.page != line.page or other.y - line.y > _BELOW:
            return
        inside = [w.text for w in other.words if w.x1 >= left - 4]
        if inside:
            yield " ".join(inside)
