"""What settlement sources share: the shape of a line, keys made of content, and proofs.

A line's components are signed and add up to its `net_sen`, plus being money to the seller. What
the known columns leave unexplained goes to `other_sen`, so the net stays what the platform paid.
"""

from collections.abc import Mapping
from collections.abc import Sequence

import polars as pl

from omnicli.domain.folding import fold
from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
from omnicli.ingest.convert.money import to_money
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Money
from omnicli.sources._common import by_wording
from omnicli.sources._common import single_spaced

COMPONENTS = ("gross_sen", "shipping_sen", "fee_sen", "tax_sen", "other_sen")
PARTS = ("refund_sen", "buyer_shipping_sen", "shipping_subsidy_sen", "affiliate_sen")
"""What a file names apart though a component holds it: gross the first, then shipping, fees."""
CHARGES = "charges"
"""All that a line's fee is made of, by the names of the file (`_charges.charges_of`)."""
LINE = (
    "line_key",
    "ledger",
    "kind",
    "order_no",
    *COMPONENTS,
    "net_sen",
    *PARTS,
    CHARGES,
    "occurred_at",
    "occurred_date",
    "payout_ref",
    "balance_sen",
    "description",
)
"""The columns of a line, in this order; a source has those it knows."""
PLAIN = Money("plain")
UNKNOWN = "unclassified"

Rules = Sequence[tuple[str, str]]
"""(pattern of the folded text, kind), the first that fits."""


def total(lines: "pl.DataFrame", names: Sequence[str]) -> "pl.Expr":
    """The sum of those of `names` that this version of the export has; empty cells are nothing."""
    present = [pl.col(name).fill_null(0) for name in names if name in lines.columns]
    return pl.sum_horizontal(present) if present else pl.lit(0, dtype=pl.Int64)


def components(lines: "pl.DataFrame", prefixes: Sequence[str]) -> "dict[str, pl.Expr]":
    """`<prefix>_sen` for each prefix: the sum of the columns called `<prefix>_…_sen`."""
    names = [name for name in lines.columns if name.endswith("_sen")]
    return {f"{p}_sen": total(lines, [n for n in names if n.startswith(f"{p}_")]) for p in prefixes}


def tell_rest(lines: "pl.DataFrame", ctx: FileContext, rest: str) -> None:
    """Warn where the known components do not add up to the net; `rest` is what is missing."""
    open_rows = lines.filter(pl.col(rest) != 0)
    if open_rows.is_empty():
        return
    fields = {"rows": open_rows.height, "gap": rupiah_texts(int(open_rows[rest].sum()))}
    ctx.issues.append(Issue("W_COMPONENTS", "warning", ctx.file_name, fields=dict(fields)))


