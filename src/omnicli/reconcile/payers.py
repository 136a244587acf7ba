"""Who a bank credit comes from, by the texts that name a payer."""

from collections.abc import Sequence

import polars as pl

_UNBROKEN = 6
"""Letters from which a text is also found across a break: shorter ones would be met by chance."""


def paid_by(credits_: "pl.DataFrame", payers: Sequence[tuple[str, str]]) -> "pl.DataFrame":
    """transaction_id, platform, payer: a row for each platform that a credit's text names.

    `credits_` has transaction_id, description, counterparty. Of several texts of one platform the
    longest that stands there is the payer; case and the breaks of a printed line do not matter.
    """
    texts = credits_.select(
        "transaction_id",
        _text=pl.concat_str("description", "counterparty", separator=" ", ignore_nulls=True)
        .fill_null("")
        .str.to_lowercase()
        .str.replace_all(r"\s+", " "),
    ).with_columns(_dense=pl.col("_text").str.replace_all(" ", "", literal=True))

    def named(text: str) -> "pl.Expr":
        plain = pl.col("_text").str.contains(text, literal=True)
        dense = text.replace(" ", "")
        if len(dense) < _UNBROKEN:
            return plain
        return plain | pl.col("_dense").str.contains(dense, literal=True)

    found = [
        texts.filter(named(text)).select(
            "transaction_id", platform=pl.lit(platform), payer=pl.lit(text)
        )
        for platform, text in sorted(payers, key=lambda pair: (-len(pair[1]), pair))
    ]
    empty = pl.DataFrame(
        schema={"transaction_id": pl.Int64, "platform": pl.String, "payer": pl.String}
    )
    return pl.concat([empty, *found]).unique(
        ["transaction_id", "platform"], keep="first", maintain_order=True
    )
