"""Which rows of a part are data: what is blank, a total or a header again is counted and left."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.domain.issues import Issue
from omnicli.ingest.convert.base import Problem
from omnicli.ingest.convert.frame import cleaned
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.index_row import index_row
from omnicli.ingest.sections import Section
from omnicli.ingest.sections import place
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Text

TOTAL_LABEL = (
    r"(?i)^(?:(?:grand |sub[- ]?)?totals?|rekap(?:itulasi)?|keseluruhan|summary|ringkasan|sum|[Σ∑]"
    r"|(?:合|总|總|小)(?:计|計)|(?:sub[- ]?|grand )?(?:total|jumlah)"
    r"(?: (?:total|semua|seluruh(?:nya)?|keseluruhan|akhir|besar|akun|account|pesanan|orders?"
    r"|results?|hasil))?"
    r"|(?:total (?:of |dari )?|jumlah (?:dari )?|results? from |hasil dari )[\d.,]+ (?:results?"
    r"|hasil|rows?|baris|data|pesanan|orders?|campaigns?|kampanye|ad sets?|set iklan|ads?|iklan))"
    r"\s*:?$"
)
"""How a row calls itself that sums others."""
_SUBTOTAL = r"(?i)^sub[- ]?total"
"""One that nobody gives a thing of his own: it stands in the middle of a table as well."""
_STRAY = r"(?i)^\s*(?:(?:grand |sub ?)?total|jumlah|catatan|note)\b|\pL.*\s.*\pL"
"""A word for a sum or a note, or a text of several words."""
UNREAD = "unread: "
"""What stands before the header of a column that a part does not map, where a rule sees it."""
_FEW = 3
_TELLING = 2
"""Cells that repeat their own header before a row is called a header again."""


@dataclass(frozen=True, slots=True)
class DataRows:
    """The data rows of a part as cleaned text, and how many others there were by reason."""

    frame: "pl.DataFrame"
    skipped: dict[str, int]


def data_rows(parts: Sequence[Section], never: set[int], ctx: FileContext) -> DataRows:
    """The rows of all sheets that are data; rows in `never` are data whatever they look like.

    What a rule of the part took out is kept in `ctx.left_out`.
    """
    part = parts[0].match.part
    frames, skipped = [], {"blank": 0, "header": 0}
    for section in parts:
        raw = cleaned(section.mapped, part.columns)
        data = pl.col("row_no").is_in(list(never))
        kept = raw.select(_filled(raw, section.below) | data).to_series()
        rows = raw if kept.all() else raw.filter(kept)
        skipped["blank"] += raw.height - rows.height
        counting = index_row(
            section.below.join(rows.head(1), on="row_no", how="semi"), section.match
        )
        if counting is not None and counting not in never:
            _tell("N_INDEX_ROW", [counting], parts, ctx)
            skipped["index row"] = skipped.get("index row", 0) + 1
            rows = rows.filter(pl.col("row_no") != counting)
        _refuse_other_order(rows, section)
        again = headers_again(rows, section.match)
        if again.any():
            _tell("N_HEADER_AGAIN", rows.filter(again)["row_no"].to_list(), parts, ctx)
            skipped["header"] += int(again.sum())
            rows = rows.filter(~again)
        frames.append(rows)
    rows = frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal")
    for rule in part.skip_rows:
        seen = _with_unread(rows, parts) if rule.unread else rows
        hit = seen.select(rule.when().fill_null(value=False).alias("hit"))["hit"]
        if never:
            hit = hit & ~rows["row_no"].is_in(list(never))
        skipped[rule.reason] = skipped.get(rule.reason, 0) + int(hit.sum())
        ctx.left_out[rule.reason] = rows.filter(hit)
        rows = rows.filter(~hit) if hit.any() else rows
    total = [*_total(rows, part), *_labelled(rows, parts)]
    if total:
        skipped["total"] = skipped.get("total", 0) + len(set(total))
        rows = rows.filter(~pl.col("row_no").is_in(total))
    stray = _strays(rows, parts) if not part.whole else []
    if stray:
        skipped["note"] = skipped.get("note", 0) + len(stray)
        rows = rows.filter(~pl.col("row_no").is_in(stray))
    return DataRows(_unmerged(rows, part), {reason: n for reason, n in skipped.items() if n})


def _with_unread(rows: "pl.DataFrame", parts: Sequence[Section]) -> "pl.DataFrame":
    """The rows beside the cells of columns that nobody maps, under their headers."""
    frames = []
    for section in parts:
        match = section.match
        mapped = {*match.positions.values()}
        places = {f"{UNREAD}{fold(h)}": j for j, h in enumerate(match.headers) if h}
        cells = [pl.col(f"c{j}").alias(n) for n, j in places.items() if j not in mapped]
        frames.append(section.below.select("row_no", *cells))
    return rows.join(pl.concat(frames, how="diagonal"), on="row_no", how="left")


def _strays(rows: "pl.DataFrame", parts: Sequence[Section]) -> list[int]:
    """Rows of one text and nothing else, below all others: a note, or a total without an amount.

    A row of a csv that ends early is left to `cut_row`: a download may have broken off inside it.
    """
    mapped = [c for c in rows.columns if c != "row_no"]
    if len(mapped) < _TELLING or rows.is_empty():
        return []
    cells = pl.sum_horizontal(pl.col(c).is_not_null().cast(pl.Int32) for c in mapped)
    text = pl.coalesce(mapped)
    found = rows.select("row_no", alone=(cells == 1) & text.str.contains(_STRAY))
    ends: list[int] = []
    short = {row for section in parts for row in section.match.sheet.short}
    for row, alone in reversed(found.rows()):
        if not alone or (len(parts) == 1 and row in short):
            break
        ends.append(row)
    return ends


def _total(rows: "pl.DataFrame", part: Part) -> list[int]:
    """Rows whose key says that they sum the others.

    An id that says so is one wherever it stands. A name may be somebody's: there the last rows are
    believed, and a subtotal.
    """
    ids = [c.name for c in part.columns if c.name in part.key and isinstance(c.type, Id)]
    texts = [c.name for c in part.columns if c.name in part.key and isinstance(c.type, Text)]
    ids, texts = ([n for n in names if n in rows.columns] for names in (ids, texts))
    if part.whole or part.made_by == "hand" or not (ids or texts) or rows.height < 2:
        return []
    says = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(n).str.contains(TOTAL_LABEL) for n in ids)
    )
    named = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(n).str.contains(TOTAL_LABEL) for n in texts)
    )
    sub = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(n).str.contains(_SUBTOTAL) for n in texts)
    )
    below = named.fill_null(value=False).reverse().cum_min().reverse()
    hit = rows.select("row_no", hit=(says | (named & sub) | below).fill_null(value=False))
    return hit.filter("hit")["row_no"].to_list()


def _labelled(rows: "pl.DataFrame", parts: Sequence[Section]) -> list[int]:
    """Rows that lack what every row needs and call themselves a total, in whatever column."""
    part = parts[0].match.part
    needed = [c.name for c in part.columns if c.required and c.name in rows.columns]
    if part.whole or part.made_by == "hand" or not any(rows[n].null_count() for n in needed):
        return []
    lacking = rows.filter(pl.any_horizontal(pl.col(needed).is_null())).select("row_no")
    found: list[int] = []
    for section in parts:
        mine = section.below.join(lacking, on="row_no", how="semi")
        cells = pl.exclude("row_no").str.strip_chars().str.contains(TOTAL_LABEL)
        says = mine.select("row_no", says=pl.any_horizontal(cells).fill_null(value=False))
        found += says.filter("says")["row_no"].to_list()
    return found


def _filled(raw: "pl.DataFrame", below: "pl.DataFrame") -> "pl.Expr":
    """Where a row says anything at all, in a column that is read or in another."""
    if not all(column.null_count() for column in raw.drop("row_no")):
        return pl.lit(value=True)
    cells = pl.exclude("row_no")
    empty = cells.is_null() | (cells.str.strip_chars() == "")
    return pl.lit(~below.select(pl.all_horizontal(empty).alias("none"))["none"])


def headers_again(raw: "pl.DataFrame", match: HeaderMatch) -> "pl.Series":
    """Where a row repeats the header: somebody put one export under another."""
    names = {name: fold(match.headers[j] or "") for name, j in match.positions.items()}
    key = next((c for c in (*match.part.key, *names) if c in names), None)
    nowhere = pl.Series("header", [False], dtype=pl.Boolean).new_from_index(0, raw.height)
    if key is None or len(names) < _TELLING:
        return nowhere
    written = " ".join((match.headers[match.positions[key]] or "").split())
    like = (raw[key] == written).fill_null(value=False)
    if not like.any():
        return nowhere
    again = []
    for row in raw.filter(like).select("row_no", *names).iter_rows():
        cells = [
            (fold(c), n) for c, n in zip(row[1:], names.values(), strict=True) if c is not None
        ]
        if len(cells) >= _TELLING and all(cell == name for cell, name in cells):
            again.append(row[0])
    return raw["row_no"].is_in(again)


def _refuse_other_order(rows: "pl.DataFrame", section: Section) -> None:
    """Raise E_HEADER_OTHER for a header again whose columns stand in another order."""
    match = section.match
    names = {" ".join(h.split()): j for j, h in enumerate(match.headers) if h}
    mapped = [c for c in rows.columns if c != "row_no"]
    if len(mapped) < _FEW:
        return
    # Three columns are enough to find the row, all of it proves it.
    looked = pl.all_horizontal(pl.col(mapped[:_FEW]).is_in(list(names)).fill_null(value=False))
    for row in rows.filter(looked).iter_rows(named=True):
        own = {n: match.positions[n] for n in mapped if row[n] in names}
        moved = [n for n, j in own.items() if names[row[n]] != j]
        if len(own) * 2 > len(mapped) and len(moved) * 2 > len(own):
            at = row["row_no"] - section.before
            raise OmniError("E_HEADER_OTHER", sheet=match.sheet.name, row=at)


def _tell(code: str, rows: Sequence[int], parts: Sequence[Section], ctx: FileContext) -> None:
    """One notice for all of them, with the place of the first."""
    section, row = place(parts, rows[0])
    sheet, fields = section.match.sheet.name, dict[str, object](rows=len(rows))
    ctx.issues.append(Issue(code, "notice", ctx.file_name, sheet=sheet, row=row, fields=fields))


def _unmerged(rows: "pl.DataFrame", part: Part) -> "pl.DataFrame":
    """Merged cells put their value in the first row only: the rows under it have the same key.

    Only where nothing of the order stands in the row; one blank key among filled cells is a fault.
    """
    key = [name for name in part.key if name in rows.columns]
    whole = [c.name for c in part.columns if c.per == "key" and c.name in rows.columns]
    lines = [c for c in rows.columns if c not in (*key, *whole, "row_no")]
    several = part.target == "orders" and part.key[-1] in key and whole and lines
    if not several or not any(rows[name].null_count() for name in key):
        return rows
    merged = pl.all_horizontal(pl.col(*key, *whole).is_null()) & pl.any_horizontal(
        pl.col(*lines).is_not_null()
    )
    above = (pl.when(merged).then(pl.col(name).forward_fill()).otherwise(name) for name in key)
    return rows.with_columns(**dict(zip(key, above, strict=True)))


def cut_row(row_nos: "pl.Series", match: HeaderMatch) -> list[Problem]:
    """The last data row, where it alone ends early: the download broke off inside it.

    Where other rows end early too, a program left out the empty cells at their ends. A row alone
    is judged by what it lacks: nobody leaves out a column that every row needs.
    """
    short, width = match.sheet.short, match.sheet.frame.width
    if not short or row_nos.is_empty():
        return []
    named = 1 + max(place for place, header in enumerate(match.headers) if header)
    last = short.get(row_nos[-1], width)
    if last >= named or min((short.get(r, width) for r in row_nos[:-1]), default=width) < named:
        return []
    needed = {c.name for c in match.part.columns if c.required}
    places = sorted((place, name) for name, place in match.positions.items())
    if len(row_nos) == 1 and not any(p >= last and name in needed for p, name in places):
        return []
    lacking = next((name for place, name in places if place >= last), places[-1][1])
    fields = {"cells": last, "of": named}
    return [Problem(row_nos[-1], lacking, "E_ROW_SHORT", None, fields=fields)]
