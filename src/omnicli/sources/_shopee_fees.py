"""Shopee's fees by name: columns that differ by shop, and the sheet of the service fee's parts."""

import re

import polars as pl

from omnicli.domain.folding import fold
from omnicli.ingest.spec import FileContext
from omnicli.sources._charges import charges_of
from omnicli.sources._settlement import printed_amounts
from omnicli.sources._settlement import total
from omnicli.sources._shopee_income_columns import AFFILIATE
from omnicli.sources._shopee_income_columns import FEES
from omnicli.sources._shopee_income_columns import SERVICE_FEE

_CATEGORY_FEE = re.compile(r"biaya (?:layanan )?(?:gratis ongkir|promo|cashback) xtra")
"""Fee columns of the 2026 layout that name a product category: they differ by shop and repeat."""
_DETAILS = "service fee details"
_ORDER = "no. pesanan"


def _header(frame: "pl.DataFrame") -> tuple[int, tuple[str | None, ...]]:
    """Index and cells of the first row that names the order; (-1, ()) where none does."""
    for index, row in enumerate(frame.head(30).rows()):
        if any(cell and fold(cell) == _ORDER for cell in row):
            return index, row
    return -1, ()


def category_fees(lines: "pl.DataFrame", ctx: FileContext) -> "dict[str, pl.Series]":
    """Sen per row of the fee columns whose names depend on the shop; equal names are added."""
    known = {fold(alias) for column in FEES for alias in column.aliases}
    found: dict[str, pl.Series] = {}
    for headers, below in ctx.tables:
        cells = lines.select("row_no").join(below, on="row_no", how="left", maintain_order="left")
        for place, name in enumerate(headers):
            if not name or not _CATEGORY_FEE.match(fold(name)) or fold(name) in known:
                continue
            amounts = printed_amounts(cells[f"c{place}"]).fill_null(0)
            title = " ".join(name.split())
            found[title] = found[title] + amounts if title in found else amounts
    return found


def _programmes(lines: "pl.DataFrame", ctx: FileContext) -> "dict[str, pl.Series]":
    """Sen per row of each programme of the service fee, where they add up to it."""
    frame = ctx.sheets.get(_DETAILS)
    if frame is None or SERVICE_FEE not in lines.columns:
        return {}
    index, header = _header(frame)
    places = {
        " ".join(n.split()): p for p, n in enumerate(header) if n and n.strip().lower() != "no."
    }
    order = next((p for n, p in places.items() if fold(n) == _ORDER), None)
    names = [n for n, p in places.items() if p != order and fold(n).startswith("biaya")]
    if order is None or not names:
        return {}
    below = frame.slice(index + 1)
    amounts = {n: printed_amounts(below[:, places[n]]).fill_null(0) for n in names}
    details = pl.DataFrame({"order_no": below[:, order], **amounts}).filter(
        pl.col("order_no").fill_null("") != ""
    )
    matched = lines.select("order_no", SERVICE_FEE).join(
        details.unique("order_no", keep="last"), on="order_no", how="left", maintain_order="left"
    )
    adds_up = pl.sum_horizontal(names) == pl.col(SERVICE_FEE).fill_null(0)
    parts = matched.select(pl.when(adds_up).then(pl.col(n)).fill_null(0) for n in names)
    return {name: parts[name] for name in names}


def charges(lines: "pl.DataFrame", ctx: FileContext, more: "dict[str, pl.Series]") -> "pl.Expr":
    """All fees but the affiliates' by name; `more` are those of `category_fees`."""
    programmes = _programmes(lines, ctx)
    named = {
        column.aliases[0]: total(lines, [column.name])
        for column in FEES
        if column.name != AFFILIATE
    }
    service = next(column.aliases[0] for column in FEES if column.name == SERVICE_FEE)
    shown = pl.sum_horizontal(*map(pl.lit, programmes.values())) if programmes else pl.lit(0)
    named[service] = named[service] - shown
    amounts = {name: pl.lit(series) for name, series in {**more, **programmes}.items()}
    for name, amount in amounts.items():
        named[name] = named[name] + amount if name in named else amount
    return charges_of(named, pl.col("fee_sen") - total(lines, [AFFILIATE]))
