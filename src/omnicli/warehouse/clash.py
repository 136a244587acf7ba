"""Order numbers that two shops use: the same number, another time of ordering, or another sale.

Some platforms number orders per shop, so the files of two shops imported into one account would mix
two sales into one row.
"""

from dataclasses import dataclass

import polars as pl

from omnicli.domain.money import format_rupiah
from omnicli.warehouse.keys import telling

_AMOUNTS = ("buyer_total_sen", "net_revenue_sen", "cod_value_sen")
_WHEN = ("ordered_at", "ordered_date")
_BUYERS = ("recipient_phone", "buyer_username")
TOLD_APART = ("ordered_at", "ordered_date", *_AMOUNTS, *_BUYERS)
"""What two sales of one number are told apart by."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One order that is two: what of it differs, as it is known and as a file has it."""

    order_no: str
    what: tuple[str, str]
    known: str
    in_file: str


def clashing(orders: "pl.DataFrame", known: "pl.DataFrame", key: list[str]) -> Clash | None:
    """The first order of `orders` that is another one among the `known`, if there is any.

    Another creation time (to the minute, in the precision that both have), or another amount *and*
    another buyer: either of these alone is an edit. A masked name says nothing.
    """
    both = [n for n in TOLD_APART if n in orders.columns and n in known.columns]
    if known.is_empty() or not both:
        return None
    pairs = orders.select(*key, *both).join(
        known.select(*key, *both), on=key, how="inner", suffix="__known"
    )
    if pairs.is_empty():
        return None

    def differs(name: str, *, minutes: bool = False) -> "pl.Expr":
        if name not in both:
            return pl.lit(value=False)
        sides = [pl.col(name), pl.col(f"{name}__known")]
        if minutes:
            sides = [side.str.slice(0, len("2025-08-01T10:00")) for side in sides]
        unlike = sides[0] != sides[1]
        if name in _BUYERS:
            unlike &= ~sides[0].str.contains("*", literal=True)
            unlike &= ~sides[1].str.contains("*", literal=True)
        return unlike.fill_null(value=False)

    at = differs("ordered_at", minutes=True)
    timed = pl.all_horizontal(
        pl.col(f"ordered_at{s}").is_not_null() if "ordered_at" in both else pl.lit(value=False)
        for s in ("", "__known")
    )
    when = pl.when(timed).then(at).otherwise(differs("ordered_date"))
    sale = pl.any_horizontal(differs(n) for n in _AMOUNTS)
    buyer = pl.any_horizontal(differs(n) for n in _BUYERS)
    found = pairs.with_columns(when.alias("_when")).filter(pl.col("_when") | (sale & buyer))
    if found.is_empty():
        return None
    return _clash(found.sort(key).row(0, named=True), both)


def _clash(row: dict[str, object], both: list[str]) -> Clash:
    names = ("ordered_at", "ordered_date") if row["_when"] else _AMOUNTS
    what = ("waktu pesan", "creation time") if row["_when"] else ("jumlah", "amount")
    for name in names:
        pair = (row.get(f"{name}__known"), row.get(name)) if name in both else (None, None)
        if None not in pair and pair[0] != pair[1]:
            known, here = (
                _rupiah(v) if name.endswith("_sen") else str(v).replace("T", " ") for v in pair
            )
            return Clash(str(row["order_no"]), what, known, here)
    raise AssertionError(names)


def _rupiah(sen: object) -> str:
    assert isinstance(sen, int)
    return format_rupiah(sen)


def clashes(stamps: "pl.DataFrame", key: list[str]) -> "pl.DataFrame":
    """The keys whose files name different phones and different creation times: `account_clash`.

    Either alone is an edit; a file that lacks one of them says nothing.
    """
    when = [c for c in _WHEN if c in stamps.columns]
    if "recipient_phone" not in stamps.columns or not when:
        return stamps.select(key).clear().with_columns(account_clash=pl.lit(1, dtype=pl.Int64))
    clear = stamps.filter(pl.col("recipient_phone").is_not_null())

    def differs(name: str) -> "pl.Expr":
        return pl.col(name).drop_nulls().n_unique() > 1

    return (
        clear.filter(clear.select(telling(key, clear)).is_duplicated())
        .group_by(key)
        .agg(
            (differs("recipient_phone") & pl.any_horizontal(differs(c) for c in when)).alias("_two")
        )
        .filter("_two")
        .select(*key, pl.lit(1, dtype=pl.Int64).alias("account_clash"))
    )
