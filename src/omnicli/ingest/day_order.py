"""Whether `08/07/2025` is the eighth of July: what the texts of a file say of their own order.

A column whose layout is day first and that holds `08/13/2025` was written month first: its `08/07`
would be read as another day without a word. Where no text decides, the rest of the file may: an
order number that carries its day, a printed period, rows in order, days that lie together. Where
nothing does, both readings are shown; one or two days in a platform's own layout are only noted.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.ingest.convert.dates import CELL_TEXT
from omnicli.ingest.days import MONTHS
from omnicli.ingest.days import exchanged
from omnicli.ingest.days import ordered
from omnicli.ingest.printed import printed_period
from omnicli.ingest.sections import Section
from omnicli.ingest.sections import place
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import When

_HEAD = 11
"""Letters of a text that hold its day."""
_NUMBERS = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_DAY_OF_NUMBER = (
    (re.compile(r"^(\d\d)(\d\d)(\d\d)[A-Z0-9]{6,10}$"), 2000),
    (re.compile(r"^INV/(\d{4})(\d\d)(\d\d)/"), 0),
)
"""Order numbers of platforms that carry the day of the order, and what to add to their year."""
_MADE = ("ordered_at", "draft_at", "pending_at")
"""When an order was made, by the names sources give it."""
_LATER = ("paid", "ready", "shipped", "delivered", "completed", "canceled", "returned")
"""Events of an order that follow its making."""
_NEAR = timedelta(days=1)
_TOGETHER = timedelta(days=31)
_SORTED = 4
"""Distinct days from which rows in order are no accident."""
_SOME = 3


@dataclass(slots=True)
class _Written:
    """The texts of one column, by what they can be."""

    column: Column
    month_first: list[str] = field(default_factory=list)
    day_first: list[str] = field(default_factory=list)
    either: dict[str, tuple[date, date]] = field(default_factory=dict)
    """Text → (read day first, read month first), where both are days and differ."""
    foreign: bool = False
    """Whether a text is not written as the platform writes: a number below ten without its nought,
    or another sign between the numbers."""

    def read(self, which: int) -> list[date]:
        """The distinct days of one reading."""
        return sorted({days[which] for days in self.either.values()})


def judge_day_order(
    rows: "pl.DataFrame", typed: "pl.DataFrame", parts: Sequence[Section], ctx: FileContext
) -> None:
    """Raise E_MONTH_FIRST or E_DAYS_SWAPPED for days written month first.

    Where both readings stay possible and nothing in the file decides, warn with both.
    """
    part = parts[0].match.part
    columns = [
        c
        for c in part.columns
        if isinstance(c.type, When | Day) and c.name in rows.columns and _day_first(c.type.formats)
    ]
    written = [_written(column, rows[column.name]) for column in columns]
    for one in written:
        if one.month_first and not _slip(one, rows[one.column.name]):
            _refuse("E_MONTH_FIRST", rows, parts, one.column.name, one.month_first[0])
    if part.target == "orders":
        _refuse_contradicted(written, rows, typed, parts)
    open_ = [one for one in written if one.either]
    sure = [day for one in written for day in _sure_days(one, rows, typed)]
    if any(one.day_first for one in written):
        # One file is written one way, but a spreadsheet exchanges days up to the twelfth only.
        odd = next((one for one in open_ if _odd(one, sure, part, ctx)), None)
        if odd is not None and not any(i.code == "W_DAYS_SWAPPED" for i in ctx.issues):
            _warn(odd, rows, parts, ctx)
        return
    if not any(
        _near(one, sure) == [True, False] or _decided(one, rows, typed, parts, ctx) for one in open_
    ):
        _tell_open(open_, rows, parts, ctx)


def _odd(one: _Written, sure: Sequence[str], part: Part, ctx: FileContext) -> bool:
    """Whether the days of a column fit the others of the file only with the month first."""
    if _near(one, sure) == [False, True]:
        return True
    return _within(one, part, ctx, timedelta(0)) == [False, True]


def _tell_open(
    open_: Sequence[_Written], rows: "pl.DataFrame", parts: Sequence[Section], ctx: FileContext
) -> None:
    """Show both readings where the rest of the file decides nothing."""
    part = parts[0].match.part
    pairs = [pair for one in open_ for pair in one.either.values()]
    doubted = next((one for one in open_ if _doubtful(one, pairs, part)), None)
    stamped = [_by_stamp(one, ctx.made_at) for one in open_]
    if False in stamped:
        doubted = doubted or open_[stamped.index(False)]
    elif True in stamped:
        return
    few = next((one for one in open_ if _few(one)), None)
    if doubted is not None:
        _warn(doubted, rows, parts, ctx)
    elif few is not None:
        _warn(few, rows, parts, ctx, code="N_DAY_ORDER")


def warn_mixed_cells(rows: "pl.DataFrame", parts: Sequence[Section], ctx: FileContext) -> None:
    """Warn where a form holds date cells up to the twelfth only, and texts of the days after it.

    A spreadsheet that reads month first makes a date of `5/8` and leaves `13/8` a text.
    """
    for column in parts[0].match.part.columns:
        kind = column.type
        if not isinstance(kind, When | Day) or not kind.cells or column.name not in rows.columns:
            continue
        texts = rows[column.name].drop_nulls()
        made = texts.str.contains(CELL_TEXT)
        cells = [date.fromisoformat(c[:10]) for c in texts.filter(made).unique(maintain_order=True)]
        typed_in = _written(column, texts.filter(~made))
        late = any(cell.day > MONTHS for cell in cells)
        if not cells or late or typed_in.either or not typed_in.day_first:
            continue
        first = next((c for c in cells if c.day != c.month), None)
        if first is not None:
            doubted = _Written(column)
            doubted.either = {str(first): (first, first.replace(month=first.day, day=first.month))}
            _warn(doubted, rows, parts, ctx)


def _day_first(formats: Iterable[str]) -> bool:
    return any(f.startswith("%d") and "%m" in f for f in formats)


def _written(column: Column, texts: "pl.Series") -> _Written:
    found = _Written(column)
    assert isinstance(column.type, When | Day)
    first_layout = column.type.formats[0]
    own = first_layout[2:3] if _day_first([first_layout]) else ""
    for text in texts.str.slice(0, _HEAD).unique(maintain_order=True).drop_nulls():
        match = _NUMBERS.match(text)
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        bare = "0" not in (match[1][0], match[2][0]) and min(first, second) < 10
        found.foreign |= bare or text[match.end(1)] != own
        if first <= MONTHS < second <= 31:
            found.month_first.append(text)
        elif second <= MONTHS < first <= 31:
            found.day_first.append(text)
        elif max(first, second) <= MONTHS and first != second and min(first, second) > 0:
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            if year > 0:
                found.either[text] = (date(year, second, first), date(year, first, second))
    return found


def _slip(one: _Written, texts: "pl.Series") -> bool:
    """Whether the texts that are month first are slips of a column that is day first."""
    heads = texts.drop_nulls().str.slice(0, _HEAD)
    wrong = heads.is_in(one.month_first).sum()
    right = heads.is_in(one.day_first).sum()
    if not one.either and (right or len(heads) == 1):
        return True  # each row that is read is read right
    return wrong * 4 < right


def _decided(
    one: _Written,
    rows: "pl.DataFrame",
    typed: "pl.DataFrame",
    parts: Sequence[Section],
    ctx: FileContext,
) -> bool:
    """Whether something else in the file says that day first is right."""
    part = parts[0].match.part
    if (part.target == "orders" and _by_number(one, rows)) or _by_period(one, part, ctx):
        return True
    name = _day_name(one.column)
    if name not in typed.columns:
        return False
    days = typed[name].drop_nulls()
    if days.n_unique() >= _SORTED and ordered(days):
        return not ordered(exchanged(days))
    return False


def _sure_days(one: _Written, rows: "pl.DataFrame", typed: "pl.DataFrame") -> Iterable[str]:
    """The first and the last day of a column among those that can be read one way only."""
    name = _day_name(one.column)
    if name not in typed.columns:
        return ()
    heads = rows.select("row_no", text=pl.col(one.column.name).str.slice(0, _HEAD))
    days = typed.select("row_no", name).join(heads, on="row_no").drop_nulls()
    sure = days.filter(~pl.col("text").is_in(list(one.either)))[name]
    return () if sure.is_empty() else (str(sure.min()), str(sure.max()))


def _near(one: _Written, sure: Sequence[str]) -> list[bool]:
    """Whether all days of each reading lie near the days of the file that are sure."""
    if not sure:
        return [False, False]
    low, high = date.fromisoformat(min(sure)), date.fromisoformat(max(sure))
    margins = enumerate((2 * _TOGETHER, _TOGETHER))  # day first is the layout: it needs less
    return [all(low - m <= day <= high + m for day in one.read(w)) for w, m in margins]


def _day_name(column: Column) -> str:
    stem = column.name.removesuffix("_at")
    return f"{stem}_date" if column.name.endswith("_at") else column.name


def _refuse_contradicted(
    written: Sequence[_Written],
    rows: "pl.DataFrame",
    typed: "pl.DataFrame",
    parts: Sequence[Section],
) -> None:
    """Raise E_DAYS_SWAPPED for orders made after they left, or on a day their number denies.

    A spreadsheet exchanges what it can take for a date only: other days of the row may be right.
    """
    for one in written:
        if one.column.name not in _MADE or not one.either:
            continue
        if _by_number(one, rows) is False or _by_sequence(one, rows, typed) is False:
            _refuse("E_DAYS_SWAPPED", rows, parts, one.column.name, next(iter(one.either)))


def _by_sequence(one: _Written, rows: "pl.DataFrame", typed: "pl.DataFrame") -> bool | None:
    """Whether orders were made before anything else happened to them, in one reading only."""
    later = [n for n in (f"{name}_date" for name in _LATER) if n in typed.columns]
    if not later:
        return None
    firsts = typed.select("row_no", first=pl.min_horizontal(later)).drop_nulls()
    heads = rows.select("row_no", text=pl.col(one.column.name).str.slice(0, _HEAD))
    votes = [0, 0]
    for text, first in firsts.join(heads, on="row_no").select("text", "first").unique().iter_rows():
        fits = [str(day) <= first for day in one.either.get(text, ())]
        if fits.count(True) == 1:
            votes[fits.index(True)] += 1
    return None if votes[0] == votes[1] else votes[0] > votes[1]


def _by_number(one: _Written, rows: "pl.DataFrame") -> bool | None:
    """What order numbers that carry a day say of the column, where they say something."""
    if "order_no" not in rows.columns or one.column.name not in _MADE:
        return None
    pairs = rows.select("order_no", pl.col(one.column.name).str.slice(0, _HEAD)).drop_nulls()
    votes = [0, 0]
    for number, text in pairs.unique().iter_rows():
        stated = _day_in(number)
        if stated is None or text not in one.either:
            continue
        for which, day in enumerate(one.either[text]):
            votes[which] += abs(day - stated) <= _NEAR
    return None if votes[0] == votes[1] else votes[0] > votes[1]


def _day_in(number: str) -> date | None:
    for pattern, century in _DAY_OF_NUMBER:
        if match := pattern.match(number):
            try:
                return date(int(match[1]) + century, int(match[2]), int(match[3]))
            except ValueError:
                return None
    return None


def _by_period(one: _Written, part: Part, ctx: FileContext) -> bool:
    """Whether the period that the file prints, or the user names, holds one reading only."""
    return _within(one, part, ctx, _NEAR) == [True, False]


def _within(one: _Written, part: Part, ctx: FileContext, margin: timedelta) -> list[bool]:
    """Whether all days of each reading lie in the period of the file; none where it has none."""
    period = printed_period(ctx.preamble, ctx.sheets, part.period_sheets)
    if period is None and ctx.period is not None:
        period = (date.fromisoformat(ctx.period[0]), date.fromisoformat(ctx.period[1]))
    if period is None:
        return []
    first, last = period[0] - margin, period[1] + margin
    return [all(first <= day <= last for day in one.read(which)) for which in (0, 1)]


def _by_stamp(one: _Written, made_at: str) -> bool | None:
    """What the day the file was made says: its days lie before it, and mostly not long before."""
    if not made_at:
        return None
    made = date.fromisoformat(made_at[:10]) + _NEAR
    before = [all(day <= made for day in one.read(which)) for which in (0, 1)]
    near = [all(made - day <= 2 * _TOGETHER for day in one.read(which)) for which in (0, 1)]
    fits = [past and close for past, close in zip(before, near, strict=True)]
    if before.count(True) == 1:
        return before[0]
    return True if fits == [True, False] else None


def _few(one: _Written) -> bool:
    """Whether a column's days are too few to lie together or apart."""
    read, other = one.read(0), one.read(1)
    together = len(read) > 1 and _span(read) <= _TOGETHER < _span(other)
    return len(read) < _SOME and not together


