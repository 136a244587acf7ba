"""How banks write around and inside the table: labels with their values, dates, amounts."""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

import polars as pl

from omnicli.domain.folding import fold

Period = tuple[str, str]

LABELS: Mapping[str, tuple[str, ...]] = {
    "account": (
        "account no", "account no.", "account number", "accountno", "no. rekening", "no rekening",
        "nomor rekening", "nomor rekening/account number",
    ),
    "currency": ("currency", "mata uang", "mata uang/currency", "kode mata uang", "ccy"),
    "period": ("period", "periode", "periode/period", "periode / period"),
    "opening": (
        "opening balance", "saldo awal", "starting balance", "initial balance", "previous balance",
    ),
    "closing": ("closing balance", "saldo akhir", "ending balance", "current balance"),
    "debits": ("no. of debit", "no of debit", "jumlah mutasi debet"),
    "credits": ("no. of credit", "no of credit", "jumlah mutasi kredit"),
    "debited": (
        "total amount debited", "mutasi debet", "mutasi debit", "debet", "debit", "dana keluar",
        "total debet", "total debit", "total mutasi debet", "outgoing transactions",
    ),
    "credited": (
        "total amount credited", "mutasi kredit", "kredit", "credit", "dana masuk", "total kredit",
        "total credit", "total mutasi kredit", "incoming transactions",
    ),
}  # fmt: skip
"""What a statement says of itself, by the names banks give it."""

_NAMES = {fold(name): key for key, names in LABELS.items() for name in names}
TOTALS = "|".join(
    re.escape(name)
    for key in ("opening", "closing", "debits", "credits", "debited", "credited")
    for name in sorted(LABELS[key], key=len, reverse=True)
)
"""A pattern of the labels of a closing block."""

_MONTHS = {
    "januari": "Jan", "jan": "Jan", "january": "Jan",
    "februari": "Feb", "feb": "Feb", "february": "Feb", "pebruari": "Feb",
    "maret": "Mar", "mar": "Mar", "march": "Mar",
    "april": "Apr", "apr": "Apr",
    "mei": "May", "may": "May",
    "juni": "Jun", "jun": "Jun", "june": "Jun",
    "juli": "Jul", "jul": "Jul", "july": "Jul",
    "agustus": "Aug", "agu": "Aug", "ags": "Aug", "agt": "Aug", "aug": "Aug", "august": "Aug",
    "september": "Sep", "sep": "Sep", "sept": "Sep",
    "oktober": "Oct", "okt": "Oct", "oct": "Oct", "october": "Oct",
    "november": "Nov", "nov": "Nov", "nopember": "Nov", "nop": "Nov",
    "desember": "Dec", "des": "Dec", "dec": "Dec", "december": "Dec",
}  # fmt: skip
_NUMBER = {name: f"{1 + i:02}" for i, name in enumerate(
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
)}  # fmt: skip
_WORDY = re.compile(r"\b(?:(\d{1,2})[ -])?([A-Za-z]{3,9})[ -](\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b")
_SHORT = r"^(\d{2})/(\d{2})(?:$| )"

_RP = r"(?:(?:rp|idr)\.?)?"
_AMOUNT = re.compile(rf"(?i)^{_RP}\s*([+-]?)\s*{_RP}\s*([\d.,]+)\s*(DB|DR|D)?\b")
_INDONESIAN = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?$|^\d+,\d{1,2}$")
_ENGLISH = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d+)?$")


def labelled(rows: Iterable[Sequence[str | None]]) -> dict[str, str]:
    """The values of all labels in `rows`, by the keys of `LABELS`; the first of each counts.

    A value stands behind its label in the same cell, or in another cell of the row: columns that
    were moved move labels and values alike.
    """
    found: dict[str, str] = {}
    above: list[str | None] = []
    for row in rows:
        cells = [c.strip() for cell in row if cell and (c := cell.strip(" \t\u00a0'")).strip(":= ")]
        keys = [_key_of(cell) for cell in cells]
        if len(keys) > 1 and None not in keys:
            above = keys  # a line of labels: their values stand below, in its places
            continue
        if len(above) == len(cells) and all(amount(cell) is not None for cell in cells):
            found |= {k: v for k, v in zip(above, cells, strict=True) if k and k not in found}
            above = []
        for place, cell in enumerate(cells):
            head, mark, rest = cell.partition(":")
            key = _key_of(head)
            if key is None or key in found:
                continue
            others = [*cells[place + 1 :], *cells[:place]]
            value = rest.strip() if mark and rest.strip() else next(iter(others), "")
            if value and _key_of(value) is None:
                found[key] = value.strip(" :='")
    return found


