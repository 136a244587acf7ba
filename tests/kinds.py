"""What goes wrong with files, kind by kind, and which sources can have it.

`python tests/kinds.py` prints the table of kinds and sources: for each what becomes of a fixture
with that fault, or why the source cannot have it. `tests/contract/test_kinds.py` asserts it.
"""

import csv
import io
import random
import re
import sys
from collections.abc import Callable
from collections.abc import Iterator
from decimal import Decimal

import polars as pl

import mutants
import source_fixtures
from fixture_cells import Example
from fixture_cells import examples
from fixture_cells import take
from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import When
from omnicli.registers import registers
from omnicli.sources import registry
from spellings import TAKEN
from spellings import Made
from spellings import body
from spellings import changed

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DICE = random.Random(0)
SEEN = ("impressions", "shown", "product_shown")
NAMED = ("campaign", "adset", "ad")
DECIDE = 3
"""Amounts and days by which a row without a header is known."""
SILENT = "SILENT"


def exchanged_days(one: Example) -> Made:
    rows = body(one, lambda c: c if _ISO.match(c) else mutants.swapped([[c]], 0, _DICE)[0][0])
    written = [re.match(r"\d{1,2}[-/]", c) for r in one.rows[one.top :] for c in r]
    if not any(written):
        return "days are written year first"
    return changed(one, rows, "no day up to the twelfth")


def month_first(one: Example) -> Made:
    def written(cell: str) -> str:
        day = re.match(r"^(\d{1,2})([-/])(\d{1,2})[-/](\d{4})(.*)$", cell)
        if day:
            return f"{int(day[3])}/{int(day[1])}/{day[4]}{day[5]}"
        iso = re.match(r"^(\d{4})-(\d\d)-(\d\d)(.*)$", cell)
        return f"{int(iso[2])}/{int(iso[3])}/{iso[1]}{iso[4]}" if iso else cell

    return changed(one, body(one, written, one.places(When, Day)), "no date column")


def without_balance(one: Example) -> Made:
    """The same movements in an export that prints no balance: the same lines, not others."""
    part = one.read.parts[0].part
    names = {
        fold(a)
        for c in part.columns
        if c.name == "balance_sen" and not c.required
        for a in c.aliases
    }
    gone = [j for j, h in enumerate(one.rows[one.top - 1]) if fold(h) in names]
    if not gone:
        return "prints no balance, or needs it"
    return one.content(
        [
            [c for j, c in enumerate(row) if i < one.top - 1 or j not in gone]
            for i, row in enumerate(one.rows)
        ]
    )


def two_sheets(one: Example) -> Made:
    if one.is_csv:
        return "a csv has one table"
    half = one.top + (len(one.rows) - one.top) // 2
    if half == one.top:
        return "one row"
    return one.content(one.rows[:half], Lain=[*one.rows[: one.top], *one.rows[half:]])


def headers_only(one: Example) -> Made:
    """A sheet with the header and no rows below it, in front and behind: nobody filled it in."""
    bare = one.rows[: one.top]
    sheets = {"Semua": one.rows} if one.is_csv else one.sheets
    return source_fixtures.xlsx({"Baru": bare, **sheets, "Kosong": bare[-1:]})


def copy_in_front(one: Example) -> Made:
    if one.is_csv:
        return "a csv has one table"
    part = [r for i, r in enumerate(one.rows) if i < one.top or i % 2 == 0]
    return source_fixtures.xlsx({"Filter": part, **one.sheets})


def doubled(one: Example) -> Made:
    return one.content(mutants.doubled(one.rows, one.top, _DICE))


def pasted_header(one: Example) -> Made:
    return one.content(mutants.pasted_with_header(one.rows, one.top, _DICE))


def total_below(one: Example) -> Made:
    row = next(total_rows(one), None)
    return "no amounts, or no column for a label" if row is None else one.content([*one.rows, row])


def subtotal_between(one: Example) -> Made:
    row = next(total_rows(one), None)
    if row is None or len(one.rows) < one.top + 2:
        return "no amounts, or one row"
    named = ["Subtotal" if c == "Total" else c for c in row]
    return one.content([*one.rows[: one.top + 1], named, *one.rows[one.top + 1 :]])


def total_rows(one: Example) -> Iterator[list[str]]:
    """The row that sums the others, as a person puts it below."""
    width = len(one.rows[one.top - 1])
    money = one.places(Money)
    row = ["999999" if j in money else "" for j in range(width)]
    free = next((j for j in range(width) if j not in money), None)
    if money and free is not None:
        row[free] = "Total"
        yield row


def header_in_other_order(one: Example) -> Made:
    head = one.rows[one.top - 1]
    half = one.top + (len(one.rows) - one.top) // 2
    if half == one.top:
        return "one row"
    turned = [[*r, *[""] * (len(head) - len(r))][::-1] for r in (head, *one.rows[half:])]
    return one.content([*one.rows[:half], *turned])


