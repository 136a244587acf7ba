"""Order numbers that two shops use: the same number, another buyer, another time of ordering.

Some platforms number orders per shop, so the files of two shops imported into one account mix two
sales into one row. That is told from all files together, never from which came first.
"""

from typing import TYPE_CHECKING

from omnicli.warehouse.keys import telling

if TYPE_CHECKING:
    import polars as pl

_WHEN = ("ordered_at", "ordered_date")


def clashes(stamps: "pl.DataFrame", key: list[str]) -> "pl.DataFrame":
    """The keys whose files name different phones and different creation times: `account_clash`.

    Either alone is an edit; a file that lacks one of them says nothing.
    """
    import polars as pl

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