def _doubtful(one: _Written, pairs: Sequence[tuple[date, date]], part: Part) -> bool:
    """Whether the days themselves leave it open; `pairs` are both readings in all columns.

    Days that lie together day first and apart month first need no doubt; a platform's own layout
    is believed unless its days lie together only month first. Prices and counts that people keep
    begin with a month.
    """
    read, other = one.read(0), one.read(1)
    by_hand = part.made_by == "hand"
    if len(read) >= (_SOME if by_hand else 2) and _span(read) <= _TOGETHER < _span(other):
        return False
    if len(read) > 1 and all(day.day == 1 for day in read):
        return one.foreign and not by_hand
    all_read, all_other = ([pair[which] for pair in pairs] for which in (0, 1))
    strange = len(set(all_read)) >= _SOME and _span(all_read) > _span(all_other)
    return strange or one.foreign or by_hand


def _span(days: Sequence[date]) -> timedelta:
    return max(days) - min(days)


def _row_of(rows: "pl.DataFrame", column: str, head: str) -> int:
    hit = rows.filter(pl.col(column).str.starts_with(head))
    return int(hit["row_no"][0])


def _refuse(
    code: str, rows: "pl.DataFrame", parts: Sequence[Section], column: str, value: str
) -> None:
    section, at = place(parts, _row_of(rows, column, value))
    header = section.match.header_of(column)
    sheet = section.match.sheet.name
    raise OmniError(code, sheet=sheet, row=at, column=header, value=value.strip())


def _warn(
    one: _Written,
    rows: "pl.DataFrame",
    parts: Sequence[Section],
    ctx: FileContext,
    code: str = "W_DAY_ORDER",
) -> None:
    text, (read, other) = next(iter(one.either.items()))
    section, at = place(parts, _row_of(rows, one.column.name, text))
    heads = rows[one.column.name].str.slice(0, len(text))
    fields: Mapping[str, object] = {
        "read": str(read),
        "other": str(other),
        "rows": int(heads.is_in([t[: len(text)] for t in one.either]).sum()),
    }
    ctx.issues.append(
        Issue(
            code,
            "warning" if code.startswith("W_") else "notice",
            ctx.file_name,
            sheet=section.match.sheet.name,
            row=at,
            column=section.match.header_of(one.column.name),
            value=text.strip(),
            fields=dict(fields),
        )
    )