def sheet_without_header(one: Example) -> Made:
    half = one.top + (len(one.rows) - one.top) // 2
    if one.is_csv or half == one.top:
        return "a csv has one table" if one.is_csv else "one row"
    if not one.read.parts[0].part.columns or len(one.places(Money, Day, When, Count)) < DECIDE:
        return "too few amounts and days to know a row by"
    if not re.match(r"[\d.]", "".join(one.rows[half][:2]).strip()) and one.read.parts[0].part.whole:
        return "the row goes on from the one above"
    return one.content(one.rows[:half], Lain=one.rows[half:])


def sheet_lacks_column(one: Example) -> Made:
    half = one.top + (len(one.rows) - one.top) // 2
    if one.is_csv or half == one.top:
        return "a csv has one table" if one.is_csv else "one row"
    part = one.read.parts[0].part
    names = {fold(a) for c in part.columns if c.required for a in c.aliases}
    head = one.rows[one.top - 1]
    gone = next((j for j in reversed(range(len(head))) if fold(head[j]) in names), None)
    if gone is None:
        return "needs no column"
    lacking = [[c for j, c in enumerate(r) if j != gone] for r in (head, *one.rows[half:])]
    return one.content(one.rows[:half], Lain=lacking)


def short_years(one: Example) -> Made:
    def short(cell: str) -> str:
        return re.sub(r"^(\d\d[-/]\d\d[-/])20(\d\d)", r"\1\2", cell)

    return changed(one, body(one, short, one.places(When, Day)), "days are written year first")


def other_minus(one: Example) -> Made:
    def written(cell: str) -> str:
        return f"({cell[1:]})" if re.match(r"-[\d.,]+$", cell) else cell

    return changed(one, body(one, written, one.places(Money)), "no negative amounts")


def other_currency(one: Example) -> Made:
    rows = [[re.sub(r"\b(?:IDR|Rupiah)\b|\bRp\b", "MYR", c) for c in row] for row in one.rows]
    sheets = {
        n: [[re.sub(r"\b(?:IDR|Rupiah)\b|\bRp\b", "MYR", c) for c in r] for r in s]
        for n, s in one.sheets.items()
    }
    if sheets == one.sheets:
        return "names no currency"
    return one.content(rows) if one.is_csv else source_fixtures.xlsx(sheets)


def thousandths(one: Example) -> Made:
    """Amounts with one dot lose their noughts, as a spreadsheet saves `165.000`."""
    if one.read.parts[0].part.made_by == "hand":
        return "people write what they like, and nothing sums it"
    rows = mutants.resaved(one.rows, one.top, _DICE)
    return changed(one, rows, "amounts stand without dots: a spreadsheet leaves them")


def lines_in_quotes(one: Example) -> Made:
    if not one.is_csv:
        return "no csv"
    lines = one.content().decode().splitlines()
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([line] for line in lines)
    return out.getvalue().encode()


def stray_quotes(one: Example) -> Made:
    if not one.is_csv:
        return "no csv"
    lines = one.content().decode().splitlines()
    if len(lines) < one.top + 3:
        return "fewer than three rows"
    sign = "," if lines[one.top - 1].count(",") else ";"
    first, last = one.top, len(lines) - 1
    for at in (first, last):
        cells = lines[at].split(sign)
        cells[0] = f'"{cells[0]}' if at == first else f'{cells[0]}"'
        lines[at] = sign.join(cells)
    return "\n".join(lines).encode()


def bit_flipped(one: Example) -> Made:
    if one.is_csv:
        return "a csv has no checksum"
    data = bytearray(one.content())
    name = b"xl/worksheets/sheet1.xml"
    at = data.index(name) + len(name) + 40
    data[at] ^= 4
    return bytes(data)