def _key_of(label: str) -> str | None:
    """What a label means; `Saldo Awal/Initial Balance` says it in two languages."""
    name = fold(label.strip(" =:"))
    if name in _NAMES:
        return _NAMES[name]
    halves = {_NAMES.get(fold(half)) for half in name.split("/")}
    return halves.pop() if len(halves) == 1 else None


def amount(text: str | None) -> int | None:
    """Sen of one printed amount in either style, `D`/`DB` behind it meaning minus; None if none."""
    found = _AMOUNT.match((text or "").strip())
    if found is None or not any(c.isdigit() for c in found[2]):
        return None
    sign, digits, out = found.groups()
    if _INDONESIAN.match(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif not _ENGLISH.match(digits):
        return None
    whole, _, fraction = digits.replace(",", "").partition(".")
    sen = int(whole or "0") * 100 + int(fraction[:2].ljust(2, "0"))
    return -sen if (sign == "-") != bool(out) else sen


def count(text: str | None) -> int | None:
    """A whole number on a label's line, or None."""
    plain = (text or "").replace(",", "").replace(".", "").strip()
    return int(plain) if plain.isdigit() else None


def period(text: str | None) -> Period | None:
    """`01 Sep 2026 - 30 Sep 2026`, `1/09/26 s/d 30/09/26`, `SEPTEMBER 2026` as two ISO days."""
    if not text:
        return None
    days = [d for year, month, day in _ISO.findall(text) if (d := _date(year, month, day))]
    days = days or [d for day, m, y in _SLASHED.findall(text) if (d := _date(y, m, day))]
    if days:
        return min(days).isoformat(), max(days).isoformat()
    first: list[date] = []
    last: list[date] = []
    for day, word, year in _WORDY.findall(text):
        month = _NUMBER.get(_MONTHS.get(word.lower(), ""))
        start = _date(year, month, day or "1") if month else None
        if start is None:
            continue
        first.append(start)
        last.append(start if day else _month_end(start))
    return (min(first).isoformat(), max(last).isoformat()) if first else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _month_end(start: date) -> date:
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return following - timedelta(days=1)


def plain_dates(text: "pl.Series") -> "pl.Series":
    """Dates in one shape: English month names, two-digit days, four-digit years, `:` in times."""
    known = {u: _plain_date(u) for u in text.drop_nulls().unique().to_list()}
    return text.replace_strict(known, default=None, return_dtype=pl.String)


def _plain_date(text: str) -> str:
    plain = " ".join(text.replace(",", " ").split())
    plain = re.sub(r"(?i)\s*WIB$", "", plain)
    plain = re.sub(r"^(\d{4}-\d\d-\d\d) 00:00:00(?:\.0+)?$", r"\1", plain)  # a cell of a day
    plain = re.sub(r"(\d{1,2})\.(\d\d)\.(\d\d)$", r"\1:\2:\3", plain)
    plain = re.sub(r"[A-Za-z]{3,9}", lambda m: _MONTHS.get(m[0].lower(), m[0]), plain)
    plain = re.sub(r"^(\d{1,2})[-/](\d{1,2})\b", lambda m: f"{m[1]:0>2}/{m[2]:0>2}", plain)
    plain = re.sub(r"^(\d\d/\d\d)[-/](\d{4})\b", r"\1/\2", plain)
    plain = re.sub(r"^(\d\d/\d\d)[-/](\d\d)\b", r"\1/20\2", plain)
    return re.sub(r"^(\d{1,2})[ -]([A-Z][a-z]{2})[ -](\d{4}|\d\d)\b", _worded, plain)


def _worded(found: "re.Match[str]") -> str:
    year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
    return f"{found[1]:0>2}/{_NUMBER.get(found[2], found[2])}/{year}"


def lacks_year(text: "pl.Series") -> bool:
    """Whether any plain date is only `dd/mm`."""
    return bool(text.str.contains(_SHORT).any())


def with_year(text: "pl.Series", days: Period) -> "pl.Series":
    """`dd/mm` completed with the year that puts it into, or nearest to, the period."""
    known = {u: _with_year(u, days) for u in text.drop_nulls().unique().to_list()}
    return text.replace_strict(known, default=None, return_dtype=pl.String)


def _with_year(text: str, days: Period) -> str:
    found = re.match(_SHORT, text)
    if found is None:
        return text
    start, end = (date.fromisoformat(d) for d in days)
    fitting = [
        d
        for year in range(start.year - 1, end.year + 2)
        if (d := _date(str(year), found[2], found[1]))
    ]
    if not fitting:
        return text
    best = min(fitting, key=lambda d: max((start - d).days, (d - end).days, 0))
    return f"{found[1]}/{found[2]}/{best.year}{text[5:]}"
