"""The charges of a settlement line by the names its file gives them.

They are kept as one JSON object per line, `{"name": sen, …}`, without those of 0, so that a new
programme of a platform needs no column of its own. What the names leave of the fee is `REST`.
"""

import json
from collections.abc import Mapping

import polars as pl

REST = "rest"
"""The part of a fee that the file takes without a column of its own."""


def charges_of(named: Mapping[str, "pl.Expr"], fee: "pl.Expr") -> "pl.Expr":
    """JSON text of the charges that are not 0, in the order of `named`; NULL where there is none.

    `named` and `fee` are sen (Int64), negative where money is taken; `fee` is their whole.
    """
    filled = {name: amount.fill_null(0) for name, amount in named.items()}
    rest = fee - pl.sum_horizontal(*filled.values())
    parts = [
        pl.when(amount != 0).then(pl.format("{}:{}", pl.lit(json.dumps(name)), amount))
        for name, amount in {**filled, REST: rest}.items()
    ]
    inner = pl.concat_str(parts, separator=",", ignore_nulls=True)
    return pl.when(inner != "").then(pl.concat_str(pl.lit("{"), inner, pl.lit("}")))