def cut_off(one: Example) -> Made:
    if one.is_csv:
        data = one.content()
        return data[: len(data) - max(3, len(data.splitlines()[-1]) // 2)]
    data = one.content()
    return data[: len(data) * 2 // 3]


def total_in_other_words(one: Example) -> Made:
    """The row that sums the others, called as no list of words knows it: by its figures alone."""
    if one.read.parts[0].part.target != "ad_performance":
        return "only reports of ads have rows that a total looks like"
    added = {"spend_sen", *SEEN}
    columns = one.read.parts[0].part.columns
    named = {fold(a): c.name for c in reversed(columns) if c.read for a in c.aliases}
    head = [named.get(fold(h.split(" (")[0]), "") for h in one.rows[one.top - 1]]
    rows = [[*row, *[""] * (len(head) - len(row))] for row in one.rows[one.top :]]
    if len(rows) < DECIDE or not set(SEEN) & set(head) or not set(head) & set(NAMED):
        return "few rows, or nothing but the spend adds up"
    if one.read.parts[0].skipped or one.read.parts[0].rows_rejected or "audience" in head:
        return "has a total already"
    total = [""] * len(head)
    for place, name in enumerate(head):
        if name in added:
            numbers = [Decimal(row[place]) for row in rows if re.match(r"[\d.]+$", row[place])]
            total[place] = str(sum(numbers))
    total[next(place for place, name in enumerate(head) if name in NAMED)] = "Alles zusammen"
    return one.content([*one.rows, total])


def year_first(one: Example) -> Made:
    def written(cell: str) -> str:
        day = re.match(r"^(\d{2})([-/])(\d{2})\2(\d{4})(.*)$", cell)
        return f"{day[4]}-{day[3]}-{day[1]}{day[5]}" if day else cell

    return changed(one, body(one, written, one.places(When, Day)), "no day of that kind")


def ids_with_commas(one: Example) -> Made:
    places = one.places(Id)

    def written(cell: str) -> str:
        return f"{int(cell):,}" if re.fullmatch(r"[1-9]\d{6,}", cell) else cell

    return changed(one, body(one, written, places), "no numbers for ids")


def signs_lost(one: Example) -> Made:
    """Prices and spends below nothing, as a formula leaves them."""
    columns = one.read.parts[0].part.columns
    never = ("spend_sen", "list_price_sen", "unit_price_sen")
    names = {fold(a) for c in columns if c.name in never for a in c.aliases}
    head = one.rows[one.top - 1]
    places = [j for j, h in enumerate(head) if fold(h.split(" (")[0]) in names]

    def written(cell: str) -> str:
        return f"-{cell}" if re.match(r"[1-9]", cell) else cell

    return changed(one, body(one, written, places), "no price and no spend")


KINDS: dict[str, Callable[[Example], Made]] = {
    **TAKEN,
    "a total in other words": total_in_other_words,
    "days year first": year_first,
    "ids with commas": ids_with_commas,
    "prices below nothing": signs_lost,
    "days exchanged (16, 18)": exchanged_days,
    "days month first": month_first,
    "no column of balances": without_balance,
    "rows on two sheets (12, 13)": two_sheets,
    "sheets with headers only": headers_only,
    "subset copy in front": copy_in_front,
    "rows doubled (26, 27)": doubled,
    "pasted with its header": pasted_header,
    "a total below (08, 09)": total_below,
    "a subtotal between": subtotal_between,
    "header again in another order": header_in_other_order,
    "rows on a sheet without header": sheet_without_header,
    "a sheet that lacks a column": sheet_lacks_column,
    "years of two digits": short_years,
    "minus in brackets": other_minus,
    "another currency (24)": other_currency,
    "amounts a thousandth (14, 21)": thousandths,
    "lines in quotes (33)": lines_in_quotes,
    "stray quotes (25)": stray_quotes,
    "a bit flipped (39)": bit_flipped,
    "the end cut off": cut_off,
}


def figures(found: ReadFile) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Every number and day of each record by its key."""
    shown: dict[tuple[object, ...], tuple[object, ...]] = {}
    for part in found.parts:
        frame = part.records
        names = [
            n for n, kind in frame.schema.items()
            if n not in (*part.part.key, "balance_sen", "row_no")
            and (kind == pl.Int64 or n.endswith("_date"))
        ]  # fmt: skip
        for row in frame.select(*part.part.key, *names).iter_rows(named=True):
            key = tuple(row.pop(k) for k in part.part.key)
            shown[(part.part.target, *key)] = tuple(v for v in row.values() if v not in (None, 0))
    return shown


def outcome(one: Example, kind: str) -> str:
    """What becomes of the file with that fault; `SILENT`: other figures without a word."""
    made = KINDS[kind](one)
    if isinstance(made, str):
        return f"– {made}"
    try:
        after = take(one.fixture, made, one.sheets)
    except OmniError as error:
        return f"refused {error.code}"
    known = [(i.code, i.row, i.fields) for i in one.read.issues if i.code != "W_DAY_ORDER"]
    said = {
        i.code
        for i in after.issues
        if (i.severity != "notice" or i.code == "N_DAY_ORDER")
        and (i.code, i.row, i.fields) not in known
    }
    if figures(after) == figures(one.read):
        return "same figures"
    return f"told {', '.join(sorted(said))}" if said else f"{SILENT} {one.fixture.name}"


def sources() -> list[str]:
    """Sources whose files a platform makes, and our form of orders."""
    return sorted(n for n in registry() if n not in registers() and n != "order-desk")


def main() -> None:
    """Print the table: by kind, what becomes of the first fixture that can have it."""
    found = {s: list(examples(s)) for s in sources()}
    out = sys.stdout
    for kind in KINDS:
        out.write(f"\n## {kind}\n\n| source | fixtures | outcome |\n|---|---|---|\n")
        for source, mine in found.items():
            results: dict[str, int] = {}
            for one in mine:
                text = outcome(one, kind)
                results[text] = results.get(text, 0) + 1
            listed = "; ".join(f"{t} ×{n}" for t, n in sorted(results.items()))
            out.write(f"| {source} | {len(mine)} | {listed or 'no fixture as text'} |\n")


if __name__ == "__main__":
    main()