def tell_blanks(lines: "pl.DataFrame", columns: Sequence[Column], ctx: FileContext) -> None:
    """Warn where an amount is empty that the file prints in all its other rows, be it 0.

    It counts as 0, and what it was stands in the row's sum only.
    """
    few = max(1, lines.height // 50)
    for column in columns:
        if column.name not in lines.columns or not isinstance(column.type, Money):
            continue
        blank = lines.filter(pl.col(column.name).is_null())
        if 0 < blank.height <= few and blank.height < lines.height:
            row = int(blank["row_no"].sort()[0])
            title = column.aliases[0]
            ctx.issues.append(
                Issue("W_AMOUNT_BLANK", "warning", ctx.file_name, row=row, column=title)
            )


def topped_up(lines: "pl.DataFrame", amount: str) -> "pl.DataFrame":
    """Ads paid out of an order's proceeds as lines of their own: ad money is never a fee.

    `amount` (negative) stands in `other_sen` and `net_sen` of the order's line and leaves both.
    """
    paid = pl.col(amount).fill_null(0)
    orders = lines.with_columns(pl.col("other_sen") - paid, pl.col("net_sen") - paid)
    nothing = [pl.lit(0, dtype=pl.Int64).alias(name) for name in COMPONENTS if name != "other_sen"]
    ads = lines.filter(paid != 0).with_columns(
        *nothing,
        other_sen=paid,
        net_sen=paid,
        kind=pl.lit("ads_topup"),
        line_key=pl.col("line_key") + "|ads_topup",
    )
    parts = [name for name in (*PARTS, CHARGES) if name in ads.columns]
    ads = ads.with_columns(pl.lit(None, dtype=ads.schema[name]).alias(name) for name in parts)
    return pl.concat([orders, ads])


def kind_of(text: "pl.Expr", rules: Rules) -> "pl.Expr":
    """The kind of a movement by what its text says."""

    def kinds(texts: "pl.Series") -> "pl.Series":
        known = by_wording(
            texts.to_frame("text"), {"text": pl.col("text")}, {"kind": _kind(pl.col("text"), rules)}
        )
        return known["kind"]

    return text.map_batches(kinds, return_dtype=pl.String)


def _kind(text: "pl.Expr", rules: Rules) -> "pl.Expr":
    plain = single_spaced(text.fill_null("").str.to_lowercase())
    kind = pl.lit(UNKNOWN)
    for pattern, name in reversed(rules):
        kind = pl.when(plain.str.contains(pattern)).then(pl.lit(name)).otherwise(kind)
    return kind


def keyed(lines: "pl.DataFrame", columns: Sequence[str]) -> "pl.DataFrame":
    """Add `line_key` out of `columns`: the same fact has the same key in every file."""
    texts = [pl.col(name).cast(pl.String).fill_null("") for name in columns]
    return lines.with_columns(line_key=pl.concat_str(texts, separator="|"))


def numbered(lines: "pl.DataFrame") -> "pl.DataFrame":
    """Tell rows of one key apart: movements that are equal in everything do happen.

    They count in the order of their balance, where there is one, never of their position.
    """
    if lines["line_key"].n_unique() == lines.height:
        return lines
    order = "balance_sen" if "balance_sen" in lines.columns else "line_key"
    nth = pl.int_range(1, pl.len() + 1).over("line_key", order_by=order)
    again = pl.when(nth > 1).then(pl.concat_str(pl.lit("#"), nth)).otherwise(pl.lit(""))
    return lines.with_columns(line_key=pl.concat_str("line_key", again))


def as_lines(lines: "pl.DataFrame") -> "pl.DataFrame":
    """Only the columns of a settlement line."""
    return lines.select(name for name in LINE if name in lines.columns)


def printed_amount(text: "str | None") -> int | None:
    """Sen of an amount on a summary sheet, or None for anything that is none."""
    if text is None or not text.strip():
        return None
    column = Column("amount_sen", ("",), PLAIN)
    amount: int | None = to_money(pl.Series("amount_sen", [text.strip()]), column).series[0][0]
    return amount


def printed_amounts(texts: "pl.Series") -> "pl.Series":
    """Sen of each text by itself, as `printed_amount` reads it; whole rupiah all at once."""
    bare = texts.str.strip_chars()
    whole = bare.set(~bare.str.contains(r"^-?\d{1,12}$"), None).cast(pl.Int64) * 100
    others = bare.filter(whole.is_null() & bare.is_not_null()).unique().to_list()
    read = {text: printed_amount(text) for text in others}
    rest = bare.replace_strict(read, default=None, return_dtype=pl.Int64) if read else whole
    return whole.fill_null(rest)


def labelled(
    sheets: "Mapping[str, pl.DataFrame]", names: Sequence[str], labels: Sequence[str]
) -> int | None:
    """The last amount on the first row of one of the sheets that has one of `labels`."""
    wanted = {fold(label) for label in labels}
    for name in names:
        frame = sheets.get(fold(name))
        for row in frame.rows() if frame is not None else ():
            if not any(cell is not None and fold(cell) in wanted for cell in row):
                continue
            amounts = [a for cell in row if (a := printed_amount(cell)) is not None]
            if amounts:
                return amounts[-1]
    return None


def prove(ctx: FileContext, what: tuple[str, str], printed: int | None, summed: int) -> None:
    """Warn where the file's own total is not what its rows add up to."""
    if printed is None or printed == summed:
        return
    fields: dict[str, object] = {
        "what": what,
        "printed": rupiah_texts(printed),
        "summed": rupiah_texts(summed),
        "gap": rupiah_texts(summed - printed),
    }
    ctx.issues.append(Issue("W_CONTROL_TOTAL", "warning", ctx.file_name, fields=dict(fields)))


def tell_unknown(lines: "pl.DataFrame", ctx: FileContext, text: str) -> None:
    """Name the movements no rule knows, by their text."""
    unknown = lines.filter(pl.col("kind") == UNKNOWN)
    # An order's or a payout's number makes no event of its own.
    event = pl.col(text).str.replace_all(r"#?\b(?:[A-Z]*\d[0-9A-Z]{5,}|\d{4,})\b", "…")
    found = unknown.group_by(event.fill_null("–")).agg(pl.len(), pl.col("net_sen").sum())
    for value, rows, summed in found.sort(text).iter_rows():
        fields = {"rows": rows, "summed": rupiah_texts(summed)}
        ctx.issues.append(
            Issue("W_EVENT_UNKNOWN", "warning", ctx.file_name, value=value, fields=fields)
        )


def printed_balances(lines: "pl.DataFrame") -> "pl.DataFrame":
    """`lines` without the balances of an export that prints 0 on every row: it prints none.

    Rows that move nothing leave a balance of 0 as it is; where the amounts are not yet known, every
    row counts as one that moves.
    """
    if "balance_sen" not in lines.columns:
        return lines
    moved = lines.filter(pl.col("net_sen") != 0) if "net_sen" in lines.columns else lines
    if moved.height < 2 or lines.select((pl.col("balance_sen") != 0).any()).item():
        return lines
    return lines.with_columns(balance_sen=pl.lit(None, dtype=pl.Int64))


def prove_balance(lines: "pl.DataFrame", ctx: FileContext) -> None:
    """Balance before + amount = balance after, on every pair of neighbouring rows.

    Wallets list the newest row first, or the oldest; the order with fewer breaks is the file's.
    With money in one direction only nothing can be proved, and that is said instead.
    """
    signs = lines.filter(pl.col("net_sen") != 0).select(pl.col("net_sen") > 0).to_series()
    if lines.height < 2 or "balance_sen" not in lines.columns or signs.is_empty():
        return
    if signs.n_unique() == 1:
        direction = ("masuk", "in") if signs[0] else ("keluar", "out")
        summed = rupiah_texts(int(lines["net_sen"].sum()))
        fields = {"direction": direction, "rows": lines.height, "summed": summed}
        ctx.issues.append(
            Issue("N_BALANCE_NOT_PROVABLE", "notice", ctx.file_name, fields=dict(fields))
        )
        return
    breaks = min((_breaks(lines.reverse()), _breaks(lines)), key=lambda found: found.height)
    if breaks.is_empty():
        return
    at, before, amount, after = breaks.row(0)
    fields = {
        "rows": breaks.height,
        "at": at,
        "before": rupiah_texts(before),
        "amount": rupiah_texts(amount),
        "after": rupiah_texts(after),
    }
    ctx.issues.append(Issue("W_BALANCE_BROKEN", "warning", ctx.file_name, fields=dict(fields)))


def _breaks(lines: "pl.DataFrame") -> "pl.DataFrame":
    """The rows, oldest first, whose balance does not follow from the one before."""
    known_balances = lines.filter(pl.col("balance_sen").is_not_null())
    chained = known_balances.with_columns(before=pl.col("balance_sen").shift(1))
    expected = pl.col("before") + pl.col("net_sen")
    broken = chained.filter(pl.col("before").is_not_null() & (expected != pl.col("balance_sen")))
    return broken.select("occurred_date", "before", "net_sen", "balance_sen")
